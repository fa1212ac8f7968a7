"""A house of several organisations, in which whatever is hidden is remembered."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from pathlib import Path as File
from typing import Any, TypeVar

from server.cluster.relay import ACCOUNTS
from server.debate.actors import Membership, Path, Role
from server.doors.live.gateway import Gateway
from server.indexing import Indexing
from server.smtp_address import parse_smtp_address
from tests.given.web_house import House, settings
from tests.laws.walls.addresses import Known
from tests.laws.walls.secrets import NOBODY, Secret, heard_in, unheard

# Where providers of logins and the mail server are: there is none, and nothing is asked of the
# internet.
REFUSES = "127.0.0.1:1"

Result = TypeVar("Result")


class Furnished:
    """`live`: the codes of debates in which something is said. `secrets`: all that is hidden so
    far, by its word; `published`: what everybody may find. Works on a loop of its own: machines do
    not await."""

    def __init__(self, folder: File) -> None:
        self._runner = asyncio.Runner()
        given = settings(
            folder,
            host="127.0.0.1",
            live_port=0,
            tick_ms=20,
            providers_inside=(REFUSES,),
            smtp_url=parse_smtp_address(f"smtp://{REFUSES}"),
            mail_from="house@example.org",
        )
        self.house = House(given)
        self.secrets: dict[str, Secret] = {}
        self.published: dict[str, Secret] = {}
        self.organisations: list[str] = []
        self.programmes: list[str] = []
        self.codes: dict[str, Path] = {}
        self.live: list[str] = []
        self.accounts: list[str] = []
        self.handed: list[str] = []
        self.live_port = 0
        self.logged = Logged()
        self._ids = 0
        self.run(self._open())

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._runner.run(work)

    def close(self) -> None:
        self.logged.end()
        self.run(self._close())
        self._runner.close()

    def id(self) -> str:
        self._ids += 1
        return f"n{self._ids}"

    def codes_begin(self, organisation: str) -> str:
        """The codes of its debates, so that they tell whose they are."""
        return str(1 + self.organisations.index(organisation))

    def known(self, *, handed: bool = True) -> Known:
        """`handed`: with the secrets of links."""
        return Known(
            list(self.codes),
            self.organisations,
            self.programmes,
            self.accounts,
            self.handed if handed else (),
        )

    def hide(self, what: str, path: Path, roles: frozenset[Role], *at: str) -> str:
        """A word that only these may read."""
        word = unheard()
        self.secrets[word] = Secret(word, what, path, roles, at)
        return word

    def hand(self, what: str, path: Path) -> str:
        """The secret of a link: whoever has it has its address, and it stands nowhere else."""
        word = unheard()
        self.secrets[word] = Secret(word, what, path, NOBODY)
        self.handed.append(word)
        return word

    def publish(self, what: str, path: Path) -> str:
        """A word that everybody may read."""
        word = unheard()
        self.published[word] = Secret(word, what, path, NOBODY)
        return word

    def read(self, said: str, who: str, memberships: Iterable[Membership], at: str) -> set[str]:
        """What of what is hidden or published is said there, which these may read all of."""
        words = heard_in(said) - heard_in(at)  # what they said themselves is no news
        for word in words & self.secrets.keys():
            secret = self.secrets[word]
            told = f"{who} reads at {at} {secret.what} of {secret.path}"
            assert secret.is_open_to(memberships, at), told
        return words

    def read_the_log(self) -> None:
        """Whoever runs the machine is no member of anything."""
        said = "\n".join(self.logged.said)
        self.read(said, "whoever runs the machine", (), "the log")

    async def index(self) -> None:
        """Put what was closed into the index of the search."""
        house = self.house
        indexing = Indexing(house.store, house.jobs, house.settings.database)
        while await indexing.look():
            pass

    def changed(self) -> None:
        """As every page says that changes who is what."""
        self.house.relay.hint(ACCOUNTS)

    async def _open(self) -> None:
        house = self.house
        await house.open()
        self._live = Gateway(
            house.rooms, house.identity, house.clock, house.settings, house.metrics
        )
        self.live_port = await self._live.open()

    async def _close(self) -> None:
        await self._live.close()
        await self.house.close()


class Logged(logging.Handler):
    """`said`: all that the house logs as it is run, with what stands beside the messages, whatever
    is shown of it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._logger = logging.getLogger("server")
        self._level = self._logger.level
        self._logger.setLevel(logging.INFO)
        self._logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {record.__dict__}")

    def end(self) -> None:
        """It is as it was."""
        self._logger.removeHandler(self)
        self._logger.setLevel(self._level)
