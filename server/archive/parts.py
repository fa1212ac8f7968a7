"""An archive in parts: a file for each thing in it, as docs/archive.md lists them; and whose
signature it is to be held against."""

import contextlib

import msgspec

from server.archive.export_json import PROOFS, document
from server.archive.load import Record
from server.transparency.checkpoints import Checkpoint, open_checkpoint
from server.transparency.notes import BadNote, parse_note
from server.transparency.policy import Policy, policy_of


def archive_parts(record: Record) -> dict[str, bytes]:
    """By name, of a debate of the second format: whoever joins them has the one file."""
    whole = document(record)
    results = {name: value for name, value in whole.items() if name not in PROOFS}
    opened = [
        {"field": field, "line": int(line), "part": part}
        for line, fields in whole["opened"].items()
        for field, part in fields.items()
    ]
    parts = {
        "results.json": readable(results),
        "journal.ndjson": _lines(whole["journal"]),
        "opened.ndjson": _lines([msgspec.json.encode(row).decode() for row in opened]),
        "ballots.txt": _lines(whole["ballots"]),
    }
    if record.checkpoint is not None:
        parts["checkpoint"] = record.checkpoint.encode()
    return parts


def of_the_signer(policy: str, checkpoint: str | None) -> str:
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


def readable(value: object) -> bytes:
    """As JSON with a line for each thing."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _lines(rows: list[str]) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()
