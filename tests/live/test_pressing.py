"""A button is one press however often it bounces, and nobody floods the journal with it."""

from typing import Any

import pytest

from server.debate.actors import Actor
from server.debate.refusals import Rejected
from server.limits.table import BUTTONS
from server.live.pressing import SAME_S, Pressing
from tests.given.clocks import FakeClock
from tests.given.debates import Drive

DECK = Actor("buttons", "token:1", "Stream Deck")


def deck() -> tuple[Pressing, Drive, FakeClock]:
    """With questions in the rundown."""
    drive, clock = Drive(), FakeClock()
    for text in ("Kada?", "Ko?", "Zašto?"):
        drive.moderate("cue", drive.ask_openly(text))

    async def handle(actor: Actor, command: Any) -> Any:
        drive.do(actor, command)
        return {}

    return Pressing(drive.debate, clock, handle), drive, clock


async def test_a_second_later_it_is_another_press() -> None:
    pressing, drive, clock = deck()

    taken = []
    for _ in range(4):
        taken.append((await pressing.press(DECK, "next")).question)
        clock.pass_s(SAME_S / 2)

    assert taken == ["q1", "q1", "q2", "q2"]
    assert drive.debate.on_air == "q2"


async def test_what_was_refused_is_no_press() -> None:
    pressing, drive, _ = deck()
    for _ in range(2):
        with pytest.raises(Rejected):
            await pressing.press(DECK, "timer/pause")
    drive.moderate("countdown", preset="60")

    assert (await pressing.press(DECK, "timer/pause")).did == "pause_countdown"


async def test_whoever_holds_a_key_does_not_flood_the_journal() -> None:
    pressing, drive, _ = deck()
    before = drive.debate.seq
    with pytest.raises(Rejected) as refused:
        for number in range(int(BUTTONS.burst) + 1):
            await pressing.press(DECK, f"mark/{number}")

    assert refused.value.code == "too_fast"
    assert drive.debate.seq - before == BUTTONS.burst
