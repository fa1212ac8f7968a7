"""What is announced and what there was, for programs that follow it: Atom and JSON Feed of debates,
Atom of the questions that were asked, iCalendar of dates; of the house, an organisation, a
programme."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct
from quart import Blueprint, Response, current_app, request

from server.clock import Clock
from server.limits.newcomers import ByNetwork
from server.limits.table import FEEDS
from server.process.aside import aside
from server.store import DebateRow
from server.web.api.log import taking
from server.web.dependencies import dependencies
from server.web.public.asked import asked_now
from server.web.public.calendars import calendar
from server.web.public.corners import PublicCorner, public_corner
from server.web.public.feed_texts import Channel, Item, atom, json_feed, same_for_ever
from server.web.public.kept_pages import KeptPages
from server.web.requests.addresses import shared_url
from server.web.words.i18n import DEFAULT, LOCALES, pick

AT_MOST = 50  # entries
DATES_AT_MOST = 100  # coming, and as many that are over
LIVE_AT_MOST = 12
OFF_AT_MOST = 20  # dates that were told and do not hold any more
KEPT_S = 300
MADE_FOR_S = 5.0  # for all who ask meanwhile

CORNERS = ("", "/o/<organisation>", "/o/<organisation>/<slug>")


class Following(Struct, frozen=True):
    """What all of them are made from. `house`: its name in logs, which stays; `base`: its address;
    `tag`: the language; `name`: of what is followed."""

    here: PublicCorner
    house: str
    base: str
    tag: str
    name: str


async def debates_atom(organisation: str, slug: str) -> bytes:
    """What was changed last first."""
    following, items = await _debates(organisation, slug)
    channel = _channel(following, "feed_title", "debates.atom")
    return await aside(atom, channel, items)


async def debates_json(organisation: str, slug: str) -> bytes:
    """The same as JSON Feed 1.1."""
    following, items = await _debates(organisation, slug)
    channel = _channel(following, "feed_title", "debates.json")
    return await aside(json_feed, channel, items)


async def asked_atom(organisation: str, slug: str) -> bytes:
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
        for one in await asked_now(following.here.corner, AT_MOST)
    ]
    channel = _channel(following, "asked_title", "asked.atom")
    return await aside(atom, channel, items)


async def dates(organisation: str, slug: str) -> bytes:
    """As a calendar."""
    following = await _following(organisation, slug)
    rows = await _rows(following, DATES_AT_MOST)
    dated = [row for row in rows if row.starts_at is not None]
    known, corner = dependencies(), following.here.corner
    off = await known.store.findable.called_off(corner, known.clock.now(), OFF_AT_MOST)
    name, tag = following.name, following.tag
    return await aside(calendar, dated, off, following.house, following.base, name, tag)


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
    findable, corner = dependencies().store.findable, following.here.corner
    return [
        *await findable.live(corner, LIVE_AT_MOST),
        *await findable.coming(corner, most),
        *await findable.over(corner, most),
    ]


async def _following(organisation: str, slug: str) -> Following:
    known = dependencies()
    here = await public_corner(organisation, slug)
    tag = _language() or DEFAULT
    name = "Tribina"
    if here.organisation is not None:
        name = here.organisation.name
    if here.programme is not None:
        name = pick(here.programme.name, tag)[0] or here.programme.slug
    own = await asyncio.to_thread(known.rooms.signing.own)
    return Following(here, own.name, shared_url(known.settings), tag, name)


def _language() -> str:
    """Which is asked for; "": none that we have."""
    asked = request.args.get("lang", "")
    return asked if asked in LOCALES else ""


def _channel(following: Following, title: str, file: str) -> Channel:
    path = following.here.path
    language = f"?lang={following.tag}" if _language() else ""
    return Channel(
        id=same_for_ever(following.house, f"{path}/{file}"),
        title=dependencies().catalogue.t(following.tag, f"public.{title}", name=following.name),
        own=f"{following.base}{path}/{file}{language}",
        page=f"{following.base}{path}" or "/",
        by=following.name,
        lang=following.tag,
    )


Made = Callable[[str, str], Awaitable[bytes]]
FILES: dict[str, tuple[str, Made]] = {
    "debates.atom": ("application/atom+xml", debates_atom),
    "debates.json": ("application/feed+json", debates_json),
    "debates.ics": ("text/calendar", dates),
    "asked.atom": ("application/atom+xml", asked_atom),
}


def feeds_blueprint(clock: Clock) -> Blueprint:
    """Four files of the whole house, and the same below `/o/…`."""
    routes = Blueprint("feeds", __name__)
    routes.before_request(taking(ByNetwork(FEEDS, clock)))
    kept = KeptPages(clock, MADE_FOR_S)
    for file in FILES:
        feed = _feed(kept, file)
        for corner in CORNERS:
            routes.get(f"{corner}/{file}", endpoint=file.replace(".", "_"))(feed)
    return routes


def _feed(kept: KeptPages, file: str) -> Callable[..., Awaitable[Response]]:
    mimetype, made = FILES[file]

    async def feed(organisation: str = "", slug: str = "") -> Response:
        """The same for everybody; nothing to those who have it."""
        key = (f"{organisation}/{slug}", file, _language())
        body = await kept.page(key, lambda: made(organisation, slug))
        digest = kept.digest(body)
        response: Response = current_app.response_class(
            b"", content_type=f"{mimetype}; charset=utf-8"
        )
        response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.set_etag(digest, weak=True)
        if request.if_none_match.contains_weak(digest):
            response.status_code = 304
        else:
            response.set_data(body)
        return response

    return feed
