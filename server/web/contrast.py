"""Whether a colour can be read: contrast as WCAG 2.2 counts it. Pure."""

import re

LEAST = 4.5  # of text to what is behind it, for AA
WHITE = "#ffffff"

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Whether it is a colour as all others here take it."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Ratio of two colours (`#rrggbb`), from 1 (equal) to 21 (black and white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest_readable(colour: str) -> str:
    """The lightest shade of a colour on which white text can be read; itself where it can."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    shades = (_shade(channels, share) for share in range(255, 0, -1))
    return next((shade for shade in shades if contrast(shade, WHITE) >= LEAST), "#000000")


def _shade(channels: list[int], share: int) -> str:
    """Of the same hue and saturation; `share` of 255."""
    return "#" + "".join(f"{channel * share // 255:02x}" for channel in channels)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0…1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
