"""The public pages of organisations and of their programmes."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from quart import Blueprint, Response, current_app, render_template, request
from werkzeug.exceptions import NotFound

from server.store import Corner, Organisation, Programme
from server.web.dependencies import dependencies
from server.web.organisations.known import known_organisation
from server.web.programmes import Look
from server.web.requests.numbers import whole_number
from server.web.words.rendering import formats_for_templates

LIVE_AT_MOST = 12
COMING_AT_MOST = 24
A_PAGE = 20  # past debates
LAST_PAGE = 1_000


class PublicCorner(Struct, frozen=True):
    """An organisation, or a programme of it; the whole house has neither."""

    organisation: Organisation | None = None
    programme: Programme | None = None

    @property
    def corner(self) -> Corner:
        """As the store asks for it."""
        return Corner(
            self.organisation.key if self.organisation else "",
            self.programme.key if self.programme else "",
        )

    @property
    def path(self) -> str:
        """Its address within the house, without a slash at the end."""
        if self.organisation is None:
            return ""
        own = f"/o/{self.organisation.key}"
        return own if self.programme is None else f"{own}/{self.programme.slug}"


async def public_corner(organisation: str = "", slug: str = "") -> PublicCorner:
    """Raises NotFound for what there is not, and for what has nothing that everybody may find:
    to strangers both are the same."""
    if not organisation:
        return PublicCorner()
    store = dependencies().store
    found = await known_organisation(organisation)
    programmes = await store.findable.programmes(organisation)
    if not slug and programmes:
        return PublicCorner(found)
    for programme in programmes:
        if slug and programme.slug == slug:
            return PublicCorner(found, programme)
    raise NotFound


def page_number(last: int = LAST_PAGE) -> int:
    """Which page was asked for, from 1 on; what is no number is the first."""
    return min(max(1, whole_number(request.args.get("page", ""), 5) or 1), last)


def corners_blueprint() -> Blueprint:
    """`/o/…`"""
    routes = Blueprint("corners", __name__, url_prefix="/o")
    routes.context_processor(formats_for_templates)
    routes.get("/<organisation>")(organisation_page)
    routes.get("/<organisation>/<slug>")(programme_page)
    return routes


async def organisation_page(organisation: str) -> Response:
    """What is on, what is coming, what there was, and its programmes."""
    here = await public_corner(organisation)
    programmes = await dependencies().store.findable.programmes(organisation)
    return await _page(here, programmes)


async def programme_page(organisation: str, slug: str) -> Response:
    """The same of one programme."""
    return await _page(await public_corner(organisation, slug), ())


async def _page(here: PublicCorner, programmes: Sequence[Programme]) -> Response:
    known, page = dependencies(), page_number()
    listed, corner = known.store.findable, here.corner
    is_first = page == 1
    live = await listed.live(corner, LIVE_AT_MOST) if is_first else []
    coming = await listed.coming(corner, COMING_AT_MOST) if is_first else []
    over = await listed.over(corner, A_PAGE + 1, A_PAGE * (page - 1))
    if page > 1 and not over:
        raise NotFound
    shown = over[:A_PAGE]
    values: dict[str, Any] = {
        "here": here,
        "programmes": programmes,
        "live": live,
        "upcoming": coming,
        "over": shown,
        "outlines": await known.store.search.outlines([row.code for row in shown]),
        "looks": await known.looks.of_all(row.programme for row in (*live, *coming, *shown)),
        "logo_shown": await _logo(here),
        "number": page,
        "has_older": len(over) > A_PAGE and page < LAST_PAGE,
    }
    html = await render_template("public/corner.html", **values)
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


async def _logo(here: PublicCorner) -> dict[str, Any] | None:
    assert here.organisation is not None
    name = here.programme.name if here.programme else {}
    corner = here.corner
    held = await dependencies().store.logos.shown_by({corner.programme: corner.organisation})
    whose, logos = held[corner.programme]
    return Look(name, "", here.organisation.name, logos=logos, logo_of=whose).logo
