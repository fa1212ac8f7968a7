"""The questions as a table for spreadsheets: one row a shown question.

UTF-8 with a byte order mark, semicolons, CRLF, everything quoted: what Excel opens without asking
in the languages of the house, and safe where it is opened with commas (`cells.py`).
"""

import csv
import io
from datetime import UTC, datetime
from typing import Any

from server.archive.cells import harmless
from server.archive.load import Record
from server.archive.results import Result, Results
from server.language.languages import LANGUAGES, SPOKEN

# Of a name in several languages the first there is, as a reader of English gets it.
_READ_AS = next(one.reads for one in LANGUAGES if one.tag == "en")

COLUMNS = (
    "question",
    "text",
    "language",
    "votes",
    "own_votes",
    "merged",
    "outcome",
    "guest",
    "asked_by",
    "pile",
    "edited",
    "submitted_at",
    "on_air_at",
    "on_air_seconds",
    "answered_at",
    "via",
    *(f"translation_{language}" for language in SPOKEN),
    "votes_apart",
)


def export_csv(record: Record) -> bytes:
    """The whole file, the most voted question first. Times in ISO 8601, UTC, by the minute."""
    results = record.results
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows(_row(results, result) for result in results.questions)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _row(results: Results, result: Result) -> list[Any]:
    guest = results.debate.guests.get(result.to or "")
    pile = results.debate.piles.get(result.pile or "")
    aired = [airing.seconds for airing in result.on_air if airing.seconds is not None]
    return [
        result.id,
        harmless(result.text),
        harmless(result.lang),
        result.votes,
        result.own_votes,
        result.merged,
        result.outcome,
        harmless(guest.name if guest else ""),
        harmless(result.name or ""),
        harmless(_any_text(pile.name) if pile else ""),
        "yes" if result.edited else "no",
        _iso(result.at),
        _iso(result.on_air[0].start) if result.on_air else "",
        sum(aired) if aired else "",
        _iso(result.answered_at),
        result.via or "phone",
        *_translations(result),
        result.apart or 0,
    ]


def _translations(result: Result) -> list[str]:
    made = result.translations or {}
    return [harmless(made.get(language, "")) for language in SPOKEN]


def _any_text(localised: dict[str, str]) -> str:
    return next((localised[tag] for tag in _READ_AS if tag in localised), "")


def _iso(at: int | None) -> str:
    if at is None:
        return ""
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
