"""A small hall under the cheapest attacks: nobody is turned away, no acknowledged vote is lost, and
memory stays. `make bench` has a large one under all of them, and measures how long votes wait.
"""

import subprocess
import sys

import pytest

from tests.load.process import ROOT

HELD = ("pings", "bombs", "slow readers")
WAIT = ": votes wait"


@pytest.mark.slow
@pytest.mark.alone
def test_a_hall_stays_while_it_is_attacked() -> None:
    command = [sys.executable, "-m", "tests.load", "attacks", "--phones", "200", "--seconds", "2"]

    done = subprocess.run(
        [*command, "--calm", "1", "--only", ",".join(HELD)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )

    for name in HELD:
        assert f"| **{name}**: " in done.stdout, done.stdout + done.stderr
    complaints = [line for line in done.stdout.splitlines() if "did not hold: " in line]
    # How long is for a machine that does nothing else.
    assert not [line for line in complaints if not line.removesuffix(" afterwards").endswith(WAIT)]
