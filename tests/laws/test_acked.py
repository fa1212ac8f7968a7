"""Law 4. Acked means kept: checked with kill -9 in the middle of a storm of votes."""

import asyncio
import hmac
import json
from collections import Counter

import pytest

from server.store import Store
from tests.doors.http import get
from tests.load.crowd import Crowd
from tests.load.phone import Phone, client_frame
from tests.servers import RunningServer

PHONES = 100
QUESTIONS = 10
RUNS = 10
ENOUGH = 300  # acknowledged votes in each run, before the kill; there are 1,000 to come


async def _questions(server: RunningServer, code: str) -> None:
    producer = await server.moderator(code)
    for number in range(QUESTIONS):
        phone = await server.phone(code)
        question = (await phone.do("submit", text=f"Pitanje broj {number}?"))["question"]
        await producer.do("approve", question=question)
        await phone.leave()
    await producer.leave()


class _Storm:
    """Every phone votes for one question after the other as soon as it knows who it is.

    `acked` collects (token, question) of every acknowledged vote."""

    def __init__(self) -> None:
        self.acked: set[tuple[str, str]] = set()
        self._tokens: dict[Phone, str] = {}
        self._enough = asyncio.Event()
        self._goal = 0

    async def rage(self, server: RunningServer, code: str) -> None:
        """Until enough votes are acknowledged; then the server is killed while others are not."""
        self._goal = len(self.acked) + ENOUGH
        self._enough.clear()
        path = f"/live/{code}"
        crowd = Crowd("127.0.0.1", server.settings.live_port, path, on_text=self._on_text)
        await crowd.join(PHONES)
        await asyncio.wait_for(self._enough.wait(), 20)
        await server.kill()
        crowd.leave()

    def _on_text(self, phone: Phone, text: bytes) -> None:
        message = json.loads(text)
        if message["t"] == "you":
            if "token" in message["doc"]:
                self._tokens[phone] = message["doc"]["token"]
                self._vote(phone, 1)
            return
        if message["t"] in ("state", "patch"):
            return
        assert message["t"] == "ok", message
        number = int(message["id"])
        self.acked.add((self._tokens[phone], f"q{number}"))
        if len(self.acked) >= self._goal:
            self._enough.set()
        if number < QUESTIONS:
            self._vote(phone, number + 1)

    def _vote(self, phone: Phone, number: int) -> None:
        vote = {"id": str(number), "do": "vote", "question": f"q{number}", "on": True}
        phone.send(client_frame(json.dumps(vote).encode()))


@pytest.mark.slow
async def test_kill_9_in_a_storm_of_votes_loses_none_that_was_acked(
    server: RunningServer,
) -> None:
    code = await server.debate()
    await _questions(server, code)
    storm = _Storm()
    for _ in range(RUNS):
        await storm.rage(server, code)
        await server.start()
    acked = storm.acked
    assert len(acked) >= RUNS * ENOUGH, "the storm must have been under way"

    store = await Store.open(server.settings.database)
    row = await store.debates.get(code)
    kept = [ballot for ballot in await store.ballots.read(code) if ballot.on]
    await store.close()
    assert row is not None and row.key is not None
    handles = {t: hmac.digest(row.key, t.encode(), "sha256")[:16].hex() for t, _ in acked}
    ballots = Counter((ballot.question, ballot.handle) for ballot in kept)
    shown = (await get(server, f"/api/debates/{code}")).json()["doc"]["questions"]

    assert {(question, handles[token]) for token, question in acked} <= set(ballots)
    assert set(ballots.values()) == {1}, "counted twice"
    assert {q: doc["votes"] for q, doc in shown.items() if doc["votes"]} == Counter(
        ballot.question for ballot in kept
    )
