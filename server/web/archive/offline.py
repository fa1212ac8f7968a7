"""The archive as one file that anybody opens by a double click: results, data, and the program that
checks them, in all languages. It asks nobody for anything. Without a record it is the program
alone, for files that are chosen.
"""

import base64
import hashlib
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from server.archive.export_json import document
from server.archive.load import Record
from server.web.delivery.assets import house_assets
from server.web.delivery.bundling import bundle
from server.web.pages.archive_page import templates
from server.web.words.formats import Formats
from server.web.words.i18n import DEFAULT, LOCALES, house_words, pick
from server.web.words.local_time import ZONE_NAME

_SCRIPT = "archive/offline/page.js"
_STYLE = "archive/offline/offline.css"
_SECTION = "verifier"
# What scripts say of results, beside all words of the section.
_WORDS = (
    *("archive.summary_", "archive.not_a_poll", "archive.votes_apart", "archive.merged"),
    *("archive.via_", "archive.hands", "archive.edited", "archive.before", "archive.moderation"),
    *("archive.fate_", "archive.entered_count", "archive.report_", "archive.burst"),
    *("common.state_", "common.reason_"),
)
# Nothing may end the element that the data stand in, nor be read as the end of a line of a script.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


class _Program(Struct, frozen=True):
    """What is the same in every file. `fingerprint`: SHA-256 of the script, in hex."""

    script: str
    style: str
    words: str
    fingerprint: str


def archive_file(record: Record, policy: str = "") -> bytes:
    """The file of a closed debate. `policy`: whose signatures are trusted (`tlog-policy`). The same
    debate gives the same bytes."""
    return _file(record=record, archive=embedded(document(record)), policy=embedded(policy))


@cache
def verifier_file() -> bytes:
    """The program without data: `verify.html`."""
    return _file(record=None)


def embedded(value: Any) -> str:
    """JSON that may stand inside an element of a page, whatever somebody has written."""
    return msgspec.json.encode(value).decode().translate(_ESCAPED)


def _file(**given: Any) -> bytes:
    program = _program()
    made = (
        templates()
        .get_template("archive/file.html")
        .render(
            locale=DEFAULT,
            locales=[(tag, one.name) for tag, one in LOCALES.items()],
            formats={tag: Formats(tag) for tag in LOCALES},
            t_in=house_words().t,
            pick=pick,
            zone=ZONE_NAME,
            policy_of_page=_policy_of_page(program),
            **msgspec.structs.asdict(program),
            **given,
        )
    )
    return made.encode()


@cache
def _program() -> _Program:
    """Put together once a process, which takes longer than to fill the page."""
    script = bundle(house_assets(), _SCRIPT)
    style = house_assets().get(_STYLE)
    assert style is not None
    words = {
        tag: {
            key.removeprefix(f"{_SECTION}."): text
            for key, text in house_words().strings(tag, [_SECTION, "archive", "common"]).items()
            if key.startswith((f"{_SECTION}.", *_WORDS))
        }
        for tag in LOCALES
    }
    fingerprint = hashlib.sha256(script.encode()).hexdigest()
    return _Program(script, style.body.decode(), embedded(words), fingerprint)


def _policy_of_page(program: _Program) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_source(program.script)}'",
            f"style-src '{_source(program.style)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _source(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
