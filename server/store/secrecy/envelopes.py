"""What the house keeps for itself, closed under keys that follow from its secret: whoever has only
the database or the files, or a backup of them, cannot read it."""

import secrets
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
KEY_BYTES = 32


class Envelopes:
    """AES-GCM. `what`: names the row or file it is in, so that no content passes for another's."""

    def __init__(self, secret: str, purpose: str) -> None:
        """`secret`: of the house; `purpose`: what was closed for another one opens nothing here."""
        self._box = AESGCM(derived(secret, purpose))
        self._marks = derived(secret, f"{purpose}, known again")

    def close(self, content: bytes, what: str) -> bytes:
        """The content, to be kept."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._box.encrypt(nonce, content, what.encode())

    def open(self, kept: bytes, what: str) -> bytes | None:
        """The content; None if another secret closed it, or it is damaged."""
        try:
            return self._box.decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], what.encode())
        except (InvalidTag, ValueError):
            return None

    def mark(self, what: str) -> str:
        """By which the same is known again, and of which nobody else can tell what it is."""
        return blake2b(what.encode(), key=self._marks, digest_size=16).hexdigest()


def derived(secret: str, purpose: str) -> bytes:
    """A key for one purpose (RFC 5869): the house's secret also signs tokens, so what encrypts is
    derived from it."""
    hkdf = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"tribina {purpose}".encode())
    return hkdf.derive(secret.encode())
