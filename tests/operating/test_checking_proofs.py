"""A proof of a question at the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

from server.operating.checking_proofs import NotProven, read_proof
from server.transparency.vkeys import SigningKey
from tests.archive.question_proofs import HOUSE, KEY, dismissed, saved
from tests.given.debates import Drive

VKEY = str(KEY.vkey(f"{HOUSE}/log"))


def test_it_says_what_is_shown_and_what_is_not() -> None:
    drive, question = dismissed()

    said = "\n".join(read_proof(saved(drive, question), VKEY))

    assert "in debate 482915 of tribina.example these words arrived at 2025-11-23 06:00 UTC" in said
    assert "Kada će biti škola?" in said
    assert "at 2025-11-23 06:02 UTC: QuestionDismissed (off_topic)" in said
    assert "not proved: who asked" in said


@pytest.mark.parametrize("decide", [False, True])
def test_what_is_not_decided_or_was_shown_is_told(decide: bool) -> None:
    drive = Drive()
    question = drive.ask("Kada?")
    if decide:
        drive.moderate("approve", question)

    said = "\n".join(read_proof(saved(drive, question), VKEY))

    assert ("nothing is said" in said) is not decide
    assert ("QuestionApproved" in said) is decide


def test_what_was_written_does_not_speak_to_the_terminal() -> None:
    drive = Drive()
    file = saved(drive, drive.ask("Kada?\nall is well"))

    assert "\n" not in read_proof(file, VKEY)[1]


def test_another_key_or_file_proves_nothing() -> None:
    drive, question = dismissed()
    file = saved(drive, question)

    for vkey in (str(SigningKey(bytes(31) + b"\1").vkey(f"{HOUSE}/log")), VKEY[:-2], "x"):
        with pytest.raises(NotProven):
            read_proof(file, vkey)
    with pytest.raises(NotProven, match="another house"):
        read_proof(file, str(KEY.vkey("tribina.exampl/log")))
    with pytest.raises(NotProven, match="proves nothing"):
        read_proof(b"", VKEY)


@pytest.mark.slow
def test_the_command_needs_no_house_where_the_key_is_given(tmp_path: Path) -> None:
    drive, question = dismissed()
    file = tmp_path / "q2.tlog-proof"
    file.write_bytes(saved(drive, question))
    program = [sys.executable, "-m", "server", "verify-proof", str(file), "--vkey"]

    good = subprocess.run([*program, VKEY], capture_output=True, text=True, check=False)
    bad = subprocess.run([*program, "x"], capture_output=True, text=True, check=False)

    assert (good.returncode, "QuestionDismissed" in good.stdout) == (0, True), good.stderr
    assert (bad.returncode, "not a vkey" in bad.stderr) == (1, True)
