"""What was taken back has never happened: at any time a debate is what its journal makes without
the actions that were taken back, whatever participants, the clock and the phases did before,
between and after them.

So nothing that participants did is lost. A vote stays with its question, also when the question
was shown to them only by an action that is no more. What its author withdrew stays withdrawn, also
when only such an action had made that possible. A question that was asked stays asked. Only the
clocks do not go back: the time has passed (tests/laws/test_clocks.py)."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test
from msgspec.structs import replace

from server.debate import events as e
from server.debate.apply import apply, apply_ballots
from server.debate.inner_commands import KeepTimetable
from server.debate.state import Debate, Touched
from tests.given.debates import CLOCK, OWNER, PRODUCER, SETTINGS, Drive, command
from tests.given.handles import handle
from tests.laws.machine import PEOPLE, AnyDebate, everything_seen

ACTIONS = 20


def without_what_was_undone(journal: list[e.Entry]) -> list[e.Entry]:
    undone = {entry.event.action for entry in journal if isinstance(entry.event, e.ActionUndone)}
    kept = (
        entry
        for entry in journal
        if not isinstance(entry.event, e.ActionUndone) and entry.action not in undone
    )
    return [replace(entry, seq=seq) for seq, entry in enumerate(kept, 1)]


def twin_of(drive: Drive) -> Debate:
    """Where those actions were never done; but a countdown that they ended has ended."""
    twin = Debate()
    for entry in without_what_was_undone(drive.journal):
        apply(twin, entry)
    apply_ballots(twin, drive.ballots)
    twin.countdown, twin.taken_back = drive.debate.countdown, drive.debate.taken_back
    return twin


class NeverHappened(AnyDebate):
    """Participants do what they like between what moderators do; every undo is compared, and in
    the end the last actions are taken back."""

    undone = 0
    after_others = 0  # times that something else had happened since the action

    @rule(by=st.sampled_from(PEOPLE), question=st.integers(1, 6))
    def change_ones_mind(self, by: str, question: int) -> None:
        """More withdrawals than by chance: each question has but one author."""
        asked = self.drive.debate.questions.get(f"q{question}")
        if asked is not None and asked.author == handle(by):
            self.withdraw(by, asked.id)

    @rule()
    def the_clock_strikes(self) -> None:
        """The door for questions is shut by the timetable."""
        now = self.drive.now
        self.drive.do(OWNER, replace(SETTINGS, closes_at=now))
        self.happened(self.drive.do(CLOCK, KeepTimetable(id=self.drive.id())))

    def happened(self, touched: Touched) -> None:
        last = self.drive.journal[-1]
        if not isinstance(last.event, e.ActionUndone):
            return
        twin = twin_of(self.drive)
        around = self.drive.around
        assert everything_seen(self.drive.debate, around) == everything_seen(twin, around)
        assert self.drive.debate.undoable == twin.undoable
        NeverHappened.undone += 1
        NeverHappened.after_others += self._others_acted_since(last.event.action)

    def _others_acted_since(self, action: int) -> bool:
        since = self.drive.journal[action:-1]
        return any(entry.role in ("participant", "server") for entry in since)

    def teardown(self) -> None:
        for _ in range(min(ACTIONS, len(self.drive.debate.undoable))):
            self.happened(self.drive.do(PRODUCER, command("undo", self.drive.id())))


@pytest.mark.slow
def test_what_was_taken_back_has_never_happened() -> None:
    NeverHappened.undone = NeverHappened.after_others = 0
    run_state_machine_as_test(
        NeverHappened,
        settings=settings(
            max_examples=200,
            stateful_step_count=50,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
    assert NeverHappened.undone > 600, "hardly anything was taken back"
    assert NeverHappened.after_others > 200, "hardly anybody did anything in between"
