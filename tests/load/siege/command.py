"""`python -m tests.load attacks`: does the evening go on while it is attacked?

    python -m tests.load attacks [--phones N] [--seconds S] [--write] [--only NAME,NAME…]

Servers, phones and attackers live in a network of their own that ends at this machine, where the
system lets us make one (Linux, `unshare` and `ip`). The exit code says whether all of it held.
"""

import argparse
import asyncio
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from tests.given.generated import replace_part
from tests.load.attacks import coming, network
from tests.load.attacks.roster import ATTACKS
from tests.load.results import report
from tests.load.siege import scenario, table


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.load attacks", description=__doc__)
    parser.add_argument("--phones", type=int, default=scenario.PHONES)
    parser.add_argument("--seconds", type=float, default=scenario.ATTACK_S, help="of each attack")
    parser.add_argument("--calm", type=float, default=scenario.CALM_S, help="seconds between two")
    parser.add_argument("--only", default="", help=f"by comma, of: {', '.join(ATTACKS)}")
    parser.add_argument("--write", action="store_true", help="into docs/security.md, too")
    chosen = parser.parse_args(arguments)
    names = [name.strip() for name in chosen.only.split(",") if name.strip()] or list(ATTACKS)
    if unknown := set(names) - set(ATTACKS):
        parser.error(f"no such attack: {', '.join(sorted(unknown))}")
    network.into_own([sys.executable, "-m", "tests.load", "attacks", *arguments])
    _raise_descriptors(chosen.phones)
    sys.exit(uvloop.run(_run(chosen, names)))


async def _run(chosen: argparse.Namespace, names: list[str]) -> int:
    began = time.monotonic()
    running = asyncio.current_task()
    assert running is not None
    # Whoever ends this early leaves no server behind.
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", flush=True)

    if not network.has_own():
        say("no network of our own here: all come from loopback, through a proxy as it were")
    with tempfile.TemporaryDirectory(prefix="tribina-siege-") as folder:
        done, wrong = await scenario.run(
            Path(folder), names, chosen.phones, chosen.seconds, chosen.calm, say
        )
    lines = table.table(done)
    print("\n".join(lines), flush=True)
    if chosen.write:
        replace_part(table.PAGE, table.PART, [report.machine(), "", *lines])
    failed = table.failed(done) + wrong
    for line in failed:
        say(f"did not hold: {line}")
    return 1 if failed else 0


def _raise_descriptors(phones: int) -> None:
    """Ours, and with them the server's and the attackers'."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard < (needed := phones + coming.COMING + 1_000):
        print(f"Only {hard} open files are allowed here; the largest crowds need {needed}.")
