"""A message of Standard Webhooks 1.0.0: what is sent, how it is signed, and when it is tried again.
Pure.
"""

import base64
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.debate.minutes import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS

Kind = Literal["v1", "v1a"]  # HMAC-SHA256, whose secret both know; Ed25519
KINDS: tuple[Kind, ...] = get_args(Kind)

KEY_BYTES = 32
ROTATION_MS = DAY_MS  # for how long the key before signs as well

# Before each try, counted from the one before it; ms.
DELAYS = (
    0,
    5 * SECOND_MS,
    5 * MINUTE_MS,
    30 * MINUTE_MS,
    2 * HOUR_MS,
    5 * HOUR_MS,
    10 * HOUR_MS,
    14 * HOUR_MS,
    20 * HOUR_MS,
    24 * HOUR_MS,
)
JITTER = 0.1  # of a delay, more or less
HOLDS_TRIES = 4  # of one event, while those behind it wait: some 35 minutes
AT_MOST_MS = 24 * HOUR_MS  # that a receiver can ask for
SLOW_MS = MINUTE_MS  # at least, to one who says that it is too much
SLOW = ("429", "502", "504")
GONE = "410"


def body(kind: str, at: int, data: dict[str, Any]) -> bytes:
    """Of an event that happened then (ms)."""
    said = {"type": kind, "timestamp": iso(at), "data": data}
    return msgspec.json.encode(said, order="sorted")


def iso(at: int) -> str:
    """ISO 8601, in UTC."""
    return datetime.fromtimestamp(at / 1_000, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def headers(
    kind: Kind, keys: Sequence[bytes], id_: str, now: int, said: bytes, late: bool = False
) -> dict[str, str]:
    """`keys`: the one that counts, and the one before it for a while. `late`: it comes behind some
    that happened after it."""
    seconds = now // 1_000
    signatures = " ".join(signature(kind, key, id_, seconds, said) for key in keys)
    named = {
        "content-type": "application/json",
        "webhook-id": id_,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signatures,
    }
    return named | ({"tribina-order": "late"} if late else {})


def signature(kind: Kind, key: bytes, id_: str, seconds: int, said: bytes) -> str:
    """`key`: the secret of v1, the seed of v1a. `id_`: without a full stop."""
    whole = f"{id_}.{seconds}.".encode() + said
    if kind == "v1":
        signed = hmac.digest(key, whole, "sha256")
    else:
        signed = Ed25519PrivateKey.from_private_bytes(key).sign(whole)
    return f"{kind},{_base64(signed)}"


def told(kind: Kind, key: bytes) -> str:
    """What a receiver needs to check signatures: the secret itself, or the public key."""
    if kind == "v1":
        return f"whsec_{_base64(key)}"
    public = Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()
    return f"whpk_{_base64(public)}"


def delay(tries: int, result: str, asked_ms: int | None, chance: float) -> int | None:
    """How long (ms) after so many tries in vain the next one is; None: it was the last. `asked_ms`:
    for what the receiver asked. `chance`: 0…1."""
    if tries >= len(DELAYS):
        return None
    usual = round(DELAYS[tries] * (1 + JITTER * (2 * chance - 1)))
    slow = SLOW_MS if result in SLOW else 0
    return max(usual, slow, min(asked_ms or 0, AT_MOST_MS))


def _base64(some: bytes) -> str:
    return base64.b64encode(some).decode()
