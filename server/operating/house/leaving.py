"""Organisations that leave, and what of people goes: at the command line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from server.archive.load import load_record
from server.clock import Clock
from server.debate.actors import Scope
from server.debate.minutes import DAY_MS
from server.live.rooms import Rooms
from server.moving.shredding import Piece, counts_of, fields_of, pieces, rows_of
from server.operating.entering import Entering
from server.operating.trouble import Trouble
from server.store import Store
from server.store.administration.actions import COMMAND_LINE
from server.store.administration.fields import Told
from server.store.leaving.departures import Departure
from server.store.leaving.removal import Running
from server.store.leaving.retentions import What
from server.web.delivery.made import Made


class LeavingTools:
    """See `Tools`. `made`: what was made of debates that are no longer what they were."""

    def __init__(self, store: Store, rooms: Rooms, clock: Clock, made: Made) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._made = made
        self._log = Entering(store, clock)

    async def deactivate(
        self, key: str, days: int | None, *, with_archives: bool
    ) -> dict[str, Any]:
        """From now on; the rest goes after so many days, None: never. What there is of it. Raises
        Trouble."""
        await self._must_exist(key)
        now = self._clock.now()
        remove_at = None if days is None else now + days * DAY_MS
        counted = await self._store.belongings_of(key)
        departure = Departure(key, now, remove_at, with_archives)
        after: Told = {"remove_at": remove_at, "with_archives": with_archives}
        scope = Scope("organisation", key)
        async with self._log.entering("organisation_deactivated", scope, about=key, after=after):
            await self._store.departures.begin(departure)
        if days == 0:
            try:
                removed = await self._store.remove_organisation(departure, now, COMMAND_LINE)
            except Running:
                raise Trouble("a debate of it goes on: it is removed once that is over") from None
            for code in removed.codes:
                await self._store.seals.destroy(code)
                self._rooms.signing.end(code)
                self._made.forget(code)
        return counted

    async def keep(self, key: str) -> None:
        """It stays after all. Raises Trouble."""
        scope = Scope("organisation", key)
        if await self._store.departures.of(key) is None:
            raise Trouble(f"{key} is not deactivated")
        async with self._log.entering("organisation_kept", scope, about=key):
            if not await self._store.departures.undo(key):
                raise Trouble(f"{key} was removed already")

    async def shred(
        self,
        key: str,
        whats: Sequence[What],
        code: str | None,
        download: Path | None,
        say: Callable[[float], None],
        *,
        dry: bool,
    ) -> dict[str, int]:
        """Take these out of the closed debates of an organisation, or of one of them; how many
        parts there were. `download`: where they are written first. Raises Trouble."""
        codes = await self._codes(key, code)
        found: dict[str, list[Piece]] = {}
        for number, one in enumerate(codes):
            record = await load_record(self._store, one)
            if record is not None:
                found[one] = pieces(record, whats)
            say((number + 1) / (2 * len(codes)))
        every = [piece for some in found.values() for piece in some]
        if download is not None:
            try:
                with download.open("xb") as file:
                    file.write(rows_of(every))
            except OSError as error:
                raise Trouble(f"{download} cannot be written: {error.strerror}") from error
        for one, some in () if dry else found.items():
            scope = Scope("debate", one)
            async with self._log.entering("personal_data_removed", scope, about=one):
                await self._store.blacken(one, fields_of(some, whats), self._clock.now())
            self._made.forget(one)
        return counts_of(every, whats)

    async def _codes(self, key: str, code: str | None) -> list[str]:
        await self._must_exist(key)
        keys = {one.key for one in await self._store.programmes.list(key)}
        rows = [row for row in await self._store.debates.list() if row.programme in keys]
        codes = [row.code for row in rows if row.is_kept and row.unlinked]
        if code is None:
            return codes
        if code not in codes:
            raise Trouble(f"{key} has no closed debate {code}")
        return [code]

    async def _must_exist(self, key: str) -> None:
        if await self._store.organisations.get(key) is None:
            raise Trouble(f"there is no organisation {key}")
