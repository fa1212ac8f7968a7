"""The server as a process."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from server.store.tenancy import ALONE_ON_SQLITE
from tests.given.servers import RunningServer

pytestmark = pytest.mark.outside

LOW = 256


@pytest.mark.slow
async def test_it_allows_itself_as_many_connections_as_the_system_does(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    server = RunningServer(tmp_path)
    resource.setrlimit(resource.RLIMIT_NOFILE, (LOW, hard))
    try:
        await server.start()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE) == (hard, hard)
    await server.stop()


@pytest.mark.slow
async def test_a_second_process_on_the_same_sqlite_is_refused_in_one_line(tmp_path: Path) -> None:
    first = RunningServer(tmp_path)
    second = RunningServer(tmp_path)
    await first.start()
    ended = subprocess.run(
        [sys.executable, "-m", "server", "serve"],
        env=os.environ | second.env,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    await first.stop()
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [f"Tribina cannot start: {ALONE_ON_SQLITE}"]
