"""Open files shared out between the doors, and said where they are few."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from server.entrance.descriptors import HALL, OURS, PAGES_AT_MOST, cramped, shared_out
from tests.given.servers import RunningServer
from tests.load.process import ROOT

pytestmark = pytest.mark.outside


@pytest.mark.parametrize("allowed", [1, 128, 256, 600, 1_024, 20_000, 1_000_000])
def test_both_doors_get_some_and_the_house_keeps_its_own(allowed: int) -> None:
    shares = shared_out(allowed)
    assert 1 <= shares.pages <= min(shares.live, PAGES_AT_MOST)
    assert shares.pages + shares.live <= max(2, allowed - OURS)


def test_whoever_starts_it_is_told_when_a_hall_finds_no_room() -> None:
    assert not cramped(65_536)
    assert "600 files" in cramped(600) and "354 phones" in cramped(600)
    assert shared_out(5_000).live >= HALL


def test_the_sentence_is_said_at_the_start(tmp_path: Path) -> None:
    settings = RunningServer(tmp_path).env | {"PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        ["prlimit", "--nofile=600", sys.executable, "-m", "server", "serve"],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = []
    try:
        assert server.stdout is not None
        while "Ctrl-C" not in (line := server.stdout.readline()):
            assert line, "it has ended"
            said.append(line)
    finally:
        server.terminate()
        server.communicate(timeout=30)
    assert cramped(600) in "".join(said)
