"""What an organisation got from its provider, so that who has the database does not have it: sealed
under a key that follows from the house's secret, for this organisation, issuer and client alone.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12


class SecretBox:
    """Whoever changes for whom it is meant must bring it again: nobody can have it sent elsewhere
    by typing another issuer."""

    def __init__(self, secret: str) -> None:
        """`secret`: of the house."""
        key = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"tribina secrets of providers")
        self._box = AESGCM(key.derive(secret.encode()))

    def seal(self, text: str, organisation: str, issuer: str, client_id: str) -> bytes:
        """As it is kept."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        meant = _meant(organisation, issuer, client_id)
        return nonce + self._box.encrypt(nonce, text.encode(), meant)

    def open(self, sealed: bytes, organisation: str, issuer: str, client_id: str) -> str | None:
        """None: it was sealed by another house, or for something else."""
        meant = _meant(organisation, issuer, client_id)
        try:
            return self._box.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], meant).decode()
        except (InvalidTag, ValueError):
            return None


def _meant(*parts: str) -> bytes:
    return b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
