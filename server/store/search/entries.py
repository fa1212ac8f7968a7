"""What the index holds of a debate, and what somebody looks for in it."""

from msgspec import Struct

from server.store.findable import WHOLE_HOUSE, Corner
from server.store.search.words import Word


class Entry(Struct, frozen=True):
    """A shown question of a closed debate. `outcome`: what became of it; `asked`: whether it was
    put to the guests; `at`: when the debate was held, ms; `title`, `programme`: of its debate,
    as they are now. `around`: what else it is found by, such as whom it is put to. `bag`: once it
    is found, the tokens of its text."""

    debate: str
    question: str
    text: str
    lang: str
    outcome: str
    asked: bool
    votes: int
    at: int
    around: str = ""
    title: dict[str, str] = {}
    programme: str = ""
    bag: str = ""


class Outline(Struct, frozen=True):
    """Of an indexed debate: how many of its questions were shown, and how many were asked."""

    shown: int
    asked: int


class Sought(Struct, frozen=True):
    """All of these hold for what is found. `year`: in which it was held; 0: any. `asked`: only what
    was put to the guests."""

    words: tuple[Word, ...] = ()
    corner: Corner = WHOLE_HOUSE
    outcome: str = ""
    year: int = 0
    asked: bool = False
