"""A server under measurement whose updates are made by the votes of one phone."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from tests.load.evening import Evening
from tests.load.peers.messages import TICK_S
from tests.load.peers.socketio_phone import SocketIO, vote_frame
from tests.load.phones.onlookers import Onlookers
from tests.load.phones.phone import client_frame
from tests.load.process import Process

OURS = "Tribina's live door"


@dataclass
class Subject:
    """A running server, and how one speaks to it."""

    name: str
    process: Process
    port: int
    path: str
    subprotocol: str | None = None
    is_socketio: bool = False

    @classmethod
    def ours(cls, evening: Evening) -> "Subject":
        path = f"/live/{evening.code}?as=audience"
        server = evening.server
        return cls(OURS, server.process, server.settings.live_port, path, "tribina.1")

    def onlookers(self) -> Onlookers:
        wrap = SocketIO if self.is_socketio else None
        return Onlookers(self.port, self.path, subprotocol=self.subprotocol, wrap=wrap)


class Voter:
    """One phone that votes for questions and takes it back."""

    def __init__(self, subject: Subject) -> None:
        self._frame = vote_frame if subject.is_socketio else client_frame
        self._crowd = subject.onlookers()
        self._sent = 0
        self._on: set[int] = set()  # questions with this phone's vote

    async def arrive(self) -> None:
        await self._crowd.join(1)

    def vote(self, question: int, on: bool) -> None:
        self._sent += 1
        (self._on.add if on else self._on.discard)(question)
        command = {"id": str(self._sent), "do": "vote", "question": f"q{question}", "on": on}
        self._crowd.phones[0].send(self._frame(json.dumps(command).encode()))

    def turn(self, question: int) -> None:
        """Vote for it, or take that back: something changes in any case."""
        self.vote(question, question not in self._on)

    async def drive(self, questions: int) -> None:
        """For half of so many questions in one tick, for the others in the next, then back; until
        cancelled."""
        on, clock = True, asyncio.get_running_loop().time
        due = clock()
        while True:
            for half in (0, 1):
                for question in range(1 + half, questions + 1, 2):
                    self.vote(question, on)
                due += TICK_S
                await asyncio.sleep(max(0.0, due - clock()))
            on = not on

    async def leave(self) -> None:
        await self._crowd.leave()


@contextlib.asynccontextmanager
async def voting_phone(subject: Subject) -> AsyncIterator[Voter]:
    voter = Voter(subject)
    await voter.arrive()
    try:
        yield voter
    finally:
        await voter.leave()


@contextlib.asynccontextmanager
async def driving(voter: Voter, questions: int) -> AsyncIterator[None]:
    task = asyncio.create_task(voter.drive(questions))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def cpu_in_a_second(process: Process, seconds: float) -> float:
    """Seconds of CPU a second, on average."""
    before = process.cpu_s()
    await asyncio.sleep(seconds)
    return (process.cpu_s() - before) / seconds
