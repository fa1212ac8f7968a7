"""Signed notes (C2SP signed-note v1.0.0): a text, an empty line, a line for each signature. Pure.

A signature's line is `— name base64(id of the key ‖ signature)`. The text is UTF-8, ends with a
line feed and has no other control character.
"""

from collections.abc import Iterable

from msgspec import Struct

from server.transparency import cosignatures
from server.transparency.base64s import decoded, encoded
from server.transparency.vkeys import COSIGNATURE, ID_BYTES, NOTE, SigningKey, Vkey, is_name

BYTES_AT_MOST = 256 * 1024  # 16 signatures must fit, also of kinds that need some 7 KB each
SIGNATURES_AT_MOST = 100
_DASH = "\u2014 "


class BadNote(ValueError):
    """It is no note, or one that nobody who is trusted has signed."""


class Signature(Struct, frozen=True):
    """By the key of this name and id (4 bytes). `body`: what the kind of the key makes of it."""

    name: str
    id: bytes
    body: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {encoded(self.id + self.body)}\n"

    @classmethod
    def parse(cls, line: str) -> "Signature":
        """Of a line without its end. Raises BadNote."""
        name, _, rest = line.removeprefix(_DASH).partition(" ")
        try:
            raw = decoded(rest)
        except ValueError as error:
            raise BadNote("a signature is not base64") from error
        if not line.startswith(_DASH) or not is_name(name) or len(raw) <= ID_BYTES:
            raise BadNote("not the line of a signature")
        return cls(name, raw[:ID_BYTES], raw[ID_BYTES:])


class Note(Struct, frozen=True):
    """`text` with the line feed it ends with."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))

    def by(self, vkey: Vkey) -> Signature | None:
        """The first signature that says it is by this key."""
        mine = (one for one in self.signatures if (one.name, one.id) == (vkey.name, vkey.id))
        return next(mine, None)


def sign(text: str, key: SigningKey, *names: str) -> Note:
    """The text signed by the key under each of the names. Raises BadNote for what can be no text
    of a note."""
    body = key.sign(_checked(text).encode())
    return Note(text, tuple(Signature(name, key.vkey(name).id, body) for name in names))


def cosign(text: str, key: SigningKey, name: str, at: int) -> Signature:
    """A witness' signature of the text of a checkpoint, at that time (s)."""
    return Signature(name, key.vkey(name, COSIGNATURE).id, cosignatures.cosigned(text, key, at))


def parse_note(note: bytes) -> Note:
    """With all its signatures, none of them verified. Raises BadNote."""
    if len(note) > BYTES_AT_MOST:
        raise BadNote("too long")
    try:
        whole = note.decode()
    except UnicodeDecodeError as error:
        raise BadNote("not UTF-8") from error
    text, between, lines = whole.rpartition("\n\n")
    if not between or not lines.endswith("\n"):
        raise BadNote("no signatures")
    signed = lines.removesuffix("\n").split("\n")
    if len(signed) > SIGNATURES_AT_MOST:
        raise BadNote("too many signatures")
    return Note(_checked(text + "\n"), tuple(map(Signature.parse, signed)))


def open_note(note: bytes, known: Iterable[Vkey]) -> Note:
    """With the signatures of the known keys alone, each verified, one a key. Raises BadNote if
    one of them is wrong, or there is none."""
    parsed, keys = parse_note(note), {(vkey.name, vkey.id): vkey for vkey in known}
    verified: dict[tuple[str, bytes], Signature] = {}
    for one in parsed.signatures:
        vkey = keys.get((one.name, one.id))
        if vkey is None or (one.name, one.id) in verified:
            continue
        if not _verifies(vkey, parsed.text, one.body):
            raise BadNote(f"the signature of {one.name} is wrong")
        verified[one.name, one.id] = one
    if not verified:
        raise BadNote("signed by nobody who is known")
    return Note(parsed.text, tuple(verified.values()))


def _verifies(vkey: Vkey, text: str, body: bytes) -> bool:
    if vkey.kind == NOTE:
        return vkey.verifies(text.encode(), body)
    return cosignatures.verifies(vkey, text, body)


def _checked(text: str) -> str:
    if not text.endswith("\n") or any(c < " " and c != "\n" for c in text):
        raise BadNote("no text of a note")
    return text
