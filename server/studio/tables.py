"""Rows as files: JSON, XML, CSV. Pure."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from typing import Final
from xml.etree import ElementTree

import msgspec
from msgspec import Struct

from server.language.cells import harmless
from server.studio.rows import Row

# XML 1.0, production 2: Char.
_NOT_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Form(Struct, frozen=True):
    """`ending`: of the address; `media_type`; `write`: the file, UTF-8."""

    ending: str
    media_type: str
    write: Callable[[Sequence[Row]], bytes]


def as_json(rows: Sequence[Row]) -> bytes:
    """An array of objects, one for each row, as vMix reads it
    (vmix.com/help27/DataSourcesTypes.html)."""
    return msgspec.json.encode(rows)


def as_xml(rows: Sequence[Row]) -> bytes:
    """`<rows><row>` with an element for each key; what XML 1.0 cannot hold is left out."""
    root = ElementTree.Element("rows")
    for row in rows:
        one = ElementTree.SubElement(root, "row")
        for key, text in row.items():
            ElementTree.SubElement(one, key).text = _NOT_OF_XML.sub("", text)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def as_csv(rows: Sequence[Row]) -> bytes:
    """With a line of keys; nothing in it runs as a formula."""
    file = io.StringIO()
    if rows:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({key: harmless(text) for key, text in row.items()} for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


TABLES: Final = ("now", "questions", "guests")

FORMS: Final = {
    one.ending: one
    for one in (
        Form("json", "application/json", as_json),
        Form("xml", "application/xml", as_xml),
        Form("csv", "text/csv; charset=utf-8", as_csv),
    )
}
