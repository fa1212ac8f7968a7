"""The server as a process."""

import resource
from pathlib import Path

from tests.servers import RunningServer

LOW = 256


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
