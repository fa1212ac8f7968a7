"""The keys of the control screen mean what is printed on them, and nothing goes out in passing."""

from typing import Any, get_args

import pytest

from server.debate.commands import How
from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]


async def actions(*presses: dict[str, Any]) -> list[str | None]:
    found: list[str | None] = await evaluate(
        """async (presses) => {
             const { actionOf } = await import("/control/desk/keys.js")
             return presses.map((press) => actionOf(press) ?? null)
           }""",
        list(presses),
    )
    return found


async def test_letters_work_on_latin_and_cyrillic_keyboards_and_with_caps_lock() -> None:
    keys = ["a", "A", "а", "А", "d", "д", "z", "з", "x", "џ", "c", "ц", "j", "ј", "p", "п"]
    keys += ["i", "и", "s", "с", "f", "ф", "o", "о", "q", "љ"]

    assert await actions(*({"key": key} for key in keys)) == [
        "approve", "approve", "approve", "approve", "dismiss", "dismiss", "undo", "undo",
        "clear", "clear", "cue", "cue", "down", "down", "translate", "translate",
        "clock", "clock", "speaker", "speaker", "next_speaker", "next_speaker",
        "countdown", "countdown", "find", "find",
    ]  # fmt: skip


async def test_digits_say_how_what_is_on_air_was_answered() -> None:
    pressed = await actions(*({"key": digit} for digit in "1234"))

    assert pressed == ["answered", "partly", "evaded", "not_reached"]
    assert set(pressed) == set(get_args(How))


async def test_signs_pause_the_countdown_and_open_the_phases() -> None:
    assert await actions({"key": "."}, {"key": "-"}) == ["pause_countdown", "phases"]


async def test_taking_on_air_needs_a_key_of_its_own() -> None:
    presses: list[dict[str, Any]] = [
        {"key": "F9"},
        {"key": "T", "shiftKey": True},
        {"key": "Т", "shiftKey": True},
        {"key": "t"},
        {"key": "Enter"},
        {"key": " "},
        {"key": "F9", "repeat": True},
        {"key": "F9", "ctrlKey": True},
    ]

    assert await actions(*presses) == [
        "take", "take", "take", "tag", "unfold", "choose", None, None,
    ]  # fmt: skip


async def test_a_held_key_moves_on_but_decides_once() -> None:
    presses: list[dict[str, Any]] = [
        {"key": key, "repeat": True} for key in ("j", "ArrowUp", "a", "Z")
    ]

    assert await actions(*presses) == ["down", "up", None, None]


async def test_signs_that_need_shift_are_found_and_browser_keys_left_alone() -> None:
    presses: list[dict[str, Any]] = [
        {"key": "?", "shiftKey": True},
        {"key": "/", "shiftKey": True},
        {"key": "ArrowDown", "shiftKey": True},
        {"key": "a", "ctrlKey": True},
        {"key": "a", "metaKey": True},
        {"key": ";"},
    ]

    assert await actions(*presses) == ["help", "search", "choose_down", None, None, None]


async def test_no_key_means_two_things() -> None:
    keys, choices = await evaluate(
        """async () => {
             const { GROUPS, choiceOf } = await import("/control/desk/keys.js")
             const keys = GROUPS.flatMap(({ bindings }) => bindings.flatMap(({ keys }) => keys))
             return [keys, ["1", "9", "0", "a"].map((key) => choiceOf(key) ?? null)]
           }"""
    )

    assert len(keys) == len(set(keys))
    assert choices == [0, 8, 9, None]
