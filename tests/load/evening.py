"""What every scenario needs: a server in a process of its own, a debate with questions, somebody
at the control screen, and afterwards the truth from the database.
"""

import asyncio
import contextlib
import hmac
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path

from server.demo.visitor import Visitor
from server.store import Store
from tests.doors.http import get
from tests.load.crowd import LONGEST_DELAY_S, Crowd
from tests.load.page import Doors
from tests.servers import RunningServer

TOPICS = ("nova radna mesta", "račune za struju", "puteve", "bolnicu", "vodovod", "vrtiće")
_STALLS = re.compile(r'^tribina_loop_lag_seconds_bucket\{le="([0-9.]+|\+Inf)"\} (\S+)', re.M)


class Evening:
    def __init__(self, server: RunningServer, code: str, producer: Visitor) -> None:
        self.server = server
        self.code = code
        self.producer = producer
        self.questions: list[str] = []

    @property
    def doors(self) -> Doors:
        return Doors("127.0.0.1", self.server.settings.port, self.server.settings.live_port)

    def crowd(self, longest_delay_s: float = LONGEST_DELAY_S) -> Crowd:
        return Crowd(self.doors, self.code, longest_delay_s)

    async def restart(self, *, killed: bool = False) -> None:
        """The server ends, politely or not, and is started again; so is the control screen."""
        await (self.server.kill() if killed else self.server.stop())
        await self.server.start()
        await self.producer.leave()
        self.producer = await self.server.moderator(self.code)

    async def ask(self, count: int) -> None:
        """So many questions are asked and approved."""
        phone = await self.server.phone(self.code)
        for number in range(len(self.questions), len(self.questions) + count):
            text = f"Pitanje broj {number}: kada će opština rešiti {TOPICS[number % len(TOPICS)]}?"
            question = (await phone.do("submit", text=text))["question"]
            await self.producer.do("approve", question=question)
            self.questions.append(question)
        await phone.leave()

    async def view(self) -> dict[str, object]:
        """The audience's document as the server shows it now."""
        return dict((await get(self.server, f"/api/debates/{self.code}")).json()["doc"])

    async def stalls(self) -> dict[float, int]:
        """How often since its start the event loop was late by more than so many seconds."""
        text = (await get(self.server, "/metrics")).body.decode()
        buckets = [(float(le), int(float(count))) for le, count in _STALLS.findall(text)]
        total = max(count for _, count in buckets)
        return {le: total - count for le, count in buckets if le != float("inf")}


@contextlib.asynccontextmanager
async def evening(folder: Path, questions: int, **env: str) -> AsyncIterator[Evening]:
    server = RunningServer(folder, TRIBINA_PACE="1000", **env)
    await server.start()
    try:
        code = await server.debate()
        producer = await server.moderator(code)
        evening = Evening(server, code, producer)
        await evening.ask(questions)
        yield evening
        await evening.producer.leave()
    finally:
        await server.stop()


async def check_votes(evening: Evening, crowd: Crowd) -> int:
    """`check_ballots`, and the view shows these tallies. Returns how many ballots there are."""
    counted = await check_ballots(evening, crowd)
    shown = (await evening.view())["questions"]
    assert isinstance(shown, dict)
    for question, votes in counted.items():
        assert shown[question]["votes"] == votes, "the view shows another tally"
    return sum(counted.values())


async def check_ballots(evening: Evening, crowd: Crowd) -> dict[str, int]:
    """Every acknowledged vote is in the database as it was acknowledged, nothing is there twice,
    and every tally is the number of its ballots. Returns these; the server may be dead.

    Raises AssertionError. Votes that were never answered may or may not be there."""
    store = await Store.open(evening.server.settings.database)
    try:
        row = await store.debates.get(evening.code)
        kept = await store.ballots.read(evening.code)
        tallies = await store.ballots.tallies(evening.code)
    finally:
        await store.close()
    assert row is not None and row.key is not None
    ballots = {(ballot.question, ballot.handle): ballot.on for ballot in kept}
    assert len(ballots) == len(kept), "a ballot is there twice"
    for participant in crowd.participants:
        acked = participant.voter.acked
        if not acked:
            continue
        assert participant.token is not None
        handle = hmac.digest(row.key, participant.token.encode(), "sha256")[:16].hex()
        open_ = {vote.question for vote in participant.voter.waiting.values()}
        for question, on in acked.items():
            if question not in open_:
                assert ballots.get((question, handle)) == on, "an acknowledged vote was lost"
    counted: dict[str, int] = {}
    for (question, _), on in ballots.items():
        counted[question] = counted.get(question, 0) + on
    assert counted == tallies, "a tally is not the number of its ballots"
    return counted


async def check_documents(evening: Evening, crowd: Crowd, within_s: float) -> None:
    """Everybody's document comes to equal the view. Raises AssertionError."""
    deadline = time.monotonic() + within_s
    while True:
        view = await evening.view()
        others = {id(p.document): p.document for p in crowd.participants}
        wrong = [d for d in others.values() if d is None or d.doc != view]
        if not wrong:
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"{len(wrong)} of {len(others)} documents are not the view")
        await asyncio.sleep(0.1)
