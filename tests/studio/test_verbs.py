"""What the gallery's buttons mean."""

from typing import Any

import msgspec
import pytest

from server.debate.actors import Actor
from server.debate.deciding.subjects import WireCommand
from server.debate.refusals import Rejected
from server.debate.rules import RULES
from server.studio.verbs import VERBS, command_of
from tests.given.debates import Drive

BUTTON = Actor("producer", "token:1", "Stream Deck")


def rundown(*texts: str) -> tuple[Drive, list[str]]:
    drive = Drive()
    questions = [drive.ask_openly(text) for text in texts]
    for question in questions:
        drive.moderate("cue", question)
    return drive, questions


def press(drive: Drive, verb: str) -> Any:
    command = command_of(drive.debate, verb, drive.id())
    drive.do(BUTTON, command)
    return command


def test_next_takes_the_first_of_the_rundown_and_the_one_after_it() -> None:
    drive, (first, second) = rundown("Kada?", "Ko?")
    press(drive, "take")
    assert drive.debate.on_air == first
    press(drive, "next")
    assert drive.debate.on_air == second
    with pytest.raises(Rejected) as refused:
        press(drive, "next")
    assert refused.value.code == "wrong_state"


def test_previous_takes_back_what_was_on_air_before() -> None:
    drive, (first, second) = rundown("Kada?", "Ko?")
    for verb in ("take", "next"):
        press(drive, verb)
        drive.now += 1_000

    press(drive, "previous")
    assert drive.debate.on_air == first
    drive.now += 1_000
    press(drive, "previous")
    assert drive.debate.on_air == second


def test_start_goes_on_where_the_countdown_is_paused() -> None:
    drive, _ = rundown()
    press(drive, "timer/start/90")
    drive.now += 10_000
    press(drive, "timer/pause")
    drive.now += 60_000
    press(drive, "timer/start")
    assert drive.debate.countdown is not None
    assert drive.debate.countdown.left(drive.now) == 80_000

    press(drive, "timer/add/-20")
    assert drive.debate.countdown.left(drive.now) == 60_000
    press(drive, "timer/reset")
    assert drive.debate.countdown.left(drive.now) == 90_000


def test_a_guest_is_named_by_place_or_id() -> None:
    drive, _ = rundown()
    straps = []
    for verb in ("lower-third/2", "lower-third/g1", "lower-third/off"):
        press(drive, verb)
        straps.append(drive.debate.graphics.strap)
    assert straps == ["g2", "g1", None]


def test_a_guest_s_clock_is_started_and_paused_by_one_button() -> None:
    drive, _ = rundown()
    speaking = []
    for _ in range(2):
        press(drive, "guest/1/clock")
        speaking.append(drive.debate.speaking)
    assert speaking == ["g1", None]


def test_undo_takes_back_what_is_of_the_air_and_no_screener_s_decision() -> None:
    drive, (first, *_) = rundown("Kada?", "Ko?")
    press(drive, "take")
    drive.moderate("dismiss", drive.ask("Ko je kriv?"), reason="insult")
    with pytest.raises(Rejected) as refused:
        press(drive, "undo")
    assert refused.value.code == "wrong_state"

    drive.moderate("undo")
    press(drive, "undo")
    assert (drive.debate.on_air, first in drive.debate.order) == (None, True)


def test_a_mark_says_the_rest_of_its_path() -> None:
    drive, _ = rundown()
    assert press(drive, "mark/cut: 1/2").text == "cut: 1/2"
    assert press(drive, "mark").text is None
    assert len(press(drive, "mark/" + "č" * 10_000).text) == 500


@pytest.mark.parametrize(
    "verb",
    [
        *("", "/", "takes", "take/now", "question", "question//take", "panic/on", "timer/add/0"),
        *("timer/add/x", "timer/add/1e3", "timer/add/99999", "timer/start/61", "lower-third/3"),
        *(
            "lower-third/0",
            "lower-third/-1",
            "lower-third/٢",
            "guest//clock",
            "close",
            "phase/closed",
        ),
    ],
)
def test_what_is_no_verb_is_refused(verb: str) -> None:
    drive, _ = rundown("Kada?")

    with pytest.raises(Rejected) as refused:
        press(drive, verb)
    assert refused.value.code in ("malformed", "unknown_question")


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.path)
def test_every_verb_is_a_command_of_producers_that_the_wire_could_bring(verb: Any) -> None:
    drive, _ = rundown("Kada?", "Ko?", "Zašto?")
    for before in ("take", "next", "timer/start"):
        press(drive, before)
        drive.now += 1
    said = {"question": "q1", "preset": "90", "seconds": "30", "guest": "1", "text": "cut"}

    command = command_of(drive.debate, verb.said(**said, recording="OBS"), "an id")

    assert "producer" in RULES[type(command)].roles
    wire = msgspec.json.encode(command)
    assert msgspec.json.decode(wire, type=WireCommand) == command
    assert type(command).__struct_config__.tag != "phase", "no button closes a debate"
