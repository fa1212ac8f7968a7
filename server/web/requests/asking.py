"""Who sent this request, for pages and the API alike."""

from quart import request

from server.debate.rules import Desk
from server.debate.showing.documents import View
from server.identity.recognising import Who
from server.live.room import Room
from server.web.dependencies import dependencies
from server.web.requests.addresses import is_https
from server.web.requests.origins import cookies_count


async def room_of(code: str, view: View = "audience") -> Room:
    """The debate with this code. Raises Rejected: `unknown_debate` also for one that is not
    announced, unless a moderator asks, or whoever else may look at the view."""
    room = await dependencies().rooms.get(code)
    if not room.debate.is_announced:
        await who_asks(room, view)
    return room


async def who_asks(room: Room, view: View | Desk) -> Who:
    """Raises Rejected, as `Identity.ask` does."""
    return await dependencies().identity.ask(
        code=room.code,
        authorization=request.headers.get("Authorization"),
        cookies=request.cookies,
        key=request.args.get("key"),
        origin_trusted=cookies_count(),
        secure=is_https(dependencies().settings),
        view=view,
        announced=room.debate.is_announced,
    )


async def who_acts(room: Room, view: View) -> Who:
    """The same for what costs something or takes part: somebody new counts against what one
    address may bring. Raises Rejected, `too_fast` too."""
    who = await who_asks(room, view)
    if who.fresh:
        await dependencies().newcomers.take()
    return who
