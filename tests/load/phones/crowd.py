"""Many phones at once: each fetches the page, joins, keeps its document and its votes, and comes
back by itself when the connection is lost, as the pages do (static/common/connection.js).
"""

import asyncio
import contextlib
import json
import random
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from tests.load.phones.documents import Document, Documents
from tests.load.phones.page import Doors, fetch
from tests.load.phones.phone import Phone
from tests.load.results.ledger import Ledger, Voter

OPENING_S = 12.0  # for a handshake and the first frame, as a page allows
LONGEST_DELAY_S = 30.0  # before coming back
BREATHE_EVERY = 50  # votes, when the crowd itself is late
_STATE, _PATCH = b'{"t":"state"', b'{"t":"patch"'
_YOU, _BYE = b'{"t":"you"', b'{"t":"bye"'
_COOKIE = re.compile(rb"tribina_participant=([^;\s]+)")

Progress = Callable[[int], None]


class Participant:
    """One phone with its document and its votes. `here`: whether it is connected and has one."""

    __slots__ = (
        "_arrived",
        "attempts",
        "document",
        "here",
        "joining",
        "phone",
        "retry_s",
        "token",
        "voter",
    )

    def __init__(self) -> None:
        self.phone: Phone | None = None
        self.document: Document | None = None
        self.token: str | None = None
        self.voter = Voter()
        self.attempts = 0
        self.here = False
        self.joining = False
        self.retry_s: float | None = None  # as the server said when it sent this one away
        self._arrived: asyncio.Future[None] | None = None

    def delay(self, longest_s: float) -> float:
        """How long before the next attempt: as told, else full jitter (s)."""
        told, self.retry_s = self.retry_s, None
        if told is not None:
            return told
        return random.uniform(0, min(longest_s, 2.0**self.attempts))

    def expected(self) -> "asyncio.Future[None]":
        """Done with its first frame from now on, or fails with ConnectionError."""
        self._arrived = asyncio.get_running_loop().create_future()
        return self._arrived

    def has_arrived(self) -> None:
        self.here = True
        self.attempts = 0
        if self._arrived is not None and not self._arrived.done():
            self._arrived.set_result(None)

    def is_gone(self, why: str) -> None:
        self.here = False
        if self._arrived is not None and not self._arrived.done():
            self._arrived.set_exception(ConnectionError(why))
            self._arrived.exception()  # nobody need be waiting


class Watch:
    """When each participant's document first came to be as described (s, of the loop)."""

    def __init__(
        self, holds: Callable[[dict[str, Any]], bool], among: Collection[Participant]
    ) -> None:
        self._holds = holds
        self._known: dict[Document, bool] = {}
        self._missing = set(among)
        self._all = asyncio.Event()
        self.seen: dict[Participant, float] = {}

    def look(self, participant: Participant, document: Document) -> None:
        holds = self._known.get(document)
        if holds is None:
            holds = self._known[document] = self._holds(document.doc)
        if holds and participant in self._missing:
            self._missing.remove(participant)
            self.seen[participant] = time.monotonic()
            if not self._missing:
                self._all.set()

    async def all(self, within_s: float) -> None:
        """Wait until everyone has seen it. Raises TimeoutError."""
        await asyncio.wait_for(self._all.wait(), within_s)


class Crowd:
    """All who look at one debate, through the same doors."""

    def __init__(self, doors: Doors, code: str, longest_delay_s: float = LONGEST_DELAY_S) -> None:
        self.doors = doors
        self.code = code
        self._longest_delay_s = longest_delay_s
        self.documents = Documents()
        self.ledger = Ledger()
        self.participants: list[Participant] = []
        self.refused_joins = 0
        self._watches: list[Watch] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._leaving = False

    # Coming.

    async def arrive(
        self, count: int, within_s: float, *, page: bool = True, progress: Progress | None = None
    ) -> list[float]:
        """So many come, evenly over that time, each for itself; how long each one waited from its
        first request to its document (s). Whoever is sent away comes back as told."""
        waits: list[float] = []

        async def come(participant: Participant, after_s: float) -> None:
            await asyncio.sleep(after_s)
            began = time.monotonic()
            if page:
                head, _ = await fetch(self.doors, f"/{self.code}")
                cookie = _COOKIE.search(head)
                participant.token = cookie[1].decode() if cookie else None
            await self._join_until_here(participant)
            waits.append(time.monotonic() - began)
            if progress:
                progress(len(waits))

        newcomers = [Participant() for _ in range(count)]
        self.participants += newcomers
        async with asyncio.TaskGroup() as group:
            for number, participant in enumerate(newcomers):
                group.create_task(come(participant, within_s * number / count))
        return waits

    async def _join_until_here(self, participant: Participant) -> None:
        participant.joining = True
        while not self._leaving:
            try:
                async with asyncio.timeout(OPENING_S):
                    await self._join(participant)
                break
            except (ConnectionError, TimeoutError):
                self.refused_joins += 1
                participant.attempts += 1
            await asyncio.sleep(participant.delay(self._longest_delay_s))
        participant.joining = False

    async def _join(self, participant: Participant) -> None:
        arrived = participant.expected()
        since = f"&since={participant.document.at}" if participant.document else ""
        _, phone = await asyncio.get_running_loop().create_connection(
            lambda: Phone(
                f"{self.doors.host}:{self.doors.live_port}",
                f"/live/{self.code}?as=audience{since}",
                self,
                participant,
                token=participant.token,
            ),
            self.doors.host,
            self.doors.live_port,
            ssl=self.doors.tls,
            local_addr=self.doors.local_addr,
        )
        participant.phone = phone
        await phone.opened
        await arrived
        for frame in self.ledger.unanswered(participant.voter):
            phone.send(frame)

    # What is heard.

    def heard(self, phone: Phone, payload: bytes, compressed: bool) -> None:
        participant: Participant = phone.owner
        if compressed or payload.startswith((_PATCH, _STATE)):
            document = self.documents.after(participant.document, payload, compressed)
            if document is not participant.document:
                participant.document = document
                for watch in self._watches:
                    watch.look(participant, document)
            if not participant.here:
                participant.has_arrived()
        elif self.ledger.heard(participant.voter, payload):
            pass
        elif payload.startswith(_YOU):
            if participant.token is None:
                participant.token = json.loads(payload)["doc"].get("token")
        elif payload.startswith(_BYE):
            participant.retry_s = json.loads(payload).get("retry_ms", 0) / 1_000
            participant.is_gone(payload.decode())

    def lost(self, phone: Phone) -> None:
        """Called once the connection had been open."""
        participant: Participant = phone.owner
        if participant.phone is not phone:
            return
        participant.is_gone("the connection was lost")
        if not participant.joining and not self._leaving:
            participant.joining = True
            task = asyncio.get_running_loop().create_task(self._come_back(participant))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _come_back(self, participant: Participant) -> None:
        await asyncio.sleep(participant.delay(self._longest_delay_s))
        await self._join_until_here(participant)

    @contextlib.contextmanager
    def watching(
        self,
        holds: Callable[[dict[str, Any]], bool],
        among: Collection[Participant] | None = None,
    ) -> Iterator[Watch]:
        """Note when each one's document comes to be so; `among`: those that are waited for."""
        watch = Watch(holds, self.participants if among is None else among)
        self._watches.append(watch)
        try:
            yield watch
        finally:
            self._watches.remove(watch)

    # What is done.

    def vote(self, participant: Participant, question: str, on: bool = True) -> None:
        """Sent at once if connected, else when back."""
        frame = self.ledger.vote(participant.voter, question, on)
        if participant.here and participant.phone is not None:
            participant.phone.send(frame)

    async def cast(self, plan: Iterable[tuple[float, Participant, str, bool]]) -> None:
        """Votes as planned, each at its moment (s from now; in order), whether others have their
        answers or not."""
        began = time.monotonic()
        for number, (at, participant, question, on) in enumerate(plan):
            early = began + at - time.monotonic()
            if early > 0 or number % BREATHE_EVERY == 0:
                await asyncio.sleep(max(0.0, early))
            self.vote(participant, question, on)

    def cut(self, some: Iterable[Participant] | None = None) -> None:
        """All connections, or those of some, end at once, without a word."""
        for participant in self.participants if some is None else some:
            if participant.phone is not None:
                participant.phone.transport.abort()

    async def all_here(self, within_s: float) -> None:
        """Wait until everyone is connected and has a document. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while not all(participant.here for participant in self.participants):
                await asyncio.sleep(0.05)

    async def leave(self) -> None:
        self._leaving = True
        for task in list(self._tasks):
            task.cancel()
        for participant in self.participants:
            if participant.phone is not None:
                participant.phone.transport.abort()
        await asyncio.sleep(0)

    @property
    def frames(self) -> int:
        return sum(p.phone.frames for p in self.participants if p.phone)

    @property
    def bytes(self) -> int:
        return sum(p.phone.bytes for p in self.participants if p.phone)
