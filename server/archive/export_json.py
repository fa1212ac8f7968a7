"""The results as one JSON file, with the journal that proves them. Documented and stable: within
`tribina.results.1` fields are only added.

Published are the questions that were shown at the end. Of the sealed parts of the journal (texts,
names, notes) only those are opened that say what the audience could read anyway: not what was
dismissed, withdrawn or merged, nor the words that an edit took out (in any language), nor any note.
Who moderated and who asked (handles) is in no line.
"""

from typing import Any

import msgspec

from server.archive.check import FORMAT
from server.archive.load import Record
from server.archive.results import Result
from server.debate.events import QuestionTranslated
from server.store.chain import Line

Json = dict[str, Any]

NOTE = (
    "Questions and votes of those who took part in this debate: they chose to come and to vote. "
    "This is not a poll and represents nobody else; no margin of error can be given. "
    "Times are milliseconds since 1970-01-01 UTC, by the minute."
)


def export_json(record: Record) -> bytes:
    """The file, UTF-8, ending with a newline. The same debate always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(document(record)), indent=1) + b"\n"


def export_journal(record: Record) -> bytes:
    """The journal alone, one JSON object a line, with the opened parts in their lines."""
    opened = opened_parts(record)
    rows = []
    for line in record.lines:
        part = opened.get(str(line.seq))
        rows.append(journal_line(line) | ({"opened": part} if part else {}))
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def document(record: Record) -> Json:
    """The export as an object: debate, totals, moderation, questions, journal, opened."""
    whole = _present(msgspec.to_builtins(record.results))
    return {
        "format": FORMAT,
        "note": NOTE,
        **whole,
        "journal": [journal_line(line) for line in record.lines],
        "opened": opened_parts(record),
    }


def journal_line(line: Line) -> Json:
    """What was hashed, and the hash."""
    body: Json = msgspec.json.decode(line.body)
    return body | {"hash": line.hash}


def opened_parts(record: Record) -> dict[str, Json]:
    """The sealed parts that may be read, by the number of their line."""
    published = {result.id: result for result in record.results.questions}
    opened: dict[str, Json] = {}
    for line in record.lines:
        if line.sealed is None:
            continue
        sealed: Json = msgspec.json.decode(line.sealed)
        event: Json = msgspec.json.decode(line.body)["event"]
        if "text" not in sealed:
            continue
        result = published.get(event["question"])
        if result is not None and _published(result, event) == sealed["text"]:
            opened[str(line.seq)] = sealed
    return opened


def _published(result: Result, event: Json) -> str | None:
    """The text at the end of what the event is about: the question itself, or a translation."""
    if event["event"] == QuestionTranslated.__name__:
        return (result.translations or {}).get(event["lang"])
    return result.text


def _present(value: Any) -> Any:
    """Without nulls: what is not there is left out."""
    if isinstance(value, dict):
        return {key: _present(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_present(inner) for inner in value]
    return value
