"""A connection of the live door: the library's, with a short way in for what can be dealt with at
once, and word to who writes past it of what the library writes.

The library takes bytes apart as if they could end anywhere, and hands every message to a queue from
which a task of each connection takes it. In a storm that is a good part of what a vote costs, and
four objects of each for the garbage collector to look at; but a vote is one short frame, and waits
for nothing but its group. Whatever else comes, and whatever comes behind it, goes the library's
way, in order.
"""

from collections.abc import Callable
from typing import Any

from websockets.asyncio.server import ServerConnection
from websockets.frames import BINARY, TEXT, Frame
from websockets.protocol import OPEN, Event
from websockets.streams import StreamReader

from server.debate.commands import MESSAGE_LIMIT
from server.live.frames import short_text

Hear = Callable[[bytes], bool]

_AT_BEGINNING = StreamReader.at_eof.__code__  # where the library's parser waits for the next frame


class Connection(ServerConnection):
    """`hear` is called with each text message while no other is on its way; it returns whether it
    has dealt with it. Who takes messages from the queue calls `answered` after each.

    `disturbed` is called when the library may have written something, and when the connection is
    gone, while its descriptor is still its own."""

    hear: Hear | None = None
    disturbed: Callable[[], None] | None = None
    _queued = 0

    def data_received(self, data: bytes) -> None:
        if self.hear and not self._queued and self._is_between_frames():
            text = short_text(data, MESSAGE_LIMIT)
            if text is not None and self.hear(text):
                return
        super().data_received(data)

    def _is_between_frames(self) -> bool:
        """Whether the library waits for a frame to begin. Its buffer does not tell: what is known
        of a frame, such as its head, is taken out while the rest is on its way."""
        waits: Any = self.protocol.parser
        while waits.gi_yieldfrom is not None:
            waits = waits.gi_yieldfrom
        return waits.gi_code is _AT_BEGINNING and self.protocol.state is OPEN

    def process_event(self, event: Event) -> None:
        if isinstance(event, Frame) and event.opcode in (TEXT, BINARY):
            is_whole_text = event.opcode is TEXT and event.fin
            if is_whole_text and not self._queued and self.hear and self.hear(bytes(event.data)):
                return
            self._queued += 1
        super().process_event(event)

    def answered(self) -> None:
        self._queued -= 1

    def send_data(self) -> None:
        super().send_data()
        if self.disturbed is not None:
            self.disturbed()

    def connection_lost(self, exc: Exception | None) -> None:
        if self.disturbed is not None:
            self.disturbed()
            self.disturbed = None
        super().connection_lost(exc)
