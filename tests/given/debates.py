"""A debate in memory, driven by commands as the rooms drive it: for tests of the rules."""

import random
from collections import Counter
from collections.abc import Generator, Sequence
from itertools import count
from typing import Any

from msgspec.structs import replace

from server.debate import commands as c
from server.debate.actors import Actor
from server.debate.apply import apply, apply_ballots
from server.debate.bursts import Burst
from server.debate.decide import decide, decide_vote
from server.debate.deciding.remarks import hear, say, take_in
from server.debate.deciding.sealing import SealedList, sealed_rows
from server.debate.deciding.subjects import WireCommand
from server.debate.described import Guest, Limits, Pile
from server.debate.events import Entry
from server.debate.inner_commands import DescribeDebate
from server.debate.patches import Json
from server.debate.showing.fairness import Meters
from server.debate.showing.heads import control_debate
from server.debate.showing.likely import Likely
from server.debate.state import Debate, Touched
from server.debate.surroundings import Surroundings
from server.debate.tallies import BallotChange
from server.transparency.merkle import Tree
from tests.given.handles import handle

OWNER = Actor("owner", "account:vesna", "vesna")
PRODUCER = Actor("producer", "account:mira", "mira")
SCREENER = Actor("screener", "account:agon", "agon")
HOST = Actor("host", "account:dren", "dren")
CLOCK = Actor("server", "clock")

SETTINGS = DescribeDebate(
    id="new",
    code="482915",
    programme="social-club",
    title={"sr-Latn": "Posao i mladi", "sq": "Puna dhe të rinjtë"},
    guests={"g1": Guest("Ana Petrović", {"sr-Latn": "direktorka"}), "g2": Guest("Arben Krasniqi")},
    piles={"jobs": Pile({"sr-Latn": "Posao", "sq": "Puna"}), "city": Pile({"sr-Latn": "Grad"})},
    limits=Limits(),
)


def participant(name: str) -> Actor:
    return Actor("participant", handle(name))


def looked(debate: Debate) -> Likely:
    """All that is alike, found."""
    likely = Likely()
    follow(likely, debate, set(debate.questions))
    return likely


def follow(likely: Likely, debate: Debate, questions: set[str]) -> set[str]:
    """Look at once for what a room looks for between other work."""
    affected = likely.follow(debate, questions)
    for changed in likely.steps():
        affected |= changed
    return affected


def control_head(debate: Debate, around: Surroundings) -> Json:
    """What moderators see of the debate itself."""
    meters = Meters()
    meters.follow(debate, debate.questions)
    return control_debate(debate, around, meters)


def done(steps: Generator[Any, None, Any]) -> Any:
    """What the steps return."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value


class Drive:
    """Commands in, entries and what was touched out; time moves only when told."""

    def __init__(self, phase: c.Phase = "live", settings: DescribeDebate = SETTINGS) -> None:
        self.debate = Debate()
        self.around = Surroundings()
        self.journal: list[Entry] = []
        self.ballots: list[Any] = []
        self.bursts: dict[str, tuple[str, ...]] = {}
        self.sealed = SealedList([], "")
        self.now = 1_763_877_600_000
        self._ids = count(1)
        self.do(OWNER, settings)
        if phase != "draft":
            self.do(PRODUCER, c.ChangePhase(id=self.id(), to=phase))

    def id(self) -> str:
        return f"c{next(self._ids)}"

    def do(self, actor: Actor, command: Any) -> Touched:
        """Carry out one command. Raises Rejected."""
        if isinstance(command, c.Vote):
            changes = decide_vote(self.debate, command, actor)
            self.ballots += changes
            return apply_ballots(self.debate, changes)
        if isinstance(command, c.SayRemark):
            return take_in(self.around, [say(self.debate, self.around, command, actor, self.now)])
        if isinstance(command, c.HearRemark):
            heard = hear(self.debate, self.around, command, actor)
            return take_in(self.around, [replace(heard, heard_at=self.now)])
        events = decide(self.debate, self.around, command, actor, self.now)
        touched = Touched()
        if isinstance(command, c.SetApart) and events:
            touched |= self.come_in(command.burst, *self.bursts[command.burst])
        touched |= self.write(actor, events)
        return touched

    def come_in(self, burst: str, *handles: str) -> Touched:
        """Write with their ballots that these came in a burst, as the room does."""
        tallies = self.debate.tallies
        changes = [
            BallotChange(question, handle, True, burst)
            for handle in handles
            for question in sorted(tallies.ballots_of(handle))
        ]
        self.ballots += changes
        return apply_ballots(self.debate, changes)

    def burst(self, id_: str, *names: str) -> None:
        """Have it watched that these people came in a burst."""
        self.bursts[id_] = tuple(handle(name) for name in names)
        ballots = Counter(
            question
            for handle in self.bursts[id_]
            for question in self.debate.tallies.ballots_of(handle)
        )
        burst = Burst(
            id=id_, at=self.now - 40_000, until=self.now, voters=len(names), usual=1, votes=9,
            networks=1, young=100, at_once=90, only=80, no_line=100, regular=70, question="q1",
            ballots=dict(sorted(ballots.items())),
        )  # fmt: skip
        self.around.bursts = self.around.bursts | {id_: burst}

    def write(self, actor: Actor, events: Sequence[Any]) -> Touched:
        touched = Touched()
        action = self.debate.seq + 1
        for event in events:
            entry = Entry(self.debate.seq + 1, self.now, action, actor.role, event, actor.name)
            self.journal.append(entry)
            touched |= apply(self.debate, entry)
            self.around.follow(self.debate)
        return touched

    def close(self) -> None:
        """As a room does, with the list of ballots."""
        closing = c.ChangePhase(id=self.id(), to="closed")
        events = decide(self.debate, self.around, closing, PRODUCER, self.now)
        chance = random.Random(self.debate.seq)
        rows = done(sealed_rows(self.debate.tallies, lambda: f"{chance.getrandbits(64):016x}"))
        root = Tree(row.encode() for row in rows).root().hex()
        self.sealed = SealedList(rows, root)
        self.write(PRODUCER, [self.sealed.event, *events])

    # In the words of those who take part.

    def ask(self, text: str, by: str = "ana", **fields: Any) -> str:
        """Submit a question; returns its id."""
        self.do(participant(by), c.SubmitQuestion(id=self.id(), text=text, **fields))
        return f"q{len(self.debate.questions)}"

    def ask_openly(self, text: str, by: str = "ana", **fields: Any) -> str:
        """Submit and approve."""
        question = self.ask(text, by, **fields)
        self.moderate("approve", question)
        return question

    def vote(self, question: str, *names: str, on: bool = True) -> None:
        for name in names:
            self.do(participant(name), c.Vote(id=self.id(), question=question, on=on))

    def moderate(self, do: str, question: str | None = None, **fields: Any) -> Touched:
        """A producer's command by its name on the wire."""
        if question is not None:
            fields["question"] = question
        return self.do(PRODUCER, command(do, self.id(), **fields))

    def author(self, question: str) -> Actor:
        return Actor("participant", self.debate.questions[question].author)

    def state(self, question: str) -> str:
        return self.debate.questions[question].state


def command(do: str, id_: str = "c", **fields: Any) -> Any:
    """A command by its name on the wire."""
    from msgspec import convert

    return convert({"do": do, "id": id_, **fields}, WireCommand)
