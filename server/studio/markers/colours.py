"""Which colour the markers of each kind have. Programs have palettes of their own.

DaVinci Resolve's and Avid's are called by name. Premiere's are the numbers that it writes itself
into the XML that it exports (`pproColor`: alpha, blue, green, red, a byte each); green is what it
takes where there is none.
"""

from typing import Final

from msgspec import Struct

from server.studio.markers.moments import Kind


class Colours(Struct, frozen=True):
    resolve: str
    avid: str
    premiere: int | None


COLOURS: Final[dict[Kind, Colours]] = {
    "phase": Colours("Blue", "BLUE", 4_294_741_314),
    "question": Colours("Yellow", "YELLOW", 4_281_049_552),
    "outcome": Colours("Purple", "MAGENTA", 4_289_825_711),
    "speech": Colours("Green", "GREEN", None),
    "countdown": Colours("Sand", "WHITE", 4_280_578_025),
    "mark": Colours("Red", "RED", 4_281_740_498),
    "recording": Colours("Cyan", "CYAN", 4_292_277_273),
    "slate": Colours("Cyan", "CYAN", 4_292_277_273),
}
