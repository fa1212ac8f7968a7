"""Remarks: who may say what to whom, and who hears it."""

from typing import Any

import pytest

from server.debate.actors import Actor
from server.debate.deciding.remarks import KEPT_AT_MOST, REMARK_LIMIT
from server.debate.refusals import Rejected
from server.debate.showing.heads import host_debate
from tests.given.debates import HOST, PRODUCER, SCREENER, Drive, command, control_head, participant


def say(drive: Drive, by: Actor = PRODUCER, **fields: Any) -> int:
    """Returns the number of the remark."""
    drive.do(by, command("say", **fields))
    return max(drive.around.remarks)


def hear(drive: Drive, remark: int, by: Actor = HOST) -> None:
    drive.do(by, command("heard", remark=remark))


def on_control(drive: Drive) -> Any:
    return control_head(drive.debate, drive.around)["remarks"]


def on_host(drive: Drive) -> Any:
    return host_debate(drive.debate, drive.around)["remarks"]


def test_moderators_read_what_one_of_them_says_and_the_host_does_not() -> None:
    drive = Drive()

    say(drive, SCREENER, text="  Još dva\nslična  ")

    assert on_control(drive) == {
        "1": {"at": drive.now, "by": "agon", "text": "Još dva slična", "lang": "sr-Latn"}
    }
    assert on_host(drive) == {}


def test_a_remark_to_the_host_stands_there_until_it_is_heard() -> None:
    drive = Drive()
    say(drive, text="Pazi na vreme", to="host")
    preset = say(drive, preset="wrap_up", to="host")
    assert list(on_host(drive)) == ["1", "2"]
    assert on_host(drive)["2"] == {
        "at": drive.now,
        "by": "mira",
        "to": "host",
        "preset": "wrap_up",
    }

    drive.now += 12_000
    hear(drive, preset)

    assert list(on_host(drive)) == ["1"]
    assert on_control(drive)["2"]["heard_at"] == drive.now
    assert "heard_at" not in on_control(drive)["1"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "malformed"),
        ({"text": "Kraj", "preset": "wrap_up"}, "malformed"),
        ({"text": " \u200b "}, "empty"),
        ({"text": "a" * (REMARK_LIMIT + 1)}, "too_long"),
    ],
)
def test_what_is_no_remark_is_refused(said: dict[str, Any], code: str) -> None:
    with pytest.raises(Rejected, match=code):
        say(Drive(), **said)


@pytest.mark.parametrize(
    ("heard", "by", "code"),
    [
        (1, HOST, "wrong_state"),  # it is not for the host
        (3, HOST, "unknown_remark"),
        (2, SCREENER, "not_allowed"),
        (2, participant("ana"), "not_allowed"),
    ],
)
def test_only_what_the_host_was_told_is_heard_and_not_by_anybody(
    heard: int, by: Actor, code: str
) -> None:
    drive = Drive()
    say(drive, text="Za nas")
    say(drive, text="Za voditelja", to="host")
    with pytest.raises(Rejected, match=code):
        hear(drive, heard, by)
    assert list(on_host(drive)) == ["2"]


def test_the_newest_are_kept_and_older_ones_forgotten() -> None:
    drive = Drive()
    for number in range(KEPT_AT_MOST + 5):
        say(drive, text=f"Broj {number}")
    numbers = [int(number) for number in on_control(drive)]
    assert numbers == list(range(6, KEPT_AT_MOST + 6))


def test_closing_forgets_all_of_them_and_nothing_more_is_said() -> None:
    drive = Drive()
    say(drive, text="Kraj", to="host")
    drive.moderate("phase", to="closed")
    assert on_control(drive) == on_host(drive) == {}
    with pytest.raises(Rejected, match="wrong_phase"):
        say(drive, text="Hvala svima")
