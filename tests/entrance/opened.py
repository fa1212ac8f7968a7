"""A door of pages by itself, in front of an app with a short answer and a long one."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from hypercorn.config import Config

from server.entrance import http1, pages
from server.entrance.porter import Entrant, Porter, Standing
from server.process.loop import Loop

LONG = 8 << 20  # bytes of an answer: more than the kernel takes on both sides
AT_MOST = 8  # of which one may wait
SHORT = b"in a word"
ASK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
ASK_SHORT = ASK.replace(b"/", b"/short", 1)


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answers once all of the request is there; says the length of the short answer alone."""
    if scope["type"] == "lifespan":
        for _ in ("startup", "shutdown"):
            await send({"type": f"{(await receive())['type']}.complete"})
        return
    while (await receive()).get("more_body"):
        pass
    headers, body = [], bytes(LONG)
    if scope["path"] == "/short":
        headers, body = [(b"content-length", b"%d" % len(SHORT))], SHORT
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Door:
    def __init__(self, porter: Porter, port: int) -> None:
        self.porter, self.port = porter, port

    @property
    def entrants(self) -> list[Entrant]:
        return list(self.porter._all.inside.values())

    async def come(self, say: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1)
        writer.write(say)
        return reader, writer

    def standing(self) -> list[Standing]:
        now = asyncio.get_running_loop().time()
        return [entrant.standing(now) for entrant in self.entrants]


@contextlib.asynccontextmanager
async def door(**settings: Any) -> AsyncIterator[Door]:
    config, porter, ends = Config(), Porter(AT_MOST, lambda _: True), asyncio.Event()
    config.graceful_timeout = 0.1
    for name, value in settings.items():
        setattr(config, name, value)
    http1.speak_http_1(config)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Loop)
    loop.guard(listening, porter)
    serving = asyncio.create_task(pages.serve(app, config, listening, porter, ends.wait))
    try:
        yield Door(porter, port)
    finally:
        ends.set()
        porter.send_all_away()
        await serving


def run(main: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await asyncio.wait_for(main(), 20)

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(whole())


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.01)
