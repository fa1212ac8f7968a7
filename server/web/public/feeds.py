"""What is announced and what there was, for programs that follow it: Atom and JSON Feed of debates,
Atom of the questions that were asked, iCalendar of dates; of the house, an organisation, a
programme."""

import asyncio
from collections.abc import Callable, Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct
from quart import Blueprint, Response, current_app, request

from server.process.aside import aside
from server.store import DebateRow
from server.web.dependencies import dependencies
from server.web.public.asked import asked_now
from server.web.public.calendars import calendar
from server.web.public.corners import Place, place_of
from server.web.public.feed_texts import Channel, Item, atom, json_feed, same_for_ever
from server.web.requests.addresses import shared_url
from server.web.words.i18n import DEFAULT, LOCALES, pick

AT_MOST = 50  # entries
DATES_AT_MOST = 100  # coming, and as many that are over
LIVE_AT_MOST = 12
KEPT_S = 300

CORNERS = ("", "/o/<organisation>", "/o/<organisation>/<slug>")


class Following(Struct, frozen=True):
    """What all of them are made from. `house`: its name in logs, which stays; `base`: its address;
    `tag`: the language; `name`: of what is followed."""

    place: Place
    house: str
    base: str
    tag: str
    name: str


def feeds_blueprint() -> Blueprint:
    """Four files of the whole house, and the same below `/o/…`."""
    routes = Blueprint("feeds", __name__)
    for corner in CORNERS:
        routes.get(f"{corner}/debates.atom")(debates_atom)
        routes.get(f"{corner}/debates.json")(debates_json)
        routes.get(f"{corner}/debates.ics")(dates)
        routes.get(f"{corner}/asked.atom")(asked_atom)
    return routes


async def debates_atom(organisation: str = "", slug: str = "") -> Response:
    """What was changed last first."""
    following, items = await _debates(organisation, slug)
    channel = _channel(following, "feed_title", "debates.atom")
    return await _sent("application/atom+xml", lambda: atom(channel, items), channel, items)


async def debates_json(organisation: str = "", slug: str = "") -> Response:
    """The same as JSON Feed 1.1."""
    following, items = await _debates(organisation, slug)
    channel = _channel(following, "feed_title", "debates.json")
    return await _sent("application/feed+json", lambda: json_feed(channel, items), channel, items)


async def asked_atom(organisation: str = "", slug: str = "") -> Response:
    """The questions that were put to guests: of what is live, and of what is over and indexed."""
    following = await _following(organisation, slug)
    house, base = following.house, following.base
    items = [
        Item(
            id=same_for_ever(house, f"{one.debate}/{one.question}"),
            title=one.text,
            lang=one.lang,
            url=f"{base}/archive/{one.debate}#{one.question}"
            if one.over
            else f"{base}/{one.debate}/{one.question}",
            at=one.at,
            summary=pick(one.title, following.tag)[0],
        )
        for one in await asked_now(following.place.corner, AT_MOST)
    ]
    channel = _channel(following, "asked_title", "asked.atom")
    return await _sent("application/atom+xml", lambda: atom(channel, items), channel, items)


async def dates(organisation: str = "", slug: str = "") -> Response:
    """As a calendar."""
    following = await _following(organisation, slug)
    rows = await _rows(following, DATES_AT_MOST)
    dated = [row for row in rows if row.starts_at is not None]
    name, tag = following.name, following.tag

    def made() -> bytes:
        return calendar(dated, following.house, following.base, name, tag)

    return await _sent("text/calendar", made, following, dated)


async def _debates(organisation: str, slug: str) -> tuple[Following, list[Item]]:
    following = await _following(organisation, slug)
    rows = list(await _rows(following, AT_MOST))
    rows.sort(key=lambda row: row.closed_at or row.created_at, reverse=True)
    looks = await dependencies().looks.of_all(row.programme for row in rows)
    items = []
    for row in rows[:AT_MOST]:
        title, lang = pick(row.title, following.tag)
        look = looks[row.programme]
        by = (pick(look.name, following.tag)[0], look.organisation)
        items.append(
            Item(
                id=same_for_ever(following.house, row.code),
                title=title or row.code,
                lang=lang,
                url=f"{following.base}/{'archive/' if row.is_kept else ''}{row.code}",
                at=row.closed_at or row.created_at,
                summary=" · ".join(part for part in by if part),
            )
        )
    return following, items


async def _rows(following: Following, most: int) -> Sequence[DebateRow]:
    findable, corner = dependencies().store.findable, following.place.corner
    return [
        *await findable.live(corner, LIVE_AT_MOST),
        *await findable.coming(corner, most),
        *await findable.over(corner, most),
    ]


async def _following(organisation: str, slug: str) -> Following:
    known = dependencies()
    place = await place_of(organisation, slug)
    asked = request.args.get("lang", "")
    tag = asked if asked in LOCALES else DEFAULT
    name = "Tribina"
    if place.organisation is not None:
        name = place.organisation.name
    if place.programme is not None:
        name = pick(place.programme.name, tag)[0] or place.programme.slug
    own = await asyncio.to_thread(known.rooms.signing.own)
    return Following(place, own.name, shared_url(known.settings), tag, name)


def _channel(following: Following, title: str, file: str) -> Channel:
    path = following.place.path
    language = f"?lang={following.tag}" if request.args.get("lang") else ""
    return Channel(
        id=same_for_ever(following.house, f"{path}/{file}"),
        title=dependencies().catalogue.t(following.tag, f"public.{title}", name=following.name),
        own=f"{following.base}{path}/{file}{language}",
        page=f"{following.base}{path}" or "/",
        by=following.name,
        lang=following.tag,
    )


async def _sent(
    mimetype: str, made: Callable[[], bytes], *of: Struct | Sequence[Struct]
) -> Response:
    """The same for everybody; nothing to those who have it."""
    response: Response = current_app.response_class(b"", content_type=f"{mimetype}; charset=utf-8")
    digest = blake2b(msgspec.msgpack.encode((mimetype, of)), digest_size=12).hexdigest()
    response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.set_etag(digest, weak=True)
    if request.if_none_match.contains_weak(digest):
        response.status_code = 304
        return response
    response.set_data(await aside(made))
    return response
