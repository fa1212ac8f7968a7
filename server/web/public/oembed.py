"""oEmbed (oembed.com): how pages that were given the address of a debate show it. Only addresses of
this house are known here, and only those of what everybody may find."""

import re
from html import escape
from urllib.parse import parse_qs, urlsplit

from quart import Blueprint, Response, request

from server.debate.refusals import Rejected
from server.web.api.answers import answer
from server.web.dependencies import dependencies
from server.web.public.embeds import QUESTION, SHOWN, embed_address, embeddable
from server.web.requests.addresses import base_url, shared_url
from server.web.requests.numbers import whole_number
from server.web.words.i18n import DEFAULT, locales_of, pick
from server.wire.answers import OembedAnswer

WIDTH, HEIGHT = 640, 480  # px, unless less is asked for
LEAST_WIDTH, LEAST_HEIGHT = 240, 160
KEPT_S = 300
LONGEST = 500  # characters of an address
_PATHS = re.compile(r"/(?:archive/|embed/)?([0-9]{6})(?:/(q[1-9][0-9]{0,5}))?/?")

oembed = Blueprint("oembed", __name__)


@oembed.get("/oembed")
async def document() -> Response:
    """Type `rich`. Raises Rejected: `malformed`, `unknown_debate` also for foreign addresses."""
    known = dependencies()
    if request.args.get("format", "json") != "json":
        raise Rejected("malformed", why="format")
    code, show, question = _named(request.args.get("url", ""))
    row = await embeddable(code)
    width = _size("maxwidth", WIDTH, LEAST_WIDTH)
    height = _size("maxheight", HEIGHT, LEAST_HEIGHT)
    tag = next(iter(locales_of(",".join(row.title))), DEFAULT)
    base = shared_url(known.settings)
    title = pick(row.title, tag)[0] or code
    named = known.catalogue.t(tag, "public.embed_title", title=title)
    look = await known.looks.of(row.programme)
    source = base + embed_address(code, show, question)
    response = answer(
        OembedAnswer(
            title=title,
            provider_url=base,
            author_name=look.organisation,
            author_url=base + look.above if look.above else base,
            html=_frame(source, named, width, height),
            width=width,
            height=height,
            cache_age=KEPT_S,
        )
    )
    response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    response.headers["Access-Control-Allow-Origin"] = "*"  # the same for everybody
    return response


def _frame(source: str, title: str, width: int, height: int) -> str:
    """Its scripts run without an origin: they can neither keep nor read anything."""
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="{width}" height="{height}"'
        ' sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" loading="lazy"'
        ' referrerpolicy="no-referrer" frameborder="0"></iframe>'
    )


def _named(url: str) -> tuple[str, str, str]:
    """Code, what of it, which question: of an address of ours. Raises Rejected."""
    if not url or len(url) > LONGEST:
        raise Rejected("malformed", why="url")
    try:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        query = parse_qs(parts.query)
    except ValueError:
        raise Rejected("malformed", why="url") from None
    settings = dependencies().settings
    match = _PATHS.fullmatch(parts.path)
    if match is None or origin not in (base_url(settings), shared_url(settings)):
        raise Rejected("unknown_debate")
    asked = query.get("view", [""])[0]
    question = match[2] or query.get("q", [""])[0]
    if not question and QUESTION.fullmatch(parts.fragment):
        question = parts.fragment
    if question and not QUESTION.fullmatch(question):
        raise Rejected("unknown_question")
    show = "question" if question else next((one for one in SHOWN if one == asked), "")
    return match[1], "" if show == "question" and not question else show, question


def _size(name: str, usual: int, least: int) -> int:
    """Raises Rejected for what is no number. Never more than was asked for."""
    typed = request.args.get(name, "")
    if not typed:
        return usual
    size = whole_number(typed, 6)
    if size is None:
        raise Rejected("malformed", why=name)
    return max(min(size, usual), min(size, least), 1)
