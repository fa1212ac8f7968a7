"""Organisations that move: `tribina organisation export` and `import`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from server.clock import Clock
from server.debate.actors import Scope
from server.live.rooms import Rooms
from server.moving.reading import NotTaken
from server.moving.taking_over import Pages, TakenOver, take_over
from server.moving.writing import Writer, write_organisation
from server.operating.entering import Entering
from server.operating.trouble import Trouble
from server.store import AlreadyHere, Drawn, Store
from server.store.leaving.moving_in import Moved
from server.web.admin.checks import organisation_problems, programme_problems
from server.web.leaving.desk import TEXT_LIMIT
from server.web.logos.refining import Refused, refined
from server.web.organisations.embedding import read_origins


class MovingTools:
    """See `Tools`."""

    def __init__(self, store: Store, rooms: Rooms, clock: Clock) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._log = Entering(store, clock)

    async def export(self, key: str, file: Path, say: Callable[[float], None]) -> dict[str, Any]:
        """Write an organisation into a file; what is in it. Raises Trouble."""
        house = await self._house()
        try:
            manifest = await write_organisation(
                self._store, key, house, self._clock.now(), file, say
            )
        except LookupError:
            raise Trouble(f"there is no organisation {key}") from None
        except OSError as error:
            raise Trouble(f"{file} cannot be written: {error.strerror}") from error
        scope = Scope("organisation", key)
        await self._log.enter("organisation_exported", scope, about=key)
        said: dict[str, Any] = msgspec.to_builtins(manifest)
        return said

    async def take_over(
        self, file: Path, key: str | None, say: Callable[[float], None]
    ) -> TakenOver:
        """Take an organisation out of a file. Raises Trouble; then nothing was changed."""
        now, log = self._clock.now(), self._log
        try:
            async with log.entering("organisation_taken_over", about=key or file.name):
                here = await self._house()
                return await take_over(self._store, file, key, here, now, _PAGES, say)
        except NotTaken as error:
            raise Trouble(f"{file} was not taken: {error}") from error
        except AlreadyHere as error:
            told = "".join(f"\n  {one}" for one in error.what)
            raise Trouble(f"{file} was not taken, since there is already:{told}") from error
        except OSError as error:
            raise Trouble(f"{file} cannot be read: {error.strerror}") from error

    async def _house(self) -> Writer:
        own = self._rooms.signing.own()
        keys = await self._store.house_log.keys(own.key.vkey(own.name))
        return Writer(own.name, tuple(map(str, keys)))


def _problem(moved: Moved) -> str | None:
    problems = organisation_problems(moved.organisation.key, moved.organisation.name)
    if problems:
        return f"the {next(iter(problems))} of its organisation cannot be"
    if any(len(text) > TEXT_LIMIT for text in moved.responsible or ()):
        return "who answers for its data is too long"
    if read_origins(" ".join(moved.embedders)) != moved.embedders:
        return "who may show its debates is no website"
    for one in moved.programmes:
        problems = programme_problems(one.slug, one.name, one.accent, one.languages)
        if problems:
            return f"its programme {one.key} cannot be so: {next(iter(problems))}"
    return None


def _draw(body: bytes) -> Drawn:
    try:
        return refined(body)
    except Refused as refused:
        raise NotTaken(f"a logo in it is not taken: {refused.reason}") from None


_PAGES = Pages(_problem, _draw)
