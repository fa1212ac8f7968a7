"""What a witness signs (C2SP tlog-cosignature, Ed25519): that at a time it had seen no other log
than the one with this head. Pure.

A cosignature is 8 bytes of time (s, the highest first) and the signature.
"""

from server.transparency.vkeys import SigningKey, Vkey

_TIME_BYTES = 8
_LATEST = 2**63 - 1


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def cosigned(text: str, key: SigningKey, at: int) -> bytes:
    """The cosignature of the text of a checkpoint; `at` in seconds since 1970."""
    return at.to_bytes(_TIME_BYTES, "big") + key.sign(_message(text, at))


def verifies(vkey: Vkey, text: str, cosignature: bytes) -> bool:
    """Whether it is this witness' of this text."""
    at = time_of(cosignature)
    return at <= _LATEST and vkey.verifies(_message(text, at), cosignature[_TIME_BYTES:])


def time_of(cosignature: bytes) -> int:
    """When it says it was made (s)."""
    return int.from_bytes(cosignature[:_TIME_BYTES], "big")
