"""What every scenario needs: a server in a process of its own, a debate with questions, somebody
at the control screen, and afterwards the truth from the database.
"""

import asyncio
import contextlib
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from websockets.exceptions import InvalidHandshake

from server.demo.visitor import Visitor
from tests.doors.http import get
from tests.given.databases import open_store
from tests.given.servers import RunningServer, Site
from tests.load.phones.crowd import LONGEST_DELAY_S, Crowd
from tests.load.phones.page import Doors
from tests.load.results.ledger import Vote

TOPICS = ("nova radna mesta", "račune za struju", "puteve", "bolnicu", "vodovod", "vrtiće")
OPENED_WITHIN_S = 60.0
LAG_S = 2.0  # what one process was told, another shows within this time at most
PACE = "1000"  # of a participant, times the usual: the crowd is no flood
_STALLS = re.compile(r'^tribina_loop_lag_seconds_bucket\{le="([0-9.]+|\+Inf)"\} (\S+)', re.M)


class Evening:
    """A debate at a site, behind which one or several processes run."""

    def __init__(
        self, site: Site, processes: Sequence[RunningServer], code: str, producer: Visitor
    ) -> None:
        self.site = site
        self.processes = processes
        self.code = code
        self.producer = producer
        self.questions: list[str] = []

    @property
    def server(self) -> RunningServer:
        """The only process, or the first."""
        return self.processes[0]

    @property
    def doors(self) -> Doors:
        pages, live = urlsplit(self.site.address), urlsplit(self.site.live_address)
        assert pages.hostname and pages.port and live.port
        return Doors(pages.hostname, pages.port, live.port)

    def cpu_s(self) -> float:
        """Seconds of CPU so far, of all processes."""
        return sum(server.process.cpu_s() for server in self.processes)

    def memory(self) -> int:
        """Resident bytes now, of all processes."""
        return sum(server.process.memory() for server in self.processes)

    def crowd(self, longest_delay_s: float = LONGEST_DELAY_S) -> Crowd:
        return Crowd(self.doors, self.code, longest_delay_s)

    async def restart(self, *, killed: bool = False) -> None:
        """One process after the other ends, politely or not, and is started again; then the control
        screen is opened anew."""
        for server in self.processes:
            await (server.kill() if killed else server.stop())
            await server.start()
        await self.producer.leave()
        self.producer = await self._moderator_who_insists()

    async def _moderator_who_insists(self) -> Visitor:
        """While all phones want in at once, the door may not come to them in time. Raises
        TimeoutError."""
        async with asyncio.timeout(OPENED_WITHIN_S):
            while True:
                try:
                    return await self.site.moderator(self.code)
                except (InvalidHandshake, TimeoutError, OSError):
                    await asyncio.sleep(1)

    async def ask(self, count: int) -> None:
        """So many questions are asked and approved."""
        phone = await self.site.phone(self.code)
        for number in range(len(self.questions), len(self.questions) + count):
            text = f"Pitanje broj {number}: kada će opština rešiti {TOPICS[number % len(TOPICS)]}?"
            question = (await phone.do("submit", text=text))["question"]
            await self.producer.do("approve", question=question)
            self.questions.append(question)
        await phone.leave()

    async def view(self) -> dict[str, Any]:
        """The audience's document as the server shows it now."""
        return dict((await get(self.site, f"/api/debates/{self.code}")).json()["doc"])

    async def stalls(self) -> dict[float, int]:
        """How often the event loops were late by more than so many seconds, since they began."""
        late: Counter[float] = Counter()
        for server in self.processes:
            text = (await get(server, "/metrics")).body.decode()
            buckets = [(float(le), int(float(count))) for le, count in _STALLS.findall(text)]
            total = max(count for _, count in buckets)
            for le, count in buckets:
                late[le] += total - count
        return dict(late)


@contextlib.asynccontextmanager
async def evening(folder: Path, questions: int, **options: Any) -> AsyncIterator[Evening]:
    """On a server of one's own."""
    server = RunningServer(folder, TRIBINA_PACE=PACE, **options)
    await server.start()
    try:
        async with evening_at(server, [server], questions) as opened:
            yield opened
    finally:
        await server.stop()


@contextlib.asynccontextmanager
async def evening_at(
    site: Site, processes: Sequence[RunningServer], questions: int
) -> AsyncIterator[Evening]:
    """A new debate at a site that runs already, with so many questions."""
    code = await site.debate()
    opened = Evening(site, processes, code, await site.moderator(code))
    await opened.ask(questions)
    yield opened
    await opened.producer.leave()


async def check_votes(evening: Evening, crowd: Crowd) -> int:
    """`check_ballots`, and the view shows these tallies. Returns how many ballots there are."""
    counted = await check_ballots(evening, crowd)
    deadline = time.monotonic() + LAG_S
    while not await _shows(evening, counted):
        assert time.monotonic() < deadline, "the view shows another tally"
        await asyncio.sleep(0.1)
    return sum(counted.values())


async def _shows(evening: Evening, counted: dict[str, int]) -> bool:
    shown = (await evening.view())["questions"]
    assert isinstance(shown, dict)
    return all(shown[question]["votes"] == votes for question, votes in counted.items())


async def check_ballots(evening: Evening, crowd: Crowd) -> dict[str, int]:
    """Every acknowledged vote is in the database as it was acknowledged, nothing is there twice,
    and every tally is the number of its ballots. Returns these; the server may be dead.

    Raises AssertionError. Votes that were never answered may or may not be there."""
    store = await open_store(evening.site.settings)
    try:
        seal = await store.seals.must(evening.code)
        kept = await store.ballots.read(evening.code)
        tallies = await store.ballots.tallies(evening.code)
    finally:
        await store.close()
    ballots = {(ballot.question, ballot.handle): ballot.on for ballot in kept}
    assert len(ballots) == len(kept), "a ballot is there twice"
    for participant in crowd.participants:
        acked = participant.voter.acked
        if not acked:
            continue
        assert participant.token is not None
        handle = seal.handle_of(participant.token)
        waiting = participant.voter.waiting.values()
        open_ = {vote.question for vote in waiting if isinstance(vote, Vote)}
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
