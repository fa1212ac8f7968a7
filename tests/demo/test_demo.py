"""The main job on real input: both recorded debates through the real doors, to the archive."""

from pathlib import Path

import pytest

from server.app import Server
from server.demo.recording import load
from server.demo.run import RECORDINGS, play
from server.settings import Settings
from tests.load.process import free_port

AS_FAST_AS_IT_GOES = 100_000


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(RECORDINGS.glob("*.json")), ids=lambda path: path.stem)
async def test_every_text_state_and_tally_ends_as_recorded(tmp_path: Path, path: Path) -> None:
    settings = Settings(
        host="127.0.0.1",
        port=free_port(),
        live_port=free_port(),
        data=tmp_path,
        pace=AS_FAST_AS_IT_GOES / 100,
    ).with_secret()
    server = Server(settings)
    await server.start()
    said: list[str] = []
    try:
        recording = load(path)
        totals = await play(server, recording, AS_FAST_AS_IT_GOES, said.append)
    finally:
        await server.stop()

    assert totals.differences == []
    assert totals.submissions == len(recording.submissions) > 100
    assert totals.votes > 1_000
    assert [line.split()[0] for line in said if "http" in line] == [
        "phones",
        "control",
        "display",
        "overlay",
        "host",
        "archive",
    ]


def test_what_is_not_as_recorded_is_told_question_by_question() -> None:
    from server.demo.totals import compare

    recording = load(RECORDINGS / "sporazum-energy.json")
    ids = {s.key: s.key for s in recording.submissions}
    states, tallies, texts = recording.states(), recording.tallies(), recording.texts()
    questions = {
        key: {"text": texts[key], "state": states[key], "votes": tallies[key]} for key in texts
    }
    assert compare(recording, ids, {"questions": questions}).equal

    questions["q001"] = questions["q001"] | {"votes": 0}
    del questions["q002"]
    told = compare(recording, ids, {"questions": questions}).differences
    assert any("q001" in line and "tally" in line for line in told)
    assert any("q002: lost" in line for line in told)
