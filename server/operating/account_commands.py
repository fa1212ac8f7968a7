"""`tribina account reset`."""

import sys

import click

from server.operating.tools import Tools
from server.operating.working import work_on_store


@click.command("reset")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="set the password from standard input")
@click.option("--without-second-factor", is_flag=True, help="take the second factor away, too")
def account_reset(name: str, password_stdin: bool, without_second_factor: bool) -> None:
    """Print an address at which another password can be set: once, within a day. All logins of the
    account end then."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None

    async def work(tools: Tools) -> None:
        if password is None:
            click.echo(await tools.accounts.reset(name, everything=without_second_factor))
            return
        await tools.accounts.set_password(name, password, everything=without_second_factor)
        click.echo(f"{name} has another password")

    work_on_store(work)
