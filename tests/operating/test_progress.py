"""Who waits at the command line for more than two seconds sees how far it is."""

from server.operating.progress import Progress
from tests.given.clocks import FakeClock


def test_only_what_takes_long_says_how_far_it_is() -> None:
    clock, said = FakeClock(), list[str]()
    progress = Progress(clock, said.append)

    progress(0.4)
    clock.pass_s(2.0)
    progress(0.5)
    progress(0.6)
    clock.pass_s(2.0)
    progress(0.8)

    assert said == ["50 %", "80 %"]


def test_a_line_says_what_is_being_done() -> None:
    clock, said = FakeClock(), list[str]()
    progress = Progress(clock, said.append, "copying")

    clock.pass_s(2.0)
    progress(0.5)

    assert said == ["copying: 50 %"]
