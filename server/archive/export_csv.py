"""The questions as a table for spreadsheets: one row a shown question.

UTF-8 with a byte order mark, semicolons, CRLF, everything quoted: what Excel opens without asking
in the languages of the house, and safe where it is opened with commas (`language/cells.py`).
"""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, NamedTuple

from server.archive.load import Record
from server.archive.results import Result, Results
from server.archive.written import Told
from server.language.cells import harmless
from server.language.languages import SPOKEN, TAGS

# Of a name in several languages the first there is: English, then as the house lists them.
_READ_AS = ("en", *TAGS)


class _Asked(NamedTuple):
    """A question, the record that it stands in, and what was answered in writing."""

    results: Results
    one: Result
    told: Told = Told()


def _guest(asked: _Asked) -> str:
    guest = asked.results.debate.guests.get(asked.one.to or "")
    return harmless(guest.name if guest else "")


def _pile(asked: _Asked) -> str:
    pile = asked.results.debate.piles.get(asked.one.pile or "")
    return harmless(_any_text(pile.name) if pile else "")


def _guest_name(asked: _Asked, key: str) -> str:
    guest = asked.results.debate.guests.get(key)
    return guest.name if guest else key


def _written(asked: _Asked) -> str:
    said = (
        f"{_guest_name(asked, one.guest)} ({_iso(one.at)}): {one.text}"
        for one in asked.told.answers
    )
    return harmless("\n\n".join(said))


def _no_answer_by(asked: _Asked) -> str:
    return harmless(", ".join(_guest_name(asked, key) for key in asked.told.missing))


def _on_air_seconds(asked: _Asked) -> int | str:
    aired = [airing.seconds for airing in asked.one.on_air if airing.seconds is not None]
    return sum(aired) if aired else ""


def _translation(asked: _Asked, language: str) -> str:
    return harmless((asked.one.translations or {}).get(language, ""))


# Each column with what stands in it, in their order.
COLUMNS: Final[dict[str, Callable[[_Asked], Any]]] = {
    "question": lambda asked: asked.one.id,
    "text": lambda asked: harmless(asked.one.text),
    "language": lambda asked: harmless(asked.one.lang),
    "votes": lambda asked: asked.one.votes,
    "own_votes": lambda asked: asked.one.own_votes,
    "merged": lambda asked: asked.one.merged,
    "outcome": lambda asked: asked.one.outcome,
    "guest": _guest,
    "asked_by": lambda asked: harmless(asked.one.name or ""),
    "pile": _pile,
    "edited": lambda asked: "yes" if asked.one.edited else "no",
    "submitted_at": lambda asked: _iso(asked.one.at),
    "on_air_at": lambda asked: _iso(asked.one.on_air[0].start) if asked.one.on_air else "",
    "on_air_seconds": _on_air_seconds,
    "answered_at": lambda asked: _iso(asked.one.answered_at),
    "via": lambda asked: asked.one.via or "phone",
    **{f"translation_{one}": partial(_translation, language=one) for one in SPOKEN},
    "votes_apart": lambda asked: asked.one.apart or 0,
    "hands": lambda asked: "" if asked.one.hands is None else asked.one.hands,
    "air_text": lambda asked: harmless(asked.one.air_text or ""),
    "written_answers": _written,
    "no_answer_by": _no_answer_by,
}


def export_csv(record: Record) -> bytes:
    """The whole file, the most voted question first. Times in ISO 8601, UTC, by the minute."""
    results = record.results
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    written = record.written
    asked = (_Asked(results, one, written.get(one.id, Told())) for one in results.questions)
    writer.writerows([cell(one) for cell in COLUMNS.values()] for one in asked)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _any_text(localised: dict[str, str]) -> str:
    return next((localised[tag] for tag in _READ_AS if tag in localised), "")


def _iso(at: int | None) -> str:
    if at is None:
        return ""
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
