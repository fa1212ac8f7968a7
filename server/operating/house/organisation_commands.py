"""`tribina organisation`, `programme`, `member`, `invite`."""

import json
from collections.abc import Callable
from typing import Any

import click

from server.debate.actors import GRANTED, Role
from server.operating.tools import Tools
from server.operating.working import work_on_store

_JSON = click.option("--json", "as_json", is_flag=True)
_ROLE = click.option("--role", type=click.Choice(GRANTED["organisation"]), required=True)
_PROGRAMME = click.option("--programme", help="only of this programme, by its key")
_DEBATE = click.option("--debate", "code", help="only of this debate, by its six digits")


@click.group()
def organisation() -> None:
    """Organisations: each holds debates of its own, with people of its own."""


@organisation.command("add")
@click.argument("key")
@click.option("--name", required=True)
@_JSON
def organisation_add(key: str, name: str, as_json: bool) -> None:
    """Add an organisation; KEY is its part of addresses, for ever."""

    async def work(tools: Tools) -> None:
        _say(await tools.organisations.add(key, name), as_json, lambda made: str(made["key"]))

    work_on_store(work)


@organisation.command("list")
@_JSON
def organisation_list(as_json: bool) -> None:
    """List all organisations, with their programmes."""

    async def work(tools: Tools) -> None:
        rows = await tools.organisations.list()
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            click.echo(f"{row['key']:<24}  {row['name']}  {' '.join(row['programmes'])}")

    work_on_store(work)


@click.group()
def programme() -> None:
    """Programmes: series of debates of an organisation."""


@programme.command("add")
@click.argument("organisation_key", metavar="ORGANISATION")
@click.argument("key")
@click.option(
    "--name", required=True, multiple=True, help="the name, or several as sr-Latn=…, sq=…"
)
@_JSON
def programme_add(organisation_key: str, key: str, name: tuple[str, ...], as_json: bool) -> None:
    """Add a programme; KEY is its part of addresses, for ever."""

    async def work(tools: Tools) -> None:
        made = await tools.organisations.add_programme(organisation_key, key, name)
        _say(made, as_json, lambda one: f"{one['organisation']}/{one['key']}")

    work_on_store(work)


@click.group()
def member() -> None:
    """Who belongs to an organisation."""


@member.command("add")
@click.argument("organisation_key", metavar="ORGANISATION")
@click.argument("account")
@_ROLE
@_PROGRAMME
@_DEBATE
@_JSON
def member_add(
    organisation_key: str,
    account: str,
    role: Role,
    programme: str | None,
    code: str | None,
    as_json: bool,
) -> None:
    """Make an account a member, or give it another role."""

    async def work(tools: Tools) -> None:
        made = await tools.organisations.add_member(
            organisation_key, account, role, programme, code
        )
        _say(made, as_json, lambda one: f"{account} is {one['role']} of {one['key']}")

    work_on_store(work)


@click.command()
@click.argument("organisation_key", metavar="ORGANISATION")
@_ROLE
@_PROGRAMME
@_DEBATE
@click.option("--label", default="", help="for whom it is meant")
@_JSON
def invite(
    organisation_key: str,
    role: Role,
    programme: str | None,
    code: str | None,
    label: str,
    as_json: bool,
) -> None:
    """Print an address by which somebody becomes a member: once, within a week."""

    async def work(tools: Tools) -> None:
        made = await tools.organisations.invite(organisation_key, role, programme, code, label)
        _say(made, as_json, lambda one: str(one["url"]))

    work_on_store(work)


def _say(made: dict[str, Any], as_json: bool, plainly: Callable[[dict[str, Any]], str]) -> None:
    click.echo(json.dumps(made, ensure_ascii=False) if as_json else plainly(made))
