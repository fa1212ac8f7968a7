"""Remarks on the control screen: what is unread, what is news, what is never said twice."""

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

READING = """async () => {
  const { listed, newsOf, unread } = await import("/control/remarks/list.js")
  const list = listed({
    10: { by: "agon", at: 40, text: "d" },
    2: { by: "agon", at: 10, text: "a" },
    9: { by: "mira", at: 30, text: "c", to: "host", heard_at: 1000 },
    3: { by: "mira", at: 20, text: "b" },
  })
  const number = (one) => one?.number ?? null
  return {
    order: list.map(number),
    unread: [0, 2, 10].map((read) => unread(list, read, "mira").map(number)),
    unreadFirst: number(newsOf(list, unread(list, 2, "mira"), 1000)),
    heardJustNow: number(newsOf(list, [], 1000 + 59_000)),
    heardLongAgo: number(newsOf(list, [], 1000 + 60_000)),
  }
}"""

SAYING = """async () => {
  const { Remarks } = await import("/control/remarks/remarks.js")
  const sent = [], notices = []
  let fails = true
  const line = {
    status: "online",
    send: async (command) => {
      sent.push(command)
      if (fails) throw { code: "unreachable" }
    },
  }
  const control = {
    debate: {}, phase: "live", changed() {},
    requests: { notices: { add: (kind, words) => notices.push(words.key) } },
  }
  const remarks = new Remarks(control, line, { read: { number: 0, keep() {} }, name: "mira" })
  remarks.write("  ")
  await remarks.say()
  remarks.write("Pazi na vreme")
  remarks.address(true)
  await remarks.say()
  const kept = remarks.text
  fails = false
  await remarks.say()
  const after = [remarks.text, remarks.toHost]
  remarks.write("Dalje")
  await remarks.say()
  line.status = "offline"
  remarks.write("Niko ne cuje")
  await remarks.say()
  return { sent, notices, kept, after, left: remarks.text }
}"""


async def test_others_remarks_are_unread_until_one_looked_and_the_host_is_followed() -> None:
    assert await evaluate(READING) == {
        "order": [2, 3, 9, 10],
        "unread": [[2, 10], [10], []],
        "unreadFirst": 10,
        "heardJustNow": 9,
        "heardLongAgo": None,
    }


async def test_what_was_not_answered_stays_and_is_said_once() -> None:
    said = await evaluate(SAYING)

    first, again, next_one = said["sent"]
    assert (first["text"], first["to"]) == ("Pazi na vreme", "host")
    assert again == first
    assert said["kept"] == "Pazi na vreme"
    assert said["after"] == ["", False]
    assert next_one["id"] != first["id"] and "to" not in next_one
    assert said["notices"] == ["control.no_answer", "control.not_sent"]
    assert said["left"] == "Niko ne cuje"
