"""What the kernel keeps for a connection, and for how long."""

import socket

from websockets.asyncio.server import ServerConnection

KERNEL_BUFFER = 128 * 1024  # bytes on their way to one client; by itself it grows to megabytes
RECEIVED = 32 * 1024  # bytes of one client that wait to be read; likewise
DEAD_MS = 45_000  # unacknowledged bytes for so long mean a dead connection


def bound(connection: ServerConnection) -> None:
    """Bound both.

    It closes one that no longer acknowledges what is sent (RFC 5482). Every view says something at
    least every 20 s, so this finds the dead as surely as pings do, without a task, a timer and a
    message for each of thousands."""
    raw = connection.transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_MS)


def bound_door(listening: socket.socket) -> None:
    """Bound what those who will come in here may have waiting: who floods is slowed down by it, and
    what is in the kernel is not refused any more."""
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVED)
