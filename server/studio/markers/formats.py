"""The forms in which markers can be had: one table, which pages and the command line ask."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from server.studio.markers.sheet import Sheet
from server.studio.markers.writers import (
    cmx3600,
    fcp7,
    fcpxml,
    resolve,
    spreadsheet,
    subrip,
    webvtt,
    youtube,
)


class Format(Struct, frozen=True):
    """`ending`: of the file's name. `write`: the texts of its files, UTF-8 when they are kept; more
    than one where a form holds only so much. Raises Unwritable."""

    key: str
    ending: str
    media_type: str
    write: Callable[[Sheet], list[str]]


FORMATS: Final[dict[str, Format]] = {
    one.key: one
    for one in (
        Format("resolve", "edl", "text/plain", resolve.write),
        Format("premiere", "xml", "application/xml", fcp7.write),
        Format("finalcut", "fcpxml", "application/xml", fcpxml.write),
        Format("cmx3600", "edl", "text/plain", cmx3600.write),
        Format("youtube", "txt", "text/plain", youtube.write),
        Format("chapters", "vtt", "text/vtt", webvtt.write_chapters),
        Format("metadata", "vtt", "text/vtt", webvtt.write_metadata),
        Format("subtitles", "srt", "application/x-subrip", subrip.write),
        Format("table", "csv", "text/csv", spreadsheet.write),
    )
}
