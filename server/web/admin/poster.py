"""A poster for a wall or a door: one page of A4 or A3 with title, date, guests, code and QR code,
in the languages of the debate, else in all four; and in small letters the key of the house, for
whoever photographs it.
"""

import asyncio

from msgspec import Struct
from quart import Blueprint, Response, request

from server.debate.state import Debate
from server.web.admin.access import require_for
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.requests import addresses
from server.web.words.formats import Formats
from server.web.words.i18n import locales_of, pick

ORDER = ("sr-Latn", "sq-XK", "sr-Cyrl", "en")  # where the debate says none
LONG = 50  # characters of a title, from which on all titles are smaller
VERY_LONG = 90
PAPERS = ("a4", "a3")
FEW = 3  # guests, who have a line each
TITLES = 3  # of such a length that have room


class Voice(Struct, frozen=True):
    """What the poster says in one language. `title`: empty where another language has said it."""

    tag: str
    title: str
    title_lang: str
    day: str
    ask: str
    scan: str


def poster_blueprint() -> Blueprint:
    """`{code}/poster`, below `/admin/debates`."""
    routes = Blueprint("poster", __name__, url_prefix="/debates")
    routes.get("/<code:code>/poster")(show)
    return routes


async def show(code: str) -> Response:
    """The page to be printed. Its letters are smaller, the longer the titles are."""
    actor = await require_for("poster", code)
    known = dependencies()
    room = await known.rooms.get(code)
    debate = room.debate
    voices = _without_repeats([_voice(tag, debate) for tag in tags(debate)])
    lengths = [len(voice.title) for voice in voices]
    longest = max(*lengths, sum(lengths) // TITLES)
    return await private_page(
        "admin/poster.html",
        me=actor,
        debate=debate,
        voices=voices,
        size="small" if longest > VERY_LONG else "middle" if longest > LONG else "large",
        paper=request.args.get("paper", "") if request.args.get("paper") in PAPERS else PAPERS[0],
        papers=PAPERS,
        guests=_guests(debate, voices[0].tag),
        few=FEW,
        look=await known.looks.of(debate.programme),
        join=addresses.spoken_address(known.settings),
        vkey=str((await asyncio.to_thread(known.rooms.signing.own)).vkey),
    )


def tags(debate: Debate) -> tuple[str, ...]:
    """Locales, in the order in which they stand."""
    return locales_of(",".join(debate.languages)) or ORDER


def _guests(debate: Debate, tag: str) -> list[tuple[str, str, str]]:
    """Names, and what they are, with its language: the first of the poster."""
    told = []
    for guest in debate.guests.values():
        office, lang = pick(guest.office, tag)
        told.append((guest.name, office or guest.party, lang if office else ""))
    return told


def _voice(tag: str, debate: Debate) -> Voice:
    t, formats = dependencies().catalogue.t, Formats(tag)
    title, lang = pick(debate.title, tag)
    at = debate.starts_at
    return Voice(
        tag,
        title,
        lang,
        "" if at is None else f"{formats.day(at)}, {formats.clock(at)}",
        t(tag, "admin.poster_ask"),
        t(tag, "admin.poster_scan"),
    )


def _without_repeats(voices: list[Voice]) -> list[Voice]:
    """Each title and each date once: what is not translated is not said again."""
    seen: set[str] = set()
    told = []
    for voice in voices:
        title = "" if voice.title in seen else voice.title
        day = "" if voice.day in seen else voice.day
        seen |= {voice.title, voice.day}
        told.append(Voice(voice.tag, title, voice.title_lang, day, voice.ask, voice.scan))
    return told
