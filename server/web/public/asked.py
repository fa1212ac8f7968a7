"""The questions that were put to guests lately, of debates that are on or over."""

from collections.abc import Iterator

from msgspec import Struct

from server.debate.minutes import minute
from server.debate.refusals import Rejected
from server.debate.showing.becoming import ASKED, outcome_of
from server.debate.state import Debate
from server.store import Corner
from server.store.search import Sought
from server.web.dependencies import dependencies

LIVE_AT_MOST = 5


class Asked(Struct, frozen=True):
    """`at`: when it was on air first, as far as it is told, ms; `over`: its debate is."""

    debate: str
    question: str
    text: str
    lang: str
    at: int
    title: dict[str, str]
    over: bool


async def asked_now(corner: Corner, most: int) -> list[Asked]:
    """The newest first."""
    known = dependencies()
    found: list[Asked] = []
    for row in await known.store.findable.live(corner, LIVE_AT_MOST):
        try:
            room = await known.rooms.get(row.code)
        except Rejected:  # it cannot be had now; the others can
            continue
        found += _asked_of(room.debate)
    for entry in await known.store.search.find(Sought(corner=corner, asked=True), most):
        found.append(
            Asked(
                entry.debate,
                entry.question,
                entry.text,
                entry.lang,
                entry.at,
                entry.title,
                over=True,
            )
        )
    found.sort(key=lambda one: one.at, reverse=True)
    return found[:most]


def _asked_of(debate: Debate) -> Iterator[Asked]:
    for id_ in debate.shown:
        question = debate.questions[id_]
        if question.airings and (question.state == "on_air" or outcome_of(question) in ASKED):
            at = minute(question.airings[0].start)
            yield Asked(
                debate.code, id_, question.text, question.lang, at, debate.title, over=False
            )
