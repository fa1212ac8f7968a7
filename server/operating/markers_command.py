"""The command that writes a debate's markers for the editor."""

from typing import Any

import click

from server.operating.tools import Tools
from server.operating.working import work_on_store
from server.studio.markers.formats import FORMATS
from server.studio.markers.sheet import TIME_OF_DAY
from server.studio.markers.timebase import RATES
from server.web.words.i18n import LOCALES


@click.command("markers")
@click.argument("code")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True)
@click.option(
    "--rate",
    type=click.Choice(list(RATES)),
    default="25",
    show_default=True,
    help="frames in a second",
)
@click.option(
    "--start",
    default="01:00:00:00",
    show_default=True,
    help=f"timecode of the first frame, or {TIME_OF_DAY} for the time of day",
)
@click.option("--take", type=int, help="of which recording; the first if none is named")
@click.option("--language", "tag", type=click.Choice(list(LOCALES)), default="en")
@click.option(
    "--output", type=click.File("wb"), default="-", help="a file; standard output if none"
)
def markers(code: str, tag: str, take: int | None, output: Any, **wanted: str) -> None:
    """Write what happened in a debate as markers on its recording."""

    async def work(tools: Tools) -> None:
        output.write(await tools.markers(code, take, tag, **wanted))

    work_on_store(work)
