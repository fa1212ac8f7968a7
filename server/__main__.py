"""The command line. Thin: options become settings and commands, answers become lines.

Commands other than `serve` and `demo` work on the store itself, so they also work while no server
runs; a running server sees what they did when it next opens the debate.
"""

import asyncio
import json
import secrets
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import click

from server.clock import SystemClock
from server.debate.actors import GRANTED, Role
from server.debate.commands import Phase
from server.debate.described import LENGTHS
from server.debate.phases import BEFORE_CLOSING
from server.debate.rule import TOKEN_ROLES
from server.identity.tokens import DAYS, DAYS_AT_MOST
from server.operating.account_commands import account_reset
from server.operating.backing_up import back_up
from server.operating.checking_proofs import NotProven, read_proof
from server.operating.house.leaving_commands import (
    organisation_deactivate,
    organisation_keep,
    shred,
)
from server.operating.house.moving_commands import organisation_export, organisation_import
from server.operating.house.organisation_commands import invite, member, organisation, programme
from server.operating.log_commands import say_begun, signing_key, witness
from server.operating.markers_command import markers
from server.operating.progress import Progress
from server.operating.restoring import restore as put_back
from server.operating.search_command import search
from server.operating.tools import Tools
from server.operating.trouble import Trouble
from server.operating.working import settings_of, work_on_store
from server.process.private_files import keep_new_files_private
from server.settings import Settings
from server.store import Unavailable
from server.store.errors import BadBackup
from server.web.archive.downloads import DOWNLOADS, Download

BEGINNINGS = [phase for phase in get_args(Phase) if phase in BEFORE_CLOSING]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tribina")
def main() -> None:
    """Tribina: live debates with questions and votes from the audience."""
    keep_new_files_private()


def _flags(command: Callable[..., None]) -> Callable[..., None]:
    """One flag for every setting that is not a secret."""
    for option in reversed(fields(Settings)):
        if option.metadata["secret"]:
            continue

        def parse(_: Any, __: Any, text: str | None, option: Any = option) -> Any:
            try:
                return None if text is None else option.metadata["parse"](text)
            except ValueError as error:
                raise click.BadParameter(str(error)) from error

        name = "--" + option.name.replace("_", "-")
        help_ = f"{option.metadata['help']} [TRIBINA_{option.name.upper()}]"
        command = click.option(name, option.name, callback=parse, help=help_)(command)
    return command


@main.command()
@_flags
def serve(**flags: Any) -> None:
    """Run the server until Ctrl-C."""
    from server.app import run

    sys.exit(run(settings_of(**flags)))


@main.command()
@click.argument(
    "recording", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
@click.option("--speed", type=click.FloatRange(1, 100_000), default=60.0, show_default=True)
@click.option("--stay", is_flag=True, help="keep serving afterwards, until Ctrl-C")
@click.option("--port", type=int, default=8000, show_default=True)
@click.option("--live-port", type=int, default=8001, show_default=True)
def demo(recording: Path | None, speed: float, stay: bool, port: int, live_port: int) -> None:
    """Play a recorded debate through the real doors of a fresh server."""
    from server.demo.run import RECORDINGS, run

    recordings = [recording] if recording else sorted(RECORDINGS.glob("*.json"))
    sys.exit(run(recordings, speed=speed, stay=stay, port=port, live_port=live_port))


@main.group()
def account() -> None:
    """Accounts of moderators."""


@account.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(GRANTED["house"]), help="in the whole house")
@click.option("--password-stdin", is_flag=True, help="read the password from standard input")
def account_add(name: str, role: Role | None, password_stdin: bool) -> None:
    """Add an account; without a role it is nothing until it is made a `member`."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)

    async def work(tools: Tools) -> None:
        await tools.add_account(name, role, password)
        click.echo(f"{name} is {role}" if role else f"{name} was added")

    work_on_store(work)


account.add_command(account_reset)


@main.group()
def debate() -> None:
    """Debates."""


@debate.command("new")
@click.option("--programme", required=True, help="ORGANISATION/KEY, or the key if only one has it")
@click.option(
    "--title", required=True, help="the title, or several as sr-Latn=…, sq=…", multiple=True
)
@click.option("--guest", "guests", multiple=True, help="name, or name|office; may be repeated")
@click.option("--pile", "piles", multiple=True, help="topic; may be repeated")
@click.option("--phase", type=click.Choice(BEGINNINGS), default="draft", show_default=True)
@click.option(
    "--max-length",
    type=click.IntRange(LENGTHS[0], LENGTHS[-1]),
    default=LENGTHS[-1],
    show_default=True,
)
@click.option("--json", "as_json", is_flag=True)
def debate_new(as_json: bool, **options: Any) -> None:
    """Make a debate; prints its code."""

    async def work(tools: Tools) -> None:
        code = await tools.new_debate(**options)
        click.echo(json.dumps({"code": code}) if as_json else code)

    work_on_store(work)


@debate.command("list")
@click.option("--json", "as_json", is_flag=True)
def debate_list(as_json: bool) -> None:
    """List all debates."""

    async def work(tools: Tools) -> None:
        rows = await tools.debates()
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            title = next(iter(row["title"].values()), "")
            click.echo(f"{row['code']}  {row['phase']:<10}  {row['programme']:<12}  {title}")

    work_on_store(work)


@debate.command("anew")
@click.argument("code")
def debate_anew(code: str) -> None:
    """Let an open debate whose key is lost go on: all that was asked and voted stays, but phones
    are new to it, so whoever voted before can vote once more."""

    async def work(tools: Tools) -> None:
        await tools.begin_anew(code)
        click.echo(f"{code} goes on with a new key")

    work_on_store(work)


@debate.command("anew-log")
@click.argument("code")
def debate_anew_log(code: str) -> None:
    """Begin the log of a debate anew after an older backup was put back: its heads are signed
    again. That lines are lost stands in the journal then, and everybody is told for ever."""

    async def work(tools: Tools) -> None:
        say_begun(await tools.begin_log_anew(code))

    work_on_store(work)


@main.group()
def token() -> None:
    """Bearer tokens: for displays, Stream Decks, scripts."""


@token.command("new")
@click.option("--debate", "code", required=True, help="the debate's six digits")
@click.option("--role", type=click.Choice(TOKEN_ROLES), required=True)
@click.option("--label", default="", help="what it is for")
@click.option(
    "--days",
    type=click.IntRange(1, DAYS_AT_MOST),
    default=DAYS,
    show_default=True,
    help="how long it holds",
)
@click.option("--json", "as_json", is_flag=True)
def token_new(code: str, role: Role, label: str, days: int, as_json: bool) -> None:
    """Make a token; it is shown once and can be revoked in the administration."""

    async def work(tools: Tools) -> None:
        made = await tools.new_token(code, role, label or f"{role} {secrets.token_hex(2)}", days)
        click.echo(json.dumps({"token": made}) if as_json else made)

    work_on_store(work)


@main.command()
@click.argument("code")
@click.option("--format", "format_", type=click.Choice(DOWNLOADS), default="json")
@click.option(
    "--output", type=click.File("wb"), default="-", help="a file; standard output if none"
)
def export(code: str, format_: Download, output: Any) -> None:
    """Write the results of a closed debate."""

    async def work(tools: Tools) -> None:
        output.write(await tools.export(code, format_, _progress()))

    work_on_store(work)


@main.command()
@click.argument("code", required=False)
@click.option("--house", "of_house", is_flag=True, help="the log of administration, and no debate")
@click.option("--json", "as_json", is_flag=True)
def verify(code: str | None, of_house: bool, as_json: bool) -> None:
    """Recompute the journal's chain and the tallies; exit code 1 if anything does not agree."""
    if (code is None) != of_house:
        raise click.UsageError("either the code of a debate, or --house")

    async def work(tools: Tools) -> None:
        if code is None:
            report, lines = await tools.verify_house(_progress())
        else:
            report, lines = await tools.verify(code, _progress())
        click.echo(json.dumps(report) if as_json else "\n".join(lines))
        if not report["ok"]:
            raise Trouble(f"the {'debate' if code else 'house'} does not verify")

    work_on_store(work)


@main.command("verify-proof")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--vkey", help="of the house that signed; without it this house's")
def verify_proof(file: Path, vkey: str | None) -> None:
    """Say what a proof of a question shows; exit code 1 if nothing."""

    async def work(tools: Tools) -> None:
        _say_proof(file, tools.signing_key()[1])

    if vkey is None:
        work_on_store(work)
    else:
        _say_proof(file, vkey)


def _say_proof(file: Path, vkey: str) -> None:
    try:
        click.echo("\n".join(read_proof(file.read_bytes(), vkey)))
    except NotProven as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the whole database into a new file; a server may be using it."""
    try:
        asyncio.run(back_up(settings_of().database, file, SystemClock(), click.echo))
    except (BadBackup, Unavailable) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {file.stat().st_size:,} bytes")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", "over", is_flag=True, help="even if there are debates in the database")
@click.option("--anyway", is_flag=True, help="even if debates in the backup do not verify")
def restore(file: Path, over: bool, anyway: bool) -> None:
    """Verify every debate in a backup, then put it back. Stop all servers first.

    Nothing changes unless all of it is sound. Whoever was logged in then logs in again: a login may
    have been ended since."""
    try:
        done = asyncio.run(put_back(settings_of(), file, _waiting, over=over, anyway=anyway))
    except Trouble as trouble:
        click.echo("".join(f"{line}\n" for line in getattr(trouble, "lines", ())), nl=False)
        raise click.ClickException(str(trouble)) from trouble
    for problem in done.problems:
        click.echo(problem)
    click.echo(f"{done.debates} debates, and {'not ' if done.problems else ''}everything agrees")
    for code in done.keyless:
        click.echo(f"{code} is open and its key is not here: see `tribina debate anew`")
    for code in done.lost:
        what = f"tribina debate anew-log {code}" if code else "tribina signing-key anew-log"
        click.echo(f"lines are lost whose head was signed, and no more is until `{what}`")


def _waiting(line: str) -> None:
    """For who waits: standard output is what was asked for."""
    click.echo(line, err=True)


def _progress() -> Progress:
    return Progress(SystemClock(), _waiting)


debate.add_command(markers)
organisation.add_command(organisation_export)
organisation.add_command(organisation_import)
organisation.add_command(organisation_deactivate)
organisation.add_command(organisation_keep)
main.add_command(shred)
for command in (organisation, programme, member, invite, search):
    main.add_command(command)
main.add_command(signing_key)
main.add_command(witness)

if __name__ == "__main__":
    main()
