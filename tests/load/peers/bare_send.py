"""The floor: `socket.send` of Tribina's own shared frame to every connection, and nothing else.

    python -m tests.load.peers.bare_send PORT MESSAGES [recorded|live]

It relies on its crowd: a handshake or a vote comes in one piece, and who is slow is dropped.
"""

import re
import select
import socket
import sys
import time
from collections.abc import Iterator
from functools import lru_cache

from websockets.utils import accept_key, apply_mask

from server.live.sending.frames import WINDOW_BITS, SharedFrame, frame
from tests.load.peers.messages import BACKLOG, TICK_S, Debate

ACCEPT = (
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: {}\r\nSec-WebSocket-Extensions: permessage-deflate; "
    f"server_no_context_takeover; client_no_context_takeover; server_max_window_bits={WINDOW_BITS}"
    "\r\n\r\n"
)
KEY = re.compile(rb"sec-websocket-key: *(\S+)", re.IGNORECASE)
TEXT, MASK_BYTES = 0x1, 4


@lru_cache(64)
def shared(text: str) -> bytes:
    return SharedFrame(text.encode()).deflated


def texts(data: bytes) -> Iterator[bytes]:
    """What short masked frames say, uncompressed (RFC 6455, section 5.2)."""
    while data:
        first, begin = data[0], 2 + MASK_BYTES
        end = begin + (data[1] & 0x7F)
        if first & 0x0F == TEXT:
            yield apply_mask(data[begin:end], data[2:begin])
        data = data[end:]


class Floor:
    """Connections by their file number; `_clients` are those that have shaken hands."""

    def __init__(self, debate: Debate) -> None:
        self._debate = debate
        self._connections: dict[int, socket.socket] = {}
        self._clients: dict[int, socket.socket] = {}

    def accept(self, listening: socket.socket) -> int:
        connection, _ = listening.accept()
        connection.setblocking(False)
        self._connections[connection.fileno()] = connection
        return connection.fileno()

    def hear(self, number: int) -> None:
        """Answer a handshake or votes; silence is a goodbye."""
        connection = self._connections[number]
        try:
            data = connection.recv(4096)
            if number in self._clients:
                for text in texts(data):
                    connection.send(frame(self._debate.vote(text).encode()))
            elif key := KEY.search(data):
                connection.send(ACCEPT.format(accept_key(key[1].decode())).encode())
                connection.send(shared(self._debate.state))
                self._clients[number] = connection
        except OSError:
            data = b""
        if not data:
            self._drop(number)

    def tick(self) -> None:
        if update := self._debate.update():
            data = shared(update)
            for number, client in list(self._clients.items()):
                try:
                    whole = client.send(data) == len(data)
                except OSError:
                    whole = False
                if not whole:
                    self._drop(number)

    def _drop(self, number: int) -> None:
        self._clients.pop(number, None)
        self._connections.pop(number).close()


def main(port: int, debate: Debate) -> None:
    floor = Floor(debate)
    listening = socket.create_server(("127.0.0.1", port), backlog=BACKLOG)
    epoll = select.epoll()
    epoll.register(listening, select.EPOLLIN)
    next_tick = time.monotonic() + TICK_S
    while True:
        for number, _ in epoll.poll(max(0.0, next_tick - time.monotonic())):
            if number == listening.fileno():
                epoll.register(floor.accept(listening), select.EPOLLIN)
            else:
                floor.hear(number)
        if time.monotonic() >= next_tick:
            floor.tick()
            next_tick += TICK_S


if __name__ == "__main__":
    main(int(sys.argv[1]), Debate(*sys.argv[2:]))
