"""What the house keeps for itself is opened by its secret alone, for what it was closed, and in the
form that it always had."""

import secrets

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.store.secrecy.envelopes import Envelopes

SECRET = "a secret of the tests"
KEPT = b"what is kept"


def test_what_is_closed_is_opened_by_the_same_house_for_the_same_row() -> None:
    kept = Envelopes(SECRET, "envelopes").close(KEPT, "a row")

    assert KEPT not in kept
    assert Envelopes(SECRET, "envelopes").open(kept, "a row") == KEPT


@pytest.mark.parametrize(
    ("secret", "purpose", "what"),
    [
        ("another secret", "envelopes", "a row"),
        (SECRET, "secrets of endpoints", "a row"),
        (SECRET, "envelopes", "another row"),
    ],
)
def test_nothing_else_opens_it(secret: str, purpose: str, what: str) -> None:
    kept = Envelopes(SECRET, "envelopes").close(KEPT, "a row")

    assert Envelopes(secret, purpose).open(kept, what) is None


@pytest.mark.parametrize("length", [0, 4, 11, 12, 20])
def test_what_is_damaged_is_none(length: int) -> None:
    envelopes = Envelopes(SECRET, "envelopes")
    kept = envelopes.close(KEPT, "a row")

    assert envelopes.open(kept[:length], "a row") is None
    assert envelopes.open(kept[:-1] + bytes([kept[-1] ^ 1]), "a row") is None


@pytest.mark.parametrize("purpose", ["keys of debates", "signing key"])
def test_files_of_released_houses_are_read_on(purpose: str) -> None:
    derived = HKDF(SHA256(), 32, salt=None, info=b"tribina " + purpose.encode())
    nonce = secrets.token_bytes(12)
    box = AESGCM(derived.derive(SECRET.encode()))

    assert Envelopes(SECRET, purpose).open(nonce + box.encrypt(nonce, KEPT, b"it"), "it") == KEPT
