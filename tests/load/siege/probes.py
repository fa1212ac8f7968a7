"""Single people who come, look and decide while the hall votes; each wait is noted."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlencode

from websockets.exceptions import WebSocketException

from server.debate.refusals import Rejected
from server.demo.visitor import Visitor
from tests.given.servers import PASSWORD
from tests.load.evening import Evening
from tests.load.phones.crowd import OPENING_S
from tests.load.phones.page import Doors, fetch
from tests.load.phones.phone import Phone
from tests.load.siege.hall import Hall
from tests.load.siege.notes import Notes

NEWCOMER_EVERY_S = 0.5
ACTS_EVERY_S = 1.5
LOOKS_EVERY_S = 2.5
SAMPLED_EVERY_S = 0.1
ON_SCREENS_WITHIN_S = 10.0
AGAIN_S = 0.5  # after having been turned away
KNOCKS_EVERY_S = 1.0  # an owner at the login

TROUBLE = (OSError, TimeoutError, EOFError, WebSocketException, Rejected, AssertionError)


class _Glimpse:
    """Listens for the first document only."""

    def __init__(self) -> None:
        self.seen: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def heard(self, phone: Phone, payload: bytes, compressed: bool) -> None:
        if self.seen.done():
            return
        if not compressed and payload.startswith(b'{"t":"bye"'):
            self.seen.set_exception(ConnectionError("sent away"))
        elif compressed or payload.startswith(b'{"t":"state"'):
            self.seen.set_result(None)

    def lost(self, phone: Phone) -> None:
        if not self.seen.done():
            self.seen.set_exception(ConnectionError("the connection was lost"))


async def glimpse(doors: Doors, code: str, view: str, token: str | None = None) -> None:
    """Come, take in the whole document, go. Raises ConnectionError, TimeoutError."""
    listener = _Glimpse()
    _, phone = await asyncio.get_running_loop().create_connection(
        lambda: Phone(
            f"{doors.host}:{doors.live_port}",
            f"/live/{code}?as={view}",
            listener,
            token=token,
        ),
        doors.host,
        doors.live_port,
        ssl=doors.tls,
        local_addr=doors.local_addr,
    )
    try:
        async with asyncio.timeout(OPENING_S):
            await phone.opened
            await listener.seen
    finally:
        if listener.seen.done() and not listener.seen.cancelled():
            listener.seen.exception()  # nobody need have waited
        phone.transport.abort()


class Probes:
    """`watched`: set while there are moderators. `wants_in`: once set, an owner tries to log in.
    `memory`: resident bytes of the server, with the moment."""

    def __init__(
        self, evening: Evening, hall: Hall, notes: Notes, moderator_token: str, account: str
    ) -> None:
        self._evening = evening
        self._hall = hall
        self._notes = notes
        self._token = moderator_token
        self._account = account
        self.watched = asyncio.Event()
        self.watched.set()
        self.wants_in = asyncio.Event()
        self.memory: list[tuple[float, int]] = []

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        works = [self._come(), self._act(), self._look(), self._log_in(), self._sample()]
        tasks = [asyncio.create_task(work) for work in works]
        tasks.append(asyncio.create_task(self._hall.live(self._quiet)))
        try:
            yield
            for task in tasks:
                if task.done():
                    await task
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def _quiet(self) -> list[str]:
        """Those that never go on air."""
        return self._evening.questions[len(self._evening.questions) // 2 :]

    async def _again_and_again(
        self, kind: str, every_s: float, work: Callable[[], Awaitable[None]]
    ) -> None:
        """Whether the one before has its answer or not."""
        async with asyncio.TaskGroup() as group:
            while True:
                await self.watched.wait()
                group.create_task(self._until_it_works(kind, work))
                await asyncio.sleep(every_s)

    async def _until_it_works(self, kind: str, work: Callable[[], Awaitable[None]]) -> None:
        wait = self._notes.begin(kind)
        while True:
            try:
                await work()
                break
            except TROUBLE:
                await asyncio.sleep(AGAIN_S)
        wait.ended = time.monotonic()

    async def _come(self) -> None:
        doors, code = self._hall.doors, self._evening.code

        async def page() -> None:
            await fetch(doors, f"/{code}")

        async def come() -> None:
            await self._until_it_works("page", page)
            await self._until_it_works("in", lambda: glimpse(doors, code, "audience"))

        async with asyncio.TaskGroup() as group:
            while True:
                group.create_task(come())
                await asyncio.sleep(NEWCOMER_EVERY_S)

    async def _look(self) -> None:
        """Moderators open the control screen."""
        doors = self._hall.doors
        await self._again_and_again(
            "picture",
            LOOKS_EVERY_S,
            lambda: glimpse(doors, self._evening.code, "control", self._token),
        )

    # The producer.

    async def _act(self) -> None:
        taken = 0
        loud = self._evening.questions[: len(self._evening.questions) // 2]
        while True:
            await self.watched.wait()
            question = loud[taken % len(loud)]
            taken += 1
            try:
                await self._take(question)
            except TROUBLE:
                await self._back_to_work()
            await asyncio.sleep(ACTS_EVERY_S)

    async def _take(self, question: str) -> None:
        here = [p for p in self._hall.participants if p.here]
        on_air = "on_air"
        with self._hall.watching(lambda d: d["debate"].get(on_air) == question, here) as watch:
            asked = time.monotonic()
            await self._do("take", question=question)
            with contextlib.suppress(TimeoutError):
                await watch.all(ON_SCREENS_WITHIN_S)
        for seen in watch.seen.values():
            self._notes.add("air", asked, seen - asked)
        await self._do("clear")

    async def _do(self, do: str, **fields: str) -> None:
        wait = self._notes.begin("command")
        doing = asyncio.ensure_future(self._evening.producer.do(do, **fields))
        try:
            await asyncio.wait([doing])
        finally:
            doing.cancel()
            wait.ended = time.monotonic()
        if doing.cancelled():  # as the visitor says that its connection ended
            raise ConnectionError
        doing.result()

    async def _back_to_work(self) -> None:
        await asyncio.sleep(AGAIN_S)
        with contextlib.suppress(*TROUBLE):
            await self.leave()
            await self.open_control()

    async def leave(self) -> None:
        async with asyncio.timeout(5):
            await self._evening.producer.leave()

    async def open_control(self) -> None:
        """Raises what is in TROUBLE."""
        wait = self._notes.begin("picture")
        try:
            visitor = Visitor(self._evening.site.live(self._evening.code, "control"), self._token)
            await visitor.arrive()
            self._evening.producer = visitor
        finally:
            wait.ended = time.monotonic()

    # An owner.

    async def _log_in(self) -> None:
        """From a browser that is not known, again whenever it is told to wait; once it is in, no
        more."""
        await self.wants_in.wait()
        wait = self._notes.begin("login")
        while not await self._may_in():
            await asyncio.sleep(KNOCKS_EVERY_S)
        wait.ended = time.monotonic()

    async def _may_in(self) -> bool:
        doors = self._hall.doors
        body = urlencode({"name": self._account, "password": PASSWORD}).encode()
        try:
            async with asyncio.timeout(OPENING_S):
                reader, writer = await asyncio.open_connection(
                    doors.host, doors.http_port, local_addr=doors.local_addr
                )
                origin = f"{doors.host}:{doors.http_port}"
                lines = [
                    "POST /login HTTP/1.1",
                    f"Host: {origin}",
                    f"Origin: http://{origin}",
                    "Content-Type: application/x-www-form-urlencoded",
                    "Connection: close",
                    f"Content-Length: {len(body)}",
                ]
                writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
                answer = await reader.read(1_000)
                writer.transport.abort()
        except TROUBLE:
            return False
        return answer.startswith((b"HTTP/1.1 302", b"HTTP/1.1 303"))

    async def _sample(self) -> None:
        while True:
            with contextlib.suppress(OSError, ValueError):
                self.memory.append((time.monotonic(), self._evening.memory()))
            await asyncio.sleep(SAMPLED_EVERY_S)
