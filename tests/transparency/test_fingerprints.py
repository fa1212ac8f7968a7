"""A root survives being scanned and typed; what is nearly one is none."""

from hashlib import sha256

import pytest

from server.transparency.fingerprints import GLANCED, LETTERS, fingerprint_of, root_of

ROOT = sha256(b"a log").digest()


def test_a_root_is_52_capitals_and_digits_and_comes_back_from_them() -> None:
    said = fingerprint_of(ROOT)

    assert len(said) == LETTERS and said.isalnum() and said.upper() == said
    assert root_of(said) == root_of(said.lower()) == ROOT
    assert GLANCED < LETTERS


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        fingerprint_of(ROOT)[:-1],
        fingerprint_of(ROOT) + "A",
        fingerprint_of(ROOT)[:-1] + "B",  # bits that a root does not have
        fingerprint_of(ROOT).replace(fingerprint_of(ROOT)[3], "1"),
        fingerprint_of(ROOT)[:-1] + "=",
        "ž" * LETTERS,
    ],
)
def test_what_is_nearly_a_fingerprint_is_none(spoilt: str) -> None:
    with pytest.raises(ValueError):
        root_of(spoilt)
