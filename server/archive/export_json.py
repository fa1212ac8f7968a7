"""The results as one JSON file, with the lines of the journal from which they follow, as
docs/archive.md describes it. Stable: within a format fields are only added.

Published are the questions that were shown at the end. Of what is sealed in the journal only that
is opened which says what the audience could read anyway: not what was dismissed, withdrawn or
merged, nor words that an edit took out before anybody had voted (in any language), nor any note.
Who moderated and who asked is in no line.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from server.archive.load import Record
from server.archive.results import Result
from server.debate.events import QuestionTranslated
from server.store.chain import BY, Line, parts_of

Json = dict[str, Any]

FORMAT = "tribina.results.2"
FIRST_FORMAT = "tribina.results.1"
PROOFS = ("journal", "opened", "ballots", "checkpoint")  # the fields that are no results
NOTE = (
    "Questions and votes of those who took part in this debate: they chose to come and to vote. "
    "This is not a poll and represents nobody else; no margin of error can be given. "
    "Times are milliseconds since 1970-01-01 UTC, by the minute."
)


def export_json(record: Record) -> bytes:
    """The file, UTF-8, ending with a newline. The same debate always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(document(record)), indent=1) + b"\n"


def export_journal(record: Record) -> bytes:
    """The journal alone, a line each: its very bytes, of the first format as objects with the
    opened parts in them."""
    if not record.is_of_first_format:
        return b"".join(line.body + b"\n" for line in record.lines)
    opened = opened_parts(record)
    rows = []
    for line in record.lines:
        parts = opened.get(str(line.seq))
        rows.append(_with_hash(line) | ({"opened": msgspec.Raw(_whole(parts))} if parts else {}))
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def document(record: Record) -> Json:
    """The export as an object: the results, and what proves them."""
    whole = {"note": NOTE, **_present(msgspec.to_builtins(record.results))}
    opened = opened_parts(record)
    if record.is_of_first_format:
        return {
            "format": FIRST_FORMAT,
            **whole,
            "journal": [_with_hash(line) for line in record.lines],
            "opened": {seq: msgspec.json.decode(_whole(parts)) for seq, parts in opened.items()},
        }
    proven: Json = {
        "format": FORMAT,
        **whole,
        "journal": [line.body.decode() for line in record.lines],
        "opened": opened,
        "ballots": record.ballots,
    }
    return proven if record.checkpoint is None else proven | {"checkpoint": record.checkpoint}


def opened_parts(record: Record) -> dict[str, dict[str, str]]:
    """The sealed parts that may be read, by the number of their line and their field. Of a line
    that has one part for all fields, that has no name."""
    published = {result.id: result for result in record.results.questions}
    opened: dict[str, dict[str, str]] = {}
    for line in record.lines:
        body: Json = msgspec.json.decode(line.body)
        result = published.get(body["event"].get("question"))
        if result is None:
            continue
        parts = {
            field: part
            for field, part in parts_of(body, line.sealed).items()
            if field != BY and _is_public(result, body["event"], field or "text", part)
        }
        if parts:
            opened[str(line.seq)] = parts
    return opened


def _is_public(result: Result, event: Json, field: str, part: str) -> bool:
    said = msgspec.json.decode(part).get(field)
    return said is not None and said in _PUBLISHED.get(field, _nothing)(result, event)


def _texts(result: Result, event: Json) -> tuple[str | None, ...]:
    """At the end, of what the event is about: a translation, or the question itself, which may say
    what it said when people voted for it."""
    if event["event"] == QuestionTranslated.__name__:
        return ((result.translations or {}).get(event["lang"]),)
    voted_for = [result.before, *(result.between or ())]
    return (result.text, *(one.text for one in voted_for if one))


def _name(result: Result, event: Json) -> tuple[str | None, ...]:
    return (result.name,)


def _air_text(result: Result, event: Json) -> tuple[str | None, ...]:
    return (result.air_text,)


def _nothing(result: Result, event: Json) -> tuple[()]:
    return ()


_PUBLISHED: dict[str, Callable[[Result, Json], tuple[str | None, ...]]] = {
    "text": _texts,
    "name": _name,
    "air_text": _air_text,
}


def _with_hash(line: Line) -> Json:
    """What was hashed, and the hash."""
    body: Json = msgspec.json.decode(line.body)
    return body | {"hash": line.hash}


def _whole(parts: dict[str, str]) -> str:
    """The one part that lines had which knew no fields."""
    return parts[""]


def _present(value: Any) -> Any:
    """Without nulls: what is not there is left out."""
    if isinstance(value, dict):
        return {key: _present(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_present(inner) for inner in value]
    return value
