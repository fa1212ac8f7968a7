"""`websockets.broadcast()`, as its documentation has one write it, on uvloop."""

import asyncio
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

from tests.load.peers.messages import TICK_S, read_messages


async def main(port: int, messages_file: str) -> None:
    messages = [message.decode() for message in read_messages(messages_file)]
    clients: set[ServerConnection] = set()

    async def handler(socket: ServerConnection) -> None:
        clients.add(socket)
        try:
            await socket.wait_closed()
        finally:
            clients.discard(socket)

    async with serve(handler, "127.0.0.1", port, backlog=4096):
        number = 0
        while True:
            await asyncio.sleep(TICK_S)
            broadcast(clients, messages[number % len(messages)])
            number += 1


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), sys.argv[2]))
