"""Quart's own websocket route under Hypercorn: the broker of Quart's chat example, on uvloop."""

import asyncio
import contextlib
import sys

import uvloop
from hypercorn.asyncio import serve
from hypercorn.config import Config
from quart import Quart, websocket

from tests.load.peers.messages import TICK_S, read_messages


async def main(port: int, messages_file: str) -> None:
    messages = [message.decode() for message in read_messages(messages_file)]
    app = Quart(__name__)
    queues: set[asyncio.Queue[str]] = set()

    @app.websocket("/<path:path>")
    async def live(path: str) -> None:
        queue: asyncio.Queue[str] = asyncio.Queue()
        queues.add(queue)
        try:
            while True:
                await websocket.send(await queue.get())
        finally:
            queues.discard(queue)

    async def publish() -> None:
        number = 0
        while True:
            await asyncio.sleep(TICK_S)
            for queue in queues:
                queue.put_nowait(messages[number % len(messages)])
            number += 1

    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.backlog = 4096
    config.errorlog = None
    publishing = asyncio.create_task(publish())
    with contextlib.suppress(asyncio.CancelledError):
        await serve(app, config)
    publishing.cancel()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), sys.argv[2]))
