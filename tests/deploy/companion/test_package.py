"""What Companion shows of the module before there is a connection: its actions, and keys whose text
can be read."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from server.studio.verbs import VERBS
from tests.deploy.companion.host import MISSING, Companion, companion

pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))

KEY = 72  # pixels, as which Companion counts the sizes of letters
# Of the size: how wide letters of Companion's (Arimo) are at most, but for M and W.
CAPITAL, DIGIT = 0.73, 0.59
LINE = 1.15
CONTRAST = 4.5  # WCAG 2.2, 1.4.3


@pytest_asyncio.fixture
async def deck(tmp_path: Path) -> AsyncIterator[Companion]:
    async with companion(tmp_path) as host:
        await host.configure("init", "", "", "")
        await host.until(lambda: host.status == "bad_config")
        yield host


async def test_every_verb_can_be_pressed_and_asks_what_it_has_to_say(deck: Companion) -> None:
    assert deck.actions.keys() == {verb.name for verb in VERBS}
    for verb in VERBS:
        said = {part.strip("{*}") for part in verb.path.split("/") if "{" in part}
        assert said <= {option["id"] for option in deck.actions[verb.name]["options"]}


async def test_what_has_to_be_filled_in_hides_the_token(deck: Companion) -> None:
    fields = (await deck.call("getConfigFields"))["fields"]
    assert {one["id"]: one["type"] for one in fields}["token"] == "secret-text"


async def test_the_keys_fill_a_stream_deck_and_press_what_there_is(deck: Companion) -> None:
    page, more = deck.structure
    assert len(page["definitions"]) == 15
    assert len(page["definitions"]) + len(more["definitions"]) >= 32
    assert {*page["definitions"], *more["definitions"]} == deck.presets.keys()
    for preset in deck.presets.values():
        for action in preset["steps"][0]["down"]:
            options = {one["id"] for one in deck.actions[action["actionId"]]["options"]}
            assert options == action["options"].keys()
        assert {one["feedbackId"] for one in preset["feedbacks"]} <= deck.feedbacks.keys()


async def test_what_stands_on_a_key_fits_it(deck: Companion) -> None:
    fixed = [one["style"] for one in deck.presets.values() if one["style"]["size"] != "auto"]
    assert len(fixed) > 15
    for style in fixed:
        lines = style["text"].replace("$(hall:timer)", "+9:59").split("\n")
        size = int(style["size"])
        assert max(map(width, lines)) * size <= KEY, lines
        assert len(lines) * LINE * size <= KEY, lines


def width(line: str) -> float:
    return sum(CAPITAL if letter.isalpha() else DIGIT for letter in line)


async def test_every_text_can_be_read_on_its_ground(deck: Companion) -> None:
    pairs = set(styles(deck))
    assert len(pairs) > 5
    assert not {pair for pair in pairs if contrast(*pair) < CONTRAST}


def styles(deck: Companion) -> Iterator[tuple[int, int]]:
    told: list[dict[str, Any]] = [one["style"] for one in deck.presets.values()]
    told += [lit["style"] for one in deck.presets.values() for lit in one["feedbacks"]]
    told += [one["defaultStyle"] for one in deck.feedbacks.values()]
    return ((one["color"], one["bgcolor"]) for one in told)


def contrast(one: int, other: int) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: int) -> float:
    """Relative, of 0xRRGGBB."""
    parts = [(colour >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(k * part for k, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
