"""What all Python peers say: a debate in memory, without rules and without a database.

The file of messages holds what Tribina itself sent, one message a line: first the whole document,
then the updates of it. `recorded` plays these updates round and round; `live` sends what the votes
changed instead, and nothing while there are none. debate.mjs is the same for Node.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from itertools import cycle
from pathlib import Path
from typing import Any

TICK_S = 0.25
BACKLOG = 4096  # connections waiting to be accepted, for all peers alike


class Debate:
    """`state` is for whoever joins, `update` for everyone at each tick: texts, as they are sent."""

    def __init__(self, path: str, mode: str = "recorded") -> None:
        lines = Path(path).read_bytes().splitlines()
        self.state, *recorded = (line.decode() for line in lines)
        self._recorded = cycle(recorded) if mode == "recorded" else None
        self._document = json.loads(self.state)
        self._touched: set[str] = set()

    def vote(self, text: str | bytes) -> str:
        """Count a vote; returns its acknowledgement. Whoever sends it is trusted."""
        command = json.loads(text)
        question = self._document["doc"]["questions"][command["question"]]
        question["votes"] += 1 if command["on"] else -1
        self._touched.add(command["question"])
        return _encode({"t": "ok", "id": command["id"]})

    def update(self) -> str | None:
        """What to send now, if anything."""
        if self._recorded is not None:
            return next(self._recorded)
        if not self._touched:
            return None
        at = self._document["at"] = int(time.time() * 1_000)
        questions = self._document["doc"]["questions"]
        votes = {id: {"votes": questions[id]["votes"]} for id in self._touched}
        self._touched.clear()
        self.state = _encode(self._document)
        return _encode({"t": "patch", "at": at, "doc": {"questions": votes}})


def _encode(message: dict[str, Any]) -> str:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


async def ticks() -> AsyncIterator[None]:
    """At an even pace, whatever is done in between; a late one comes at once, and only once."""
    clock = asyncio.get_running_loop().time
    due = clock()
    while True:
        due = max(due + TICK_S, clock())
        await asyncio.sleep(due - clock())
        yield
