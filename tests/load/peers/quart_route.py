"""Quart's own websocket route under Hypercorn with default options, with the broker of Quart's
chat tutorial, on uvloop:

python -m tests.load.peers.quart_route PORT MESSAGES [recorded|live]
"""

import asyncio
import sys
from collections.abc import AsyncGenerator

import uvloop
from hypercorn.asyncio import serve
from hypercorn.config import Config
from quart import Quart, websocket

from tests.load.peers.messages import BACKLOG, Debate, ticks


class Broker:
    """One queue for each client, which begins with the whole document."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str]] = set()

    async def publish(self, text: str) -> None:
        for queue in self._queues:
            await queue.put(text)

    async def subscribe(self, document: str) -> AsyncGenerator[str, None]:
        queue: asyncio.Queue[str] = asyncio.Queue()
        queue.put_nowait(document)
        self._queues.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._queues.remove(queue)


def make_app(debate: Debate, broker: Broker) -> Quart:
    app = Quart(__name__)

    async def receive() -> None:
        while True:
            await websocket.send(debate.vote(await websocket.receive()))

    @app.websocket("/live")
    async def live() -> None:
        receiving = asyncio.ensure_future(receive())
        try:
            async for text in broker.subscribe(debate.state):
                await websocket.send(text)
        finally:
            receiving.cancel()
            await receiving

    return app


async def main(port: int, debate: Debate) -> None:
    broker = Broker()

    async def publish() -> None:
        async for _ in ticks():
            if update := debate.update():
                await broker.publish(update)

    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.backlog = BACKLOG
    config.errorlog = None
    async with asyncio.TaskGroup() as group:
        publishing = group.create_task(publish())
        await serve(make_app(debate, broker), config)
        publishing.cancel()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), Debate(*sys.argv[2:])))
