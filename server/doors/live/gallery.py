"""The gallery's connection, `/studio/{code}/live`: how the debate stands, as one flat object, whole
each time it changes; and verbs, each a line of text.
"""

import asyncio

import msgspec
from websockets.exceptions import ConnectionClosed

from server.clock import Clock
from server.debate.actors import Actor
from server.debate.refusals import Rejected
from server.doors.live.connection import Connection
from server.live.room import Room
from server.studio.standing import Standing, standing
from server.wire.messages import encode, no

LOOK_S = 0.1
ALIVE_S = 15.0  # after which it is said again
PATIENCE = 100  # refusals in a row, before the door is shut


async def attend(connection: Connection, room: Room, actor: Actor, clock: Clock) -> None:
    """Until the connection ends."""
    telling = asyncio.create_task(_tell(connection, room, clock), name="gallery")
    try:
        patience = PATIENCE
        async for line in connection:
            # Things that speak in lines end them as such.
            verb = line.strip() if isinstance(line, str) else ""
            if verb:
                told, is_refused = await _answer(room, actor, verb)
                await connection.send(told.decode())
                patience = patience - 1 if is_refused else PATIENCE
            connection.answered()
            if patience <= 0:
                connection.show_the_door()
                return
            await asyncio.sleep(0)
    except ConnectionClosed:
        pass
    finally:
        telling.cancel()


async def _answer(room: Room, actor: Actor, verb: str) -> tuple[bytes, bool]:
    """What is told, and whether it was refused."""
    try:
        return msgspec.json.encode(await room.pressing.press(actor, verb)), False
    except Rejected as refusal:
        return encode(no(None, refusal)), True


async def _tell(connection: Connection, room: Room, clock: Clock) -> None:
    told: Standing | None = None
    told_at = clock.monotonic()
    try:
        while True:
            now = standing(room.debate, clock.now())
            if now != told or clock.monotonic() - told_at > ALIVE_S:
                told, told_at = now, clock.monotonic()
                await connection.send(msgspec.json.encode(now).decode())
            await asyncio.sleep(LOOK_S)
    except ConnectionClosed:
        pass
