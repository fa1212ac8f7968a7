"""A client of the live door, as simple as one can be: a document, patches merged in, commands
with answers. For the demo; pages have their own."""

import asyncio
import contextlib
import json
import secrets
from collections.abc import Callable
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from server.debate.patches import Json, merge
from server.debate.refusals import Rejected

PATIENCE_S = 30.0


class Visitor:
    """Somebody connected to one view of one debate."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self._url = url
        self._token = token
        self._socket: ClientConnection | None = None
        self._task: asyncio.Task[None] | None = None
        self._answers: dict[str, asyncio.Future[Json]] = {}
        self._changed = asyncio.Event()
        self._name = secrets.token_hex(4)  # or ids would be those of an earlier connection
        self._sent = 0
        self.document: Json = {}
        self.you: Json = {}

    async def arrive(self) -> None:
        """Connect and wait for the first document."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else None
        self._socket = await connect(
            self._url,
            subprotocols=[Subprotocol("tribina.1")],
            additional_headers=headers,
            max_size=None,
            open_timeout=PATIENCE_S,
        )
        self._task = asyncio.create_task(self._read(self._socket))
        await self.until(lambda: bool(self.document))

    async def do(self, do: str, **fields: Any) -> Json:
        """Send a command and wait for its answer. Raises Rejected. Waits as told when too fast."""
        while True:
            self._sent += 1
            id_ = f"{do}-{self._name}-{self._sent}"
            answer = await self._ask({"id": id_, "do": do} | fields)
            if answer["t"] == "ok":
                return answer
            if answer["code"] not in ("too_fast", "unavailable"):
                raise Rejected(answer["code"], **answer.get("args", {}))
            await asyncio.sleep(answer.get("retry_ms", 1_000) / 1_000)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until what was received makes it true. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    async def leave(self) -> None:
        """Hang up, and wait until what was being received has been dealt with."""
        if self._socket is not None:
            await self._socket.close()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def _ask(self, command: Json) -> Json:
        if self._socket is None:
            raise AssertionError("not connected")
        future = asyncio.get_running_loop().create_future()
        self._answers[command["id"]] = future
        try:
            await self._socket.send(json.dumps(command))
            return await asyncio.wait_for(future, PATIENCE_S)
        finally:
            self._answers.pop(command["id"], None)

    async def _read(self, socket: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for message in socket:
                self._take_in(json.loads(message))
                self._changed.set()
        for answer in self._answers.values():
            answer.cancel()

    def _take_in(self, message: Json) -> None:
        kind = message["t"]
        if kind == "state":
            self.document = message["doc"]
        elif kind == "patch":
            self.document = merge(self.document, message["doc"])
        elif kind == "you":
            self.you = merge(self.you, message["doc"])
        elif kind in ("ok", "no") and message.get("id") in self._answers:
            self._answers.pop(message["id"]).set_result(message)
