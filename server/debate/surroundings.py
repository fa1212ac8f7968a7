"""What stands beside a debate while it is in motion: brought by the room, in no journal. Documents
are made from both.
"""

from typing import Literal

from msgspec import Struct

from server.debate.bursts import Burst
from server.debate.commands import Preset
from server.debate.state import Debate
from server.language.listed_words import ListedWords


class Remark(Struct, frozen=True, kw_only=True):
    """What a moderator said to the others, or to the host: a text in `lang`, or a preset, which
    has no text. Times in ms."""

    number: int
    at: int
    by: str
    to: Literal["host"] | None = None
    preset: Preset | None = None
    text: str = ""
    lang: str = "und"
    heard_at: int | None = None

    @property
    def awaits_host(self) -> bool:
        """Whether it is for the host, who has not said that it was seen."""
        return self.to == "host" and self.heard_at is None


class Reading(Struct, frozen=True, array_like=True):
    """Which question a moderator has open, and whether its wording is being changed."""

    question: str
    editing: bool = False


class Output(Struct, frozen=True, array_like=True):
    """What shows graphics: what its token is called, what it is, and whether it is on programme;
    None: it does not know."""

    label: str
    kind: Literal["display", "overlay"]
    active: bool | None = None


Disputed = Literal["ballots", "journal"]


class Surroundings:
    """Each field is replaced, never changed, by the one who keeps it. `online`: how many
    participants are here, and `moderators` who of them, in all processes. `remarks`: by number, the
    oldest first. `reading`: by the moderator's name. `words`: the lists that stand. `bursts`: of
    new voters, as they are watched, by id. `outputs`: what shows the debate's graphics, by what
    each calls itself. `log`: the head of the journal's tree as it was told
    last, its size, a colon, its root in base64; `disputed`: what is kept and does not agree with
    what was."""

    def __init__(self) -> None:
        self.online = 0
        self.moderators: tuple[str, ...] = ()
        self.remarks: dict[int, Remark] = {}
        self.reading: dict[str, Reading] = {}
        self.words = ListedWords()
        self.bursts: dict[str, Burst] = {}
        self.outputs: dict[str, Output] = {}
        self.log: str | None = None
        self.disputed: tuple[Disputed, ...] = ()

    def dispute(self, what: Disputed, is_disputed: bool) -> bool:
        """Say of this that it does not agree, or that it does again; whether that is news."""
        if (what in self.disputed) == is_disputed:
            return False
        others = (one for one in self.disputed if one != what)
        self.disputed = tuple(sorted((*others, what) if is_disputed else others))
        return True

    def follow(self, debate: Debate) -> None:
        """An entry was applied: nothing of what moderators said to each other outlives the debate,
        and ballots that were once found to be others than were cast stay disputed."""
        if debate.is_over:
            self.remarks = {}
        if debate.disputed:
            self.dispute("ballots", True)
