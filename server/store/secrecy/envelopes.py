"""What the house keeps for itself, closed under a key that follows from its secret: whoever has
only the database, or a backup of it, cannot read it."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class Envelopes:
    """AES-GCM. `what`: names the row that it is in, so that no content passes for another's."""

    def __init__(self, key: bytes) -> None:
        self._box = AESGCM(key)

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
