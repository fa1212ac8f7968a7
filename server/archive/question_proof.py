"""A proof that somebody asked a question, in one small file that whoever asked may save: the line
by which it came, what that line says in sealed parts, and what was decided about it
(docs/archive.md, "A proof of a question"). A C2SP tlog-proof, whose `extra` is ours. Pure.

Who has the file knows the sealed parts of a line that nobody else was given, so it also stands for
its author where nobody remembers who that was.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from server.debate import events as e
from server.store.chain import Line, canonical, digest, digests_of, parts_of
from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint, open_checkpoint, parse_hash
from server.transparency.merkle import Tree, leaf_hash, verify_inclusion
from server.transparency.notes import BadNote, parse_note
from server.transparency.proofs import HASHES_AT_MOST, Proof
from server.transparency.vkeys import NOTE, Vkey

BYTES_AT_MOST = 32 * 1024
TOO_LATE = 253_402_300_800_000  # ms: no calendar knows what is later
ASKED = frozenset({e.QuestionSubmitted.__name__})
DECIDED = frozenset(
    kind.__name__ for kind in (e.QuestionApproved, e.QuestionDismissed, e.QuestionMerged)
)
_OPENED = frozenset({"text", "name"})
_ORIGIN = re.compile(r"(?P<house>[^ +]+)/debate/(?P<code>[0-9]+)(/[0-9]+)?")


class _Further(Struct, frozen=True, forbid_unknown_fields=True):
    """Another line of the same tree."""

    line: str
    index: int
    hashes: list[str]


class _Extra(Struct, frozen=True, forbid_unknown_fields=True):
    line: str
    opened: dict[str, str]
    decided: _Further | None = None


class Decision(Struct, frozen=True):
    """What became of a question in the minute `at`: a kind of event, of a dismissal with its
    `reason`, of a merging with what it was merged `into`."""

    event: str
    at: int
    reason: str | None = None
    into: str | None = None


class Proven(Struct, frozen=True):
    """What a proof of a question shows: that it was asked in the minute `at` in the debate of this
    code in this house, with these words, in the line of this number (from 1). `head`: of the log in
    which that is so. `opened`: the sealed parts as they were hashed."""

    house: str
    code: str
    question: str
    line: int
    at: int
    text: str
    name: str | None
    decision: Decision | None
    head: Checkpoint
    opened: dict[str, str]


def chosen(
    lines: Sequence[Line], question: str, decided: type[e.QuestionEvent] | None
) -> tuple[Line, Line | None]:
    """Of the lines about a question, and those that take something back, the one by which it came,
    and the last of this kind of event that stands. Raises LookupError where it did not come."""
    bodies = [(line, msgspec.json.decode(line.body)["event"]) for line in lines]
    undone = {event["action"] for _, event in bodies if event["event"] == e.ActionUndone.__name__}
    about = [
        (line, event["event"])
        for line, event in bodies
        if event.get("question") == question and line.action not in undone
    ]
    asked = next((line for line, kind in about if kind in ASKED), None)
    if asked is None:
        raise LookupError(question)
    name = None if decided is None else decided.__name__
    return asked, next((line for line, kind in reversed(about) if kind == name), None)


def proof_of(line: Line, decided: Line | None, tree: Tree, checkpoint: str, size: int) -> bytes:
    """The file. `tree`: of all lines of the debate, `checkpoint`: the signed note of its first
    `size`, which must hold both lines. Raises ValueError where it does not."""
    body: dict[str, Any] = msgspec.json.decode(line.body)
    parts = parts_of(body, line.sealed)
    extra: dict[str, Any] = {
        "line": line.body.decode(),
        "opened": {field: part for field, part in parts.items() if field in _OPENED},
    }
    if decided is not None:
        extra["decided"] = {
            "line": decided.body.decode(),
            "index": decided.seq - 1,
            "hashes": list(map(encoded, tree.inclusion(decided.seq - 1, size))),
        }
    proof = Proof(
        index=line.seq - 1,
        hashes=tuple(tree.inclusion(line.seq - 1, size)),
        checkpoint=checkpoint,
        extra=canonical(extra),
    )
    return str(proof).encode()


def proven(file: bytes, open_: Callable[[bytes], Checkpoint]) -> Proven:
    """What the file shows. `open_`: the head in a signed note, if it is to be trusted. Raises
    BadNote where it shows nothing, `open_` too."""
    if len(file) > BYTES_AT_MOST:
        raise BadNote("too long")
    proof = Proof.parse(file)
    extra = _extra(proof)
    head = open_(proof.checkpoint.encode())
    named = _ORIGIN.fullmatch(head.origin)
    if named is None:
        raise BadNote("not the log of a debate")
    body = _included(extra.line, proof.index, proof.hashes, head, ASKED)
    said = _said(body, extra.opened)
    return Proven(
        house=named["house"],
        code=named["code"],
        question=body["event"]["question"],
        line=proof.index + 1,
        at=body["at"],
        text=said["text"],
        name=said.get("name"),
        decision=_decision(extra.decided, body["event"]["question"], head),
        head=head,
        opened=extra.opened,
    )


def signed_by(house: Vkey) -> Callable[[bytes], Checkpoint]:
    """What opens the notes that this house has signed as one of its logs. `house`: its vkey by the
    name of its own log, or of the log in question."""
    name = re.sub("/log(/[0-9]+)?$", "", house.name)

    def open_(note: bytes) -> Checkpoint:
        origin = Checkpoint.parse(parse_note(note).text).origin
        if origin != house.name and not origin.startswith(f"{name}/"):
            raise BadNote("a log of another house")
        head, _ = open_checkpoint(note, [Vkey(origin, NOTE, house.key)])
        return head

    return open_


def shows(opened: dict[str, str], line: Line) -> bool:
    """Whether these are sealed parts of the line as the server has it, its text among them."""
    found = parts_of(msgspec.json.decode(line.body), line.sealed)
    return "text" in opened and all(found.get(field) == part for field, part in opened.items())


def _extra(proof: Proof) -> _Extra:
    try:
        return msgspec.json.decode(proof.extra or b"", type=_Extra)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadNote("not a proof of a question") from error


def _included(
    line: str, index: int, hashes: tuple[bytes, ...], head: Checkpoint, kinds: frozenset[str]
) -> dict[str, Any]:
    """The line as an object. Raises BadNote unless it stands there and is of one of the kinds."""
    leaf = leaf_hash(line.encode())
    if not verify_inclusion(leaf, index, head.size, hashes, head.root):
        raise BadNote("the line is not in this log")
    try:
        body: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
        kind, at = body["event"]["event"], body["at"]
        is_one = body["seq"] == index + 1 and kind in kinds and 0 <= at < TOO_LATE
    except (msgspec.MsgspecError, KeyError, TypeError, RecursionError) as error:
        raise BadNote("not a line of a journal") from error
    if not is_one:
        raise BadNote("another line than a proof of a question has")
    return body


def _said(body: dict[str, Any], opened: dict[str, str]) -> dict[str, str]:
    """Text and name. Raises BadNote where the parts are not the sealed ones."""
    digests = digests_of(body)
    said: dict[str, str] = {}
    for field, part in opened.items():
        if field not in _OPENED or digests.get(field) != digest(part):
            raise BadNote("the words are not those that were sealed")
        try:
            said[field] = msgspec.json.decode(part, type=dict[str, str])[field]
        except (msgspec.MsgspecError, KeyError, RecursionError) as error:
            raise BadNote("the words cannot be read") from error
    if "text" not in said:
        raise BadNote("the words are missing")
    return said


def _decision(further: _Further | None, question: str, head: Checkpoint) -> Decision | None:
    if further is None:
        return None
    if len(further.hashes) > HASHES_AT_MOST:
        raise BadNote("too long")
    hashes = tuple(map(parse_hash, further.hashes))
    body = _included(further.line, further.index, hashes, head, DECIDED)
    event = body["event"]
    if event.get("question") != question:
        raise BadNote("what was decided is about another question")
    return Decision(event["event"], body["at"], event.get("reason"), event.get("into"))
