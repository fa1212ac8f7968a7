"""Search over all questions that were shown in debates that are over: a page for people, and the
same as JSON for programs."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from quart import Blueprint, Response, current_app, render_template, request

from server.clock import Clock
from server.debate.minutes import DAY_MS
from server.debate.refusals import Rejected
from server.debate.showing.becoming import OUTCOMES
from server.limits.newcomers import ByNetwork
from server.limits.table import SEARCHES_OF_NETWORK
from server.store import Corner
from server.store.search import AT_MOST, Sought, words_of
from server.web.api.answers import answer
from server.web.api.log import taking
from server.web.dependencies import dependencies
from server.web.public.corners import page_number
from server.web.public.sifting import Sifted, Sifter, Span
from server.web.requests.addresses import shared_url
from server.web.requests.numbers import whole_number
from server.web.words.rendering import formats_for_templates
from server.wire.answers import (
    FOUND_PAGES,
    SOUGHT_AT_MOST,
    YEARS,
    FoundQuestion,
    SearchAnswer,
)

A_PAGE = AT_MOST // FOUND_PAGES
CHOICES_AT_MOST = 100  # organisations to choose from


class Piece(Struct, frozen=True):
    """A part of a text, and whether it is what was looked for."""

    text: str
    marked: bool


def search_blueprint(clock: Clock) -> Blueprint:
    """`/search` and `/api/search`."""
    routes = Blueprint("searching", __name__)
    routes.context_processor(formats_for_templates)
    routes.before_request(taking(ByNetwork(SEARCHES_OF_NETWORK, clock)))
    pages = Searching(Sifter(clock))
    routes.get("/search")(pages.page)
    routes.get("/api/search")(pages.api)
    return routes


class Searching:
    """The page and the API have the same `sifter`."""

    def __init__(self, sifter: Sifter) -> None:
        self._sifter = sifter

    async def page(self) -> Response:
        """The form, and what was found. Raises Rejected `too_fast`."""
        known, asked, number = dependencies(), _asked(), page_number(FOUND_PAGES)
        found = await self._found(asked or Sought(), number)
        corner = asked.corner if asked else Corner(request.args.get("in", "")[:SOUGHT_AT_MOST])
        values: dict[str, Any] = {
            "typed": _typed(),
            "sought": asked,
            "place": corner,
            "found": [(entry, pieces(entry.text, spans)) for entry, spans in found.page],
            "count": found.count,
            "most": AT_MOST,
            "page_number": number,
            "has_more": found.has_more,
            "query": _query(),
            "looks": await known.looks.of_all(entry.programme for entry, _ in found.page),
            "organisations": await known.store.findable.organisations(CHOICES_AT_MOST),
            "programmes": await known.store.findable.programmes(corner.organisation)
            if corner.organisation
            else (),
            "outcomes": OUTCOMES,
            "year": asked.year if asked else 0,
            "this_year": _this_year(),
        }
        html = await render_template("public/search.html", **values)
        response: Response = current_app.response_class(html, mimetype="text/html")
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    async def api(self) -> Response:
        """The same for programs. Raises Rejected `malformed`, `too_fast`."""
        _must_be_right()
        asked, number = _asked() or Sought(), page_number(FOUND_PAGES)
        found = await self._found(asked, number)
        base = shared_url(dependencies().settings)
        shown = [
            FoundQuestion(
                debate=entry.debate,
                question=entry.question,
                text=entry.text,
                lang=entry.lang,
                marks=spans,
                outcome=entry.outcome,
                votes=entry.votes,
                at=entry.at,
                title=entry.title,
                programme=entry.programme,
                url=f"{base}/archive/{entry.debate}#{entry.question}",
            )
            for entry, spans in found.page
        ]
        return answer(SearchAnswer(shown, found.count, found.has_more))

    async def _found(self, asked: Sought, number: int) -> Sifted:
        found = await dependencies().store.search.find(asked)
        page = slice(A_PAGE * (number - 1), A_PAGE * number)
        return await self._sifter.sift(found, asked.words, page)


def _must_be_right() -> None:
    """A program is told what it asked wrongly, which a page passes over."""
    given = request.args
    if any(len(given.get(name, "")) > SOUGHT_AT_MOST for name in ("q", "in", "programme")):
        raise Rejected("too_long", limit=SOUGHT_AT_MOST)
    if "outcome" in given and given["outcome"] not in OUTCOMES:
        raise Rejected("malformed", why="outcome")
    if "year" in given and not _year(given["year"]):
        raise Rejected("malformed", why="year")
    if "page" in given and given["page"] not in map(str, range(1, FOUND_PAGES + 1)):
        raise Rejected("malformed", why="page")


def _year(typed: str) -> int:
    """0: it is none."""
    year = whole_number(typed, 4) or 0
    return year if YEARS[0] <= year <= YEARS[1] else 0


def pieces(text: str, spans: Sequence[Span]) -> list[Piece]:
    """The text with what was looked for apart, for a template that escapes each piece."""
    found, at = [], 0
    for start, end in spans:
        found += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return [piece for piece in (*found, Piece(text[at:], False)) if piece.text]


def _typed() -> str:
    return request.args.get("q", "").replace("\0", "")[:SOUGHT_AT_MOST]


def _asked() -> Sought | None:
    """What is looked for; None: nothing."""
    outcome, year = request.args.get("outcome", ""), request.args.get("year", "")
    organisation, _, slug = request.args.get("in", "")[:SOUGHT_AT_MOST].partition("/")
    programme = request.args.get("programme", "")[:SOUGHT_AT_MOST]
    if slug:
        programme = f"{organisation}/{slug}"
    sought = Sought(
        words_of(_typed()),
        Corner(organisation, programme),
        outcome if outcome in OUTCOMES else "",
        _year(year),
    )
    return None if sought == Sought() else sought


def _query() -> dict[str, str]:
    """What of the address a link to another page of the same keeps."""
    return {
        name: request.args[name][:SOUGHT_AT_MOST]
        for name in ("q", "in", "programme", "outcome", "year")
        if request.args.get(name)
    }


def _this_year() -> int:
    """The one that now is in, by the calendar in UTC."""
    return 1970 + int(dependencies().clock.now() / (365.2425 * DAY_MS))
