"""The commands about logs: the key that signs them, and who witnesses whom."""

import click

from server.debate.events import LogBegunAnew
from server.operating.tools import Tools
from server.operating.working import work_on_store


@click.group("signing-key")
def signing_key() -> None:
    """The key that signs the heads of this house's logs."""


@signing_key.command("show")
def signing_key_show() -> None:
    """Print the house's name in logs, and the vkeys of its own log and of it as a witness."""

    async def work(tools: Tools) -> None:
        click.echo("\n".join(tools.signing_key()))

    work_on_store(work)


@signing_key.command("rotate")
def signing_key_rotate() -> None:
    """Make a new key and sign with it from now on, also in servers that run; prints the
    announcement, which the old key has signed, too."""

    async def work(tools: Tools) -> None:
        click.echo(await tools.rotate_signing_key(), nl=False)

    work_on_store(work)


@signing_key.command("anew-log")
@click.option(
    "--although-nothing-can-be-compared",
    "uncompared",
    is_flag=True,
    help="where the database has no signed head of the log: sign its lines as they stand",
)
def signing_key_anew_log(uncompared: bool) -> None:
    """Begin the house's own log anew after an older backup was put back. Prints its vkey, which
    whoever witnesses it has to be given."""

    async def work(tools: Tools) -> None:
        say_begun(await tools.begin_house_log_anew(uncompared=uncompared))
        click.echo(tools.signing_key()[1])

    work_on_store(work)


@click.group()
def witness() -> None:
    """Houses that cosign each other's logs."""


@witness.command("add")
@click.argument("vkey")
@click.option(
    "--url", default="", help="of a witness to be asked: what stands before /add-checkpoint"
)
def witness_add(vkey: str, url: str) -> None:
    """Witness the log of this vkey; with --url, have this witness cosign the house's own."""

    async def work(tools: Tools) -> None:
        await tools.trust(vkey, url)

    work_on_store(work)


@witness.command("remove")
@click.argument("vkey")
def witness_remove(vkey: str) -> None:
    """Do so no longer."""

    async def work(tools: Tools) -> None:
        await tools.distrust(vkey)

    work_on_store(work)


@witness.command("list")
def witness_list() -> None:
    """Print all of both."""

    async def work(tools: Tools) -> None:
        for line in await tools.trusted():
            click.echo(line)

    work_on_store(work)


def say_begun(begun: LogBegunAnew) -> None:
    """What the line says, for whoever operates the house."""
    click.echo(f"log {begun.log}: of {begun.size} lines that were signed {begun.kept} are here")
