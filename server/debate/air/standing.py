"""What stands or stood on air, and what records it, as parts of a debate."""

from typing import Literal

from msgspec import Struct, field

from server.debate.air.takes import Take
from server.debate.commands import Picture

# How a question left the air without an outcome: to where it was taken from, or to wait for one.
LeftAir = Literal["put_back", "aside"]


class Airing(Struct, frozen=True):
    """One time of a question on air, in ms; `end` is None while it lasts."""

    start: int
    end: int | None = None


class Graphics(Struct, frozen=True):
    """What producers put on air beside the question: the guest whose `strap` is shown, the
    display's `picture` (of the question `result`), and since when (ms) all is cut."""

    strap: str | None = None
    picture: Picture | None = None
    result: str | None = None
    cut_at: int | None = None


class Recordings(Struct):
    """What each recording did last, how many `reports` there were of each, how many `slates` and
    `marks`, what of the debate is on which take, and when (ms) a slate was shown last."""

    states: dict[str, str] = field(default_factory=dict)
    reports: dict[str, int] = field(default_factory=dict)
    slates: int = 0
    marks: int = 0
    takes: tuple[Take, ...] = ()
    slate_at: int | None = None
