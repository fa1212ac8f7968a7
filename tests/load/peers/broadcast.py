"""`websockets.broadcast()` with default options, as its documentation has one write it, on uvloop:

python -m tests.load.peers.broadcast PORT MESSAGES [recorded|live]
"""

import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

from tests.load.peers.messages import BACKLOG, Debate, ticks


async def main(port: int, debate: Debate) -> None:
    clients: set[ServerConnection] = set()

    async def handler(client: ServerConnection) -> None:
        clients.add(client)
        try:
            await client.send(debate.state)
            async for text in client:
                await client.send(debate.vote(text))
        except ConnectionClosed:
            pass
        finally:
            clients.remove(client)

    async with serve(handler, "127.0.0.1", port, backlog=BACKLOG):
        async for _ in ticks():
            if update := debate.update():
                broadcast(clients, update)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), Debate(*sys.argv[2:])))
