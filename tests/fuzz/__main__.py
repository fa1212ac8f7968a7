"""The command line of the fuzzers; `make fuzz`."""

import sys

import click

from tests.fuzz.fuzzing import fuzz
from tests.fuzz.targets import TARGETS


@click.command()
@click.option("--minutes", type=float, default=1.0, show_default=True, help="for each target")
@click.argument("names", nargs=-1, type=click.Choice(sorted(TARGETS)))
def main(minutes: float, names: tuple[str, ...]) -> None:
    """Give each target so long. Exit code 1 if anything was found."""
    found = False
    for name in names or TARGETS:
        outcome = fuzz(TARGETS[name], minutes * 60)
        click.echo(f"{name:<10} {outcome.executions:>9,} executions, {len(outcome.finds)} finds")
        for find in outcome.finds:
            click.echo(find)
        found = found or bool(outcome.finds)
    sys.exit(found)


if __name__ == "__main__":
    main()
