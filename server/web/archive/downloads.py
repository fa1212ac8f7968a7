"""The downloads of an archive: what is in each file, and under which kind it is asked for."""

import contextlib
from collections.abc import Callable
from typing import Literal, get_args

import msgspec

from server.archive.export_csv import export_csv
from server.archive.export_json import PROOFS, document, export_journal, export_json
from server.archive.load import Record
from server.archive.program import program
from server.transparency.checkpoints import Checkpoint, open_checkpoint
from server.transparency.notes import BadNote, parse_note
from server.transparency.policy import Policy, policy_of
from server.web.archive.offline import archive_file, verifier_file
from server.web.delivery.zipping import zipped
from server.web.words.i18n import LOCALES, house_words

Download = Literal["html", "zip", "json", "csv", "ndjson"]
DOWNLOADS: tuple[Download, ...] = get_args(Download)
WITH_POLICY: frozenset[Download] = frozenset({"html", "zip"})


def download(kind: Download, record: Record, policy: str = "", house: str = "") -> bytes:
    """The file of a closed debate: the same debate gives the same bytes. `policy`: whose
    signatures the house says are its own (`tlog-policy`), today's and earlier ones, by its name;
    `house`: its public address, if it has one."""
    return _MADE[kind](record, _of_the_signer(policy, record.checkpoint), house)


def signs(policy: str, record: Record) -> bool:
    """Whether a key of this policy signed the head of these lines."""
    return _of_the_signer(policy, record.checkpoint) != ""


def _of_the_signer(policy: str, checkpoint: str | None) -> str:
    """The policy with that key alone which has signed, under the name of the log: whoever checks an
    archive looks for the signature of each. Empty where none has: it would call its own archive
    forged."""
    note = (checkpoint or "").encode()
    with contextlib.suppress(BadNote):
        origin = Checkpoint.parse(parse_note(note).text).origin
        for vkey in Policy.parse(policy).logs if policy else []:
            own = vkey.named(origin) if origin.startswith(f"{vkey.name}/") else vkey
            with contextlib.suppress(BadNote):
                open_checkpoint(note, [own])
                return policy_of([own])
    return ""


def _parts(record: Record, policy: str) -> dict[str, bytes]:
    """By name, as docs/archive.md lists them. A debate of the first format has no lines to hash as
    they are: its one file stands in their place."""
    whole = document(record)
    parts: dict[str, bytes] = {}
    if "ballots" in whole:
        results = {name: value for name, value in whole.items() if name not in PROOFS}
        opened = [
            {"field": field, "line": int(line), "part": part}
            for line, fields in whole["opened"].items()
            for field, part in fields.items()
        ]
        parts["results.json"] = _readable(results)
        parts["journal.ndjson"] = _lines(whole["journal"])
        parts["opened.ndjson"] = _lines([msgspec.json.encode(row).decode() for row in opened])
        parts["ballots.txt"] = _lines(whole["ballots"])
    else:
        parts[f"tribina-{record.debate.code}.json"] = export_json(record)
    if record.checkpoint is not None:
        parts["checkpoint"] = record.checkpoint.encode()
    if policy:
        parts["policy"] = policy.encode()
    parts["check.py"] = program().encode()
    parts["verify.html"] = verifier_file()
    return {"README.txt": _readme(record.debate.code, list(parts)).encode(), **parts}


def _readable(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _lines(rows: list[str]) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()


def _readme(code: str, names: list[str]) -> str:
    """In all languages, one below the other."""
    t = house_words().t
    chapters = []
    for tag in LOCALES:
        told = [t(tag, "verifier.readme_title", code=code), ""]
        for name in names:
            key = f"verifier.file_{name.partition('.')[0].partition('-')[0]}"
            told.append(f"{name:<16} {t(tag, key)}")
        told += ["", t(tag, "verifier.readme_how", code=code), "", t(tag, "verifier.accused")]
        chapters.append("\n".join(told))
    return ("\n\n" + "-" * 72 + "\n\n").join(chapters) + "\n"


_MADE: dict[Download, Callable[[Record, str, str], bytes]] = {
    "html": archive_file,
    "zip": lambda record, policy, _: zipped(_parts(record, policy)),
    "json": lambda record, *_: export_json(record),
    "csv": lambda record, *_: export_csv(record),
    "ndjson": lambda record, *_: export_journal(record),
}
