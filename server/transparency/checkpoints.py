"""The head of a log as it is signed (C2SP tlog-checkpoint v1.0.0): three lines, the origin of the
log, its size, its root in base64; what stands behind them is kept as it is. Pure.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from server.transparency.base64s import decoded, encoded
from server.transparency.merkle import HASH_BYTES
from server.transparency.notes import BadNote, Note, open_note
from server.transparency.vkeys import Vkey

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_LARGEST = 2**63 - 1


def parse_size(text: str) -> int:
    """A number as sizes and indices are written: decimal, nothing before it. Raises BadNote."""
    if _SIZE.fullmatch(text) is None or int(text) > _LARGEST:
        raise BadNote("no size")
    return int(text)


def parse_hash(text: str) -> bytes:
    """32 bytes in base64. Raises BadNote."""
    try:
        hash_ = decoded(text)
    except ValueError as error:
        raise BadNote("no hash") from error
    if len(hash_) != HASH_BYTES:
        raise BadNote("no hash")
    return hash_


class Checkpoint(Struct, frozen=True):
    """The log `origin` had `size` entries, and their tree this `root` (32 bytes)."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is signed."""
        lines = (self.origin, str(self.size), encoded(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @property
    def short(self) -> str:
        """Size and root in one word."""
        return head_of(self.size, self.root)

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Of the text of a note. Raises BadNote."""
        lines = text.removesuffix("\n").split("\n")
        if len(lines) < 3 or not all(lines) or not text.endswith("\n"):
            raise BadNote("not a checkpoint")
        return cls(lines[0], parse_size(lines[1]), parse_hash(lines[2]), tuple(lines[3:]))


def head_of(size: int, root: bytes) -> str:
    """Of a log, in one word: the size, a colon, the root in base64."""
    return f"{size}:{encoded(root)}"


def open_checkpoint(note: bytes, known: Iterable[Vkey]) -> tuple[Checkpoint, Note]:
    """Signed by its own log, whose key is known by the name of the origin; with the signatures of
    all known keys, each verified. Raises BadNote."""
    keys = tuple(known)
    opened = open_note(note, keys)
    checkpoint = Checkpoint.parse(opened.text)
    own = [vkey for vkey in keys if vkey.name == checkpoint.origin]
    if not any(opened.by(vkey) for vkey in own):
        raise BadNote("not signed by its log")
    return checkpoint, opened
