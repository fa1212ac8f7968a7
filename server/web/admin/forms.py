"""The form of a debate: from what was typed to a command and back. Pure: no request, no store.

Rows of guests and piles are numbered fields (`guests-2-name`), so that the form works without
JavaScript: adding a row sends the form and comes back with everything that was typed. Whether it
can be saved is for `admin_checks`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from server.debate.described import Chance, Guest, Limits, Localised, Pile, Sort
from server.debate.inner_commands import DescribeDebate
from server.debate.state import Debate
from server.language.cleaning import clean_text
from server.language.languages import TAGS
from server.language.scripts import to_cyrillic
from server.web.words.language_choices import OF_PROGRAMME, chosen
from server.web.words.local_time import from_local, to_local

SORTS: tuple[Sort, ...] = get_args(Sort)
ROWS_AT_MOST = 20

_ROW = re.compile(r"(guests|piles)-(\d{1,2})-")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")


class GuestRow(Struct):
    """As typed; rows that are empty are no guests."""

    key: str = ""  # empty: not in the debate yet
    name: str = ""
    office: Localised = field(default_factory=dict)
    party: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.party or any(self.office.values()))


class PileRow(Struct):
    """As typed, with its name by language; rows that are empty are no piles."""

    key: str = ""
    name: Localised = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not any(self.name.values())


class DebateForm(Struct):
    """What stands in the fields, right or wrong."""

    programme: str = ""
    title: Localised = field(default_factory=dict)
    date: str = ""
    time: str = ""
    opens_date: str = ""
    opens_time: str = ""
    closes_date: str = ""
    closes_time: str = ""
    guests: list[GuestRow] = field(default_factory=list)
    piles: list[PileRow] = field(default_factory=list)
    max_length: str = str(Limits().max_length)
    questions_each: str = str(Limits().questions_each)
    voters_a_minute: str = "0"
    sort: str = Chance().sort
    hidden_counts: bool = False
    vote_only: bool = False
    unlisted: bool = False
    languages: str = OF_PROGRAMME  # or one of `language_choices.CHOICES`, or none
    rehearsal: bool = False


def form_of(debate: Debate) -> DebateForm:
    """The form filled with what a debate is now."""
    date, time = to_local(debate.starts_at) if debate.starts_at is not None else ("", "")
    opens, closes = ["", ""], ["", ""]
    if debate.opens_at is not None:
        opens = [*to_local(debate.opens_at)]
    if debate.closes_at is not None:
        closes = [*to_local(debate.closes_at)]
    return DebateForm(
        programme=debate.programme,
        opens_date=opens[0],
        opens_time=opens[1],
        closes_date=closes[0],
        closes_time=closes[1],
        title=dict(debate.title),
        date=date,
        time=time,
        guests=[GuestRow(k, g.name, dict(g.office), g.party) for k, g in debate.guests.items()],
        piles=[PileRow(key, dict(pile.name)) for key, pile in debate.piles.items()],
        max_length=str(debate.limits.max_length),
        questions_each=str(debate.limits.questions_each),
        voters_a_minute=str(debate.voters_a_minute),
        sort=debate.chance.sort,
        hidden_counts=debate.chance.hidden_counts,
        vote_only=debate.chance.vote_only,
        unlisted=debate.unlisted,
        languages=",".join(debate.languages),
        rehearsal=debate.rehearsal,
    )


def copied(form: DebateForm) -> DebateForm:
    """The form for the next debate of the same kind: all but the day, and not a rehearsal."""
    days = ("date", "time", "opens_date", "opens_time", "closes_date", "closes_time")
    return replace(form, **dict.fromkeys(days, ""), rehearsal=False)


def read_form(fields: Mapping[str, str]) -> DebateForm:
    """What was sent. Unknown fields are passed over, missing ones are empty."""
    return DebateForm(
        programme=read_text(fields, "programme"),
        title=read_localised(fields, "title"),
        date=read_text(fields, "date"),
        time=read_text(fields, "time"),
        opens_date=read_text(fields, "opens_date"),
        opens_time=read_text(fields, "opens_time"),
        closes_date=read_text(fields, "closes_date"),
        closes_time=read_text(fields, "closes_time"),
        guests=[_guest_row(fields, at) for at in _rows(fields, "guests")],
        piles=[_pile_row(fields, at) for at in _rows(fields, "piles")],
        max_length=read_text(fields, "max_length"),
        questions_each=read_text(fields, "questions_each"),
        voters_a_minute=read_text(fields, "voters_a_minute") or "0",
        sort=read_text(fields, "sort") or Chance().sort,
        hidden_counts="hidden_counts" in fields,
        vote_only="vote_only" in fields,
        unlisted="unlisted" in fields,
        languages=read_text(fields, "languages"),
        rehearsal="rehearsal" in fields,
    )


def rearranged(form: DebateForm, do: str) -> DebateForm | None:
    """The form after one of its own buttons: a row more or less, Cyrillic filled in from Latin.
    None: the button was not one of these."""
    what, _, number = do.partition("-")
    if what == "add_guest":
        return replace(form, guests=[*form.guests, GuestRow()][:ROWS_AT_MOST])
    if what == "add_pile":
        return replace(form, piles=[*form.piles, PileRow()][:ROWS_AT_MOST])
    if what == "remove_guest":
        return replace(form, guests=_without(form.guests, number))
    if what == "remove_pile":
        return replace(form, piles=_without(form.piles, number))
    if what == "cyrillic":
        return _with_cyrillic(form)
    return None


def taken_over(form: DebateForm, languages: Sequence[str]) -> DebateForm:
    """The form with the `languages` of its programme, where it leaves them to that."""
    if form.languages != OF_PROGRAMME:
        return form
    return replace(form, languages=",".join(languages))


def command_of(form: DebateForm, id_: str, code: str | None = None) -> DescribeDebate:
    """The command that a form without problems asks for; empty rows are left out. `code`: of a
    new debate. Raises ValueError for a form that has problems. What the programme says of its
    debates must have been taken over."""
    command = DescribeDebate(
        id=id_,
        programme=form.programme,
        title=_present(form.title),
        guests={
            key: Guest(row.name, _present(row.office), row.party)
            for key, row in _keyed(form.guests, "g")
        },
        piles={key: Pile(_present(row.name)) for key, row in _keyed(form.piles, "p")},
        limits=Limits(int(form.max_length), int(form.questions_each)),
        chance=Chance(_sort(form.sort), form.hidden_counts, form.vote_only),
        rehearsal=form.rehearsal,
        unlisted=form.unlisted,
        languages=chosen(form.languages),
        voters_a_minute=int(form.voters_a_minute),
        opens_at=_moment(form.opens_date, form.opens_time),
        closes_at=_moment(form.closes_date, form.closes_time),
        starts_at=from_local(form.date, form.time) if form.date else None,
    )
    return command if code is None else replace(command, code=code)


def _moment(date: str, time: str) -> int | None:
    return from_local(date, time) if date else None


def _sort(name: str) -> Sort:
    for sort in SORTS:
        if sort == name:
            return sort
    raise ValueError(name)


# Fields.


def read_text(fields: Mapping[str, str], name: str) -> str:
    """One line of text, cleaned like everything that people type."""
    return clean_text(fields.get(name, "")).replace("\n", " ")


def read_localised(fields: Mapping[str, str], name: str) -> Localised:
    """The texts of `name-sr-Latn`, `name-sq` … that were sent, empty ones too."""
    sent = {tag: f"{name}-{tag}" for tag in TAGS if f"{name}-{tag}" in fields}
    return {tag: read_text(fields, one) for tag, one in sent.items()}


def _rows(fields: Mapping[str, str], name: str) -> list[int]:
    matches = (_ROW.match(one) for one in fields)
    found = {int(match[2]) for match in matches if match and match[1] == name}
    return sorted(found)[:ROWS_AT_MOST]


def _guest_row(fields: Mapping[str, str], at: int) -> GuestRow:
    return GuestRow(
        key=_key(fields, f"guests-{at}-key"),
        name=read_text(fields, f"guests-{at}-name"),
        office=read_localised(fields, f"guests-{at}-office"),
        party=read_text(fields, f"guests-{at}-party"),
    )


def _pile_row(fields: Mapping[str, str], at: int) -> PileRow:
    return PileRow(
        key=_key(fields, f"piles-{at}-key"), name=read_localised(fields, f"piles-{at}-name")
    )


def _key(fields: Mapping[str, str], name: str) -> str:
    key = fields.get(name, "")
    return key if _KEY.fullmatch(key) else ""


# Rows.


def _without(rows: Sequence[Any], number: str) -> list[Any]:
    return [row for at, row in enumerate(rows) if str(at) != number]


def _with_cyrillic(form: DebateForm) -> DebateForm:
    return replace(
        form,
        title=_filled(form.title),
        guests=[replace(row, office=_filled(row.office)) for row in form.guests],
        piles=[replace(row, name=_filled(row.name)) for row in form.piles],
    )


def _filled(texts: Localised) -> Localised:
    latin = texts.get("sr-Latn", "")
    if not latin or texts.get("sr-Cyrl"):
        return texts
    return texts | {"sr-Cyrl": to_cyrillic(latin)}


def _present(texts: Localised) -> Localised:
    return {tag: text for tag, text in texts.items() if text}


def _keyed(rows: Iterable[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    """The rows that say something, each with its key; new ones get the next free number."""
    rows = [row for row in rows if not row.is_empty]
    taken = {row.key for row in rows}
    numbers = (n for n in range(1, 2 * ROWS_AT_MOST + 2) if f"{prefix}{n}" not in taken)
    for row in rows:
        yield row.key or f"{prefix}{next(numbers)}", row
