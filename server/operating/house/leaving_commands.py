"""`tribina organisation deactivate`, `keep`, and `tribina shred`."""

import json
from pathlib import Path

import click

from server.clock import SystemClock
from server.operating.progress import Progress
from server.operating.tools import Tools
from server.operating.working import work_on_store
from server.store.leaving.retentions import DAYS_AT_MOST, WHATS, What

DAYS = 30


@click.command("deactivate")
@click.argument("key")
@click.option(
    "--days",
    type=click.IntRange(0, DAYS_AT_MOST),
    default=DAYS,
    show_default=True,
    help="until the rest is removed; 0: now",
)
@click.option("--never", is_flag=True, help="remove nothing")
@click.option("--with-archives", is_flag=True, help="remove also what was public")
@click.option("--sure", metavar="KEY", help="the key again, to confirm")
@click.option("--json", "as_json", is_flag=True)
def organisation_deactivate(
    key: str, days: int, never: bool, with_archives: bool, sure: str | None, as_json: bool
) -> None:
    """Shut an organisation's administration; its public pages stay. Prints what there is of it."""
    if sure is None:
        sure = click.prompt(f"Type {key} to confirm")
    if sure != key:
        raise click.ClickException("that is not its key")

    async def work(tools: Tools) -> None:
        counted = await tools.leaving.deactivate(
            key, None if never else days, with_archives=with_archives
        )
        if as_json:
            click.echo(json.dumps(counted))
            return
        for what, count in counted.items():
            if count:
                click.echo(f"{count:>8}  {what}")

    work_on_store(work)


@click.command("keep")
@click.argument("key")
def organisation_keep(key: str) -> None:
    """Take back that an organisation was deactivated, until it is removed."""

    async def work(tools: Tools) -> None:
        await tools.leaving.keep(key)
        click.echo(f"{key} stays")

    work_on_store(work)


@click.command()
@click.argument("key", metavar="ORGANISATION")
@click.option("--what", "whats", type=click.Choice(WHATS), multiple=True, required=True)
@click.option("--debate", "code", help="only of this one, by its six digits")
@click.option(
    "--download",
    type=click.Path(dir_okay=False, path_type=Path),
    help="a new file, in which what goes is written first",
)
@click.option("--dry-run", "dry", is_flag=True, help="only say how much there is")
@click.option("--json", "as_json", is_flag=True)
def shred(
    key: str,
    whats: tuple[What, ...],
    code: str | None,
    download: Path | None,
    dry: bool,
    as_json: bool,
) -> None:
    """Take what is personal out of closed debates, for good; all of them still verify."""

    async def work(tools: Tools) -> None:
        say = Progress(SystemClock(), lambda line: click.echo(line, err=True))
        counts = await tools.leaving.shred(key, whats, code, download, say, dry=dry)
        if as_json:
            click.echo(json.dumps(counts))
            return
        for what, count in counts.items():
            click.echo(f"{what}: {count} {'there' if dry else 'removed'}")

    work_on_store(work)
