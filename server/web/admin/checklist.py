"""What has to be there before a debate begins, and what of it is there now. Pure."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from server.debate.phases import PREPARING
from server.debate.state import Debate
from server.debate.surroundings import Surroundings

Name = Literal["control", "display", "host", "phone", "question"]


class Check(Struct, frozen=True):
    """One line of the list; `name` is part of keys of the admin locale. `count`: of what is there
    now, none of it: still missing. `who`: the moderators, where the line is about them."""

    name: Name
    count: int
    who: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether at least one of it is."""
        return self.count > 0


TESTS_AT_MOST = 3  # questions from phones that may be tests; with more, it has begun


def has_begun(debate: Debate) -> bool:
    """Whether nothing is to be prepared any more."""
    return debate.phase not in PREPARING or _from_phones(debate) > TESTS_AT_MOST


def checklist(debate: Debate, around: Surroundings, screens: Mapping[str, int]) -> list[Check]:
    """`screens`: how many of each view are open, in every process. A question counts when it came
    from a phone: what moderators enter tells nothing of whether phones work."""
    return [
        Check("control", screens.get("control", 0), around.moderators),
        Check("display", screens.get("display", 0)),
        Check("host", screens.get("host", 0)),
        Check("phone", around.online),
        Check("question", _from_phones(debate)),
    ]


def _from_phones(debate: Debate) -> int:
    return sum(question.via is None for question in debate.questions.values())
