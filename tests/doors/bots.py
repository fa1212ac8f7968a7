"""A script that votes with a token for each vote, over HTTP, from one address."""

import asyncio
import json

from tests.doors.http import post
from tests.given.servers import RunningServer

BOTS = 60
NETWORK = {"X-Forwarded-For": "203.0.113.77"}


async def attack(server: RunningServer, code: str, question: str) -> None:
    async def vote(number: int) -> None:
        token = (await post(server, "/api/participants", b"", NETWORK)).json()["token"]
        headers = NETWORK | {"Authorization": f"Bearer {token}"}
        command = {"id": "v", "do": "vote", "question": question, "on": True}
        body = json.dumps(command).encode()
        answer = await post(server, f"/api/debates/{code}/commands", body, headers)
        assert answer.json()["t"] == "ok"

    for at in range(0, BOTS, 10):
        await asyncio.gather(*(vote(number) for number in range(at, at + 10)))
