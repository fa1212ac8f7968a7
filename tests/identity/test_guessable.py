"""Passwords that somebody guesses are told from those that nobody does."""

import time

import pytest

from server.identity.guessable import is_guessable

NAMES = ("vesna", "Social Club", "Aktiv Civic Energy Center", "Posao i mladi", "Puna dhe të rinjtë")


@pytest.mark.parametrize(
    "password",
    [
        "password123",
        "Password123!",
        "P@ssw0rd2026",
        "1234567890",
        "12345678901",
        "0987654321",
        "qwertyuiop",
        "qwertzuiop1",
        "1q2w3e4r5t",
        "1qaz2wsx3edc",
        "asdfghjkl;",
        "abcdefghij",
        "iloveyou2024",
        "princess2024",
        "dragondragon",
        "footballdragon",
        "monkey!!!!!!",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "12121212121212",
        "lozinka1234",
        "лозинка2026",
        "šifra12345",
        "Fjalëkalimi1",
        "fjalekalimi!",
        "crvena zvezda",
        "Mitrovica2026",
        "vesna12345",
        "Vesna.Vesna",
        "socialclub1",
        "posaoimladi",
        "aktiv-2026-aktiv",
        "tribina2026",
        "       password       ",
    ],
)
def test_what_somebody_guesses_is_told(password: str) -> None:
    assert is_guessable(password, NAMES)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "another horse altogether",
        "ćirilica žubori",
        "ђачкидом 1",
        "tencharact",
        "vesna pije kafu sa mlekom",
        "k8#Vq2!mZx",
        "dardha dhe molla",
        "7f3a9c21be",
        "zaliv bez vode 1389",
    ],
)
def test_what_nobody_guesses_is_taken(password: str) -> None:
    assert not is_guessable(password, NAMES)


@pytest.mark.parametrize("password", ["abcdefghijklmnopqrstuvwxyz" * 7, "password" * 25, "qa" * 99])
def test_the_longest_password_costs_little(password: str) -> None:
    is_guessable("warm", NAMES)
    began = time.process_time()

    for _ in range(10):
        assert is_guessable(password, NAMES)

    assert (time.process_time() - began) / 10 < 0.020
