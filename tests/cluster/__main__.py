"""`make cluster`: all of it, until Ctrl-C."""

import argparse
import asyncio
import secrets
import signal
import sys
from collections.abc import Callable

from tests.cluster import Cluster
from tests.given.services import Missing


async def run(processes: int, tls: bool, port: int) -> int:
    """Until SIGINT, SIGTERM or SIGHUP; SIGUSR1 or Enter restarts. Returns the exit code."""
    loop = asyncio.get_running_loop()
    running = asyncio.current_task()
    assert running is not None
    restart = asyncio.Event()
    end = _once(running.cancel)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, end)
    loop.add_signal_handler(signal.SIGUSR1, restart.set)
    if sys.stdin.isatty():
        loop.add_reader(sys.stdin, _read_line, restart)
    try:
        async with Cluster(processes, tls=tls, port=port) as cluster:
            await _tell(cluster)
            while True:
                await restart.wait()
                restart.clear()
                print("Restarting one process after the other …", flush=True)
                await cluster.rolling_restart()
                print("All are back.", flush=True)
    except asyncio.CancelledError:
        print("All of it is gone.", flush=True)
        return 0
    except (Missing, RuntimeError, OSError) as error:
        print(f"The cluster cannot start: {error}", file=sys.stderr)
        return 1


async def _tell(cluster: Cluster) -> None:
    """Make something to look at, and say where everything is."""
    password = secrets.token_urlsafe(9)
    await cluster.account("owner", "owner", password)
    code = await cluster.debate()
    lines = [
        f"\nTribina is ready: {cluster.url()}",
        f"  administration  {cluster.url('/login?back=/admin')}",
        f"                  name owner, password {password}",
        f"  a debate        {cluster.url(f'/{code}')}",
        "\nWhat runs, all on 127.0.0.1:",
        f"  Caddy       {cluster.caddy.port}, log in {cluster.caddy.folder}",
        *(
            f"  process {number}   pages {process.settings.port},"
            f" live {process.settings.live_port}, pid {process.process.pid},"
            f" log in {process.settings.data}.log"
            for number, process in enumerate(cluster.processes)
        ),
        f"  PostgreSQL  {cluster.postgresql.port}, log in {cluster.postgresql.folder}",
        f"  Redis       {cluster.redis.port}, log in {cluster.redis.folder}",
        "\nEnter restarts the processes one after the other. Ctrl-C ends it all.",
    ]
    print("\n".join(lines), flush=True)


def _read_line(restart: asyncio.Event) -> None:
    if sys.stdin.readline():
        restart.set()
    else:
        asyncio.get_running_loop().remove_reader(sys.stdin)


def _once(action: Callable[[], object]) -> Callable[[], None]:
    """Whoever presses Ctrl-C twice does not interrupt the tidying up."""
    left = [action]

    def act() -> None:
        if left:
            left.pop()()

    return act


def main() -> int:
    parser = argparse.ArgumentParser(prog="make cluster", description=__doc__)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--tls", action="store_true", help="https, with a certificate of its own")
    parser.add_argument("--port", type=int, default=8080, help="of the proxy (default: 8080)")
    options = parser.parse_args()
    return asyncio.run(run(options.processes, options.tls, options.port))


if __name__ == "__main__":
    sys.exit(main())
