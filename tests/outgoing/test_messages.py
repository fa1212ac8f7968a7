"""Signatures as everybody makes them, and when a try follows a try."""

import base64
import time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from standardwebhooks import Webhook, WebhookVerificationError

from server.outgoing.messages import DELAYS, SLOW_MS, body, delay, headers, iso, signature, told

# Of the specification's own libraries (Go, JavaScript, Python: tests of signing).
ID, SECONDS, SAID = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, b'{"test": 2432232314}'
SECRET = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
SEED = base64.b64decode("VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=")
KEY = bytes(range(32))


def test_hmac_is_as_the_specification_has_it() -> None:
    signed = signature("v1", SECRET, ID, SECONDS, SAID)
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_ed25519_is_as_the_specification_has_it() -> None:
    signed = signature("v1a", SEED, ID, SECONDS, SAID)
    assert signed == (
        "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag=="
    )


def test_the_package_of_the_specification_believes_it() -> None:
    said = body("debate.live", 5, {"debate": {"code": "482915", "title": {"sr-Cyrl": "Посао"}}})
    sent = headers("v1", [KEY], "msg_1", time.time_ns() // 1_000_000, said)
    assert told("v1", KEY).startswith("whsec_")
    assert Webhook(told("v1", KEY)).verify(said, sent)["type"] == "debate.live"
    with pytest.raises(WebhookVerificationError):
        Webhook(told("v1", KEY)).verify(said + b" ", sent)


def test_while_a_key_is_changed_each_of_the_two_checks_it() -> None:
    other, said = bytes(32), body("debate.live", 5, {})
    sent = headers("v1", [other, KEY], "msg_1", time.time_ns() // 1_000_000, said)
    for key in (KEY, other):
        assert Webhook(told("v1", key)).verify(said, sent)


def test_the_public_key_checks_the_other_kind() -> None:
    sent = headers("v1a", [SEED], ID, SECONDS * 1_000, SAID)
    prefix, _, public = told("v1a", SEED).partition("_")
    assert prefix == "whpk"
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public))
    signed = base64.b64decode(sent["webhook-signature"].removeprefix("v1a,"))
    key.verify(signed, f"{ID}.{SECONDS}.".encode() + SAID)


def test_times_are_in_utc() -> None:
    assert iso(1_763_877_600_123) == "2025-11-23T06:00:00.123Z"


def test_tries_follow_the_schedule_and_end() -> None:
    waits = [delay(tries, "500", None, 0.5) for tries in range(1, len(DELAYS) + 1)]
    assert waits == [*DELAYS[1:], None]
    assert delay(1, "500", None, 0.0) == 4_500
    assert delay(1, "500", None, 1.0) == 5_500


def test_who_has_too_much_is_left_alone_for_a_while() -> None:
    assert delay(1, "429", None, 0.5) == SLOW_MS
    assert delay(1, "503", 120_000, 0.5) == 120_000
    assert delay(1, "503", 10**12, 0.5) == 24 * 3_600_000  # but not for ever
