"""The memory of a server reaches no disk."""

import os
import signal
import subprocess
import sys
from pathlib import Path


def test_a_process_that_dies_leaves_no_core(tmp_path: Path) -> None:
    dying = (
        "import os, resource; from server.process.memory import keep_to_memory; "
        "resource.setrlimit(resource.RLIMIT_CORE, (-1, -1)); {}os.abort()"
    )
    cores = [_core_of(dying.format(more), tmp_path) for more in ("", "keep_to_memory(); ")]
    assert not cores[1], "whether or not this machine writes any"


def _core_of(code: str, folder: Path) -> bool:
    """Whether the kernel dumped it, or handed it to a program that does."""
    child = subprocess.Popen(
        [sys.executable, "-c", code], cwd=folder, env=os.environ | {"PYTHONPATH": os.getcwd()}
    )
    _, status = os.waitpid(child.pid, 0)
    child.returncode = status
    assert os.WTERMSIG(status) == signal.SIGABRT
    return os.WCOREDUMP(status)
