"""Hashing and checking of passwords."""

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from server.clock import SystemClock
from server.identity.passwords import Passwords, password_problem

PASSWORD = "correct horse battery"


class CountingHasher(PasswordHasher):
    """Argon2 at its cheapest; counts how often it was asked to compare."""

    def __init__(self) -> None:
        cheap = CHEAPEST
        super().__init__(cheap.time_cost, cheap.memory_cost, cheap.parallelism)
        self.compared = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
        self.compared += 1
        return bool(super().verify(hash, password))


async def test_only_the_right_password_is_right() -> None:
    passwords = Passwords(SystemClock(), CountingHasher())
    hashed = await passwords.hash(PASSWORD)

    assert PASSWORD not in hashed
    assert await passwords.verify(hashed, PASSWORD)
    assert not await passwords.verify(hashed, PASSWORD + " ")
    assert not await passwords.verify("no hash at all", PASSWORD)


async def test_an_unknown_name_costs_the_same_work_as_a_known_one() -> None:
    hasher = CountingHasher()
    passwords = Passwords(SystemClock(), hasher)

    assert not await passwords.verify(None, PASSWORD)
    assert not await passwords.verify(None, "nobody's password")

    assert hasher.compared == 2


async def test_nothing_opens_an_account_that_has_no_password() -> None:
    passwords = Passwords(SystemClock(), CountingHasher())

    for tried in ("", PASSWORD, "nobody's password"):
        assert not await passwords.verify("", tried)


async def test_two_spellings_of_the_same_letters_are_the_same() -> None:
    passwords = Passwords(SystemClock(), CountingHasher())
    hashed = await passwords.hash("\u0107irilica \u017eubori")

    assert await passwords.verify(hashed, "c\u0301irilica z\u030cubori")


async def test_an_older_cost_still_opens_and_is_told() -> None:
    hashed = await Passwords(SystemClock(), CountingHasher()).hash(PASSWORD)
    today = Passwords(SystemClock())

    assert await today.verify(hashed, PASSWORD)
    assert today.is_outdated(hashed)
    assert not today.is_outdated(await today.hash(PASSWORD))


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("ninechars", "account.password_short"),
        ("tencharact", None),
        ("ђачкидом 1", None),
        ("aaaaaaaaaaaa", "account.password_simple"),
        ("word " * 41, "account.password_long"),
    ],
)
def test_only_length_makes_a_password(password: str, problem: str | None) -> None:
    assert password_problem(password) == problem
