"""`make bench`: what ten thousand phones cost, and whether the truth holds meanwhile.

    python -m tests.load [--phones N] [--seconds S] [PART …]

The server under test runs in a process of its own, the crowd in this one, on the other core.
"""

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from tests.load import suite


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(suite.AFTER_JOINING))
    parser.add_argument("--phones", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=20.0, help="for what goes on steadily")
    chosen = parser.parse_args()
    unknown = set(chosen.parts) - set(suite.AFTER_JOINING)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    _raise_descriptors(chosen.phones)
    uvloop.run(_run(chosen.parts or list(suite.AFTER_JOINING), chosen.phones, chosen.seconds))


async def _run(parts: list[str], phones: int, seconds: float) -> None:
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", flush=True)

    with tempfile.TemporaryDirectory(prefix="tribina-bench-") as temporary:
        await suite.run(Path(temporary), parts, phones, seconds, say)


def _raise_descriptors(phones: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard < phones + 100:
        sys.exit(f"{phones} phones need more open files than the {hard} allowed here.")


if __name__ == "__main__":
    main()
