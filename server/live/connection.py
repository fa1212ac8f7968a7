"""A connection of the live door: the library's, with a short way in for what can be dealt with at
once, and word to who writes past it of what the library writes.

The library hands every message to a queue, and a task of each connection takes it from there. In a
storm of votes these two hand-overs are a quarter of what a vote costs, and a vote waits for nothing
but its group. Whatever else comes, and whatever comes behind it, goes the library's way, in order.
"""

from collections.abc import Callable

from websockets.asyncio.server import ServerConnection
from websockets.frames import BINARY, TEXT, Frame
from websockets.protocol import Event

Hear = Callable[[bytes], bool]


class Connection(ServerConnection):
    """`hear` is called with each text message while no other is on its way; it returns whether it
    has dealt with it. Who takes messages from the queue calls `answered` after each.

    `disturbed` is called when the library may have written something, and when the connection is
    gone, while its descriptor is still its own."""

    hear: Hear | None = None
    disturbed: Callable[[], None] | None = None
    _queued = 0

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
