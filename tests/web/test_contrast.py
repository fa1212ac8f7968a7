"""Contrast, as WCAG counts it."""

import pytest

from server.web.contrast import LEAST, WHITE, contrast, nearest_readable


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1.0)],
)
def test_known_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("colour", ["#ffffff", "#ffcc00", "#33cc66", "#8ab4f8", "#767676"])
def test_the_nearest_readable_shade_passes_and_the_next_lighter_one_does_not(colour: str) -> None:
    shade = nearest_readable(colour)
    channels = [int(shade[at : at + 2], 16) for at in (1, 3, 5)]
    lighter = "#" + "".join(f"{min(255, round(one * 1.03) + 1):02x}" for one in channels)

    assert contrast(shade, WHITE) >= LEAST
    assert contrast(lighter, WHITE) < LEAST


def test_a_colour_that_can_be_read_is_its_own_nearest_shade() -> None:
    for colour in ("#000000", "#1b5e8c", "#b4232a"):
        assert nearest_readable(colour) == colour
