"""What the live door sends: every frame of every document, to whoever gets in."""

import asyncio
import contextlib
from collections.abc import Iterable, Iterator
from typing import get_args
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from server.debate.showing.documents import View
from server.doors.live.gateway import SUBPROTOCOL
from server.store import LastOwner
from tests.laws.walls.furnished import Furnished
from tests.laws.walls.people import Visitor

SENT_AWAY_S = 5.0  # in which who is nothing any more has to be gone
VIEWS: tuple[View, ...] = get_args(View)


class Ear:
    """Somebody's connection, which they leave open. `at`: its address, without the host."""

    def __init__(self, visitor: Visitor, code: str, at: str, socket: ClientConnection) -> None:
        self.visitor = visitor
        self.code = code
        self.at = at
        self._socket = socket
        self._frames: list[str] = []
        self._first = asyncio.Event()
        self._task = asyncio.create_task(self._hear())

    @property
    def view(self) -> str:
        """Which document, or `studio`."""
        return parse_qs(urlsplit(self.at).query).get("as", ["studio"])[0]

    async def heard(self) -> str:
        """All that came since this was asked before, what is on its way included; the first frame
        in any case, which everybody gets, if only to hear why they may not come in."""
        await self._first.wait()
        try:
            await (await self._socket.ping())
        except ConnectionClosed:
            await self._task
        frames, self._frames = self._frames, []
        return "\n".join(frames)

    @property
    def is_as_somebody(self) -> bool:
        """Whether phones get in there only as somebody, and this one is in."""
        return self.view != "audience" and not self._task.done()

    async def closed(self) -> None:
        """Until the door has closed the connection. Raises TimeoutError."""
        await asyncio.wait_for(asyncio.shield(self._task), SENT_AWAY_S)

    async def leave(self) -> None:
        await self._socket.close()
        await self._task

    async def _hear(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for message in self._socket:
                self._frames.append(message if isinstance(message, str) else message.decode())
                self._first.set()
        self._first.set()


async def listening(there: Furnished, visitor: Visitor, code: str) -> list[Ear]:
    """At each document of a debate, whether they get in or only hear why not."""
    return [
        Ear(visitor, code, at, await _connected(there, visitor, at))
        for at in _addresses(visitor, code)
    ]


async def settled(there: Furnished, code: str) -> None:
    """Until all that was done to a debate is in the documents that somebody looks at."""
    room = await there.house.rooms.get(code)
    for view in VIEWS:
        channel = room.views.made(view)
        if channel is not None:
            await channel.settled()
    await asyncio.sleep(0)  # and is written to whoever looks


async def sent_away(there: Furnished, visitor: Visitor, ears: Iterable[Ear]) -> None:
    """They are nothing any more, and gone from where they were something. Raises TimeoutError."""
    store = there.house.store
    account = await store.accounts.get(visitor.name)
    assert account is not None
    try:
        for one in visitor.memberships:
            await store.memberships.take(account.id, one.scope, there.house.clock.now())
    except LastOwner:  # who stays
        return
    visitor.memberships = ()
    there.changed()
    for ear in ears:
        if ear.visitor is visitor and ear.is_as_somebody:
            await ear.closed()


def _addresses(visitor: Visitor, code: str) -> Iterator[str]:
    more = f"&{visitor.query}" if visitor.query else ""
    for view in VIEWS:
        yield f"/live/{code}?as={view}{more}"
    yield f"/studio/{code}/live?{visitor.query}"


async def _connected(there: Furnished, visitor: Visitor, at: str) -> ClientConnection:
    browser, house = visitor.browser, there.house
    headers = dict(browser.headers)
    if browser.cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    page = Origin(f"http://127.0.0.1:{house.settings.port}") if browser.origin else None
    return await connect(
        f"ws://127.0.0.1:{there.live_port}{at}",
        subprotocols=[Subprotocol(SUBPROTOCOL)],
        origin=page,
        additional_headers=headers,
        compression=None,
        max_size=None,
        max_queue=None,
        proxy=None,
    )
