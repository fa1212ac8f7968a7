"""Clocks are true: what a guest has spoken is the time between the starts and stops of the journal,
what is left of a countdown is its length without the time it ran, never do two speak at once, and
no undo changes a clock."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from server.debate import events as e
from server.debate.air.timing import STOPPED, Countdown, SpeakingTime
from server.debate.showing.heads import host_debate
from server.debate.state import Touched
from tests.given.debates import PRODUCER
from tests.laws.machine import AnyDebate

GUESTS = ("g1", "g2")


def spoken_by(journal: list[e.Entry], guest: str, now: int) -> int:
    """Counted anew, from the lines that concern the guest."""
    total, since = 0, None
    for entry in journal:
        match entry.event:
            case e.ClockStarted(guest=who) if who == guest:
                since = entry.at if since is None else since
                continue
            case e.ClockStarted(guest=who):
                ends = who is not None
            case e.ClockStopped(guest=who):
                ends = who == guest
            case e.PhaseChanged(to=phase):
                ends = phase != "live"
            case e.DebateDescribed(guests=guests):
                ends = guest not in guests
            case _:
                ends = False
        if ends and since is not None:
            total, since = total + entry.at - since, None
    return total + (0 if since is None else now - since)


def ran_by(journal: list[e.Entry], now: int) -> int:
    """How long the countdown has run since it was begun last, its pauses left out."""
    total, since = 0, None
    for entry in journal:
        match entry.event:
            case e.CountdownStarted():
                total, since = 0, entry.at
            case e.CountdownPaused(on=True) if since is not None:
                total, since = total + entry.at - since, None
            case e.CountdownPaused(on=False):
                since = entry.at
    return total + (0 if since is None else now - since)


class TrueClocks(AnyDebate):
    counted = 0
    undone = 0
    paused = 0
    seen: tuple[SpeakingTime, dict[str, SpeakingTime], str | None, Countdown | None]

    @rule(guest=st.sampled_from((None, *GUESTS)), ms=st.integers(1, 3_000))
    def speak(self, guest: str | None, ms: int) -> None:
        """More often than by chance: a clock runs only where it is live and the guest is there.
        While it runs, something is done and taken back."""
        self.attempt(PRODUCER, "phase", to="live")
        self.attempt(PRODUCER, "clock", guest=guest, run=True)
        self.drive.now += ms
        for _ in range(2):
            self.attempt(PRODUCER, "open", what="voting")
            self.attempt(PRODUCER, "shut", what="voting")
            self.attempt(PRODUCER, "undo")

    @rule(ms=st.integers(1, 3_000), on=st.booleans())
    def answer(self, ms: int, on: bool) -> None:
        """More often than by chance, for the same reasons."""
        self.attempt(PRODUCER, "phase", to="live")
        if self.drive.debate.countdown is None:
            self.attempt(PRODUCER, "countdown", preset="30")
        self.drive.now += ms
        self.attempt(PRODUCER, "pause_countdown", on=on)

    def happened(self, touched: Touched) -> None:
        drive = self.drive
        debate, now = drive.debate, drive.now
        clocks = host_debate(debate, drive.around)["clocks"]
        running = [guest for guest, clock in clocks["guests"].items() if clock["running"]]
        assert running == ([] if debate.speaking is None else [debate.speaking])
        if debate.phase != "live":
            assert not running
            assert not clocks["debate"]["running"]
            assert debate.countdown is None
        for guest in GUESTS:
            spoken = debate.spoken.get(guest, STOPPED).at(now)
            assert spoken == spoken_by(drive.journal, guest, now)
            TrueClocks.counted += spoken > 0
        if debate.countdown is not None:
            ran = ran_by(drive.journal, now)
            assert debate.countdown.length_ms - debate.countdown.left(now) == ran
            TrueClocks.paused += any(
                isinstance(entry.event, e.CountdownPaused) for entry in drive.journal
            )
        seen = (debate.clock, dict(debate.spoken), debate.speaking, debate.countdown)
        if isinstance(drive.journal[-1].event, e.ActionUndone):
            TrueClocks.undone += debate.clock.running or debate.speaking is not None
            assert seen == self.seen
        self.seen = seen


def test_a_guest_has_spoken_as_long_as_the_journal_says_and_never_two_at_once() -> None:
    TrueClocks.counted = TrueClocks.undone = TrueClocks.paused = 0
    run_state_machine_as_test(
        TrueClocks,
        settings=settings(
            max_examples=200,
            stateful_step_count=40,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
    assert TrueClocks.counted > 300, "hardly anybody spoke"
    assert TrueClocks.undone > 100, "hardly anything was taken back while a clock ran"
    assert TrueClocks.paused > 50, "hardly any countdown was paused"
