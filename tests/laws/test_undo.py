"""Undo is whole: taking back the last actions gives the state before them, in every view, whoever
made them and whatever they were."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from server.debate.actors import Actor
from server.debate.patches import Json
from server.debate.refusals import Rejected
from server.debate.showing.documents import VIEWS
from server.debate.state import Touched
from tests.given.debates import PRODUCER, Drive, command
from tests.laws.machine import AnyDebate, everything_seen

ACTIONS = 20
OVERTURE = 15  # steps before what cannot be taken back rests

# Not what moderators' actions change: who is here, what is set, how much can be taken back and was.
ASIDE = (
    *("online", "moderators", "title", "guests", "starts_at", "languages"),
    *("undoable", "last", "taken_back"),
    *("clocks", "countdown", "countdown_shown", "speaking"),  # see tests/laws/test_clocks.py
    *("recordings", "slate_at"),  # it was so
    *("remarks", "outputs"),  # no matter of the journal
)
QUESTION_ASIDE = ("open_by", "editing", "words")


class UndoneWhole(AnyDebate):
    """The state before every moderator's action is kept; in the end all are taken back, and each
    time what stands is what stood."""

    compared = 0
    steps = 0
    stood: list[list[Json] | None]
    of: Drive

    def attempt(self, actor: Actor, do: str, **fields: Any) -> None:
        self.steps += 1
        self.rests = self.steps > OVERTURE
        super().attempt(actor, do, **fields)

    def happened(self, touched: Touched) -> None:
        debate = self.drive.debate
        if not hasattr(self, "stood") or self.of is not self.drive:
            self.of, self.now, self.stood = self.drive, self._seen(), [None] * len(debate.undoable)
            return
        was, self.now = self.now, self._seen()
        grown = len(debate.undoable) - len(self.stood)
        if grown == 1:
            self.stood.append(was)
        elif grown == -1:
            self.stood.pop()
        elif self.now != was:
            self.stood = [None] * len(debate.undoable)

    def _seen(self) -> list[Json]:
        seen = everything_seen(self.drive.debate, self.drive.around)
        for document in seen[: len(VIEWS)]:
            head = document["debate"]
            document["debate"] = {key: head[key] for key in head if key not in ASIDE}
            for question in document["questions"].values():
                for key in QUESTION_ASIDE:
                    question.pop(key, None)
        return seen

    def teardown(self) -> None:
        debate = self.drive.debate
        for expected in reversed(getattr(self, "stood", [])[-ACTIONS:]):
            try:
                self.drive.do(PRODUCER, command("undo", self.drive.id()))
            except Rejected:
                assert debate.phase != "live"  # nothing can be asked for any more
                return
            if expected is None:
                return
            assert self._seen() == expected
            UndoneWhole.compared += 1


@pytest.mark.slow
def test_taking_back_the_last_actions_gives_the_state_before_them() -> None:
    UndoneWhole.compared = 0
    run_state_machine_as_test(
        UndoneWhole,
        settings=settings(
            max_examples=260,
            stateful_step_count=50,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
    assert UndoneWhole.compared > 300, "there was hardly anything to take back"
