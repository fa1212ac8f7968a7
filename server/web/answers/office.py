"""Where a guest's office answers in writing. Whoever has the link can add answers of that guest in
that debate while it holds, and nothing else: what was published stays as it is."""

import logging
import re
from typing import Any

from msgspec import Struct
from quart import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.exceptions import Gone as NotThereAnyMore

from server.archive.written import due
from server.clock import Clock
from server.debate.actors import Scope
from server.debate.refusals import Rejected
from server.debate.state import Debate, Question
from server.identity.answer_links import AnswerLinkMaker
from server.language.cleaning import clean_text
from server.language.guessing import guess_language
from server.limits.buckets import Buckets
from server.limits.table import OFFICES
from server.store import AnswerLink, Conflict, Draft, Full, Gone, WrittenAnswer
from server.store.administration.actions import Who
from server.store.answers.written import EACH_AT_MOST, TEXT_AT_MOST, by_question
from server.store.logs.house_log import digest_of
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.errors import error_page
from server.web.login.accounts import private_page
from server.web.pages.screens import redirect_to
from server.web.requests.numbers import whole_number
from server.web.requests.own_forms import require_own_form
from server.web.words.rendering import formats_for_templates

log = logging.getLogger(__name__)

DONE = ("saved", "published")


class Opened(Struct, frozen=True):
    """A link that holds, and what can be answered by it."""

    link: AnswerLink
    secret: str
    debate: Debate
    due: dict[str, Question]

    @property
    def path(self) -> str:
        return f"/answers/{self.secret}"


def office_blueprint(clock: Clock) -> Blueprint:
    """`/answers/{secret}`."""
    routes = Blueprint("office", __name__)
    routes.context_processor(formats_for_templates)
    routes.before_request(require_own_form)
    desk = _Desk(Buckets(OFFICES, clock))
    routes.get("/answers/<secret>")(desk.show)
    routes.post("/answers/<secret>")(desk.act)
    return routes


class _Desk:
    def __init__(self, pace: Buckets) -> None:
        self._pace = pace

    async def show(self, secret: str) -> Response:
        return await _page(await _opened(secret))

    async def act(self, secret: str) -> Response:
        """`do`: `save` a draft, `look` at it as it would be published, or `publish` it."""
        opened = await _opened(secret)
        form = await request.form
        question, did = form.get("question", ""), form.get("do", "")
        if question not in opened.due:
            raise NotFound
        edition = whole_number(form.get("edition", "0"), 9)
        if edition is None:
            raise BadRequest
        text = paragraphs(form.get("text", ""))
        try:
            self._pace.take(opened.link.id)
        except Rejected:
            typed = {question: Draft(text, edition)} if text else {}
            errors = {question: "answers.too_fast"}
            return await _page(opened, 429, typed=typed, errors=errors)
        try:
            if did == "publish":
                return await _publish(opened, question, edition)
            if did in ("save", "look"):
                return await _save(opened, question, Draft(text, edition), did == "look")
        except Gone:
            raise await _over() from None
        raise BadRequest


async def _save(opened: Opened, question: str, draft: Draft, look: bool) -> Response:
    """What was typed comes back whatever happens to it."""
    known, typed = dependencies(), {question: draft}
    if len(draft.text) > TEXT_AT_MOST:
        errors = {question: "answers.too_long"}
        return await _page(opened, 422, typed=typed, errors=errors)
    if look and not draft.text:
        return await _page(opened, 422, typed=typed, errors={question: "answers.nothing"})
    try:
        edition = await known.store.written_answers.save(
            opened.link, question, draft, known.clock.now()
        )
    except Conflict:
        return await _conflict(opened, question, draft)
    if look:
        return await _page(opened, looked=question, typed={question: Draft(draft.text, edition)})
    return redirect_to(f"{opened.path}?done=saved#{question}")


async def _conflict(opened: Opened, question: str, draft: Draft) -> Response:
    """Somebody saved another text meanwhile: both are shown, and the next that is saved counts."""
    drafts = await dependencies().store.written_answers.drafts(opened.link)
    theirs = drafts.get(question, Draft())
    typed = {question: Draft(draft.text, theirs.edition)}
    errors = {question: "answers.changed_meanwhile"}
    return await _page(opened, 409, typed=typed, errors=errors, theirs={question: theirs.text})


async def _publish(opened: Opened, question: str, edition: int) -> Response:
    known, link = dependencies(), opened.link
    draft = (await known.store.written_answers.drafts(link)).get(question)
    if draft is None or draft.edition != edition or not draft.text:
        return await _page(opened, 409, errors={question: "answers.changed_meanwhile"})
    lang, now = guess_language(draft.text) or "und", known.clock.now()
    who = Who("link", link.id, " · ".join(name for name in (link.label, link.maker) if name))
    scope, guest = Scope("debate", link.debate), opened.debate.guests[link.guest].name
    try:
        async with entering(who, "answer_published", scope, about=guest):
            _, hash_ = await known.store.written_answers.publish(link, question, draft, lang, now)
    except Conflict:
        return await _page(opened, 409, errors={question: "answers.changed_meanwhile"})
    except Full:
        return await _page(opened, 409, errors={question: "answers.enough"})
    lines = await known.store.journal.some_lines(link.debate)
    first = digest_of(lines[0].body) if lines else ""
    await known.store.house_log.add_once("answer_written", now, first=first, digest=hash_)
    log.info("a question was answered in writing", extra={"debate": link.debate})
    return redirect_to(f"{opened.path}?done=published#{question}")


def paragraphs(text: str) -> str:
    """Cleaned line by line, with at most one empty line between two."""
    lines = (clean_text(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


async def _opened(secret: str) -> Opened:
    """Raises Gone, with a page that says what to do."""
    known = dependencies()
    link = await AnswerLinkMaker(known.store, known.clock).find(secret)
    row = None if link is None else await known.store.debates.get(link.debate)
    if link is None or row is None or not row.is_kept:
        raise await _over()
    debate = (await known.rooms.get(link.debate)).debate
    if link.guest not in debate.guests:
        raise await _over()
    return Opened(link, secret, debate, {one.id: one for one in due(debate, link.guest)})


async def _over() -> NotThereAnyMore:
    return NotThereAnyMore(response=await error_page(410, "answers_over"))


async def _page(opened: Opened, status: int = 200, **values: Any) -> Response:
    known, link = dependencies(), opened.link
    answers = by_question(await known.store.written_answers.of(link.debate))
    drafts = await known.store.written_answers.drafts(link)
    theirs: dict[str, list[WrittenAnswer]] = {
        id_: [one for one in answers.get(id_, ()) if one.guest == link.guest] for id_ in opened.due
    }
    done = request.args.get("done", "")
    given: dict[str, Any] = {
        "link": link,
        "debate": opened.debate,
        "guest": opened.debate.guests[link.guest],
        "questions": list(opened.due.values()),
        "published": theirs,
        "drafts": drafts,
        "each_at_most": EACH_AT_MOST,
        "at_most": TEXT_AT_MOST,
        "looked": "",
        "done": done if done in DONE else "",
        "typed": {},
        "errors": {},
        "theirs": {},
    }
    return await private_page("answers/office.html", status, **(given | values))
