"""The command line of Autobahn's cases: what is not as expected is printed, and the exit code 1."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import click
from websockets.asyncio.server import Server

from tests.autobahn import echo

CASES = ["1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*"]
# 1,000 messages of up to 4 kB, compressed, whole and in frames.
DEFLATED = [
    f"{group}.{size}" for group in ("12.1", "12.2", "12.3", "13.1", "13.2") for size in "12345"
]
GOOD = ("OK", "NON-STRICT", "INFORMATIONAL")

# What may differ, and why that is as it should be.
LIBRARY = {
    "7.1.5": "a close frame between the fragments of a message is answered with 1002, not 1000",
}
GRAMMAR = LIBRARY | {
    "2.10": "of pings that come at once the newest is answered (RFC 6455, section 5.5.3)",
    "2.11": "the same",
}
LONG = "more than 4 KiB"
PIECES = "more pieces in a second than anybody needs"
DOOR = GRAMMAR | {
    **dict.fromkeys(("1.1.6", "1.1.7", "1.1.8", "1.2.6", "1.2.7", "1.2.8", "10.1.1"), LONG),
    **dict.fromkeys(("2.11", "6.2.3", "6.3.2"), PIECES),
}
DOORS: dict[str, tuple[Callable[[], Awaitable[Server]], dict[str, str], list[str]]] = {
    "library": (echo.library, LIBRARY, CASES + DEFLATED),
    "grammar": (echo.grammar, GRAMMAR, CASES + DEFLATED),
    "door": (echo.door, DOOR, CASES),
}


async def run(wstest: str, name: str) -> dict[str, dict[str, str]]:
    """The report on one door: what each case says of behaviour and of closing."""
    make, _, cases = DOORS[name]
    door = await make()
    url = f"ws://127.0.0.1:{door.sockets[0].getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "spec.json"
        told = {"outdir": folder, "servers": [{"agent": name, "url": url}], "cases": cases}
        spec.write_text(json.dumps(told | {"exclude-cases": [], "exclude-agent-cases": {}}))
        process = await asyncio.create_subprocess_exec(
            *(wstest, "--mode", "fuzzingclient", "--spec", str(spec)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=folder,
        )
        await process.wait()
        door.close()
        await door.wait_closed()
        report: dict[str, dict[str, dict[str, str]]] = json.loads(
            (Path(folder) / "index.json").read_text()
        )
    return report[name]


@click.command()
@click.argument("wstest")
@click.option("--door", "doors", multiple=True, type=click.Choice(list(DOORS)))
def main(wstest: str, doors: tuple[str, ...]) -> None:
    """Run them with the program WSTEST, at all doors or at some."""
    surprised = False
    for name in doors or DOORS:
        report = asyncio.run(run(wstest, name))
        bad = {
            case: f"{said['behavior']}, closing {said['behaviorClose']}"
            for case, said in report.items()
            if said["behavior"] not in GOOD or said["behaviorClose"] not in GOOD
        }
        expected = DOORS[name][1]
        click.echo(f"{name}: {len(report)} cases, {len(report) - len(bad)} as Autobahn wants them")
        for case, said in bad.items():
            click.echo(f"  {case}: {expected.get(case) or 'NEW: ' + said}")
        surprised = surprised or not set(bad) <= set(expected)
    sys.exit(surprised)


if __name__ == "__main__":
    main()
