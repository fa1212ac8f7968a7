"""What the last evenings of a programme left without an answer, offered for the next one: chosen by
hand, in review as all that comes in, marked with the debate it comes from, votes from zero."""

import logging
from typing import Any

from msgspec import Struct
from quart import Blueprint, Response, request

from server.debate.actors import Actor, Scope
from server.debate.inner_commands import ImportQuestions, Written
from server.debate.refusals import Rejected
from server.debate.rules import allowed
from server.debate.showing.becoming import Outcome, outcome_of
from server.debate.state import Debate, Question
from server.store import DebateRow
from server.store.administration.fields import Told
from server.web.admin.access import require_for
from server.web.admin.entering import enter
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.pages.screens import redirect_to
from server.web.requests.numbers import whole_number
from server.web.requests.own_forms import new_nonce, nonce_of

log = logging.getLogger(__name__)

EVENINGS = 3  # the last ones of a programme that are looked through
OFFERED = 50  # questions of each, those with the most votes
LEFT: frozenset[Outcome] = frozenset({"not_asked", "not_reached", "unanswered"})


class Left(Struct, frozen=True):
    """A question that was left; `here`: it was carried over already."""

    question: Question
    votes: int
    here: bool


class Evening(Struct, frozen=True):
    """A debate that is over, and what it left."""

    row: DebateRow
    debate: Debate
    left: list[Left]


def carrying_blueprint() -> Blueprint:
    """`{code}/carry`, below `/admin/debates`."""
    routes = Blueprint("carry", __name__, url_prefix="/debates")
    routes.get("/<code:code>/carry")(show)
    routes.post("/<code:code>/carry")(carry)
    return routes


async def show(code: str) -> Response:
    """What can be chosen."""
    actor = await require_for("import", code)
    return await _page(actor, (await dependencies().rooms.get(code)).debate)


async def carry(code: str) -> Response:
    """All that was ticked, or nothing."""
    actor = await require_for("import", code)
    room = await dependencies().rooms.get(code)
    form = await request.form
    ticked = set(form.getlist("chosen"))
    written = tuple(
        _written(evening, one.question, room.debate)
        for evening in await evenings(room.debate)
        for one in evening.left
        if not one.here and f"{evening.row.code}:{one.question.id}" in ticked
    )
    if not written:
        return await _page(actor, room.debate, 422, problem="carried.none_chosen")
    try:
        await room.handle(actor, ImportQuestions(id=nonce_of(form), questions=written))
    except Rejected as refusal:
        problem = f"common.refusal_{refusal.code}"
        return await _page(actor, room.debate, 409, problem=problem)
    after: Told = {"questions": len(written)}
    await enter(actor, "questions_imported", Scope("debate", code), about=code, after=after)
    log.info("questions were carried over", extra={"by": actor.name, "debate": code})
    return redirect_to(f"/admin/debates/{code}/carry?done={len(written)}")


async def evenings(debate: Debate) -> list[Evening]:
    """What there is to choose from for this one. Of unlisted debates nothing: what is carried over
    tells everybody the code of the debate that it comes from."""
    here = {(one.carried, one.text) for one in debate.questions.values() if one.carried}
    found = []
    kept = await dependencies().store.debates.kept(debate.programme, EVENINGS, only_listed=True)
    for row in kept:
        over = (await dependencies().rooms.get(row.code)).debate
        left = [
            Left(one, over.tally(one.id), (row.code, one.text) in here)
            for one in map(over.questions.__getitem__, over.shown)
            if outcome_of(one) in LEFT and len(one.text) <= debate.limits.max_length
        ]
        left.sort(key=lambda one: (-one.votes, int(one.question.id[1:])))
        if left:
            found.append(Evening(row, over, left[:OFFERED]))
    return found


def _written(evening: Evening, question: Question, debate: Debate) -> Written:
    """To the guest of the same name, if there is one; without the asker's name, which they gave for
    that evening."""
    guest = evening.debate.guests.get(question.to or "")
    to = next((key for key, one in debate.guests.items() if guest and one.name == guest.name), None)
    lang = question.lang if question.lang != "und" else None
    return Written(question.text, to, lang=lang, carried=evening.row.code)


async def _page(actor: Actor, debate: Debate, status: int = 200, problem: str = "") -> Response:
    done = request.args.get("done", "")
    given: dict[str, Any] = {
        "me": actor,
        "debate": debate,
        "taken": allowed("import", actor.role, debate),
        "evenings": await evenings(debate),
        "problem": problem,
        "done": whole_number(done, 4) or 0,
        "nonce": new_nonce(),
    }
    return await private_page("admin/carry.html", status, **given)
