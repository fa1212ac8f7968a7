"""Who asks at the gallery's addresses: by a token, in the address or as a bearer's."""

from quart import request

from server.debate.actors import Actor
from server.debate.refusals import Rejected
from server.live.room import Room
from server.web.dependencies import dependencies


async def button_of(room: Room) -> Actor:
    """Whoever may press buttons. Raises Rejected `not_allowed`, or `unknown_debate`."""
    return await _by_token(room, "studio")


async def reader_of(room: Room) -> Actor:
    """Whoever may read the tables: displays, too. Raises Rejected as above."""
    return await _by_token(room, "gallery")


async def output_of(room: Room) -> Actor:
    """A display or an overlay. Raises Rejected as above."""
    return await _by_token(room, "output")


async def _by_token(room: Room, view: str) -> Actor:
    who = await dependencies().identity.ask(
        code=room.code,
        authorization=request.headers.get("Authorization"),
        cookies={},
        key=request.args.get("key"),
        origin_trusted=False,
        secure=False,
        view=view,
        announced=room.debate.is_announced,
    )
    if who.actor is None:
        raise Rejected("not_allowed")
    return who.actor
