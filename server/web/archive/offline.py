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
from server.debate.showing.fairness import OTHER
from server.language.languages import TAGS
from server.web.delivery.assets import house_assets
from server.web.delivery.bundling import bundle
from server.web.pages.archive_page import UNDOABLE, templates, to_all
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
    *("archive.fate_", "archive.reasons", "archive.decision", "archive.wait", "archive.seconds"),
    *("archive.minutes", "archive.entered_count", "archive.report", "archive.burst", "archive.by_"),
    *("archive.language", "archive.pile", "archive.guest", "archive.to_all", "archive.times"),
    *("archive.hour", "archive.spoken", "archive.on_air", "archive.submitted", "archive.shown"),
    *("archive.asked_short", "archive.dismissed", "archive.air_text", "common.state_"),
    *("archive.between", "common.reason_"),
)
# Nothing may end the element that the data stand in, nor be read as the end of a line of a script.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


class _Program(Struct, frozen=True):
    """What is the same in every file. `fingerprint`: SHA-256 of the script, in hex."""

    script: str
    style: str
    words: str
    fingerprint: str


def archive_file(record: Record, policy: str = "", house: str = "") -> bytes:
    """The file of a closed debate. `policy`: whose signatures are trusted (`tlog-policy`); `house`:
    its address, if it has one that lasts, for the code of the head. The same debate gives the same
    bytes."""
    archive = embedded(document(record))
    return _file(
        record=record,
        archive=archive,
        policy=embedded(policy),
        house=house,
        to_all=to_all(record.results),
    )


@cache
def verifier_file() -> bytes:
    """The program without data: `verify.html`."""
    return _file(record=None, house="")


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
            undoable=UNDOABLE,
            language_in=_language,
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
    words = {tag: _words(tag) for tag in LOCALES}
    fingerprint = hashlib.sha256(script.encode()).hexdigest()
    return _Program(script, style.body.decode(), embedded(words), fingerprint)


def _words(tag: str) -> dict[str, Any]:
    """With those that the data name: languages, and kinds of events that can be taken back."""
    house = house_words()
    words = {
        key.removeprefix(f"{_SECTION}."): text
        for key, text in house.strings(tag, [_SECTION, "archive", "common"]).items()
        if key.startswith((f"{_SECTION}.", *_WORDS))
    }
    words |= {f"language_{of}": _language(tag, of) for of in (*TAGS, OTHER)}
    return words | {f"undone_{kind}": house.t(tag, key) for kind, key in UNDOABLE.items()}


def _language(tag: str, of: str) -> str:
    """What a language is called, as moderation is counted."""
    house = house_words()
    return house.t(tag, "archive.lang_other") if of == OTHER else house.language(tag, of)


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
