"""The page of an archive, made of a record. No request is known here: it is the same for everybody
who reads that language.
"""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import get_args

import msgspec
from jinja2 import Environment, FileSystemLoader
from msgspec import Struct

from server.archive.load import Record
from server.archive.results import Moderation, Result, Results, Share
from server.debate.deciding.subjects import JournalEvent
from server.debate.events import DoorOpened, DoorShut, QuestionTaken
from server.debate.showing.beginnings import log_beginnings
from server.store import DebateRow
from server.store.leaving.takeovers import Takeover
from server.transparency.checkpoints import head_of
from server.transparency.fingerprints import fingerprint_of
from server.transparency.merkle import Tree
from server.web.pages.shared_link import Shared
from server.web.programmes import Look
from server.web.words.formats import Formats
from server.web.words.given import given
from server.web.words.i18n import house_words, pick
from server.web.words.local_time import local

TEMPLATES = Path(__file__).parents[1] / "templates"


class Bar(Struct, frozen=True):
    """One row of a bar chart; `part` of the whole, 0…1."""

    key: str
    count: int
    part: float


@cache
def templates() -> Environment:
    """Of a worker's pages, compiled once a process: that takes longer than to make one."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def archive_page(
    row: DebateRow,
    record: Record,
    look: Look,
    tag: str,
    static: Callable[[str], str],
    base: str = "",
    vkey: str = "",
    held: Takeover | None = None,
) -> str:
    """`tag`: the reader's language; `static`: the address of a file; `base`: the public address of
    the house. Without one the page has no picture to be shared with: its address must be whole;
    and on paper it says its own from the house on. `vkey`: of the house, if it signed this; `held`:
    by which other house it was, if it was taken over."""
    catalogue, (size, root) = house_words(), log_of(record)
    shared = Shared(
        pick(row.title, tag)[0],
        catalogue.t(tag, "home.share_over"),
        f"{base}/archive/{row.code}",
        f"{base}/{row.code}/share.png",
    )
    return (
        templates()
        .get_template("archive/archive.html")
        .render(
            **given(catalogue, static, tag, f"/archive/{row.code}"),
            shared=shared if base else None,
            address=shared.url,
            formats=Formats(tag),
            row=row,
            vkey=vkey,
            held=held,
            record=record,
            log=head_of(size, root),
            fingerprint=fingerprint_of(root),
            beginnings=msgspec.json.encode(log_beginnings(record.debate)).decode(),
            look=look,
            written=record.written,
            **_chapters(record),
        )
    )


def log_of(record: Record) -> tuple[int, bytes]:
    """How many lines it has, and the root of their tree."""
    tree = Tree(line.body for line in record.lines)
    return tree.size, tree.root()


# What the page tells, in its order.


def _chapters(record: Record) -> dict[str, object]:
    results = record.results
    asked = (result for result in results.questions if result.asked)
    return {
        "asked": sorted(asked, key=partial(_asked_at, record, _takes(record))),
        "waiting": [r for r in results.questions if not r.asked],
        "most_votes": max((r.votes for r in results.questions), default=0),
        "fates": fates(results),
        "reasons": bars(results.moderation.reasons),
        "to_all": to_all(results),
        "report": _report(results.moderation),
    }


class Report(Struct, frozen=True):
    """How what moderators did is told: the most questions that came in an hour, whether times are
    of several days, and how many actions of a kind were taken back, by the key of its word."""

    most: int
    several_days: bool
    undone: list[Bar]


def _report(moderation: Moderation) -> Report:
    hours = moderation.hours or ()
    undone = moderation.undone or {}
    return Report(
        most=max((hour.submitted for hour in hours), default=0) or 1,
        several_days=len({local(hour.at).date() for hour in hours}) > 1,
        undone=bars({UNDOABLE[kind]: count for kind, count in undone.items()}),
    )


# What can be taken back, by the kind of its event: the key of its word.
UNDOABLE: dict[str, str] = {
    kind.__name__: f"control.done_{kind.deed}"
    for kind in get_args(JournalEvent)
    if kind.deed is not None
} | {DoorOpened.__name__: "archive.undone_open", DoorShut.__name__: "archive.undone_shut"}


def _asked_at(record: Record, takes: dict[str, int], result: Result) -> tuple[int, int, int]:
    """More exactly than it is told; within a millisecond as the journal has it. `takes`: where
    questions were taken first, by their lines."""
    question = record.debate.questions[result.id]
    if question.airings:
        return question.airings[0].start, takes.get(result.id, 0), 0
    at = question.at if question.answered_at is None else question.answered_at
    return at, record.debate.seq, int(result.id[1:])


def _takes(record: Record) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in record.lines:
        event = msgspec.json.decode(line.body)["event"]
        if event["event"] == QuestionTaken.__name__:
            found.setdefault(event["question"], line.seq)
    return found


def to_all(results: Results) -> Share:
    """What was for no guest in particular: the rest of everything."""
    totals, guests = results.totals, results.moderation.guests.values()
    return Share(
        totals.questions - sum(share.submitted for share in guests),
        totals.shown - sum(share.shown for share in guests),
        totals.asked - sum(share.asked for share in guests),
    )


def fates(results: Results) -> list[Bar]:
    """What became of everything submitted, without what never happened."""
    moderation = results.moderation
    return bars(
        {
            name: getattr(moderation, name)
            for name in ("shown", "merged", "dismissed", "withdrawn", "unreviewed")
        },
        whole=results.totals.questions,
    )


def bars(counts: dict[str, int], whole: int | None = None) -> list[Bar]:
    """The counts above 0 with their part of the whole (of the largest, if none is given)."""
    whole = whole or max(counts.values(), default=0)
    return [Bar(key, count, count / whole) for key, count in counts.items() if count]
