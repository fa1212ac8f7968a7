"""Questions in a CSV file: what each line says, and what is wrong with it. Pure.

Commas, semicolons or tabs; the first line names the columns, in any language of the house, and
only the text must be there. A file of one column without a name is texts alone. Lines that cannot
be taken come back as they were, under the same columns. What an export of the house disarmed for
spreadsheets is read as it was written. A line whose quotation mark is never closed is wrong by
itself: what follows it is read on.
"""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple

from msgspec import Struct

from server.debate.deciding.submitting import IMPORTED_AT_MOST, NAME_LIMIT, checked_text
from server.debate.inner_commands import Written
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.language.cells import as_written
from server.language.cleaning import clean_text
from server.language.folding import fold
from server.language.languages import SPOKEN, TAGS

DELIMITERS = (";", "\t", ",")
COLUMNS_AT_MOST = 100
COLUMN_NAME_AT_MOST = 100  # letters: whoever names one in more wrote a text
UNCLOSED_AT_MOST = 10  # lines of a file: each has the rest of it read again
END = "\x1e"  # stands behind the last line: what swallows it was never closed
BLANK_AT_MOST = 100  # lines before the first that says something
LANGUAGE_TAGS = tuple(dict.fromkeys((*SPOKEN, *TAGS)))

# What a column may be called, folded.
COLUMNS: Mapping[str, str] = {
    "text": "text", "question": "text", "pitanje": "text", "pyetja": "text", "pyetje": "text",
    "to": "to", "guest": "to", "gost": "to", "za": "to", "i ftuari": "to", "mysafiri": "to",
    "name": "name", "asked_by": "name", "asked by": "name", "ime": "name", "emri": "name",
    "lang": "lang", "language": "lang", "jezik": "lang", "gjuha": "lang",
}  # fmt: skip


class Row(NamedTuple):
    """`number`: of the line that it begins on."""

    number: int
    cells: tuple[str, ...]
    is_closed: bool = True


class Line(Struct, frozen=True):
    """One question of the file. `number`: of its first line there; `problem`: key of a sentence."""

    number: int
    cells: tuple[str, ...]
    written: Written | None = None
    problem: str | None = None


class Sheet(Struct, frozen=True):
    """`problem`: what is wrong with the file as a whole; then there are no lines."""

    header: tuple[str, ...] = ()
    delimiter: str = ";"
    lines: tuple[Line, ...] = ()
    problem: str | None = None

    @property
    def good(self) -> tuple[Written, ...]:
        """What can be taken, in the order of the file."""
        return tuple(line.written for line in self.lines if line.written is not None)

    def batches(self, size: int) -> "list[Sheet]":
        """The lines that can be taken, so many at a time."""
        good = [line for line in self.lines if line.written is not None]
        pieces = (tuple(good[at : at + size]) for at in range(0, len(good), size))
        return [Sheet(self.header, self.delimiter, piece) for piece in pieces]

    @property
    def bad(self) -> tuple[Line, ...]:
        """The lines that cannot be taken, each with its problem."""
        return tuple(line for line in self.lines if line.problem is not None)

    def rest(self) -> str:
        """The lines that cannot be taken, as a file of the same form."""
        if not self.bad:
            return ""
        file = io.StringIO(newline="")
        # Without names of columns, the first text might be taken for one, or what is in it for a
        # separator.
        delimiter = self.delimiter if self.header else "\t"
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(self.header or ("text",))
        writer.writerows(line.cells for line in self.bad)
        return file.getvalue()


def decoded(data: bytes) -> str | None:
    """The text of a file, UTF-8 or what Excel writes for "Unicode text"; None: neither."""
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def read_sheet(text: str, debate: Debate) -> Sheet:
    """What the file says, checked against the debate as it is. A thread may do it while the debate
    goes on; what changes meanwhile is checked again when the questions are taken in."""
    written = list(io.StringIO(text, newline=""))
    delimiter = _delimiter(text, written)
    try:
        # One more than there may be, and the names of the columns.
        rows = list(islice(_rows(written, delimiter), IMPORTED_AT_MOST + 2))
    except csv.Error:
        return Sheet(problem="admin.import_broken")
    if not rows:
        return Sheet(problem="admin.import_empty")
    if len(rows[0].cells) > COLUMNS_AT_MOST:
        return Sheet(problem="admin.import_broken")
    columns = _names(written, delimiter)
    header: tuple[str, ...] = ()
    if "text" in columns:
        header, rows = rows[0].cells, rows[1:]
    elif all(len(row.cells) == 1 for row in rows if row.is_closed):
        columns = ["text"]
    else:
        return Sheet(problem="admin.import_no_text")
    if len(rows) > IMPORTED_AT_MOST:
        return Sheet(problem="admin.import_too_many")
    known = {fold(question.text) for question in tuple(debate.questions.values())}
    lines = tuple(_line(row, columns, debate, known) for row in rows)
    return Sheet(header, delimiter, lines)


def _delimiter(text: str, lines: list[str]) -> str:
    """The one by which the first row names a column of texts, and most columns; else the one that
    is there most often. Where nothing is separated, tabs: they are in no text."""
    names = {delimiter: _names(lines, delimiter) for delimiter in DELIMITERS}
    best = max(
        DELIMITERS, key=lambda delimiter: ("text" in names[delimiter], len(names[delimiter]))
    )
    if "text" in names[best]:
        return best if len(names[best]) > 1 else "\t"
    first = text.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=first.count) if any(d in first for d in DELIMITERS) else "\t"


def _names(lines: list[str], delimiter: str) -> list[str]:
    try:
        row = next(_rows(lines, delimiter), Row(0, ()))
    except csv.Error:
        return []
    return [_column(cell) for cell in row.cells[: COLUMNS_AT_MOST + 1]]


def _column(name: str) -> str:
    return "" if len(name) > COLUMN_NAME_AT_MOST else COLUMNS.get(fold(name).strip(), "")


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
    """The rows that say something; none if a file begins with nothing for too long.

    Raises csv.Error where cells cannot be told apart."""
    begins, is_blank = 0, True
    for _ in range(UNCLOSED_AT_MOST + 1):
        for row in _read(lines, begins, delimiter):
            if any(cell.strip() for cell in row.cells):
                is_blank = False
                yield row
            elif is_blank and row.number > BLANK_AT_MOST:
                return
            if not row.is_closed:
                begins = row.number
                break
        else:
            return
    raise csv.Error("too many quotation marks are never closed")


def _read(lines: list[str], begins: int, delimiter: str) -> Iterator[Row]:
    """The rows from this line on, as far as one that is never closed: of it, its first line. Empty
    lines behind the first row that says something are no rows: there may be very many."""
    reader = csv.reader(chain(islice(lines, begins, None), (END,)), delimiter=delimiter)
    number = begins + 1
    says = begins > 0
    for cells in reader:
        if says and not cells and begins + reader.line_num <= len(lines):
            number = begins + reader.line_num + 1
            continue
        says = says or any(map(str.strip, cells))
        if begins + reader.line_num <= len(lines):
            yield Row(number, tuple(cells))
        elif number <= len(lines):
            alone = csv.reader(
                lines[number - 1 : number], delimiter=delimiter, quoting=csv.QUOTE_NONE
            )
            yield Row(number, tuple(next(alone)), is_closed=False)
        number = begins + reader.line_num + 1


def _line(row: Row, columns: list[str], debate: Debate, known: set[str]) -> Line:
    """Adds the text to those that are known."""
    number, cells, is_closed = row
    if not is_closed:
        return Line(number, cells, problem="admin.import_unclosed")
    found = dict(zip(columns, map(as_written, cells), strict=False))
    name, guest = clean_text(found.get("name", "")), clean_text(found.get("to", ""))
    to = _guest(guest, debate)
    lang = found.get("lang", "").strip().removeprefix("und")  # ISO 639-2: nobody knew it
    try:
        text = checked_text(found.get("text", ""), debate.limits.max_length)
    except Rejected as refusal:
        return Line(number, cells, problem=f"common.refusal_{refusal.code}")
    if fold(text) in known:
        return Line(number, cells, problem="admin.import_again")
    if guest and to is None:
        return Line(number, cells, problem="admin.import_no_guest")
    if len(name) > NAME_LIMIT:
        return Line(number, cells, problem="admin.import_name_long")
    if lang and lang not in LANGUAGE_TAGS:
        return Line(number, cells, problem="admin.import_language")
    known.add(fold(text))
    return Line(number, cells, written=Written(text, to, name or None, lang or None))


def _guest(name: str, debate: Debate) -> str | None:
    """The guest with this key or name, however it is written."""
    if name in debate.guests:
        return name
    guests = tuple(debate.guests.items())
    return next((key for key, guest in guests if fold(guest.name) == fold(name)), None)
