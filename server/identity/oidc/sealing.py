"""What an organisation got from its provider, so that who has the database does not have it: sealed
under a key that follows from the house's secret, for this organisation, issuer and client alone.
"""

from server.store.secrecy.envelopes import Envelopes


class SecretBox:
    """Whoever changes for whom it is meant must bring it again: nobody can have it sent elsewhere
    by typing another issuer."""

    def __init__(self, secret: str) -> None:
        """`secret`: of the house."""
        self._envelopes = Envelopes(secret, "secrets of providers")

    def seal(self, text: str, organisation: str, issuer: str, client_id: str) -> bytes:
        """As it is kept."""
        return self._envelopes.close(text.encode(), _meant(organisation, issuer, client_id))

    def open(self, sealed: bytes, organisation: str, issuer: str, client_id: str) -> str | None:
        """None: it was sealed by another house, or for something else."""
        text = self._envelopes.open(sealed, _meant(organisation, issuer, client_id))
        return None if text is None else text.decode()


def _meant(*parts: str) -> str:
    """Each behind its length, so that no two of these read alike."""
    return "".join(f"{len(part)} {part}" for part in parts)
