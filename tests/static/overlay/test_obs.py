"""Inside of OBS it is told whether the source is on programme, and what the recording does."""

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

PROGRAM = """async ([isObs, events, ends]) => {
  if (isObs) window.obsstudio = { pluginVersion: "2.25.0" }
  const { followObs } = await import("/overlay/obs.js")
  const reports = []
  const reporting = {
    tell: (active) => reports.push({ active }),
    recorded: (recording) => reports.push({ recording }),
  }
  const end = followObs(reporting)
  for (const [name, detail] of events) {
    window.dispatchEvent(new CustomEvent(name, { detail }))
    if (ends) end()
  }
  delete window.obsstudio
  return reports
}"""
EVENTS = [
    ["obsSourceActiveChanged", {"active": True}],
    ["obsRecordingStarted", None],
    ["obsRecordingPaused", None],
    ["obsRecordingUnpaused", None],
    ["obsSceneChanged", {"name": "Studio"}],
    ["obsRecordingStopped", None],
    ["obsSourceActiveChanged", {"active": False}],
    ["obsSourceActiveChanged", None],
]


async def test_what_obs_says_is_reported_in_its_order() -> None:
    assert await evaluate(PROGRAM, [True, EVENTS, False]) == [
        {"active": True},
        {"recording": "started"},
        {"recording": "paused"},
        {"recording": "resumed"},
        {"recording": "stopped"},
        {"active": False},
        {"active": False},
    ]


async def test_elsewhere_nothing_is() -> None:
    assert await evaluate(PROGRAM, [False, EVENTS, False]) == []


async def test_it_can_be_ended() -> None:
    assert await evaluate(PROGRAM, [True, EVENTS, True]) == [{"active": True}]
