"""The markers as a table for spreadsheets: UTF-8 with a byte order mark, semicolons, CRLF,
everything quoted, as the archive's (`server.archive.export_csv`). Pure.
"""

from collections.abc import Callable
from typing import Final

from server.language.cells import harmless
from server.studio.markers.sheet import Marker, Sheet
from server.studio.markers.writers.clock import clock

BOM = "\ufeff"

# Each column with what stands in it, in their order. `time`: by the clock on the wall.
COLUMNS: Final[dict[str, Callable[[Sheet, Marker], str]]] = {
    "timecode": lambda sheet, one: sheet.timecode(sheet.span(one)[0]),
    "until": lambda sheet, one: sheet.timecode(sheet.span(one)[1]) if one.end > one.at else "",
    "seconds": lambda _, one: clock(one.at),
    "time": lambda _, one: clock(one.of_day).partition(".")[0],
    "kind": lambda _, one: one.kind,
    "name": lambda _, one: one.name,
    "note": lambda _, one: one.note,
    "question": lambda _, one: one.moment.question or "",
    "asked_by": lambda _, one: one.moment.asker or "",
    "votes": lambda _, one: "" if one.moment.votes is None else str(one.moment.votes),
    "guest": lambda _, one: one.moment.guest or "",
    "outcome": lambda _, one: one.moment.how or "",
}


def write(sheet: Sheet) -> list[str]:
    """One file, a row a marker."""
    rows = [[cell(sheet, one) for cell in COLUMNS.values()] for one in sheet.markers]
    return [BOM + "".join(map(_row, [list(COLUMNS), *rows]))]


def _row(cells: list[str]) -> str:
    quoted = (harmless(cell).replace('"', '""') for cell in cells)
    return ";".join(f'"{cell}"' for cell in quoted) + "\r\n"
