"""Doors that echo: connections of the live door with all they are, and the library's own."""

import contextlib
from functools import partial

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from server.debate.commands import MESSAGE_LIMIT
from server.doors.live import manners
from server.doors.live.connection import QuickConnection
from server.live.sending.client import Client
from server.live.sending.frames import extension

LONG = 32 * 1024 * 1024  # bytes of Autobahn's longest messages


async def echo(connection: ServerConnection) -> None:
    if isinstance(connection, QuickConnection):
        connection.hear = partial(_hear, Client(connection, None, ""))
    with contextlib.suppress(ConnectionClosed):
        async for message in connection:
            await connection.send(message)
            if isinstance(connection, QuickConnection):
                connection.answered()


def _hear(client: Client, text: bytes) -> bool:
    """As the door does with votes: what is no UTF-8 is left to the library."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    client.send(text)
    return True


async def library() -> Server:
    return await _serve(ServerConnection, LONG)


async def grammar() -> Server:
    """Ours, whatever comes in whatever number of pieces."""
    manners.PIECES_A_SECOND = manners.FRAMES_A_READ = 2**62
    return await _serve(QuickConnection, LONG)


async def door() -> Server:
    """Ours as it is."""
    return await _serve(QuickConnection, MESSAGE_LIMIT)


async def _serve(kind: type[ServerConnection], limit: int) -> Server:
    return await serve(
        echo,
        "127.0.0.1",
        0,
        compression=None,
        extensions=[extension()],
        max_size=limit,
        max_queue=4,
        create_connection=kind,
        ping_interval=None,
        close_timeout=2,
    )
