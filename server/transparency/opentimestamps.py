"""Files of OpenTimestamps (`.ots`), as a calendar's answer makes one. Pure.

A file is a magic number, a version, the operation and the digest of what is stamped, and a
timestamp: steps from that digest to what somebody attests. A timestamp is a step, or an
attestation, and before the last of either each has 0xff; behind a step comes the timestamp of its
result. (Format: the reference implementation, python-opentimestamps, `core/timestamp.py`,
`core/op.py`, `core/notary.py`; there is no other description.)

A calendar is not told the digest, but one of it and a nonce, so that it learns nothing; the two
steps between stand in the file. What it answers is a promise to have its commitment in a block of
Bitcoin within hours: any client then completes the file.
"""

import re
from hashlib import sha256

NONCE_BYTES = 16
ANSWER_AT_MOST = 10_000  # bytes, as in the reference implementation
STEPS_AT_MOST = 250  # it refuses more than 256 in a row,
ADDED_AT_MOST = 4_000  # and results of more than 4,096 bytes
_MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
_VERSION = b"\x01"
_SHA256, _APPEND, _PREPEND = 0x08, 0xF0, 0xF1
_OTHER_HASHES = (0x02, 0x03, 0x67)  # SHA-1, RIPEMD-160, Keccak
_ATTESTATION, _ONE_MORE = 0x00, 0xFF
_PENDING = bytes.fromhex("83dfe30d2ef90c8e")
_KIND_BYTES, _PAYLOAD_AT_MOST = 8, 8192
_ADDRESS = re.compile(rb"[A-Za-z0-9._/:-]{1,1000}")


class NoTimestamp(ValueError):
    """It is no answer of a calendar."""


def submitted(digest: bytes, nonce: bytes) -> bytes:
    """What a calendar is told: 32 bytes, that say nothing of the digest."""
    return sha256(digest + nonce).digest()


def stamp_file(digest: bytes, nonce: bytes, answer: bytes) -> bytes:
    """`digest`: SHA-256 of what is stamped; `answer`: of a calendar to what was `submitted`. Raises
    NoTimestamp."""
    _must_promise(answer)
    steps = bytes([_APPEND, len(nonce)]) + nonce + bytes([_SHA256])
    return _MAGIC + _VERSION + bytes([_SHA256]) + digest + steps + answer


def _must_promise(answer: bytes) -> None:
    """Raises NoTimestamp unless it is whole, and promises something. Two steps of the format, to
    turn round and to write in hexadecimal, are not taken: no calendar is known to take them."""
    reading = _Reading(answer)
    if not _Walk(reading).promises() or not reading.is_over:
        raise NoTimestamp("no promise, or more behind it")


class _Walk:
    """Through a timestamp and those behind its steps."""

    def __init__(self, reading: "_Reading") -> None:
        self._reading = reading
        self._steps = 0
        self._added = 0

    def promises(self) -> bool:
        """Whether the timestamp that is read next has a promise. Raises NoTimestamp."""
        found, seen, is_last = False, set[tuple[int, bytes]](), False
        while not is_last:
            kind = self._reading.byte()
            is_last = kind != _ONE_MORE
            kind = kind if is_last else self._reading.byte()
            self._steps += 1
            if self._steps > STEPS_AT_MOST:
                raise NoTimestamp("too many steps")
            if kind == _ATTESTATION:
                found |= _is_promise(self._reading)
                continue
            step = kind, self._operand(kind)
            if step in seen:  # the reference keeps the last of them alone
                raise NoTimestamp("a step that stands there twice")
            seen.add(step)
            found |= self.promises()
        return found

    def _operand(self, kind: int) -> bytes:
        if kind in (_SHA256, *_OTHER_HASHES):
            return b""
        if kind not in (_APPEND, _PREPEND):
            raise NoTimestamp("a step that is unknown")
        more = self._reading.some(ADDED_AT_MOST - self._added)
        if not more:
            raise NoTimestamp("a step that adds nothing")
        self._added += len(more)
        return more


def _is_promise(reading: "_Reading") -> bool:
    kind = reading.take(_KIND_BYTES)
    payload = _Reading(reading.some(_PAYLOAD_AT_MOST))
    if kind != _PENDING:
        return False
    if not _ADDRESS.fullmatch(payload.some(_PAYLOAD_AT_MOST)) or not payload.is_over:
        raise NoTimestamp("no address of a calendar")
    return True


class _Reading:
    """Bytes, from the first on."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_over(self) -> bool:
        return self._at == len(self._data)

    def take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise NoTimestamp("it ends too early")
        self._at += count
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def some(self, at_most: int) -> bytes:
        """As many as the number before them says: seven bits a byte, the lowest first, and the
        eighth on all but the last one."""
        count, shift = 0, 0
        while (part := self.byte()) & 0x80:
            count |= (part & 0x7F) << shift
            shift += 7
            if shift > 14:
                raise NoTimestamp("too long a part")
        count |= part << shift
        if count > at_most:
            raise NoTimestamp("too long a part")
        return self.take(count)
