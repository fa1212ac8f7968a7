"""The secret of the one-time link that makes the first owner. It follows from the secret of the
house, so that the link of one process opens the page at any, and nothing is kept of it; once there
is an owner, pages stop taking it.
"""

import hashlib
import hmac

LENGTH = 32  # hexadecimal digits


class SetupKey:
    """`value`: as it stands in the link."""

    def __init__(self, secret: str) -> None:
        """`secret`: of the house."""
        made = hmac.new(secret.encode(), b"tribina setup link", hashlib.sha256)
        self.value = made.hexdigest()[:LENGTH]

    def matches(self, key: str) -> bool:
        """Takes the same time however much of it is right."""
        return hmac.compare_digest(key.encode(), self.value.encode())
