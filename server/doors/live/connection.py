"""A connection of the live door: the library's, with a short way in for what can be dealt with at
once, and word to who writes past it of what the library writes.

The library takes bytes apart as if they could end anywhere, and hands every message to a queue from
which a task of each connection takes it. In a storm that is a good part of what a vote costs, and
four objects of each for the garbage collector to look at; but a vote is one short frame, and waits
for nothing but its group. Whatever else comes, and whatever comes behind it, goes the library's
way, in order, and is counted there (`manners`).

Each of the three kinds here leans more on what the library does inside; `best_connection` finds out
which of them this library bears (`insides`).
"""

import asyncio
import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from websockets.asyncio.server import ServerConnection
from websockets.frames import BINARY, TEXT, CloseCode, Frame
from websockets.protocol import CONNECTING, OPEN, Event
from websockets.server import ServerProtocol
from websockets.version import version as VERSION

from server.debate.commands import MESSAGE_LIMIT
from server.doors.live.insides import (
    counts_as_expected,
    is_between_frames,
    mannerly,
    reads_as_expected,
    remember_names,
)
from server.doors.live.manners import MannerlyProtocol
from server.live.sending.client import TellsOfItself
from server.live.sending.frames import short_text

HEAD_LIMIT = 16 * 1024  # bytes of a handshake; browsers send about one thousand
UNREAD_LIMIT = 16 * 1024  # bytes that wait for a client; while there are more, no ping is answered
CLOSE_S = 2.0  # that a client may take to hang up, once all is said

Hear = Callable[[bytes], bool]

_END_OF_HEAD = b"\r\n\r\n"

log = logging.getLogger(__name__)


class Connection(ServerConnection):
    """All that comes goes the library's way. Who takes messages from the queue calls `answered`
    after each, and `let_go` when the connection is gone.

    `hear`: see `QuickConnection`; nobody calls it here."""

    hear: Hear | None = None
    _head = 0  # bytes of the handshake so far
    _seam = b""  # its last ones
    _hanging_up: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        """Whoever says too much before they are let in, or says anything before they are answered,
        is cut off."""
        if self.protocol.state is CONNECTING:
            self._head += len(data)
            if self._head > HEAD_LIMIT or self._is_hasty(data):
                self.transport.abort()
                return
        super().data_received(data)
        # A client hangs up when all is said. The library waits for it while somebody closes the
        # connection, but not where the client has, or where its bytes were no frames.
        if self.protocol.close_expected() and self._hanging_up is None:
            self._hanging_up = self.loop.call_later(CLOSE_S, self.transport.abort)

    def _is_hasty(self, data: bytes) -> bool:
        """Whether something follows the handshake, whose answer a client must wait for (RFC 6455,
        section 4.1). The library takes it for frames, which then do not go with its answer."""
        seam = self._seam + data
        self._seam = seam[-len(_END_OF_HEAD) + 1 :]
        end = seam.find(_END_OF_HEAD)
        return self.request is not None or 0 <= end < len(seam) - len(_END_OF_HEAD)

    def answered(self) -> None:
        """A message was."""

    @property
    def gave_up(self) -> bool:
        """Whether it was ended since too much came that is no message."""
        return False

    def let_go(self) -> None:
        """Let go of what else only a collector could undo."""

    def show_the_door(self) -> None:
        """Say no more than that it is over, and read nothing that is still coming: whoever sends
        more than they may goes on while they are told, and each message would be taken apart."""
        self.protocol.fail(CloseCode.POLICY_VIOLATION, "not_allowed")
        self.send_data()
        self.transport.pause_reading()
        if self._hanging_up is None:
            self._hanging_up = self.loop.call_later(CLOSE_S, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._hanging_up is not None:
            self._hanging_up.cancel()
        super().connection_lost(exc)


class CountingConnection(Connection, TellsOfItself):
    """What comes is counted."""

    protocol: MannerlyProtocol

    def __init__(self, protocol: ServerProtocol, *args: Any, **options: Any) -> None:
        super().__init__(mannerly(protocol), *args, **options)

    @property
    def gave_up(self) -> bool:
        return self.protocol.gave_up

    def send_data(self) -> None:
        """Of all pings the newest alone is answered, and only to who reads what they are sent."""
        pong, self.protocol.pong = self.protocol.pong, None
        is_read = self.transport.get_write_buffer_size() <= UNREAD_LIMIT
        if pong is not None and is_read and self.protocol.state is OPEN:
            self.protocol.send_pong(pong)
        super().send_data()
        if self.disturbed is not None:
            self.disturbed()

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever writes past the library hears of it a last time."""
        if self.disturbed is not None:
            self.disturbed()
            self.disturbed = None
        super().connection_lost(exc)


class QuickConnection(CountingConnection):
    """`hear` is called with each text message while no other is on its way; it returns whether it
    has dealt with it."""

    _queued = 0

    def data_received(self, data: bytes) -> None:
        """A short text that came whole goes to `hear` first."""
        if self.hear and not self._queued and is_between_frames(self.protocol):
            text = short_text(data, MESSAGE_LIMIT)
            if text is not None and self.hear(text):
                return
        super().data_received(data)

    def process_event(self, event: Event) -> None:
        """So does a text that came otherwise. What `hear` leaves goes into the queue, and until it
        is answered all that follows does."""
        if isinstance(event, Frame) and event.opcode in (TEXT, BINARY):
            is_whole_text = event.opcode is TEXT and event.fin
            if is_whole_text and not self._queued and self.hear and self.hear(bytes(event.data)):
                return
            self._queued += 1
        super().process_event(event)

    def answered(self) -> None:
        """What is not taken from the queue yet has to go first."""
        self._queued -= 1

    def let_go(self) -> None:
        """The parser holds the protocol that holds it, and so does the traceback of its end: cycles
        that only a collector could undo, and that looks at old connections hardly ever."""
        self.protocol.parser.close()
        self.protocol.parser_exc = None


@cache
def best_connection() -> type[Connection]:
    """The kind that is quickest with the library as it is, and a line in the log where that is not
    the quickest of all. Found out once."""
    if not counts_as_expected():
        log.warning("websockets %s is another than we know: %s", VERSION, "no flood is noticed")
        return Connection
    remember_names()
    if not reads_as_expected():
        log.warning("websockets %s is another than we know: %s", VERSION, "votes cost more")
        return CountingConnection
    return QuickConnection
