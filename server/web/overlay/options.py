"""What the address of an overlay says of how it looks. Pure.

Whoever mistypes something in a gallery must not see an error on air: what cannot be read is as if
it was not there.
"""

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any, Final

from msgspec import Struct

LAYERS: Final = ("question", "name", "timer", "tally", "join")
FULL: Final = "question-full"  # a question that always takes the whole picture
_ALSO = {"count": "tally"}
_COLOUR = re.compile(r"[0-9a-f]{6}")

BOTTOM_AT_MOST = 50.0  # percent of the height
SCALES = (0.5, 2.0)
CORNERS: Final = ("tl", "tr", "bl", "br")  # top or bottom, left or right


class Options(Struct, frozen=True):
    """`layers`: which graphics are shown. `safe`: with guides. `bottom`: percent of the height that
    are left free below. `key_colour`: as #rrggbb what is behind the graphics; empty: nothing.
    `preview`: it shows what the page around it, a moderator's, hands it. `logo`: in which corner
    the programme's stands; empty: nowhere."""

    layers: tuple[str, ...] = LAYERS
    safe: bool = False
    bottom: float = 0.0
    scale: float = 1.0
    motion: bool = True
    key_colour: str = ""
    preview: bool = False
    logo: str = ""

    def as_page_data(self) -> dict[str, Any]:
        """As the page's scripts need it."""
        return {
            "layers": self.layers,
            "motion": self.motion,
            "scale": self.scale,
            "bottom": self.bottom,
        }


def options_of(asked: Mapping[str, str]) -> Options:
    """Of the part of an address behind `?`."""
    colour = asked.get("key_colour", "").lower().removeprefix("#")
    return Options(
        layers=_layers(asked.get("layers", "")) or LAYERS,
        safe=asked.get("safe") == "1",
        bottom=_number(asked.get("bottom", ""), 0.0, 0.0, BOTTOM_AT_MOST),
        scale=_number(asked.get("scale", ""), 1.0, *SCALES),
        motion=asked.get("motion") != "off",
        key_colour=f"#{colour}" if _COLOUR.fullmatch(colour) else "",
        preview=asked.get("preview") == "1",
        logo=corner if (corner := asked.get("logo", "").lower()) in CORNERS else "",
    )


def _layers(names: str) -> tuple[str, ...]:
    asked = {_ALSO.get(name.strip(), name.strip()) for name in names.split(",")}
    return tuple(layer for layer in (*LAYERS, FULL) if layer in asked)


def _number(text: str, default: float, least: float, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return default
    return min(max(number, least), most) if isfinite(number) else default
