"""What all peers share: the recorded messages they send, and the tick they send them at."""

import base64
import hashlib
from pathlib import Path

TICK_S = 0.25
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3
ACCEPT = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: %s\r\n\r\n"
)


def read_messages(path: str) -> list[bytes]:
    """One message a line."""
    return Path(path).read_bytes().splitlines()


def accept_key(request: bytes) -> bytes:
    """The answer to a handshake request."""
    key = request.lower().split(b"sec-websocket-key: ")[1].split(b"\r\n")[0]
    begin = request.lower().index(key)
    return base64.b64encode(hashlib.sha1(request[begin : begin + len(key)] + GUID).digest())
