"""What stands on air beside a question, and what records it, as parts of a debate."""

from msgspec import Struct, field

from server.debate.air.takes import Take
from server.debate.commands import Picture


class Graphics(Struct, frozen=True):
    """What producers put on air beside the question: the guest whose `strap` is shown, the
    display's `picture` (of the question `result`), and since when (ms) all is cut."""

    strap: str | None = None
    picture: Picture | None = None
    result: str | None = None
    cut_at: int | None = None


class Recordings(Struct):
    """What each recording did last, how many `reports` there were of all, and what of the debate
    is on which take."""

    states: dict[str, str] = field(default_factory=dict)
    reports: int = 0
    takes: tuple[Take, ...] = ()
