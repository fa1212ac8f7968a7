"""The log of administration as it is kept: entries are added, in the transaction of what they tell
where that can be, and read; no method changes one or takes one away."""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from msgspec import Struct
from sqlalchemy import insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import Scope
from server.store import chain
from server.store.administration.actions import OF_KEEPERS, Action
from server.store.administration.entries import (
    START,
    EntryRow,
    KeptEntry,
    Note,
    body_of,
    entry_of,
    read_body,
)
from server.store.along import along
from server.store.engine import Database, whole
from server.store.house.memberships import path_of_scope
from server.store.secrecy.proofs import Proofs
from server.store.tables import AdministrationRows, table_of

AT_ONCE = 200
NONCE_BYTES = 16


class Sought(Struct, frozen=True):
    """Which entries: of one organisation, or "" of the house. `who`: as `Who.known_as` has it."""

    organisation: str
    action: Action | None = None
    who: str = ""


class LogHead(Struct, frozen=True):
    """How many entries there are, and the hash of the last."""

    size: int
    last: str


class AdministrationLog:
    """All methods raise Unavailable."""

    def __init__(self, database: Database, proofs: Proofs) -> None:
        self._database = database
        self._proofs = proofs

    async def enter(self, note: Note, at: int) -> None:
        """One more entry, now; `at` in ms."""
        organisation = await self._organisation_of(note.scope)
        await whole(self._enter(partial(self.write, note, at, organisation)))

    @asynccontextmanager
    async def entering(self, note: Note, at: int) -> AsyncIterator[None]:
        """One more entry, in the first transaction that is written within, or right afterwards
        where there was none. Nothing is entered of what is raised."""
        write = partial(self.write, note, at, await self._organisation_of(note.scope))
        with along(write, last=True) as this:
            yield
        if not this.done:
            await whole(self._enter(write))

    async def read(
        self, sought: Sought, before: int | None = None, at_most: int = AT_ONCE
    ) -> list[KeptEntry]:
        """The newest of these entries, or the newest with a number below `before`."""
        seq = col(AdministrationRows.seq)
        columns = (seq, col(AdministrationRows.body), col(AdministrationRows.hash))
        rows = select(*columns).where(*_seeking(sought)).order_by(seq.desc())
        if before is not None:
            rows = rows.where(seq < before)
        async with self._database.read() as connection:
            found = (await connection.execute(rows.limit(min(at_most, AT_ONCE)))).all()
            hashes = await _hashes(connection, [row.seq - 1 for row in found])
        return [
            KeptEntry(row.seq, read_body(row.body), hashes.get(row.seq - 1, START), row.hash)
            for row in found
        ]

    async def rows(self, after: int = 0) -> Sequence[EntryRow]:
        """As they are in the table, in order, some at a time."""
        seq = col(AdministrationRows.seq)
        rows = select(table_of(AdministrationRows)).where(seq > after).order_by(seq)
        async with self._database.read() as connection:
            found = (await connection.execute(rows.limit(AT_ONCE))).all()
        return [
            EntryRow(row.seq, row.organisation, row.action, row.who, row.body, row.hash, row.proof)
            for row in found
        ]

    async def head(self, size: int | None = None) -> LogHead | None:
        """Of all entries, or of the first `size`; None if there are none, or not so many."""
        async with self._database.read() as connection:
            return await _head(connection, size)

    async def _enter(self, write: Any) -> None:
        async with self._database.write() as connection:
            await write(connection)

    async def _organisation_of(self, scope: Scope) -> str:
        async with self._database.read() as connection:
            return (await path_of_scope(connection, scope)).organisation

    async def write(
        self, note: Note, at: int, organisation: str, connection: AsyncConnection
    ) -> None:
        """In a transaction of somebody else's, of which it is the last thing: who waits for this
        table holds others. `organisation`: to which the note's scope belongs."""
        if not self._database.is_sqlite:  # there, writers are one at a time anyway
            await connection.exec_driver_sql("LOCK TABLE administration IN EXCLUSIVE MODE")
        head = await _head(connection) or LogHead(0, START)
        entry = entry_of(note, head.size + 1, at, organisation, secrets.token_hex(NONCE_BYTES))
        body = body_of(entry)
        hash_ = chain.link(bytes.fromhex(head.last), body).hex()
        row = {
            "seq": entry.seq,
            "organisation": entry.organisation,
            "action": entry.action,
            "who": entry.who.known_as,
            "body": body.decode(),
            "hash": hash_,
            "proof": self._proofs.of_entry(entry.seq, hash_),
        }
        await connection.execute(insert(AdministrationRows).values(row))


def _seeking(sought: Sought) -> list[Any]:
    organisation, action = col(AdministrationRows.organisation), col(AdministrationRows.action)
    there = organisation == sought.organisation
    conditions = [there if sought.organisation else or_(there, action.in_(sorted(OF_KEEPERS)))]
    if sought.action is not None:
        conditions.append(action == sought.action)
    if sought.who:
        conditions.append(col(AdministrationRows.who) == sought.who)
    return conditions


async def _head(connection: AsyncConnection, size: int | None = None) -> LogHead | None:
    seq, hash_ = col(AdministrationRows.seq), col(AdministrationRows.hash)
    rows = select(seq, hash_).order_by(seq.desc()).limit(1)
    if size is not None:
        rows = rows.where(seq == size)
    row = (await connection.execute(rows)).one_or_none()
    return None if row is None else LogHead(row.seq, row.hash)


async def _hashes(connection: AsyncConnection, numbers: list[int]) -> dict[int, str]:
    seq, hash_ = col(AdministrationRows.seq), col(AdministrationRows.hash)
    rows = select(seq, hash_).where(seq.in_(numbers))
    return {row.seq: row.hash for row in await connection.execute(rows)}
