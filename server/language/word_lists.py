"""The text of a word list: what a moderator should see before a question is shown, a word or phrase
a line. `*` at the end of a line stands for any ending, and a line that begins with `#` is a remark.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from server.language.lookalikes import SIGNS

LISTED_AT_MOST = 1_000  # words and phrases of one list
LIST_LENGTH = 20_000  # code points of one list
LINE_LENGTH = 60  # code points
SHORTEST = 2  # letters and digits of a line
SHORTEST_START = 3  # of one with any ending

_ANY_ENDING = "*"
_PART = re.compile(rf"(?:[^\W_]|[{re.escape(SIGNS)}])+")


class Problem(Struct, frozen=True):
    """Why a list cannot be kept, and the line (from 1; 0: none in particular)."""

    why: Literal["list_too_long", "line_too_long", "too_many", "too_short"]
    line: int = 0
    text: str = ""


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines that list something, without spaces around them, each with its number from 1."""
    for number, line in enumerate(text.splitlines(), 1):
        line = " ".join(line.split())
        if line and not line.startswith("#"):
            yield number, line


def problem_of(text: str) -> Problem | None:
    """The first of what keeps a list from being kept."""
    if len(text) > LIST_LENGTH:
        return Problem("list_too_long")
    for count, (number, line) in enumerate(lines_of(text), 1):
        if count > LISTED_AT_MOST:
            return Problem("too_many", number)
        if len(line) > LINE_LENGTH:
            return Problem("line_too_long", number, line[:LINE_LENGTH])
        size = sum(map(len, parts_of(without_ending(line))))
        if size < (SHORTEST_START if any_ending(line) else SHORTEST):
            return Problem("too_short", number, line)
    return None


def any_ending(line: str) -> bool:
    """Whether it stands for all words that begin like it."""
    return line.endswith(_ANY_ENDING)


def without_ending(line: str) -> str:
    """What has to be there of it."""
    return line.rstrip(_ANY_ENDING)


def parts_of(text: str) -> list[str]:
    """The words in it. Marks over letters do not part them."""
    if not text.isascii():
        text = "".join(char for char in text if not unicodedata.combining(char))
    return _PART.findall(text)
