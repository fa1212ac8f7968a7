"""A recorded debate: who asked, moderated and voted, second by second, and what must come of it."""

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from server.debate.described import Guest, Localised, Pile
from server.debate.inner_commands import DescribeDebate
from server.language.cleaning import clean_text

MODERATORS_BEHIND_S = 240.0  # how much of what came in a picture of the middle shows as unread


class RecordedGuest(Struct):
    """As a guest of a debate; `key`: by which questions name them."""

    key: str
    name: str
    office: Localised = {}
    party: str = ""


class RecordedPile(Struct):
    key: str
    name: Localised


class Submission(Struct):
    """`at`: seconds from the opening. `lang` may say "-ascii": typed without diacritics."""

    at: float
    participant: str
    text: str
    lang: str
    key: str
    to: str | None = None
    name: str | None = None

    def fields(self) -> dict[str, str]:
        """As the fields of a `submit` command."""
        fields = {"text": self.text, "lang": self.lang.removesuffix("-ascii")}
        if self.to:
            fields["to"] = self.to
        if self.name:
            fields["name"] = self.name
        return fields


class Moderation(Struct, omit_defaults=True):
    """What a moderator did, `at` so many seconds; which of the rest there is follows from `do`."""

    at: float
    by: Literal["screener", "producer"]
    do: str
    question: str
    pile: str | None = None
    reason: str | None = None
    into: str | None = None
    text: str | None = None


class RecordedVote(Struct):
    """`at`: seconds from the beginning; `on`: given, or taken back."""

    at: float
    participant: str
    question: str
    on: bool


Action = Submission | Moderation | RecordedVote


class Recording(Struct):
    """What happens in it is in no order. Times are seconds from its beginning."""

    programme: str
    title: Localised
    topic_piles: list[RecordedPile]
    guests: list[RecordedGuest]
    submissions: list[Submission]
    moderation: list[Moderation]
    votes: list[RecordedVote]

    def settings(self) -> DescribeDebate:
        """The command that makes its debate; it gets its code where it is played."""
        return DescribeDebate(
            id="demo",
            programme=self.programme,
            title=self.title,
            guests={g.key: Guest(g.name, g.office, g.party) for g in self.guests},
            piles={p.key: Pile(p.name) for p in self.topic_piles},
        )

    def actions(self) -> list[Action]:
        """All that was done, in order."""
        everything: list[Action] = [*self.submissions, *self.moderation, *self.votes]
        return sorted(everything, key=lambda action: action.at)

    def until(self, seconds: float) -> "Recording":
        """Only what happened before that time; moderators are a little behind, as they are."""
        behind = seconds - MODERATORS_BEHIND_S
        return replace(
            self,
            submissions=[s for s in self.submissions if s.at < seconds],
            moderation=[m for m in self.moderation if m.at < behind],
            votes=[v for v in self.votes if v.at < behind],
        )

    def participants(self) -> list[str]:
        """Whoever asks or votes in it, by the names it gives them; sorted."""
        asked = {submission.participant for submission in self.submissions}
        return sorted(asked | {vote.participant for vote in self.votes})

    def texts(self) -> dict[str, str]:
        """What each question must read in the end."""
        texts = {s.key: clean_text(s.text) for s in self.submissions}
        for action in self.moderation:
            if action.do == "edit" and action.text is not None:
                texts[action.question] = clean_text(action.text)
        return texts

    def states(self) -> dict[str, str]:
        """In what state each question must end, after the closing."""
        states = {s.key: "in_review" for s in self.submissions}
        becomes = {
            "approve": "open",
            "dismiss": "dismissed",
            "merge": "merged",
            "cue": "next",
            "take": "on_air",
            "answered": "answered",
        }
        was_cued: set[str] = set()
        for action in sorted(self.moderation, key=lambda action: action.at):
            if action.do == "clear":
                # A mistake: it goes back to where it was taken from.
                states[action.question] = "next" if action.question in was_cued else "open"
            elif action.do in becomes:
                states[action.question] = becomes[action.do]
                if action.do == "cue":
                    was_cued.add(action.question)
        return states

    def tallies(self) -> dict[str, int]:
        """Distinct participants over each question and what was merged into it."""
        voters: dict[str, set[str]] = {s.key: set() for s in self.submissions}
        for vote in sorted(self.votes, key=lambda vote: vote.at):
            (voters[vote.question].add if vote.on else voters[vote.question].discard)(
                vote.participant
            )
        for merge in sorted(self.moderation, key=lambda action: action.at):
            if merge.do == "merge" and merge.into is not None:
                voters[merge.into] |= voters[merge.question]
        return {key: len(who) for key, who in voters.items()}


def load(path: Path) -> Recording:
    """Raises OSError, or msgspec.DecodeError for a file that is no recording."""
    return msgspec.json.decode(path.read_bytes(), type=Recording)
