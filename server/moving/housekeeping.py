"""What of organisations goes by itself, in the process that serves: those whose time has come, and
what is personal in debates that were closed long enough ago.
"""

import asyncio
import logging
from collections.abc import Callable

import msgspec

from server.clock import Clock
from server.debate.actors import Scope
from server.jobs import Crowded, JobFailed, Jobs, NotYet
from server.moving.planning import FindPersonal, Found
from server.moving.shredding import Piece, fields_of
from server.store import Signing, Store, Unavailable
from server.store.administration.actions import THE_HOUSE_ITSELF
from server.store.administration.entries import Note
from server.store.leaving.removal import Running
from server.store.leaving.retentions import What

LOOK_S = 60.0
AT_FIRST_S = 60 * 60.0  # as for rehearsals (`live/outdated.py`)

log = logging.getLogger(__name__)


class Leaving:
    """Any process may look at any time. `forget`: takes away what this process keeps of a debate
    that is no more, or is no longer what it was."""

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        signing: Signing,
        clock: Clock,
        database: str,
        forget: Callable[[str], None],
    ) -> None:
        self._store = store
        self._jobs = jobs
        self._signing = signing
        self._clock = clock
        self._database = database
        self._forget = forget

    async def run(self) -> None:
        """Until cancelled: once a minute, but not in a process' first hour."""
        await asyncio.sleep(AT_FIRST_S)
        while True:
            await self.look()
            await asyncio.sleep(LOOK_S)

    async def look(self) -> None:
        """Do what is due."""
        try:
            await self.remove()
            await self.shred_due()
        except (Unavailable, JobFailed, NotYet, Crowded):
            log.warning("could not look what of organisations goes")

    async def remove(self, only: str | None = None) -> None:
        """The organisations whose time has come, unless a debate of one goes on; `only`: none but
        this. Raises Unavailable."""
        for departure in await self._store.departures.due(self._clock.now()):
            if only not in (None, departure.organisation):
                continue
            try:
                removed = await self._store.remove_organisation(departure, self._clock.now())
            except Running:
                continue
            for code in removed.codes:
                await self._store.seals.destroy(code)
                await asyncio.to_thread(self._signing.end, code)
                self._forget(code)
            log.info("an organisation was removed", extra={"debates": len(removed.codes)})

    async def shred_due(self) -> None:
        """Raises Unavailable, JobFailed, NotYet, Crowded."""
        by_debate: dict[str, list[What]] = {}
        for due in await self._store.retentions.due(self._clock.now()):
            by_debate.setdefault(due.code, []).append(due.what)
        for code, whats in by_debate.items():
            gone = {one.what for one in await self._store.retentions.shredded([code])}
            left = tuple(what for what in whats if what not in gone)
            if not left:  # another process was quicker
                continue
            scope, now = Scope("debate", code), self._clock.now()
            note = Note(
                THE_HOUSE_ITSELF, "personal_data_removed", scope, code, None, {"what": left}
            )
            async with self._store.administration.entering(note, now):
                await self.shred(code, left)

    async def shred(self, code: str, whats: tuple[What, ...], whose: str = "") -> int:
        """Take these out of a closed debate; how many parts went. `whose`: see `Jobs`. Raises as
        `shred_due`."""
        ask = FindPersonal(self._database, (code,), whats)
        key = f"personal {code} {' '.join(whats)}"
        found = msgspec.convert(await self._jobs.do("personal", ask, key, whose=whose), Found)
        parts = [Piece(*one[:3], one[3], "") for one in found.pieces]
        done = await self._store.blacken(code, fields_of(parts, whats), self._clock.now())
        self._forget(code)
        log.info("what is personal was removed", extra={"debate": code, "parts": done})
        return done
