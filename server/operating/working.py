"""How a command does its work on the store."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import click

from server.debate.refusals import Rejected
from server.operating.tools import Tools, open_tools
from server.operating.trouble import Trouble
from server.settings import BadSettings, Settings

Work = Callable[[Tools], Coroutine[Any, Any, None]]


def settings_of(**flags: Any) -> Settings:
    """Of the environment, and what was typed. Raises ClickException: a line for each mistake."""
    try:
        return Settings.from_env(**flags).with_secret()
    except BadSettings as bad:
        raise click.ClickException("\n".join(bad.problems)) from bad


def work_on_store(work: Work) -> None:
    """Open the store, do the work, close it again; trouble becomes one line and exit code 1."""

    async def run() -> None:
        async with open_tools(settings_of()) as tools:
            await work(tools)

    try:
        asyncio.run(run())
    except Trouble as trouble:
        raise click.ClickException(str(trouble)) from trouble
    except Rejected as refusal:
        raise click.ClickException(f"refused: {refusal.code} {refusal.args_ or ''}") from refusal
