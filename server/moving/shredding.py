"""What in the lines of a closed debate is personal, by what it is: the names of those who asked,
the texts that were never shown, the notes of moderators, and who moderated. Pure.
"""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from server.archive.export_json import opened_parts
from server.archive.load import Record
from server.store.chain import BY, parts_of
from server.store.leaving.retentions import What

_NAMES = frozenset({"name"})
_TEXTS = frozenset({"text", "air_text", ""})
_NOTES = frozenset({"note"})


class Piece(Struct, frozen=True):
    """A sealed part of a line, as it is kept; `field`: "" where an older line has one for all."""

    debate: str
    line: int
    what: What
    field: str
    part: str


def pieces(record: Record, whats: Collection[What]) -> list[Piece]:
    """In the order of the lines. A text that the archive publishes is in none."""
    public = opened_parts(record)
    found = []
    for line in record.lines:
        body: dict[str, Any] = msgspec.json.decode(line.body)
        shown = public.get(str(line.seq), {})
        for field, part in parts_of(body, line.sealed).items():
            what = _what(body["event"], field, is_shown=field in shown)
            if what is not None and what in whats:
                found.append(Piece(record.debate.code, line.seq, what, field, part))
    return found


def fields_of(found: Collection[Piece], whats: Collection[What]) -> dict[str, dict[int, list[str]]]:
    """By what they are and the number of their line, for `blacken`: also of what there is none."""
    by_what: dict[str, dict[int, list[str]]] = {what: {} for what in whats}
    for one in found:
        by_what[one.what].setdefault(one.line, []).append(one.field)
    return by_what


def rows_of(found: Collection[Piece]) -> bytes:
    """As a download, a line for each."""
    return b"".join(msgspec.json.encode(one) + b"\n" for one in found)


def counts_of(found: Collection[Piece], whats: Collection[What]) -> dict[str, int]:
    """How many of what."""
    return {what: sum(one.what == what for one in found) for what in whats}


def _what(event: Mapping[str, Any], field: str, *, is_shown: bool) -> What | None:
    if field == BY:
        return "moderators"
    if field in _NAMES:
        return "names"
    if field in _NOTES or event["event"] == "MomentMarked":
        return "notes"
    if field in _TEXTS and not is_shown:
        return "texts"
    return None
