"""What the gallery can load and press, each as an address to be copied: for whoever sets up buttons
and graphics machines. As cards to be printed with QR codes, and as JSON for programs, too.
"""

import asyncio
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from msgspec import Struct
from quart import Blueprint, Response, request

from server.debate.actors import Actor
from server.debate.patches import Json
from server.debate.state import Debate
from server.live.room import Room
from server.studio.tables import FORMS, TABLES
from server.studio.verbs import VERBS, Verb
from server.web.api.answers import as_json
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.pages import qr
from server.web.requests import addresses
from server.web.requests.asking import who_asks
from server.web.words.rendering import locale
from server.wire.messages import encode_json

EXAMPLES = {"question": "q1", "preset": "90", "seconds": "30", "recording": "OBS"}


class Button(Struct, frozen=True):
    """`of`: the guest whose it is, where each has one."""

    group: str
    name: str
    of: str
    path: str
    url: str


def sheet_blueprint() -> Blueprint:
    """`/studio/{code}`."""
    routes = Blueprint("studio", __name__)
    routes.get("/studio/<code:code>")(show)
    return routes


async def show(code: str) -> Response:
    """With `key` all addresses work as they are; who is logged in sees them without one."""
    room = await dependencies().rooms.get(code)
    who = await who_asks(room, "studio")
    assert who.actor is not None
    # A producer's own token opens all of the desk: it is not to be copied about or printed.
    key = request.args.get("key", "") if who.actor.role == "buttons" else ""
    base = f"{addresses.shared_url(dependencies().settings)}/studio/{code}"
    buttons = list(_buttons(room.debate, base, key))
    tables = {
        f"{table}.{form}": _with(f"{base}/{table}.{form}", key)
        for table in TABLES
        for form in FORMS
    }
    live = _with(f"{addresses.live_origin(dependencies().settings)}/studio/{code}/live", key)
    if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
        told: Json = {
            "verbs": [{"path": one.path, "url": one.url} for one in buttons],
            "tables": tables,
            "live": live,
        }
        return as_json(encode_json(told))
    return await _page(room, who.actor, key, buttons, tables, live)


async def _page(
    room: Room, actor: Actor, key: str, buttons: list[Button], tables: dict[str, str], live: str
) -> Response:
    cards = "cards" in request.args
    pictures = await asyncio.to_thread(_pictures, buttons) if cards else {}
    return await private_page(
        "studio/cards.html" if cards else "studio/sheet.html",
        me=actor,
        debate=room.debate,
        key=key,
        groups=list(dict.fromkeys(one.group for one in buttons)),
        buttons=buttons,
        tables=tables,
        live=live,
        pictures=pictures,
        here_with=f"/studio/{room.code}?{urlencode({'key': key} if key else {})}",
    )


def _buttons(debate: Debate, base: str, key: str) -> Iterator[Button]:
    example = dependencies().catalogue.t(locale(), "studio.example_mark")
    for verb in VERBS:
        for said, of in _sayings(verb, debate, example):
            path = verb.said(**said)
            yield Button(verb.group, verb.name, of, path, _with(f"{base}/do/{quote(path)}", key))


def _sayings(verb: Verb, debate: Debate, text: str) -> Iterator[tuple[dict[str, str], str]]:
    """What is said with it on the sheet; a verb about a guest stands there once for each. `text`:
    what is written to a mark."""
    if "{guest}" not in verb.path:
        yield EXAMPLES | {"text": text}, ""
        return
    for number, guest in enumerate(debate.guests.values(), 1):
        yield {"guest": str(number)}, guest.name


def _pictures(buttons: list[Button]) -> dict[str, str]:
    """QR codes as addresses of images; some 6 ms each, so aside. Not kept: they hold the key."""
    return {
        one.path: f"data:image/svg+xml;base64,{b64encode(qr.draw(one.url)).decode()}"
        for one in buttons
    }


def _with(url: str, key: str) -> str:
    return f"{url}?{urlencode({'key': key})}" if key else url
