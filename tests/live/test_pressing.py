"""A button is one press however often it bounces, and nobody floods the journal with it."""

import asyncio
from typing import Any

import pytest

from server.debate.actors import Actor
from server.debate.refusals import Rejected
from server.limits.table import BUTTONS
from server.live.pressing import SAME_S, Pressing
from tests.given.clocks import FakeClock
from tests.given.debates import Drive

DECK = Actor("buttons", "token:1", "Stream Deck")


def deck(gate: asyncio.Event | None = None) -> tuple[Pressing, Drive, FakeClock]:
    """With questions in the rundown; what is pressed is kept once the gate is open."""
    drive, clock = Drive(), FakeClock()
    for text in ("Kada?", "Ko?", "Zašto?"):
        drive.moderate("cue", drive.ask_openly(text))

    async def handle(actor: Actor, command: Any) -> Any:
        if gate is not None:
            await gate.wait()
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


async def test_a_bounce_before_the_first_is_kept_is_the_same_press_in_the_next_second_too() -> None:
    gate = asyncio.Event()
    pressing, drive, clock = deck(gate)

    presses = []
    for passing in (0.999, 0.002):
        clock.pass_s(passing)
        presses.append(asyncio.create_task(pressing.press(DECK, "next")))
        await asyncio.sleep(0)
    gate.set()

    assert [one.question for one in await asyncio.gather(*presses)] == ["q1", "q1"]
    assert drive.debate.order == ("q2", "q3")


async def test_who_waits_with_others_is_refused_with_them_and_then_it_is_forgotten() -> None:
    gate = asyncio.Event()
    pressing, drive, _ = deck(gate)
    later = "question/q4/take"
    presses = [asyncio.create_task(pressing.press(DECK, later)) for _ in range(2)]
    await asyncio.sleep(0)
    gate.set()

    told = await asyncio.gather(*presses, return_exceptions=True)
    assert [getattr(one, "code", None) for one in told] == ["unknown_question"] * 2
    drive.ask_openly("Gde?")
    assert (await pressing.press(DECK, later)).question == drive.debate.on_air == "q4"


async def test_a_press_is_carried_through_when_who_pressed_goes_away() -> None:
    gate = asyncio.Event()
    pressing, drive, _ = deck(gate)
    gone = asyncio.create_task(pressing.press(DECK, "next"))
    await asyncio.sleep(0)
    gone.cancel()
    gate.set()

    assert (await pressing.press(DECK, "next")).question == "q1"
    assert drive.debate.on_air == "q1"


async def test_an_id_is_of_one_verb() -> None:
    pressing, drive, _ = deck()
    await pressing.press(DECK, "next", "1")
    with pytest.raises(Rejected) as refused:
        await pressing.press(DECK, "clear", "1")

    assert refused.value.code == "id_reused"
    assert (await pressing.press(DECK, "next", "1")).question == drive.debate.on_air == "q1"


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
