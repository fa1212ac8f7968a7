"""What a page of a debate starts from: its document and all that stands beside it, as the JSON
that is inside the page. With it a page is complete before it has connected.
"""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from server.debate.patches import Json
from server.debate.showing.documents import View
from server.identity.recognising import Who
from server.language.languages import TAGS
from server.live.room import Room
from server.live.sending.encoded import is_long
from server.transparency.base64s import decoded
from server.transparency.fingerprints import fingerprint_of
from server.web.dependencies import dependencies
from server.web.pages.page_rules import rules_of
from server.web.pages.screen_languages import is_followed, speak
from server.web.requests import addresses
from server.web.words.i18n import LOCALES
from server.web.words.local_time import ZONE_NAME
from server.web.words.rendering import locale, page_strings


class PageData(NamedTuple):
    """`state`: of `data["state"]` the JSON, where that is so long that it is not to be encoded in
    one go."""

    data: dict[str, Any]
    state: bytes | None


async def page_data(
    room: Room, view: View, who: Who, key: str | None = None, section: str = ""
) -> PageData:
    """`key`: the display token from the page's address. `section`: of words, beside the view's."""
    known = dependencies()
    state, encoded = await _state(room, view, who)
    languages = speak(room, view) if view in ("display", "host") else ()
    sections = ("common", view, section)
    look = await known.looks.of(room.debate.programme)
    data: dict[str, Any] = {
        "view": view,
        "code": room.code,
        "live": addresses.live_url(known.settings, room.code),
        "join": addresses.join_url(known.settings, room.code),
        "qr": f"/qr/{room.code}.svg",
        "locale": locale(),
        "reads": LOCALES[locale()].reads,
        "zone": ZONE_NAME,
        "strings": page_strings(*sections),
        "state": state,
    } | look.as_page_data()
    if view == "audience":
        data.pop("logo", None)  # it stands in the page itself
    if sheet := look.sheet(room.debate.programme):
        data["accent"] = sheet
    if who.actor is not None and view in ("control", "host"):
        data["me"] = {"name": who.actor.name, "role": who.actor.role}
        data["rules"] = rules_of(who.actor.role)
    if view in ("host", "control"):
        data["keyed"] = who.actor is not None and who.actor.handle.startswith("token:")
    if view in ("control", "display"):
        data["tags"] = TAGS
    if view == "control":
        data["closes_after_h"] = known.settings.close_after_h
    if view == "audience" and who.actor is None and not who.fresh:
        data["you"] = room.views.you(room.handle_of(who.token))
    if languages:
        data["languages"] = languages
    if len(languages) > 1 and view == "display":
        other = languages[1]
        words = known.catalogue.strings(other, sections)
        data["second"] = {"locale": other, "reads": LOCALES[other].reads, "strings": words}
    if (
        view == "display"
        and (log := state["doc"]["debate"].get("log"))
        and not room.debate.rehearsal
    ):
        data["fingerprint"] = fingerprint_of(decoded(log.partition(":")[2]))
    if view in ("display", "host"):
        data["follows"] = is_followed()
    if key is not None:
        data["key"] = key
        data["qr"] += f"?{urlencode({'key': key})}"
    return PageData(data, encoded if is_long(state["doc"]) else None)


async def _state(room: Room, view: View, who: Who) -> tuple[Json, bytes | None]:
    encoded = None
    if not who.fresh:
        encoded, _ = await room.views.document(view)  # with all that they were told is done
    state = room.views.state(view)
    return {"t": "state", "at": state.at, "seq": state.seq, "doc": state.doc}, encoded
