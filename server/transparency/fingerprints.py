"""A root as it is scanned from a screen, typed from paper, or glanced at. Pure.

Base32 (RFC 4648, 6) without its padding: capitals and digits, which a QR code holds in few modules.
"""

from base64 import b32decode, b32encode

from server.transparency.merkle import HASH_BYTES

LETTERS = 52  # of a root
GLANCED = 8  # of them: enough to see that two are different, and no proof that they are the same


def fingerprint_of(root: bytes) -> str:
    """52 capitals and digits."""
    return b32encode(root).decode().rstrip("=")


def root_of(fingerprint: str) -> bytes:
    """Of capitals or small letters. Raises ValueError for what is no fingerprint."""
    root = b32decode(fingerprint.upper() + "====")
    if len(root) != HASH_BYTES or len(fingerprint) != LETTERS:
        raise ValueError("not as long as a root")
    if fingerprint_of(root) != fingerprint.upper():
        raise ValueError("another spelling of a root")
    return root
