"""Canonical JSON, digests, and the root of a Merkle tree (RFC 6962, 2.1)."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NoReturn

Json = dict[str, Any]
MINUTE = 60_000  # ms


class WrongError(Exception):
    """What stands there cannot be, and nothing behind it can be read."""


def demand(holds: bool, otherwise: str) -> None:
    """Raises WrongError, which says this."""
    if not holds:
        raise WrongError(otherwise)


def canonical(value: Any) -> str:
    """The one way to write it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> Json:
    """An object from canonical JSON. Raises ValueError or WrongError of what is not."""

    def never(number: str) -> NoReturn:
        raise WrongError(f"{number} is no whole number")

    value = json.loads(text, parse_float=never, parse_constant=never)
    demand(isinstance(value, dict) and canonical(value) == text, "not canonical JSON")
    plain(value)
    assert isinstance(value, dict)
    return value


def plain(value: Any) -> None:
    """Raises WrongError where there is a null or a number that is not whole."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            plain(inner)
    else:
        demand(isinstance(value, str | int), f"{value!r} is neither a text nor a whole number")


def whole(value: Any) -> int:
    """It, if it is a whole number, 0 at least."""
    demand(type(value) is int and value >= 0, f"{value!r} is no whole number from 0")
    assert isinstance(value, int)
    return value


def digest(text: str) -> str:
    """`H` of a text."""
    return sha256(text.encode()).hexdigest()


def root(leaves: Sequence[str]) -> bytes:
    """Of the tree over these."""
    if not leaves:
        return sha256(b"").digest()
    return _root([sha256(b"\0" + leaf.encode()).digest() for leaf in leaves])


def _root(hashes: Sequence[bytes]) -> bytes:
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\1" + _root(hashes[:split]) + _root(hashes[split:])).digest()
