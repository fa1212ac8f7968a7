"""The secret of the one-time link that makes the first owner. In memory only: a restart before
there is an owner makes another one; once there is an owner, pages stop taking any.
"""

import hmac
import secrets


class SetupKey:
    """`value`: as it stands in the link."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(16)

    def matches(self, key: str) -> bool:
        """Takes the same time however much of it is right."""
        return hmac.compare_digest(key.encode(), self.value.encode())
