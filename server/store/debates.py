"""Debates as rows: made, listed, and, when they are closed, unlinked from everybody in them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from server.debate.commands import Phase
from server.debate.phases import OVER
from server.store.broken import line_of
from server.store.chain import START
from server.store.engine import Database, whole
from server.store.errors import OverQuota, Sent, Taken, Unavailable
from server.store.journal import OF_A_LINE
from server.store.logs.lines import is_proved
from server.store.receipts import Form, forget_forms, send_once
from server.store.removing import Deletion, delete_closed, deletions, remove, was_deleted
from server.store.secrecy.proofs import Proofs
from server.store.secrecy.proving_anew import prove_anew
from server.store.secrecy.seals import Seals
from server.store.secrecy.unlinking import unlink
from server.store.tables import DebateRows, JournalRows, ProgrammeRows, table_of

ORPHAN_S = 3_600.0  # a key that has no debate for so long will have none


class DebateRow(Struct, frozen=True):
    """What lists show. `unlinked`: closed, and no row is anybody's any more. `edition` grows
    whenever any of this changes."""

    code: str
    programme: str
    title: dict[str, str]
    phase: Phase
    starts_at: int | None
    created_at: int
    closed_at: int | None
    unlinked: bool
    rehearsal: bool = False
    opens_at: int | None = None
    unlisted: bool = False
    closes_at: int | None = None
    edition: int = 0

    @property
    def is_announced(self) -> bool:
        """As of the debate (`server.debate.state`)."""
        return self.phase != "draft" or (self.starts_at or self.opens_at) is not None

    @property
    def is_kept(self) -> bool:
        """Whether it is over and has a place in the archive; a rehearsal never has."""
        return self.phase in OVER and not self.rehearsal


class Debates:
    """All that is asked of a debate without opening it."""

    def __init__(
        self,
        database: Database,
        seals: Seals,
        proofs: Proofs,
        forget: Callable[[str], Awaitable[None]],
    ) -> None:
        """`forget`: nothing of a debate is found any more."""
        self._database = database
        self._seals = seals
        self._proofs = proofs
        self._forget = forget

    async def create(
        self, code: str, at: int, form: Form | None = None, programme: str = ""
    ) -> None:
        """Make an empty draft with a key of its own. `form`: that asks for it; `programme`: to
        which it is going to belong. Raises Taken, Sent, Unavailable."""
        await whole(self._create(code, at, form, programme))

    async def get(self, code: str) -> DebateRow | None:
        """None if there is none, or none any more. Raises Unavailable."""
        async with self._database.read() as connection:
            rows = select(table_of(DebateRows)).where(col(DebateRows.code) == code)
            row = (await connection.execute(rows)).one_or_none()
        return None if row is None else debate_of(row)

    async def list(self) -> list[DebateRow]:
        """All debates, the newest first. Where there are many it takes long: for no request."""
        async with self._database.read() as connection:
            rows = select(table_of(DebateRows)).order_by(col(DebateRows.created_at).desc())
            return [debate_of(row) for row in await connection.execute(rows)]

    async def newest(self, most: int) -> Sequence[DebateRow]:
        """So many at most. Raises Unavailable."""
        rows = select(table_of(DebateRows)).order_by(col(DebateRows.created_at).desc()).limit(most)
        async with self._database.read() as connection:
            return [debate_of(row) for row in await connection.execute(rows)]

    async def kept(
        self, programme: str, most: int, *, only_listed: bool = False
    ) -> Sequence[DebateRow]:
        """The last of a programme that are over and have a place in the archive, so many at most.
        Raises Unavailable."""
        rows = (
            select(table_of(DebateRows))
            .where(col(DebateRows.programme) == programme, col(DebateRows.phase).in_(OVER))
            .where(col(DebateRows.rehearsal).is_(False))
            .order_by(col(DebateRows.closed_at).desc().nulls_last(), col(DebateRows.code).desc())
        )
        if only_listed:
            rows = rows.where(col(DebateRows.unlisted).is_(False))
        async with self._database.read() as connection:
            return [debate_of(row) for row in await connection.execute(rows.limit(most))]

    async def ahead(self, organisation: str, most: int) -> Sequence[DebateRow]:
        """The newest of an organisation that are not over, so many at most. Raises Unavailable."""
        programmes = select(col(ProgrammeRows.key)).where(
            col(ProgrammeRows.organisation) == organisation
        )
        rows = (
            select(table_of(DebateRows))
            .where(col(DebateRows.programme).in_(programmes), col(DebateRows.phase).not_in(OVER))
            .order_by(col(DebateRows.created_at).desc(), col(DebateRows.code).desc())
        )
        async with self._database.read() as connection:
            return [debate_of(row) for row in await connection.execute(rows.limit(most))]

    async def timed(self, now: int) -> set[tuple[str, Phase, int]]:
        """Code, phase and time of each debate whose time to open or to close, while it can, has
        passed by now (ms); whether something is still to be done, its room knows. Raises
        Unavailable."""
        code, phase = col(DebateRows.code), col(DebateRows.phase)
        found: set[tuple[str, Phase, int]] = set()
        async with self._database.read() as connection:
            for name, at in (("draft", DebateRows.opens_at), ("collecting", DebateRows.closes_at)):
                rows = select(code, phase, col(at)).where(phase == name, col(at) <= now)
                found |= {tuple(row) for row in await connection.execute(rows)}  # type: ignore[misc]
        return found

    async def live(self) -> Sequence[str]:
        """The codes of all live debates. Raises Unavailable."""
        rows = select(col(DebateRows.code)).where(col(DebateRows.phase) == "live")
        async with self._database.read() as connection:
            return (await connection.execute(rows)).scalars().all()

    async def remove(self, code: str) -> None:
        """Remove a draft and all that belongs to it; anything else is left alone."""
        await whole(self._remove(code, col(DebateRows.phase) == "draft"))

    async def wipe(self, code: str) -> None:
        """Remove a rehearsal, whatever its phase, and all that belongs to it; anything else is
        left alone."""
        await whole(self._remove(code, col(DebateRows.rehearsal).is_(True)))

    async def wipe_unchanged(self, since: int) -> Sequence[str]:
        """Wipe the rehearsals that were neither made nor changed after that (ms), nor are planned
        for later; returns their codes. Who does the same in another process has others, or none.
        Raises Unavailable."""
        planned = (func.coalesce(col(one), 0) <= since for one in _PLANNED)
        ended = and_(col(DebateRows.rehearsal).is_(True), _changed_at() <= since, *planned)
        async with self._database.read() as connection:
            rows = await connection.execute(select(col(DebateRows.code)).where(ended))
            codes = rows.scalars().all()
        return [code for code in codes if await whole(self._remove(code, ended))]

    async def used_at(self, code: str) -> int:
        """The last of when it was made, changed, or begins, ms; 0: there is none. Raises
        Unavailable."""
        moments = (_changed_at(), *map(col, _PLANNED))
        rows = select(*moments).where(col(DebateRows.code) == code)
        async with self._database.read() as connection:
            return max((at or 0 for row in await connection.execute(rows) for at in row), default=0)

    async def delete(self, code: str, by: str, at: int) -> bool:
        """Delete a closed debate, for good: all that belongs to it, whoever asked or voted. What
        stays is a line of `deleted`, and the code is given to no other. Whether there was one;
        anything else is left alone. Raises Unavailable; then nothing has changed."""
        deleted: bool = await whole(delete_closed(self._database, code, by, at))
        if deleted:
            await self._seals.destroy(code)
            with contextlib.suppress(Unavailable):  # it is found no more, and is taken out later
                await self._forget(code)
        return deleted

    async def deleted(self) -> Sequence[Deletion]:
        """The newest first. Raises Unavailable."""
        return await deletions(self._database)

    async def among(self, codes: Collection[str]) -> set[str]:
        """Which of these there are. Raises Unavailable."""
        rows = select(col(DebateRows.code)).where(col(DebateRows.code).in_(codes))
        async with self._database.read() as connection:
            return set((await connection.execute(rows)).scalars())

    async def forget_forms(self, now: int) -> None:
        """Of forms that were sent, what is kept for a while and is old by now (ms). Raises
        Unavailable."""
        async with self._database.write() as connection:
            await forget_forms(connection, now)

    async def unlink(self, code: str) -> None:
        """Of a closed debate: destroy the key, and then give every ballot and every authorship a
        handle of its own, in one transaction. The first alone ends it that ballots can be tied to
        each other or to a question; the second takes their traces out of the tables. What
        moderators said to each other goes as well. Raises Unavailable; then it is to be done
        again, and whatever was done stays."""
        await self._seals.destroy(code)
        await whole(unlink(self._database, self._proofs, code))

    async def make_good(self) -> None:
        """Unlink what was closed when something came between, and destroy keys that have no debate.
        That of a debate which is said to be closed goes only if its journal says so in a line of
        this house: else whoever writes into the database could end it. Raises Unavailable."""
        rows = {row.code: row for row in await self.list()}
        keys = await asyncio.to_thread(self._seals.keys.ages)
        for code, row in rows.items():
            if row.phase not in OVER or (row.unlinked and code not in keys):
                continue
            if code not in keys or await self._was_closed(code):
                await self.unlink(code)
        for code, age in keys.items():
            if code not in rows and age > ORPHAN_S:
                await self._seals.destroy(code)

    async def _was_closed(self, code: str) -> bool:
        mine, body = col(JournalRows.debate) == code, col(JournalRows.body)
        said = select(*map(col, OF_A_LINE)).where(mine, body.contains('"to":"closed"'))
        async with self._database.read() as connection:
            for row in (await connection.execute(said)).all():
                before = select(col(JournalRows.hash)).where(
                    mine, col(JournalRows.seq) == row.seq - 1
                )
                previous = (await connection.execute(before)).scalar() or START.hex()
                if is_proved(self._proofs, code, line_of(code, row), previous):
                    return True
        return False

    async def keyless(self) -> tuple[str, ...]:
        """Open debates whose key is not here. Raises Unavailable."""
        keys = await asyncio.to_thread(self._seals.keys.ages)
        rows = select(col(DebateRows.code)).where(col(DebateRows.phase).not_in(OVER))
        rows = rows.order_by(col(DebateRows.created_at).desc())
        async with self._database.read() as connection:
            codes = (await connection.execute(rows)).scalars().all()
        return tuple(code for code in codes if code not in keys)

    async def begin_anew(self, code: str) -> None:
        """Give an open debate whose key is lost another one. All that was asked and voted stays,
        as it is in the tables, each as if by another person; phones are unknown people from now
        on. Raises Taken if there is a key, Unavailable."""
        await self._own_key(code)
        await whole(prove_anew(self._database, self._seals.keys.proofs, code))

    async def _create(self, code: str, at: int, form: Form | None, programme: str) -> None:
        if await was_deleted(self._database, code):  # its old addresses must not lead elsewhere
            raise Taken
        row = {"code": code, "created_at": at, "title": {}, "programme": programme}
        await self._own_key(code)  # first: no debate is without
        try:
            async with self._database.write() as connection:
                if form is not None:
                    await send_once(connection, form, code)
                await connection.execute(insert(DebateRows).values(row))
        except (Sent, OverQuota):
            await self._seals.destroy(code)
            raise
        except IntegrityError as error:  # of another debate, closed: else it would have a key
            await self._seals.destroy(code)
            raise Taken from error

    async def _remove(self, code: str, only: Any) -> bool:
        async with self._database.write() as connection:
            removed = await remove(connection, code, only)
        if removed:
            await self._seals.destroy(code)
        return removed

    async def _own_key(self, code: str) -> None:
        try:
            await asyncio.to_thread(self._seals.keys.make, code)
        except FileExistsError as error:
            raise Taken from error


_PLANNED = (DebateRows.opens_at, DebateRows.starts_at)


def _changed_at() -> Any:
    """Of a row of debates, as a column: the time of its journal's last line, else of its making."""
    last = (
        select(col(JournalRows.at))
        .where(col(JournalRows.debate) == col(DebateRows.code))
        .order_by(col(JournalRows.seq).desc())
        .limit(1)
        .correlate(DebateRows)
        .scalar_subquery()
    )
    return func.coalesce(last, col(DebateRows.created_at))


def debate_of(row: Any) -> DebateRow:
    """What a row of the table says."""
    return DebateRow(
        row.code,
        row.programme,
        row.title,
        row.phase,
        row.starts_at,
        row.created_at,
        row.closed_at,
        row.unlinked,
        row.rehearsal,
        row.opens_at,
        row.unlisted,
        row.closes_at,
        row.edition,
    )
