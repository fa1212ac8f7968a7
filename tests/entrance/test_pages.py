"""What the door of pages does with who does not take what they asked for."""

import asyncio

from tests.given.servers import RunningServer

ASK = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


async def said(server: RunningServer, *pieces: bytes) -> bytes:
    """All that comes back until the connection is closed, or nothing comes for a second."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.settings.port)
    got = b""
    for piece in pieces:
        writer.write(piece)
        try:
            async with asyncio.timeout(10):
                got += await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            break
    writer.close()
    return got


async def test_one_after_the_other_is_answered(shared_server: RunningServer) -> None:
    answers = await said(shared_server, ASK, ASK, ASK)
    assert answers.count(b"HTTP/1.1 200") == 3
    assert b"connection: close" not in answers.lower()


async def test_who_asks_on_before_the_answer_gets_the_first_alone(
    shared_server: RunningServer,
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", shared_server.settings.port)
    writer.write(ASK * 50)
    async with asyncio.timeout(10):
        try:
            got = await reader.read()
        except ConnectionResetError:  # what nobody read on the other side
            got = b""
    writer.close()
    assert got.count(b"HTTP/1.1 200") <= 1
    assert not got or b"connection: close" in got.lower()
