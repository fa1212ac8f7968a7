"""`tribina organisation export`, `import`."""

import json
from pathlib import Path

import click
import msgspec

from server.clock import SystemClock
from server.operating.progress import Progress
from server.operating.tools import Tools
from server.operating.working import work_on_store


@click.command("export")
@click.argument("key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="print what is in it")
def organisation_export(key: str, file: Path, as_json: bool) -> None:
    """Write an organisation into a FILE that another house can take.

    In it are programmes, settings, logos, the names of members, and the archives of closed debates
    with what was answered in writing since; no secret, and nothing of a debate that is open."""

    async def work(tools: Tools) -> None:
        manifest = await tools.moving.export(key, file, _progress())
        if as_json:
            click.echo(json.dumps(manifest, ensure_ascii=False))
            return
        debates = sum(one["name"].startswith("rows/") for one in manifest["files"])
        click.echo(f"{file}: {debates} debates, {file.stat().st_size:,} bytes")
        for why, count in manifest["left_out"].items():
            click.echo(f"not in it: {count} ({why})")

    work_on_store(work)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "key", help="its key here, if it is to be another")
@click.option("--json", "as_json", is_flag=True)
def organisation_import(file: Path, key: str | None, as_json: bool) -> None:
    """Take an organisation out of a FILE that another house wrote.

    Every debate is verified first. Nothing changes unless all of it can be taken."""

    async def work(tools: Tools) -> None:
        done = await tools.moving.take_over(file, key, _progress())
        if as_json:
            click.echo(json.dumps(msgspec.to_builtins(done), ensure_ascii=False))
            return
        click.echo(f"{done.organisation}: {len(done.debates)} debates were taken over")
        for house, vkeys in done.houses.items():
            click.echo(f"held by {house}; compare its key: {' '.join(vkeys) or 'nobody signed'}")
        for code, (count, last) in done.answers.items():
            click.echo(
                f"{code}: {count} answers in writing, which no head covers; compare the last hash "
                f"with a line answer_written of its house's log: {last}"
            )
        for member in done.members:
            click.echo(f"to be invited: {member.name} ({member.role} of {member.of})")

    work_on_store(work)


def _progress() -> Progress:
    return Progress(SystemClock(), lambda line: click.echo(line, err=True))
