"""A debate inside somebody else's page: its open questions, one question, or its results. To read,
and nothing else: no cookie is set or looked at, nothing can be pressed, and whose pages may hold it
says the organisation.
"""

import re
from collections.abc import Sequence
from heapq import nsmallest
from typing import Any, Literal, get_args

from msgspec import Struct
from quart import Blueprint, Response, current_app, g, render_template, request

from server.clock import Clock
from server.debate.phases import ASKING
from server.debate.refusals import Rejected
from server.debate.showing.documents import audience_question
from server.debate.state import Debate
from server.limits.newcomers import ByNetwork
from server.limits.table import EMBEDS
from server.store import DebateRow
from server.web.api.log import taking
from server.web.delivery.assets import Asset
from server.web.delivery.robots import may_be_found
from server.web.delivery.security import ANCESTORS
from server.web.dependencies import dependencies
from server.web.public.kept_pages import KeptPages
from server.web.requests.addresses import shared_url
from server.web.words.i18n import DEFAULT, LOCALES, locales_of, pick

Shown = Literal["live", "question", "results"]
SHOWN: tuple[Shown, ...] = get_args(Shown)
TOP = 10  # questions
KEPT_S = 60
MADE_FOR_S = 2.0
QUESTION = re.compile(r"q[1-9][0-9]{0,5}")
FILES = ("embed.css", "embed.js")


class EmbedQuestion(Struct, frozen=True):
    """`votes`: None where nobody is to know them yet; `state`: a key of common's words, "" while
    it is only open."""

    id: str
    text: str
    lang: str
    votes: int | None
    state: str


def embeds_blueprint(clock: Clock) -> Blueprint:
    """`/embed/…`"""
    routes = Blueprint("embeds", __name__, url_prefix="/embed")
    pages = Embeds(KeptPages(clock, MADE_FOR_S))
    pace = taking(ByNetwork(EMBEDS, clock))
    routes.before_request(pace)
    routes.get("/<code:code>")(pages.embed)
    for name in FILES:
        routes.get(f"/{name}", endpoint=name.replace(".", "_"))(_file(name))
    return routes


async def embeddable(code: str) -> DebateRow:
    """A debate that everybody may find. Raises Rejected `unknown_debate`."""
    row = await dependencies().store.debates.get(code)
    if row is None or not may_be_found(row):
        raise Rejected("unknown_debate")
    return row


def embed_address(code: str, show: str = "", question: str = "") -> str:
    """Within the house."""
    wanted = [("view", show), ("q", question)]
    query = "&".join(f"{name}={value}" for name, value in wanted if value)
    return f"/embed/{code}" + (f"?{query}" if query else "")


class Embeds:
    """`kept`: pages that were just made, the same for everybody."""

    def __init__(self, kept: KeptPages) -> None:
        self._kept = kept

    async def embed(self, code: str) -> Response:
        """The page; nothing to those who have it. Raises Rejected."""
        row = await embeddable(code)
        asked = request.args.get("view", "")
        show = next((one for one in SHOWN if one == asked), "results" if row.is_kept else "live")
        question = request.args.get("q", "") if show == "question" else ""
        if show == "question" and not QUESTION.fullmatch(question):
            raise Rejected("unknown_question")
        tag = _tag(row)
        g.locale = tag  # nothing of the reader is looked at
        body = await self._kept.page(
            (code, show, question, tag), lambda: _made(row, show, question, tag)
        )
        response: Response = current_app.response_class(b"", mimetype="text/html")
        origins = await dependencies().store.embedders.of_debate(code)
        setattr(g, ANCESTORS, tuple(origins))
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Access-Control-Allow-Origin"] = "*"  # its own script, in a sandbox
        response.headers["X-Robots-Tag"] = "noindex"
        response.set_etag(self._kept.digest(body), weak=True)
        if request.if_none_match.contains_weak(response.get_etag()[0] or ""):
            response.status_code = 304
        else:
            response.set_data(body)
        return response


async def _made(row: DebateRow, show: Shown, question: str, tag: str) -> bytes:
    known = dependencies()
    room = await known.rooms.get(row.code)
    if show == "question":
        shown = [_one(room.debate, question)]
        on_air = room.debate.on_air
    else:
        # What everybody sees of it: nothing that phones are not told is here.
        document = await room.views.current("audience")
        on_air = document["debate"].get("on_air")
        shown = _top(document["questions"], on_air)
    totals = (await known.store.search.outlines([row.code])).get(row.code)
    look = await known.looks.of(row.programme)
    title, lang = pick(row.title, tag)
    html: str = await render_template(
        "public/embed.html",
        row=row,
        show=show,
        title=title or row.code,
        title_lang=lang,
        questions=shown,
        on_air=on_air,
        look=look,
        outline=totals,
        address=f"{shared_url(known.settings)}/{'archive/' if row.is_kept else ''}{row.code}",
        live=row.phase in ASKING,
    )
    return html.encode()


def _one(debate: Debate, id_: str) -> EmbedQuestion:
    """As everybody may see it. Raises Rejected `unknown_question`."""
    question = debate.questions.get(id_)
    seen = question and audience_question(debate, question)
    if not seen:
        raise Rejected("unknown_question")
    return _question(id_, seen)


def _top(questions: dict[str, Any], on_air: str | None) -> list[EmbedQuestion]:
    """The one that is being asked, then those with most votes; where these are not told, the newest
    first."""

    def order(id_: str) -> tuple[bool, int, int]:
        one = questions[id_]
        return id_ != on_air, -(one.get("votes") or 0), -int(id_[1:])

    return [_question(id_, questions[id_]) for id_ in nsmallest(TOP, questions, key=order)]


def _question(id_: str, one: dict[str, Any]) -> EmbedQuestion:
    state = one.get("became") or one.get("state", "open")
    return EmbedQuestion(
        id_, one["text"], one["lang"], one.get("votes"), "" if state == "open" else state
    )


def _tag(row: DebateRow) -> str:
    """What the address asks for, else the language of the debate itself."""
    asked = request.args.get("lang", "")
    if asked in LOCALES:
        return asked
    own: Sequence[str] = locales_of(",".join(row.title))
    return own[0] if own else DEFAULT


def _file(name: str) -> Any:
    """A file of these pages: inside a sandbox the others of the house cannot be had."""

    async def file() -> Response:
        asset: Asset | None = dependencies().assets.get(f"embed/{name}")
        assert asset is not None
        response: Response = current_app.response_class(asset.body, content_type=asset.type)
        response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.set_etag(asset.etag)
        if request.if_none_match.contains_weak(asset.etag):
            response.status_code = 304
            response.set_data(b"")
        return response

    file.__doc__ = f"`{name}`"
    return file
