"""Socket.IO over one websocket, for phones of the crowd that only speak RFC 6455.

Engine.IO protocol 4: `0{…}` opens, `2` asks whether one is there and is answered with `3`, `4` is a
message. Socket.IO protocol 5 inside of it: `40` joins, `42["event",…]` tells, `421["event",…]`
asks with the number 1 and `431[…]` is the answer to it.
"""

from typing import Any, Protocol

from tests.load.phones.phone import client_frame

_JOIN, _PONG = client_frame(b"40"), client_frame(b"3")
_EVENT, _ANSWER = b"42", b"43"


class Listener(Protocol):
    """Whoever listens to phones of peers that speak no Socket.IO."""

    def heard(self, phone: Any, payload: bytes, compressed: bool) -> None: ...

    def lost(self, phone: Any) -> None: ...


class SocketIO:
    """Stands between all phones of a crowd and their listener, which hears the same JSON messages
    as from any other peer. `updates`: events heard so far, by all of them."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self.updates = 0

    def heard(self, phone: Any, payload: bytes, compressed: bool = False) -> None:
        if payload.startswith(_EVENT):
            self.updates += 1
            self._listener.heard(phone, payload[payload.index(b",") + 1 : -1], compressed)
        elif payload.startswith(_ANSWER):
            self._listener.heard(phone, payload[payload.index(b"[") + 1 : -1], compressed)
        elif payload == b"2":
            phone.send(_PONG)
        elif payload.startswith(b"0"):
            phone.send(_JOIN)

    def lost(self, phone: Any) -> None:
        self._listener.lost(phone)


def vote_frame(command: bytes) -> bytes:
    """A vote as Socket.IO's clients emit it with an acknowledgement: a masked frame."""
    return client_frame(b'421["vote",%s]' % command)
