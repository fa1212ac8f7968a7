"""Law 2. Replay: folding the journal gives the live state, whatever happened."""

import json

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from msgspec.structs import replace

from server.debate.apply import apply, apply_ballots
from server.debate.state import Debate, Touched
from server.store.chain import event_of, write
from tests.laws.machine import AnyDebate, everything_seen


class Replayed(AnyDebate):
    def happened(self, touched: Touched) -> None:
        """Looked at once, at the end."""

    def teardown(self) -> None:
        live = self.drive.debate
        fold = Debate()
        for entry in self.drive.journal:
            body, sealed = write(entry, lambda: "0" * 32)
            author = getattr(entry.event, "author", None)
            event = event_of(json.loads(body), sealed, author)
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
