"""Base64 as notes, heads and proofs write it (RFC 4648, section 4): one way of writing only."""

from base64 import b64decode, b64encode
from binascii import Error


def encoded(data: bytes) -> str:
    """With padding."""
    return b64encode(data).decode()


def decoded(text: str) -> bytes:
    """Raises ValueError for what `encoded` would not have written."""
    try:
        data = b64decode(text, validate=True)
    except (Error, ValueError) as error:
        raise ValueError("not base64") from error
    if encoded(data) != text:
        raise ValueError("not the one way to write it as base64")
    return data
