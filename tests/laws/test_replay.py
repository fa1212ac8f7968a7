"""Law 2. Replay: folding the journal gives the live state, whatever happened."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from msgspec.structs import replace

from server.debate.apply import apply, apply_ballots
from server.debate.state import Debate, Touched
from server.store.chain import seal, unseal
from tests.laws.machine import AnyDebate, everything_seen

SALT = "0" * 32


class Replayed(AnyDebate):
    def happened(self, touched: Touched) -> None:
        """Looked at once, at the end."""

    def teardown(self) -> None:
        live = self.drive.debate
        fold = Debate()
        for entry in self.drive.journal:
            event = unseal(*seal(entry.event, SALT))
            apply(fold, replace(entry, event=event))
        apply_ballots(fold, self.drive.ballots)
        around = self.drive.around
        assert everything_seen(live, around) == everything_seen(fold, around)
        assert fold.undoable == live.undoable


def test_folding_the_journal_gives_the_live_state() -> None:
    run_state_machine_as_test(
        Replayed,
        settings=settings(
            max_examples=200,
            stateful_step_count=40,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
