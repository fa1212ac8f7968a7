"""What a link shows where it is shared: a picture with the title of the debate, or one question
with an address of its own. Of questions only those that everybody may see have any.
"""

import asyncio
from contextlib import suppress

from quart import Blueprint, Response, current_app, redirect, render_template
from werkzeug.exceptions import NotFound, ServiceUnavailable
from werkzeug.routing import BaseConverter

from server.debate.patches import Json
from server.debate.showing.documents import audience_question
from server.debate.state import Debate
from server.live.room import Room
from server.process.aside import aside
from server.store import Unavailable
from server.web.contrast import is_colour
from server.web.delivery.robots import keep_out, may_be_found
from server.web.dependencies import dependencies
from server.web.pages.share_picture import Picture, can_be_drawn, png
from server.web.pages.shared_link import Shared
from server.web.programmes import NEUTRAL_ACCENT, Look, shown_logos
from server.web.requests import addresses
from server.web.requests.asking import room_of
from server.web.words.formats import Formats
from server.web.words.i18n import DEFAULT, locales_of, pick

KEPT_S = 300
DRAWN_AT_ONCE = 4  # that wait for their picture; whoever comes then comes later

sharing = Blueprint("sharing", __name__)


class QuestionConverter(BaseConverter):
    """A question's id in an address."""

    regex = "q[1-9][0-9]{0,5}"


def shared(debate: Debate, tag: str, path: str = "", text: str = "") -> Shared:
    """Of a debate, or of `text`, a question in it, at its `path` below the debate's address."""
    settings = dependencies().settings
    title, address = pick(debate.title, tag)[0], addresses.join_url(settings, debate.code)
    ask = dependencies().catalogue.t(tag, "home.share_over" if debate.is_over else "home.share_ask")
    return Shared(
        text or title,
        title if text else ask,
        f"{address}{path}",
        f"{address}{path or '/share'}.png",
    )


@sharing.get("/<code:code>/share.png")
async def picture_of_debate(code: str) -> Response:
    """With its title, in the reader's language."""
    room = await room_of(code)
    return await _picture(room, pick(room.debate.title, _tag(room.debate))[0])


@sharing.get("/<code:code>/<question:id_>.png")
async def picture_of_question(code: str, id_: str) -> Response:
    """Raises NotFound for one that not everybody may see."""
    room = await room_of(code)
    return await _picture(room, _public(room.debate, id_)["text"])


@sharing.get("/<code:code>/<question:id_>")
async def question(code: str, id_: str) -> Response:
    """The question, and the way on to it among the others: by itself, and by a link."""
    room = await room_of(code)
    debate, tag = room.debate, _tag(room.debate)
    found = _public(debate, id_)
    kept = debate.is_over and not debate.rehearsal
    html = await render_template(
        "question.html",
        debate=debate,
        question=found,
        look=await dependencies().looks.of(debate.programme),
        to=f"/archive/{code}#{id_}" if kept else f"/{code}#{id_}",
        shared=shared(debate, tag, f"/{id_}", found["text"]),
        findable=may_be_found(debate),
    )
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    keep_out(response, debate)
    return response


@sharing.get("/<code:code>/<question:id_>/earlier")
async def earlier(code: str, id_: str) -> Response:
    """To the debate that left it without an answer. Raises NotFound where that one is not listed by
    now: its code opens it."""
    debate = (await room_of(code)).debate
    _public(debate, id_)
    carried = debate.questions[id_].carried
    row = None if carried is None else await dependencies().store.debates.get(carried)
    if row is None or row.unlisted or not row.is_kept:
        raise NotFound
    response: Response = redirect(f"/archive/{row.code}", 303)  # type: ignore[assignment]
    response.headers["Cache-Control"] = "no-store"
    keep_out(response, debate)
    return response


def _public(debate: Debate, id_: str) -> Json:
    """As everybody may see it now. Raises NotFound, for what is in review, dismissed, merged or
    withdrawn as for what never was."""
    found = debate.questions.get(id_)
    document = audience_question(debate, found) if found is not None else None
    if document is None:
        raise NotFound
    return document


def _tag(debate: Debate) -> str:
    """The language in which a debate is shared, whoever shares it: its own, as on its display."""
    found = (locales_of(",".join(languages)) for languages in (debate.languages, debate.title))
    return next((tags[0] for tags in found if tags), DEFAULT)


class _Queue:
    """How many pictures are waited for."""

    waiting = 0


async def _picture(room: Room, text: str) -> Response:
    debate, known = room.debate, dependencies()
    look, tag = await known.looks.of(debate.programme), _tag(debate)
    at = debate.starts_at
    when = "" if at is None else f"{Formats(tag).day(at)}, {Formats(tag).clock(at)} · "
    logo, plate = await _logo_of(look)
    host = addresses.spoken_address(known.settings)
    title = pick(debate.title, tag)[0]
    if _Queue.waiting >= DRAWN_AT_ONCE:
        raise ServiceUnavailable
    _Queue.waiting += 1
    try:
        body = await asyncio.shield(
            aside(
                png,
                Picture(
                    text=text if can_be_drawn(text) else title,
                    above=pick(look.name, tag)[0],
                    below=when + host,
                    code=f"{room.code[:3]} {room.code[3:]}",
                    accent=look.accent if is_colour(look.accent) else NEUTRAL_ACCENT,
                    logo=logo,
                    plate=plate,
                ),
            )
        )
    finally:
        _Queue.waiting -= 1
    response: Response = current_app.response_class(body, mimetype="image/png")
    # Without a public address it is made of the name in the request, as the QR code is.
    who = "public" if known.settings.public_url and debate.is_announced else "private"
    response.headers["Cache-Control"] = f"{who}, max-age={KEPT_S}"
    keep_out(response, debate)
    return response


async def _logo_of(look: Look) -> tuple[bytes, bool]:
    """On a light ground, and whether it brings a dark one along. None while it cannot be read."""
    shown = shown_logos(look.logos).get("light")
    if shown is None:
        return b"", False
    digest = look.logos["dark" if shown.plate else "light"].digest
    body = None
    with suppress(Unavailable):
        body = await dependencies().store.logos.bytes_of(digest, small=False)
    return body or b"", shown.plate
