"""What somebody wants a file of markers to be, and its text. Pure."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from server.debate.air.takes import Take
from server.debate.events import Entry
from server.debate.state import Debate
from server.studio.markers.formats import FORMATS
from server.studio.markers.moments import KINDS, Kind, moments
from server.studio.markers.sheet import Layout, Wall, sheet
from server.studio.markers.timebase import RATES
from server.studio.markers.wording import Words

NO_TAKE = 0  # the id of what stands for a take where none was reported


class Order(Struct, frozen=True, kw_only=True):
    """`title`: of the debate. `votes`: the tallies of questions that were on air. `until`: where
    the debate ends, or stands now, ms. `start`: a timecode, or `sheet.TIME_OF_DAY`; `rate` and
    `form`: of RATES and FORMATS."""

    title: str
    votes: dict[str, int]
    take: Take
    until: int
    rate: str
    start: str
    form: str
    kinds: tuple[Kind, ...] = KINDS


def choices(debate: Debate) -> list[Take]:
    """What a file can be for: each take that was reported, and, as if it had been recorded from
    then on, the debate since it went live. None before that."""
    live = debate.began.get("live")
    return [*debate.recordings.takes, *([] if live is None else [Take(NO_TAKE, "", live)])]


def ordered(debate: Debate, take: Take, now: int, **wanted: Any) -> Order:
    """Of this take; `wanted`: the other fields. `debate`: with its ballots."""
    aired = (id_ for id_ in debate.shown if debate.questions[id_].airings)
    return Order(
        votes={id_: debate.tally(id_) for id_ in aired},
        take=take,
        until=debate.began["closed"] if debate.is_over else now,
        **wanted,
    )


def texts(order: Order, entries: Sequence[Entry], words: Words, wall: Wall) -> list[str]:
    """Of its files, mostly one. `entries`: the whole journal. Raises Unwritable; ValueError for a
    timecode that there is not."""
    made = sheet(
        title=order.title,
        found=moments(entries, order.votes, order.until),
        take=order.take,
        until=order.until,
        kinds=order.kinds,
        layout=Layout(RATES[order.rate], order.start),
        words=words,
        wall=wall,
    )
    return FORMATS[order.form].write(made)
