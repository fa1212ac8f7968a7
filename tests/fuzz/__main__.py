"""The command line of the fuzzers; `make fuzz`."""

import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

import click

from tests.fuzz.targets import TARGETS, fuzz_by_name


@click.command()
@click.option("--minutes", type=float, default=1.0, show_default=True, help="for each target")
@click.argument("names", nargs=-1, type=click.Choice(sorted(TARGETS)))
def main(minutes: float, names: tuple[str, ...]) -> None:
    """Give each target so long, on all cores at once. Exit code 1 if anything was found."""
    found = False
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        running = {pool.submit(fuzz_by_name, name, minutes * 60): name for name in names or TARGETS}
        for done in as_completed(running):
            outcome = done.result()
            name, finds = running[done], len(outcome.finds)
            click.echo(f"{name:<10} {outcome.executions:>10,} executions, {finds} finds")
            for find in outcome.finds:
                click.echo(find)
            found = found or bool(outcome.finds)
    sys.exit(found)


if __name__ == "__main__":
    main()
