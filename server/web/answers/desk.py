"""Links for guests' offices, made by whoever produces the debate, once it is over."""

import logging
from collections import Counter
from typing import Any

from msgspec import Struct
from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Conflict, NotFound

from server.archive.written import due
from server.debate.actors import Scope
from server.debate.rules import allowed
from server.debate.state import Debate
from server.identity.answer_links import DAYS, AnswerLinkMaker
from server.mail_address import masked
from server.store import AnswerLink, Full, Gone
from server.web.admin.access import Moderator, require_for
from server.web.admin.entering import entering
from server.web.admin.forms import read_text
from server.web.answers.letters import send_answer_link
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.organisations.letters import (
    MailTo,
    at_link,
    mail_languages,
    mail_offered,
    read_mail_to,
)
from server.web.pages import qr
from server.web.pages.screens import redirect_to
from server.web.requests.addresses import shared_url

log = logging.getLogger(__name__)

LABEL_LIMIT = 80  # code points


class MadeAnswerLink(Struct, frozen=True):
    """Told once. `drawing`: the QR code, SVG; `mail`: whether a letter is on its way, None if none
    was asked for."""

    link: AnswerLink
    address: str
    drawing: str
    mail: bool | None


def answers_blueprint() -> Blueprint:
    """`{code}/answers`, below `/admin/debates`."""
    routes = Blueprint("answers", __name__, url_prefix="/debates")
    routes.get("/<code:code>/answers")(show)
    routes.post("/<code:code>/answers")(act)
    return routes


async def show(code: str) -> Response:
    """The links that there are, and a form for another."""
    return await _page(*await _closed(code))


async def act(code: str) -> Response:
    """`do`: `make` a link, `renew` one (a reminder), or take it back."""
    me, debate = await _closed(code)
    form = await request.form
    match form.get("do", ""):
        case "make":
            return await _make(me, debate, form)
        case "renew":
            return await _renew(me, debate, await _link(code, form.get("link", "")), form)
        case "take-back":
            return await _take_back(me, debate, await _link(code, form.get("link", "")))
    raise BadRequest


async def _make(me: Moderator, debate: Debate, form: Any) -> Response:
    typed = {name: read_text(form, name) for name in ("guest", "label")}
    errors: dict[str, str] = {}
    if typed["guest"] not in debate.guests:
        errors["guest"] = "answers.choose_guest"
    if len(typed["label"]) > LABEL_LIMIT:
        errors["label"] = "admin.too_long"
    to = read_mail_to(form, errors)
    typed |= {"mail": to.address, "mail_lang": to.tag}
    if errors:
        return await _page(me, debate, 422, errors=errors, typed=typed)
    known, kept = dependencies(), masked(to.address) if to.address else ""
    maker, guest = AnswerLinkMaker(known.store, known.clock), typed["guest"]
    scope, about = Scope("debate", debate.code), _name(debate, guest)
    try:
        async with entering(me, "link_made", scope, about=about):
            link, secret = await maker.make(debate.code, guest, typed["label"], kept, me.account.id)
    except Full:
        return await _page(me, debate, 422, errors={"guest": "answers.enough_links"}, typed=typed)
    except Gone:
        raise NotFound from None
    log.info("a link to answer was made", extra={"by": me.name, "debate": debate.code})
    return await _page(me, debate, made=await _made(debate, link, secret, to))


async def _renew(me: Moderator, debate: Debate, link: AnswerLink, form: Any) -> Response:
    """Another link to the same place; the one before opens nothing any more."""
    errors: dict[str, str] = {}
    to = read_mail_to(form, errors)
    if errors:
        return await _page(me, debate, 422, errors=at_link(errors, link.id), renewing={link.id: to})
    known, kept = dependencies(), masked(to.address) if to.address else ""
    maker, scope = AnswerLinkMaker(known.store, known.clock), Scope("debate", debate.code)
    try:
        async with entering(me, "link_made", scope, about=_name(debate, link.guest)):
            renewed, secret = await maker.renew(link, kept, me.account.id)
    except Gone:
        raise NotFound from None
    await known.store.mails.forget(link.id)
    log.info("a link to answer was renewed", extra={"by": me.name, "debate": debate.code})
    made = await _made(debate, renewed, secret, to, again=True)
    return await _page(me, debate, made=made)


async def _take_back(me: Moderator, debate: Debate, link: AnswerLink) -> Response:
    known = dependencies()
    scope, about = Scope("debate", debate.code), _name(debate, link.guest)
    async with entering(me, "link_revoked", scope, about=about):
        await known.store.answer_links.take_back(debate.code, link.id, known.clock.now())
    await known.store.mails.forget(link.id)
    log.info("a link to answer was taken back", extra={"by": me.name, "debate": debate.code})
    return redirect_to(f"/admin/debates/{debate.code}/answers?done=taken_back")


async def _made(
    debate: Debate, link: AnswerLink, secret: str, to: MailTo, again: bool = False
) -> MadeAnswerLink:
    address = f"{shared_url(dependencies().settings)}/answers/{secret}"
    mail = await send_answer_link(to, debate, link, address, again) if to.address else None
    return MadeAnswerLink(link, address, qr.draw(address).decode(), mail)


def _name(debate: Debate, guest: str) -> str:
    """Of a guest, for the log; their key, if they are not in the debate any more."""
    return debate.guests[guest].name if guest in debate.guests else guest


async def _closed(code: str) -> tuple[Moderator, Debate]:
    """A debate of which there is an archive. Raises Conflict for another."""
    me = await require_for("written answers", code)
    debate = (await dependencies().rooms.get(code)).debate
    if not allowed("written answers", me.role, debate):
        raise Conflict
    return me, debate


async def _link(code: str, id_: str) -> AnswerLink:
    for link in await dependencies().store.answer_links.of(code):
        if link.id == id_ and link.ended_at is None:
            return link
    raise NotFound


async def _page(me: Moderator, debate: Debate, status: int = 200, **values: Any) -> Response:
    store = dependencies().store
    links = [one for one in await store.answer_links.of(debate.code) if one.ended_at is None]
    answers = await store.written_answers.of(debate.code)
    done = request.args.get("done", "")
    given: dict[str, Any] = {
        "me": me,
        "debate": debate,
        "links": links,
        "mails": await store.mails.states([one.id for one in links]),
        "due": {guest: len(due(debate, guest)) for guest in debate.guests},
        "answered": Counter(guest for guest, _ in {(a.guest, a.question) for a in answers}),
        "days": DAYS,
        "now": dependencies().clock.now(),
        "mail_offered": mail_offered(),
        "mail_languages": mail_languages(),
        "done": done if done == "taken_back" else "",
        "errors": {},
        "typed": {},
        "renewing": {},
        "made": None,
    }
    return await private_page("answers/desk.html", status, **(given | values))
