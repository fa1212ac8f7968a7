"""`make bench`: what ten thousand phones cost, whether the truth holds meanwhile, and how others do
on the same work.

    python -m tests.load [--phones N] [--seconds S] [--write] [PART …]
    python -m tests.load attacks …      see tests/load/siege/command.py

The server under test runs in a process of its own, the crowd in this one, on the other core.
Absolute figures are this machine's and move when it has other work; ratios are of the same run.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop

from tests.given.generated import replace_part
from tests.load import ballots, beside, growth, several, suite
from tests.load.results import report
from tests.load.siege import command as siege

Say = Callable[[str], None]
Part = Callable[["Bench"], Awaitable[None]]


class Bench:
    """One run of it: how large, where, and who is told."""

    def __init__(self, folder: Path, chosen: argparse.Namespace) -> None:
        self.folder = folder
        self.phones: int = chosen.phones
        self.seconds: float = chosen.seconds
        self.writes: bool = chosen.write
        self.scenarios = [name for name in chosen.parts if name in suite.AFTER_JOINING]
        self._began = time.monotonic()

    def say(self, line: str) -> None:
        print(f"{time.monotonic() - self._began:6.0f} s  {line}", flush=True)

    def write(self, part: str, lines: list[str]) -> None:
        """Show a table, and put it into docs/performance.md if wanted."""
        print("\n".join(lines), flush=True)
        if self.writes:
            replace_part(report.PAGE, part, [report.machine(), "", *lines])


async def _scenarios(bench: Bench) -> None:
    figures = await suite.run(
        bench.folder / "scenarios", bench.scenarios, bench.phones, bench.seconds, bench.say
    )
    bench.write("scenarios", report.scenarios(figures))


async def _beside(bench: Bench) -> None:
    bench.say(f"beside: the same updates to {bench.phones} phones of each server")
    rows = await beside.measure_all(
        bench.folder / "beside", bench.phones, bench.seconds / 2, bench.say
    )
    bench.write("beside", report.beside(rows))
    if bench.writes:
        report.draw_beside(rows, bench.phones)


async def _growth(bench: Bench) -> None:
    bench.say("growth: ten questions change in every tick, phones and other questions grow")
    measured = await growth.measure_growth(bench.folder / "growth", bench.seconds / 2, bench.say)
    bench.write("growth", report.growth(measured))
    if bench.writes:
        report.draw_cost(measured)


async def _several(bench: Bench) -> None:
    bench.say("several: through Caddy on PostgreSQL and Redis, one process and two")
    measured = await several.measure_several(bench.phones, bench.seconds, bench.say)
    bench.write("several", report.several(measured))


async def _ballots(bench: Bench) -> None:
    bench.say("ballots: into PostgreSQL, from two processes")
    bench.write("ballots", report.ballots(await ballots.measure_ballots(bench.seconds, bench.say)))


PARTS: dict[str, Part] = {
    "beside": _beside,
    "growth": _growth,
    "ballots": _ballots,
    "several": _several,
}


def main() -> None:
    if "attacks" in sys.argv:
        siege.main([argument for argument in sys.argv[1:] if argument != "attacks"])
        return
    known = [*suite.AFTER_JOINING, *PARTS]
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(known))
    parser.add_argument("--phones", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=20.0, help="for what goes on steadily")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md, too")
    chosen = parser.parse_args()
    chosen.parts = chosen.parts or known
    if unknown := set(chosen.parts) - set(known):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    _raise_descriptors(chosen.phones)
    uvloop.run(_run(chosen))


async def _run(chosen: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="tribina-bench-") as temporary:
        bench = Bench(Path(temporary), chosen)
        if bench.scenarios:
            await _scenarios(bench)
        for name in (name for name in PARTS if name in chosen.parts):
            await PARTS[name](bench)


def _raise_descriptors(phones: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard < phones + 100:
        sys.exit(f"{phones} phones need more open files than the {hard} allowed here.")


if __name__ == "__main__":
    main()
