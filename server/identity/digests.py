"""What is kept of secrets that were made at random: whoever has the database has none of them."""

import hashlib


def digest_of_secret(secret: str) -> bytes:
    """What is stored. The secret is random, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
