"""What a debate is set up with."""

from typing import Literal

from msgspec import Struct

Localised = dict[str, str]  # language tag -> text, e.g. {"sr-Latn": "Posao", "sq": "Puna"}


class Guest(Struct, frozen=True, omit_defaults=True):
    name: str
    office: Localised = {}
    party: str = ""


class Pile(Struct, frozen=True):
    name: Localised


LENGTHS = range(20, 301)  # code points: what a debate may allow one question


class Limits(Struct, frozen=True):
    """What a debate allows one participant. Lengths in code points, one of LENGTHS (older journals
    may hold another); 0 = no limit on the number."""

    max_length: int = LENGTHS[-1]
    questions_each: int = 0


Sort = Literal["votes", "newest", "fair"]


class Chance(Struct, frozen=True, omit_defaults=True):
    """What chance each question has with the audience. `sort`: the order that phones begin with.
    `hidden_counts`: nobody on a phone learns a tally before its question was taken. `vote_only`:
    the audience asks nothing."""

    sort: Sort = "votes"
    hidden_counts: bool = False
    vote_only: bool = False

    @property
    def shown_sort(self) -> Sort:
        """Hidden counts leave nothing to sort by votes with."""
        return "fair" if self.hidden_counts and self.sort == "votes" else self.sort


USUAL = Chance()
