"""What the key of a debate does: it turns tokens into handles, and handles into what is kept.

In memory a participant of a debate is one handle, so that people are counted once over merged
questions. What is kept of it is *sealed*: another value for each question and purpose, which only
the key ties to the handle. So rows do not tell about each other, neither in the database nor in
what is left of them on the disk, once the key is gone. Pure.
"""

import hashlib
import hmac
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK_BYTES = 16  # of a handle, and of all that is sealed

Purpose = Literal["ballot", "command", "author", "moment"]


class Seal:
    """Blocks of 16 bytes are sealed by XEX with AES-256 (Rogaway 2004, the mode under XTS): the
    tweak T = BLAKE2b(question) under a key of the purpose; E(block ⊕ T) ⊕ T. Not to be used by two
    threads at once."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._purposes = {purpose: _Blocks(key, purpose) for purpose in _PURPOSES}
        self._receipts = _derived(key, "receipt")
        self._contents = _derived(key, "content")

    def handle_of(self, token: str) -> str:
        """The participant's handle: HMAC-SHA-256 of the token under the key, cut to 128 bits; 32
        hexadecimal digits."""
        return hmac.digest(self._key, token.encode(), "sha256")[:BLOCK_BYTES].hex()

    def seal(self, purpose: Purpose, questions: Sequence[str], blocks: bytes) -> bytes:
        """Blocks one after the other, as many as questions, each sealed for its own."""
        return self._purposes[purpose].seal(questions, blocks)

    def open(self, purpose: Purpose, questions: Sequence[str], blocks: bytes) -> bytes:
        """What `seal` sealed; of what another key sealed, something that is nobody's."""
        return self._purposes[purpose].open(questions, blocks)

    def receipt(self, handle: str, command: str) -> str:
        """What is kept of whose command it was; there is no way back. 32 hexadecimal digits.

        Keyed BLAKE2b (RFC 7693): it is asked for with every vote, and HMAC through OpenSSL took a
        tenth of that."""
        said = f"{handle}\0{command}".encode()
        return hashlib.blake2b(said, key=self._receipts, digest_size=BLOCK_BYTES).hexdigest()

    def content(self, said: bytes) -> str:
        """What is kept of what a command asked for. 32 hexadecimal digits."""
        return hmac.digest(self._contents, said, "sha256")[:BLOCK_BYTES].hex()


class _Blocks:
    def __init__(self, key: bytes, purpose: str) -> None:
        cipher = Cipher(algorithms.AES(_derived(key, purpose)), modes.ECB())
        self._encrypt, self._decrypt = cipher.encryptor().update, cipher.decryptor().update
        tweaks = _derived(key, f"tweaks of {purpose}")
        self._tweak = lru_cache(4_096)(
            lambda question: hashlib.blake2b(
                question.encode(), key=tweaks, digest_size=BLOCK_BYTES
            ).digest()
        )

    def seal(self, questions: Sequence[str], blocks: bytes) -> bytes:
        tweaks = b"".join(map(self._tweak, questions))
        return _xor(self._encrypt(_xor(blocks, tweaks)), tweaks)

    def open(self, questions: Sequence[str], blocks: bytes) -> bytes:
        tweaks = b"".join(map(self._tweak, questions))
        return _xor(self._decrypt(_xor(blocks, tweaks)), tweaks)


_PURPOSES: tuple[Purpose, ...] = ("ballot", "command", "author", "moment")


def _derived(key: bytes, what: str) -> bytes:
    return hmac.digest(key, b"tribina\0" + what.encode(), "sha256")


def _xor(one: bytes, other: bytes) -> bytes:
    if len(one) != len(other):
        raise ValueError("as many blocks as questions")
    return (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(len(one))
