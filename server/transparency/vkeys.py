"""Keys that sign notes, and how they are named (C2SP signed-note). Pure.

A vkey is `name+id+base64(kind ‖ public key)`; the id, 8 hexadecimal digits, is how SHA-256 of
name, line feed, kind and public key begins.
"""

from hashlib import sha256
from typing import Literal, get_args

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from msgspec import Struct

from server.transparency.base64s import decoded, encoded

Kind = Literal[1, 4]
NOTE: Kind = 1  # Ed25519 over the text
COSIGNATURE: Kind = 4  # Ed25519 over the text and a time (tlog-cosignature)
ID_BYTES = 4
KEY_BYTES = 32
SEED_BYTES = 32


def is_name(text: str) -> bool:
    """Whether a key may be called so: something, without spaces, control characters or a plus."""
    return bool(text) and not any(c == "+" or c.isspace() or c < " " for c in text)


class Vkey(Struct, frozen=True):
    """A public key (32 bytes) by its name and what it is for."""

    name: str
    kind: Kind
    key: bytes

    @classmethod
    def parse(cls, text: str) -> "Vkey":
        """Raises ValueError where it is none, or of a kind that is not known here."""
        name, _, rest = text.partition("+")
        id_, _, key = rest.partition("+")
        try:
            raw = decoded(key)
        except ValueError as error:
            raise ValueError("the key is not base64") from error
        kind: Kind | None = next((one for one in get_args(Kind) if raw[:1] == bytes([one])), None)
        if kind is None or len(raw) != 1 + KEY_BYTES:
            raise ValueError("not an Ed25519 key of a note")
        vkey = cls(name, kind, raw[1:])
        if not is_name(name) or vkey.id.hex() != id_:
            raise ValueError("the name of the key and its id do not belong together")
        return vkey

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([self.kind]) + self.key)}"

    @property
    def id(self) -> bytes:
        """4 bytes, which together with the name tell keys apart; they prove nothing."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.key
        return sha256(named).digest()[:ID_BYTES]

    def named(self, name: str) -> "Vkey":
        """The same key under another name: a house has one for all its logs."""
        return Vkey(name, self.kind, self.key)

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether the bare signature (64 bytes) is this key's over the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey:
    """A private key, made of 32 secret bytes. It has a name for each thing that it signs."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> bytes:
        """Its public half, 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    def vkey(self, name: str, kind: Kind = NOTE) -> Vkey:
        """Its public half under this name. Raises ValueError for what can be no name."""
        if not is_name(name):
            raise ValueError("no name of a key")
        return Vkey(name, kind, self.public)

    def sign(self, message: bytes) -> bytes:
        """The bare signature, 64 bytes; the same for the same message."""
        return self._key.sign(message)
