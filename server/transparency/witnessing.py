"""What a witness answers to a log that asks for its signature (C2SP tlog-witness,
`add-checkpoint`). Pure: what is known of the log goes in, what is to be known from now on comes
out. Whoever keeps that must do so in one transaction with the question, and before it answers.
"""

from collections.abc import Collection

from msgspec import Struct

from server.transparency.base64s import encoded
from server.transparency.checkpoints import Checkpoint, open_checkpoint, parse_hash, parse_size
from server.transparency.merkle import EMPTY, verify_consistency
from server.transparency.notes import BadNote, Note, parse_note
from server.transparency.vkeys import Vkey

HASHES_AT_MOST = 63
SIZE_TYPE = "text/x.tlog.size"  # of the answer that says which size the witness knows


class Asked(Struct, frozen=True, kw_only=True):
    """The body of a request: `old` is the size that the log believes to be known, `proof` shows
    that the checkpoint's tree begins with that one, `note` is the checkpoint as it came."""

    old: int
    proof: tuple[bytes, ...]
    note: bytes
    origin: str

    @classmethod
    def parse(cls, body: bytes) -> "Asked":
        """Raises BadNote: to be answered with 400."""
        before, _, note = body.partition(b"\n\n")
        try:
            first, *proof = before.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise BadNote("not what is asked of a witness") from error
        if not first.startswith("old ") or len(proof) > HASHES_AT_MOST:
            raise BadNote("not what is asked of a witness")
        return cls(
            old=parse_size(first.removeprefix("old ")),
            proof=tuple(map(parse_hash, proof)),
            note=note,
            origin=Checkpoint.parse(parse_note(note).text).origin,
        )

    def __bytes__(self) -> bytes:
        lines = (f"old {self.old}", *map(encoded, self.proof), "", "")
        return "\n".join(lines).encode() + self.note


class Verdict(Struct, frozen=True, kw_only=True):
    """`status`: of the answer. With 200 the `note` (the log's signatures alone) is to be kept and
    cosigned; a 409 with `size` tells which one is known. `forked`: the log itself has signed what
    cannot be one log."""

    status: int
    note: Note | None = None
    size: int | None = None
    forked: bool = False


def judge(asked: Asked, trusted: Collection[Vkey], latest: Checkpoint | None) -> Verdict:
    """`trusted`: the keys of the origin, none if it is unknown; `latest`: what was cosigned last
    for it, None if nothing was."""
    if not trusted:
        return Verdict(status=404)
    try:
        new, note = open_checkpoint(asked.note, trusted)
    except BadNote:
        return Verdict(status=403)
    if asked.old > new.size:
        return Verdict(status=400)
    size, root = (0, EMPTY) if latest is None else (latest.size, latest.root)
    if asked.old != size:
        return Verdict(status=409, size=size)
    if new.size == size and new.root != root:
        return Verdict(status=409, forked=True)
    if not _follows(size, root, new, asked.proof):
        return Verdict(status=422, forked=True)
    return Verdict(status=200, note=note)


def _follows(size: int, root: bytes, new: Checkpoint, proof: tuple[bytes, ...]) -> bool:
    if size in (0, new.size):
        return not proof
    return verify_consistency(size, new.size, proof, root, new.root)
