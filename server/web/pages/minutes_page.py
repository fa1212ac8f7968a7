"""The minutes of a debate that is over: one sheet to print and sign, with the head of its log. No
request is known here.
"""

from collections.abc import Callable

from server.archive.load import Record
from server.store import DebateRow
from server.transparency.checkpoints import Checkpoint
from server.transparency.fingerprints import fingerprint_of
from server.transparency.notes import parse_note
from server.web.pages.archive_page import fates, templates
from server.web.programmes import Look
from server.web.words.formats import Formats
from server.web.words.given import given
from server.web.words.i18n import house_words

LINES_TO_SIGN = 6  # two sides, an organiser, a moderator, and room for others


def minutes_page(
    row: DebateRow,
    record: Record,
    look: Look,
    tag: str,
    static: Callable[[str], str],
    vkey: str,
) -> str:
    """`tag`: the language; `static`: the address of a file; `vkey`: of the key that signs."""
    note = record.checkpoint or ""
    head = Checkpoint.parse(parse_note(note.encode()).text) if note else None
    return (
        templates()
        .get_template("archive/minutes.html")
        .render(
            **given(house_words(), static, tag, f"/archive/{row.code}/minutes"),
            formats=Formats(tag),
            row=row,
            results=record.results,
            rules=record.debate,
            fates=fates(record.results),
            look=look,
            head=head,
            fingerprint=fingerprint_of(head.root) if head else "",
            note=note,
            vkey=vkey,
            lines_to_sign=range(LINES_TO_SIGN),
            answers=len(record.written_lines),
            answers_hash=record.written_head,
        )
    )
