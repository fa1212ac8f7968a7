"""What goes out of the house for anybody, as `/openapi.json` describes it."""

from collections.abc import Callable

from server.debate.patches import Json
from server.debate.showing.becoming import OUTCOMES
from server.wire.answers import (
    FOUND_PAGES,
    SOUGHT_AT_MOST,
    YEARS,
    OembedAnswer,
    SearchAnswer,
)

Reply = Callable[[type, str], Json]
Refusals = Callable[..., Json]

FEEDS = {
    "debates.atom": ("application/atom+xml", "Debates, as Atom"),
    "debates.json": ("application/feed+json", "Debates, as JSON Feed"),
    "debates.ics": ("text/calendar", "Dates of debates, as iCalendar"),
    "asked.atom": ("application/atom+xml", "Questions that were put to guests, as Atom"),
}


def paths(reply: Reply, refusals: Refusals) -> Json:
    """By address. `reply` describes an answer of a type, `refusals` those with these codes."""
    return {
        "/api/search": {"get": _search(reply, refusals)},
        "/oembed": {"get": _oembed(reply, refusals)},
        **{f"/{file}": {"get": _feed(file)} for file in FEEDS},
    }


def _search(reply: Reply, refusals: Refusals) -> Json:
    text = {"type": "string", "maxLength": SOUGHT_AT_MOST}
    first, last = YEARS
    return {
        "operationId": "searchQuestions",
        "summary": "Questions that were shown in listed debates that are over",
        "description": "All of what is asked for holds for what is found. Looks at the newest 400.",
        "security": [],
        "parameters": [
            _query("q", text, "Words, in any script; they are words and nothing else."),
            _query("in", text, "The key of an organisation."),
            _query("programme", text, "The key of a programme."),
            _query("outcome", {"type": "string", "enum": list(OUTCOMES)}, "What became of it."),
            _query("year", {"type": "integer", "minimum": first, "maximum": last}, "When it was."),
            _query("page", {"type": "integer", "minimum": 1, "maximum": FOUND_PAGES}, "From 1 on."),
        ],
        "responses": {
            "200": reply(SearchAnswer, "A page of what was found, what fits best first"),
            **refusals("malformed", "too_long", "too_fast", "unavailable"),
        },
    }


def _oembed(reply: Reply, refusals: Refusals) -> Json:
    size = {"type": "integer", "minimum": 1, "maximum": 999_999}
    address = {"type": "string", "minLength": 1, "maxLength": 500}
    return {
        "operationId": "getOembed",
        "summary": "How a page shows a debate inside itself (oembed.com, type rich)",
        "security": [],
        "parameters": [
            _query("url", address, "Of a debate of this house.") | {"required": True},
            _query("format", {"type": "string", "enum": ["json"]}, "There is no other."),
            _query("maxwidth", size, "px"),
            _query("maxheight", size, "px"),
        ],
        "responses": {
            "200": reply(OembedAnswer, "A frame in a sandbox"),
            **refusals("malformed", "unknown_debate", "unknown_question", "unavailable"),
        },
    }


def _feed(file: str) -> Json:
    mimetype, summary = FEEDS[file]
    kind = "object" if "json" in mimetype else "string"
    return {
        "operationId": f"get{file.title().replace('.', '')}",
        "summary": summary,
        "description": "The same of an organisation below `/o/{organisation}/`, of a programme"
        " below `/o/{organisation}/{programme}/`.",
        "security": [],
        "responses": {
            "200": {
                "description": "Of what everybody may find",
                "content": {mimetype: {"schema": {"type": kind}}},
            },
            "304": {"description": "Unchanged"},
        },
    }


def _query(name: str, schema: Json, description: str) -> Json:
    return {"name": name, "in": "query", "schema": schema, "description": description}
