"""The live door: phones and screens over websockets, on a port of their own.

Thin: a handshake becomes a visit to a room, a message becomes a command, an answer a message.
Browsers cannot read why a handshake failed, so who may not come in is let in as far as the
`bye` that says why.
"""

import asyncio
import contextlib
import logging
import random
import ssl
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from functools import partial
from http import HTTPStatus
from socket import socket
from typing import Any, get_args

from websockets import Request, Response
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.commands import MESSAGE_LIMIT, Answer, Vote
from server.debate.deciding.subjects import WireCommand
from server.debate.decoding import command_id, decode_command
from server.debate.refusals import Rejected
from server.debate.showing.documents import View
from server.doors.live import kernel
from server.doors.live.connection import Connection, best_connection
from server.doors.live.gallery import attend
from server.doors.live.heads import BadHead, Head, read_head
from server.doors.live.rechecks import Admitted, Rechecks
from server.doors.live.unruly import WAIT_S, Unruly
from server.doors.live.visit import Visit
from server.identity.cookies import participant_cookie, read_cookies
from server.identity.recognising import Identity
from server.limits.buckets import Ceilings
from server.limits.shared import Joins
from server.live.room import Room
from server.live.rooms import Rooms
from server.live.sending import frames
from server.live.sending.client import Client
from server.live.voting.keeping import Keeping
from server.metrics import Metrics
from server.proxies import Proxies
from server.settings import Settings
from server.store import Unavailable
from server.wire import messages

PATIENCE_WITH_FLOODS = 100  # messages refused in a row as too fast, before the door is shut
PATIENCE_WITH_NONSENSE = 20  # messages that are none, likewise, in all
LAG_AT_MOST_S = 2.0  # of the event loop; beyond, those who are here come before those who want in
OPEN_S = 5.0  # that a handshake may take, and before it that of TLS
GOODBYE_S = 3.0  # that a client may take to read its goodbye
BACK_SOON_MS = (100, 500)  # who may only have another role now
RETRY_MS = (1_000, 8_000)  # over which clients are spread when they are sent away for a while

SUBPROTOCOL = Subprotocol("tribina.1")
_VIEWS = frozenset(get_args(View))
_CLOSE_CODES, _NOT_ALLOWED = {"restarting": 1012, "full": 1013}, 1008

log = logging.getLogger(__name__)


async def _always() -> bool:
    return True


class Gateway:
    """`is_fit`: whether this process should be sent more, for a proxy that asks at this door.
    `settle` is told the descriptor of each connection that has said what it wants."""

    def __init__(
        self,
        rooms: Rooms,
        identity: Identity,
        clock: Clock,
        settings: Settings,
        metrics: Metrics,
        ssl_context: ssl.SSLContext | None = None,
        is_fit: Callable[[], Awaitable[bool]] = _always,
        settle: Callable[[int], object] = lambda _: None,
    ) -> None:
        self._rooms = rooms
        self._clock = clock
        self._identity = identity
        self._settings = settings
        self._metrics = metrics
        self._ssl = ssl_context
        self._secure = ssl_context is not None or settings.public_url.startswith("https:")
        self._is_fit = is_fit
        self._settle = settle
        self._proxies = Proxies(settings.proxies)
        self._ceilings = Ceilings(
            clock, settings.connections_per_address, settings.joins_per_address_s
        )
        self._joins = Joins(rooms.limits, settings.joins_per_address_s)
        self._unruly = Unruly(clock)
        self._visits: dict[ServerConnection, Visit] = {}
        self._server: Server | None = None
        self._rechecks = Rechecks(rooms.relay, self._moderators)
        self._tasks: set[asyncio.Task[None]] = set()
        self.joined = 0  # connections ever made

    @property
    def connected(self) -> int:
        """How many connections there are, those included that are only told why they must go."""
        return len(self._visits)

    async def open(self, listening: socket | None = None) -> int:
        """Listen, there or where the settings say; returns the port. Raises OSError when it is
        taken."""
        if listening is not None:
            kernel.bound_door(listening)
        self._server = await serve(
            self._receive,
            None if listening else self._settings.host,
            None if listening else self._settings.live_port,
            sock=listening,
            process_request=self._handshake,
            process_response=self._introduce,
            subprotocols=[SUBPROTOCOL],
            compression=None,
            extensions=[frames.extension()],
            max_size=MESSAGE_LIMIT,
            max_queue=4,
            create_connection=best_connection(),
            write_limit=32_768,
            ping_interval=None,  # see `kernel`
            open_timeout=OPEN_S,
            close_timeout=2,
            backlog=4096,
            server_header=None,
            ssl=self._ssl,
            ssl_handshake_timeout=OPEN_S if self._ssl else None,
        )
        self._start(self._rechecks.watch())
        return int(self._server.sockets[0].getsockname()[1])

    async def drain(self, over_s: float) -> None:
        """Say bye to all who are here, one after the other over that time. The door stays open:
        who comes meanwhile is told when it closes."""
        leaving = list(self._visits)
        random.shuffle(leaving)
        for connection in leaving:
            if connection in self._visits:
                self._start(self._part(connection, "restarting", random.randint(*RETRY_MS)))
            await asyncio.sleep(over_s / len(leaving))

    async def close(self) -> None:
        """Say bye to everyone, spread over when they may come back, and stop listening."""
        if self._server is None:
            return
        for task in self._tasks:
            task.cancel()
        for connection in list(self._visits):
            self._bye(connection, "restarting", random.randint(*RETRY_MS))
        self._server.close(code=_CLOSE_CODES["restarting"], reason="restarting")
        closed = asyncio.ensure_future(self._server.wait_closed())
        await asyncio.wait([closed], timeout=GOODBYE_S)
        for connection in list(self._visits):
            connection.transport.abort()  # it does not read, so it will not hear the rest
        await closed

    # The handshake.

    async def _handshake(self, connection: ServerConnection, request: Request) -> Response | None:
        self._settle(connection.transport.get_extra_info("socket").fileno())
        try:
            head = read_head(request)
        except BadHead as bad:
            return connection.respond(bad.status, bad.words)
        if head.at_studio:  # what presses buttons need not offer ours
            connection.protocol.available_subprotocols = None
        if not head.code:
            if await self._is_fit():
                return connection.respond(HTTPStatus.OK, "ok\n")
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "no new visitors\n")
        reached = str((connection.local_address or [""])[0])
        ours = self._identity.origins.is_page_at_live(
            head.one("Origin"), head.one("Host") or "", reached, self._secure
        )
        if ours is False:
            return connection.respond(HTTPStatus.FORBIDDEN, "This origin may not connect.\n")
        visit = self._visits[connection] = Visit()
        connection.connection_lost_waiter.add_done_callback(lambda _: self._forget(connection))
        try:
            await self._look_up(visit, connection, head, bool(ours))
        except Rejected as refusal:
            visit.refusal = refusal
        except Unavailable:
            visit.refusal = Rejected("unavailable", retry_ms=random.randint(*RETRY_MS))
        return None

    async def _look_up(
        self,
        visit: Visit,
        connection: ServerConnection,
        head: Head,
        ours: bool,
    ) -> None:
        is_full = len(self._visits) > self._settings.connections
        if is_full or self._metrics.lag_s > LAG_AT_MOST_S:
            raise Rejected("too_fast", retry_ms=random.randint(*RETRY_MS))
        caller = self._caller(connection, head)
        if caller is not None:
            visit.ceiling = self._ceilings.enter(caller)
            await self._joins.take(caller)
        if head.view not in _VIEWS and not head.at_studio:
            raise Rejected("malformed", why="unknown view")
        visit.view, visit.at_studio = head.view, head.at_studio  # type: ignore[assignment]
        visit.since = head.since
        visit.room = await self._rooms.get(head.code)
        visit.ask = partial(
            self._identity.ask,
            code=head.code,
            authorization=head.one("Authorization"),
            cookies=read_cookies(head.headers.get_all("Cookie")),
            key=head.query.get("key", [None])[0],
            origin_trusted=ours,
            secure=self._secure,
            view=head.view,
            announced=visit.room.debate.is_announced,
        )
        who = await visit.ask()
        if visit.ceiling is not None and not self._unruly.may_join(visit.ceiling, who):
            await asyncio.sleep(WAIT_S)
            raise Rejected("too_fast", retry_ms=random.randint(*RETRY_MS))
        visit.who = who
        visit.source = self._identity.arrived(who, caller)

    def _caller(self, connection: ServerConnection, head: Head) -> str | None:
        peer = str(connection.remote_address[0]) if connection.remote_address else ""
        return self._proxies.caller(peer, head.headers.get_all("X-Forwarded-For"))

    def _introduce(
        self, connection: ServerConnection, request: Request, response: Response
    ) -> Response | None:
        visit = self._visits.get(connection)
        if visit is not None and visit.who.fresh:
            response.headers["Set-Cookie"] = participant_cookie(visit.who.token, self._secure)
        return None

    def _forget(self, connection: ServerConnection) -> None:
        assert isinstance(connection, Connection)
        visit = self._visits.pop(connection)
        connection.let_go()
        if visit.ceiling is not None:
            self._ceilings.leave(visit.ceiling)
            if visit.is_unruly or connection.gave_up:
                self._unruly.strike(visit.ceiling, visit.who)

    # One connection.

    async def _receive(self, connection: ServerConnection) -> None:
        assert isinstance(connection, Connection)
        visit = self._visits[connection]
        if visit.refusal is not None or visit.room is None:
            refusal = visit.refusal or Rejected("unknown_debate")
            await self._send_away(connection, refusal)
            return None
        actor = visit.who.as_actor(visit.room.handle_of, visit.source)
        is_participant = actor.role == "participant" and visit.view == "audience"
        client = Client(connection, actor.handle if is_participant else None, actor.name)
        visit.client = client
        kernel.bound(connection)
        if visit.at_studio:
            return await attend(connection, visit.room, actor, self._clock)
        await visit.room.views.ready(visit.view)
        token = visit.who.token if visit.who.fresh else None
        visit.room.join(visit.view, client, visit.since, token)
        self.joined += 1
        connection.hear = partial(self._hear, client, visit.room, actor)
        try:
            await self._listen(connection, client, visit.room, actor)
        except ConnectionClosed:
            pass
        finally:
            connection.hear = None
            visit.room.leave(visit.view, client)

    async def _listen(
        self, connection: Connection, client: Client, room: Room, actor: Actor
    ) -> None:
        floods = nonsense = 0
        async for message in connection:
            refusal = await self._answer(client, room, actor, message)
            connection.answered()
            floods = floods + 1 if refusal and refusal.code == "too_fast" else 0
            nonsense += bool(refusal and refusal.code == "malformed")
            if floods > PATIENCE_WITH_FLOODS or nonsense > PATIENCE_WITH_NONSENSE:
                self._visits[connection].is_unruly = True
                self._bye(connection, "not_allowed", 0)
                connection.show_the_door()
                return

    def _hear(self, client: Client, room: Room, actor: Actor, message: bytes) -> bool:
        """Queue a vote that nothing speaks against; all else, refusals too, takes its turn."""
        try:
            command = decode_command(message)
            if not isinstance(command, Vote):
                return False
            self._when_kept(client, command, room.voting.vote(actor, command))
        except Rejected:
            return False
        return True

    async def _answer(
        self, client: Client, room: Room, actor: Actor, message: str | bytes
    ) -> Rejected | None:
        """Carry out one message and answer it; returns the refusal, if that was the answer."""
        id_: str | None = None
        kind = "other"
        try:
            if isinstance(message, bytes):
                raise Rejected("malformed", why="a binary frame")
            command = decode_command(message)
            id_, kind = command.id, str(type(command).__struct_config__.tag)
            if isinstance(command, Vote):
                kept = await room.voting.vote_or_catch_up(actor, command)
                self._when_kept(client, command, kept)
                return None
            answer = await self._handle(room, actor, command)
        except Rejected as refusal:
            if refusal.code == "malformed":
                id_ = command_id(message)
                refusal = self._paced(room, actor, refusal)
            self._metrics.command(kind, "live", refusal.code)
            client.send(messages.encode(messages.no(id_, refusal)))
            return refusal
        self._metrics.command(kind, "live", "ok")
        client.send(messages.encode(messages.ok(command.id, answer)))
        return None

    async def _handle(self, room: Room, actor: Actor, command: WireCommand) -> Answer:
        try:
            # Once decided it is carried through, even if the connection goes meanwhile.
            return await asyncio.shield(asyncio.ensure_future(room.handle(actor, command)))
        except (Rejected, asyncio.CancelledError):
            raise
        except Exception as error:
            log.exception("a command failed", extra={"kind": type(command).__name__})
            raise Rejected("unavailable", retry_ms=5_000) from error

    def _when_kept(self, client: Client, command: Vote, kept: Keeping | None) -> None:
        """Go on reading: the vote is answered when its group is committed."""
        if kept is None:
            self._voted(client, command, None)
        else:
            kept.then(partial(self._voted, client, command))

    def _voted(self, client: Client, command: Vote, refusal: Rejected | None) -> None:
        if refusal is not None:
            self._metrics.command("vote", "live", refusal.code)
            client.send(messages.encode(messages.no(command.id, refusal)))
        else:
            self._metrics.command("vote", "live", "ok")
            client.send(messages.encode(messages.ok(command.id, {})))

    @staticmethod
    def _paced(room: Room, actor: Actor, refusal: Rejected) -> Rejected:
        """What cannot be read counts against the pace like everything else."""
        try:
            room.pace(actor)
        except Rejected as too_fast:
            return too_fast
        return refusal

    # The end of one.

    async def _send_away(self, connection: ServerConnection, refusal: Rejected) -> None:
        code = "full" if refusal.code in ("too_fast", "unavailable") else refusal.code
        await self._part(connection, code, refusal.retry_ms)

    async def _part(self, connection: ServerConnection, code: str, retry_ms: int) -> None:
        self._bye(connection, code, retry_ms)
        with contextlib.suppress(ConnectionClosed):
            await connection.close(_CLOSE_CODES.get(code, _NOT_ALLOWED), code)

    def _moderators(self) -> Iterator[Admitted]:
        for connection, visit in list(self._visits.items()):
            if visit.client is not None and visit.who.actor is not None and visit.ask is not None:
                yield Admitted(visit.who, visit.ask, partial(self._send_back, connection))

    def _send_back(self, connection: ServerConnection, code: str) -> None:
        retry_ms = 0 if code == "not_allowed" else random.randint(*BACK_SOON_MS)
        self._start(self._part(connection, code, retry_ms))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="live door")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _bye(self, connection: ServerConnection, code: str, retry_ms: int) -> None:
        visit = self._visits.get(connection)
        client = (visit.client if visit else None) or Client(connection, None, "")
        client.bye(messages.encode(messages.ByeMessage(code=code, retry_ms=retry_ms)))
