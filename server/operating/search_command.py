"""`tribina search`."""

import click

from server.operating.tools import Tools
from server.operating.working import work_on_store


@click.group()
def search() -> None:
    """What can be found by words."""


@search.command("rebuild")
def rebuild() -> None:
    """Make the index anew from all closed debates. The server may run meanwhile."""

    async def work(tools: Tools) -> None:
        count = await tools.rebuild_search(lambda done: click.echo(f"{done:,} debates", err=True))
        click.echo(f"{count:,} debates can be found by words")

    work_on_store(work)
