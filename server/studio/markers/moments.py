"""What of a debate an editor looks for on its recording, told by the journal. Pure.

Named is only what everybody could see at the end: what was on air and dismissed afterwards has no
moment, nor has what was taken back, as it has never happened. Two things are the crew's alone and
in no public archive: marks, with what a moderator wrote to them, and recordings.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from server.debate.air.marking import (
    SLATE_IN_MS,
    MomentMarked,
    RecordingReported,
    RecordingState,
    SlateShown,
    reported_at,
)
from server.debate.apply import apply
from server.debate.commands import How, Phase
from server.debate.events import Entry, PhaseChanged
from server.debate.minutes import SECOND_MS
from server.debate.state import Debate, Question

Kind = Literal["phase", "question", "outcome", "speech", "countdown", "mark", "recording", "slate"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Moment(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`at` and `end` in ms by the server's clock: the same for what has no length, `end` None for
    what goes on. `text`: of the question or mark; `air_text`: a producer's shorter one; `asker`,
    `votes` and `guest` of a question: who asked it, how many voted for it, whom it is put to;
    `guest` of a speech: who speaks, by name. `seconds`: how long the countdown was."""

    kind: Kind
    at: int
    end: int | None
    phase: Phase | None = None
    question: str | None = None
    text: str | None = None
    air_text: str | None = None
    asker: str | None = None
    votes: int | None = None
    guest: str | None = None
    how: How | None = None
    seconds: int | None = None
    recording: str | None = None
    state: RecordingState | None = None


def moments(entries: Sequence[Entry], votes: Mapping[str, int], now: int) -> list[Moment]:
    """Of the debate whose journal is `entries`, in the order in which they began. `votes`: the
    tallies of questions, as they stand: nobody votes for what is on air, so that is what it was
    taken with, unless it was put back and voted for again. `now`: ms."""
    walk = _Walk()
    for entry in entries:
        walk.follow(entry)
    found = [*walk.ended(now), *_reported(entries)]
    for id_ in walk.debate.shown:
        found += _aired(walk.debate, walk.debate.questions[id_], votes.get(id_, 0))
    return sorted(found, key=lambda moment: (moment.at, KINDS.index(moment.kind)))


class _Walk:
    """Through the journal: what lasts from one entry to another."""

    def __init__(self) -> None:
        self.debate = Debate()
        self._done: list[Moment] = []
        self._phase: Moment | None = None
        self._speech: tuple[str, Moment] | None = None  # the guest's key
        self._is_up = False  # whether the time of the countdown is told already

    def follow(self, entry: Entry) -> None:
        self._look_at_countdown(entry.at)
        apply(self.debate, entry)
        countdown = self.debate.countdown
        if countdown is None or countdown.left(entry.at) > 0:
            self._is_up = False
        if isinstance(entry.event, PhaseChanged):
            if self._phase is not None:
                self._done.append(replace(self._phase, end=entry.at))
            self._phase = Moment(kind="phase", at=entry.at, end=None, phase=entry.event.to)
        self._look_who_speaks(entry.at)

    def ended(self, now: int) -> Iterator[Moment]:
        """All of them; what goes on has no end."""
        self._look_at_countdown(now)
        yield from self._done
        if self._phase is not None:
            yield self._phase
        if self._speech is not None:
            yield self._speech[1]

    def _look_who_speaks(self, at: int) -> None:
        speaking = self.debate.speaking
        if self._speech is not None and self._speech[0] != speaking:
            self._done.append(replace(self._speech[1], end=at))
            self._speech = None
        if self._speech is None and speaking is not None:
            name = self.debate.guests[speaking].name
            self._speech = speaking, Moment(kind="speech", at=at, end=None, guest=name)

    def _look_at_countdown(self, at: int) -> None:
        """Before an entry changes it: whether its time was up by then."""
        countdown = self.debate.countdown
        if countdown is None or self._is_up or countdown.left(at) > 0:
            return
        self._is_up = True
        up = countdown.started_at + countdown.length_ms
        length = countdown.length_ms // SECOND_MS
        self._done.append(Moment(kind="countdown", at=up, end=up, seconds=length))


def _reported(entries: Sequence[Entry]) -> Iterator[Moment]:
    for entry in entries:
        event = entry.event
        if isinstance(event, MomentMarked):
            yield Moment(kind="mark", at=entry.at, end=entry.at, text=event.text)
        elif isinstance(event, SlateShown):
            at = entry.at + SLATE_IN_MS
            yield Moment(kind="slate", at=at, end=at)
        elif isinstance(event, RecordingReported):
            at = reported_at(event, entry)
            yield Moment(
                kind="recording", at=at, end=at, recording=event.recording, state=event.state
            )


def _aired(debate: Debate, question: Question, votes: int) -> Iterator[Moment]:
    guest = debate.guests.get(question.to or "")
    for airing in question.airings:
        yield Moment(
            kind="question",
            at=airing.start,
            end=airing.end,
            question=question.id,
            text=question.text,
            air_text=question.air_text,
            asker=question.name,
            votes=votes,
            guest=guest.name if guest else None,
        )
    at = question.answered_at
    if question.airings and question.how is not None and at is not None:
        yield Moment(
            kind="outcome",
            at=at,
            end=at,
            question=question.id,
            text=question.text,
            how=question.how,
        )
