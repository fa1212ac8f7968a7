"""What a page of a debate starts from: its document and all that stands beside it, as the JSON
that is inside the page. With it a page is complete before it has connected.
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

from server.debate.documents import View
from server.debate.patches import Json
from server.live.identity import Who
from server.live.room import Room
from server.web import addresses
from server.web.parts import parts
from server.web.rendering import locale, page_strings


async def page_data(room: Room, view: View, who: Who, key: str | None = None) -> dict[str, Any]:
    """`key`: the display token from the page's address."""
    known = parts()
    look = await known.looks.of(room.debate.programme)
    data: dict[str, Any] = {
        "view": view,
        "code": room.code,
        "live": addresses.live_url(known.settings, room.code),
        "join": addresses.join_url(known.settings, room.code),
        "qr": f"/qr/{room.code}.svg",
        "locale": locale(),
        "strings": page_strings("common", view),
        "state": await _state(room, view, who),
    } | look.as_page_data()
    if who.actor is not None and view in ("control", "host"):
        data["me"] = {"name": who.actor.name, "role": who.actor.role}
    if view == "control":
        data["closes_after_h"] = known.settings.close_after_h
    if view == "audience" and who.actor is None and not who.fresh:
        data["you"] = room.you(room.handle_of(who.token))
    if key is not None:
        data["key"] = key
        data["qr"] += f"?{urlencode({'key': key})}"
    return data


def join_words(join: str) -> str:
    """The join address as people say and type it: without the scheme."""
    return urlsplit(join)._replace(scheme="").geturl().removeprefix("//")


async def _state(room: Room, view: View, who: Who) -> Json:
    if not who.fresh:
        await room.document(view)  # waits until all that they were told is done is in it
    state = room.state(view)
    return {"t": "state", "at": state.at, "seq": state.seq, "doc": state.doc}
