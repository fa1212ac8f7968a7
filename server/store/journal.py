"""The journal: append-only, numbered, hashed. Its primary key (debate, seq) is the only sequencer
there is.
"""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import asdict
from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import Role
from server.debate.commands import Answer
from server.debate.deciding.sealing import SealedList
from server.debate.events import ActionUndone, Entry, Event, PhaseChanged
from server.debate.showing.announced import NOTHING, Announcement
from server.store import chain
from server.store.broken import broken, line_of, sound
from server.store.chain import Line
from server.store.engine import Database, whole
from server.store.errors import Conflict, NotOurs, Unavailable
from server.store.listed import listed
from server.store.logs.lines import People, is_proved, lines_of
from server.store.outgoing import outbox
from server.store.postgresql import ballots
from server.store.receipts import Receipt, keep, kept_answer, kept_since
from server.store.secrecy.authors import opened_authors, sealed_authors
from server.store.secrecy.moments import opened_moments, sealed_moments
from server.store.secrecy.proofs import Proofs
from server.store.secrecy.seals import Seals
from server.store.sqlite import journal
from server.store.tables import DebateRows, JournalRows

READ_AT_ONCE = 100  # entries: some 5 ms
LINES_AT_ONCE = 100  # with what is looked at in each

Sealing = Callable[[], Awaitable[SealedList]]


OF_A_LINE = (
    JournalRows.seq,
    JournalRows.body,
    JournalRows.sealed,
    JournalRows.hash,
    JournalRows.at,
    JournalRows.action,
    JournalRows.role,
    JournalRows.by,
    JournalRows.moment,
    JournalRows.author,
    JournalRows.proof,
)


class Proven(NamedTuple):
    """The entries that this house wrote, and the number of the next line, if that is not one."""

    entries: list[Entry]
    wrong: int | None


class _Ask(NamedTuple):
    """Whose entries shall follow which, and when."""

    after: int
    at: int
    role: Role
    by: str
    receipt: Receipt | None
    announcement: Announcement


class _Group(NamedTuple):
    """Entries that are written together; the receipt with whose it is; what others are told."""

    after: int
    entries: list[Entry]
    people: People
    receipt: tuple[str, Receipt] | None
    announcement: Announcement


class Journal:
    """Of all debates; a line is known by its debate and its number, from 1."""

    def __init__(self, database: Database, seals: Seals, proofs: Proofs) -> None:
        self._database = database
        self._seals = seals
        self._proofs = proofs

    async def append(
        self,
        code: str,
        events: Sequence[Event],
        *,
        after: int,
        at: int,
        role: Role,
        by: str = "",
        receipt: Receipt | None = None,
        announcement: Announcement = NOTHING,
    ) -> list[Entry]:
        """Write the events as the entries that follow `after`, in one transaction with the receipt
        and with what others are told of them. Raises Conflict if others follow `after` already,
        Repeated if the receipt exists, Reused if it is of another command, Unavailable."""
        group = await self._group(code, events, _Ask(after, at, role, by, receipt, announcement))
        await whole(self._append(code, group))
        return group.entries

    async def close(
        self,
        code: str,
        events: Sequence[Event],
        *,
        after: int,
        at: int,
        role: Role,
        by: str = "",
        receipt: Receipt | None = None,
        announcement: Announcement = NOTHING,
        mark: int,
        sealing: Sealing,
    ) -> list[Entry]:
        """The same for what closes a debate, with the list of ballots that `sealing` makes: its
        event comes first, and its rows take the place of all ballots there are, in that
        transaction. Raises Conflict also if ballots were written behind `mark`; none can be before
        this is kept."""
        ask = _Ask(after, at, role, by, receipt, announcement)
        return await whole(self._close(code, events, ask, mark, sealing))

    async def _group(self, code: str, events: Sequence[Event], ask: "_Ask") -> "_Group":
        entries = [
            Entry(seq, ask.at, ask.after + 1, ask.role, event, ask.by)
            for seq, event in enumerate(events, ask.after + 1)
        ]
        people = People(
            await sealed_authors(self._seals, code, entries),
            await sealed_moments(self._seals, code, entries),
        )
        receipt = ask.receipt
        if receipt is None:
            return _Group(ask.after, entries, people, None, ask.announcement)
        whose = await self._seals.receipt(code, receipt.handle, receipt.command)
        return _Group(ask.after, entries, people, (whose, receipt), ask.announcement)

    async def _append(self, code: str, group: "_Group") -> None:
        if self._database.is_sqlite:
            await self._append_at_once(code, group)
            return
        async with self._writing() as connection:
            await _wait_for_closing(connection, code)
            await _put(connection, self._proofs, code, group)

    async def _append_at_once(
        self, code: str, group: "_Group", mark: int | None = None, sealed: Sequence[str] = ()
    ) -> None:
        after, entries, people, receipt, announcement = group
        make = partial(_rows, self._proofs, code, entries, people) if entries else None
        follow = listed(entries)
        tell = None
        if announcement is not NOTHING:
            at = entries[0].at
            tell = partial(outbox.put_at_once, code=code, at=at, announcement=announcement)
        await journal.append(self._database, code, after, make, follow, receipt, mark, sealed, tell)

    async def _close(
        self,
        code: str,
        events: Sequence[Event],
        ask: "_Ask",
        mark: int,
        sealing: Sealing,
    ) -> list[Entry]:
        if self._database.is_sqlite:
            sealed = await sealing()
            group = await self._group(code, [sealed.event, *events], ask)
            await self._append_at_once(code, group, mark, sealed.rows)
            return group.entries
        async with self._writing() as connection:
            # What other processes write waits from here on: so the list is made once.
            await _hold(connection, code, mark)
            await _hash_at_end(connection, code, ask.after)
            sealed = await sealing()
            group = await self._group(code, [sealed.event, *events], ask)
            await _put(connection, self._proofs, code, group)
            await ballots.seal(connection, code, sealed.rows)
        return group.entries

    @contextlib.asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._database.write() as connection:
                yield connection
        except IntegrityError as error:
            raise Conflict from error

    async def receipt(self, code: str, receipt: Receipt) -> Answer | None:
        """What the same command was told earlier. Raises Reused if the id was another command's,
        Unavailable."""
        whose = await self._seals.receipt(code, receipt.handle, receipt.command)
        async with self._database.read() as connection:
            return await kept_answer(connection, code, whose, receipt)

    async def receipts(self, code: str, seq: int = 0) -> set[str]:
        """Whose commands (`Seal.receipt`) have entries that begin with the number `seq` or a later
        one. Raises Unavailable."""
        async with self._database.read() as connection:
            return await kept_since(connection, code, seq)

    async def read(self, code: str, after: int = 0) -> list[Entry]:
        """The entries behind `after`, in order, whoever wrote them: for what cannot know the
        house's secret, or needs none of a closed debate. Raises Unavailable, BrokenJournal."""
        entries: list[Entry] = []
        while True:
            some = await sound(self._read, code, entries[-1].seq if entries else after)
            entries += some
            if len(some) < READ_AT_ONCE:
                return entries

    async def proven(self, code: str, after: int = 0) -> Proven:
        """The same, up to the first line that is not as this house wrote it. Raises Unavailable,
        BrokenJournal."""
        entries: list[Entry] = []
        while True:
            try:
                some = await sound(self._proven, code, entries[-1].seq if entries else after)
            except NotOurs as error:
                return Proven(entries, error.line)
            entries += some
            if not some:
                return Proven(entries, None)

    async def _read(self, code: str, after: int, at_most: int = READ_AT_ONCE) -> list[Entry]:
        return await self._opened(code, await self._kept(code, after, at_most))

    async def _proven(self, code: str, after: int, at_most: int = READ_AT_ONCE) -> list[Entry]:
        """As far as they are; of those that come next at least the first is. Raises NotOurs."""
        rows = await self._kept(code, max(0, after - 1), at_most + 1)
        previous, right = chain.START.hex(), list[Any]()
        for row in rows:
            line = line_of(code, row)
            if row.seq > after:
                if not is_proved(self._proofs, code, line, previous):
                    break
                right.append(row)
            previous = line.hash
        if not right and rows and rows[-1].seq > after:
            raise NotOurs(code, after + 1)
        return await self._opened(code, right[:at_most])

    async def _kept(self, code: str, after: int, at_most: int) -> Sequence[Any]:
        seq = col(JournalRows.seq)
        rows = select(*map(col, OF_A_LINE)).where(col(JournalRows.debate) == code, seq > after)
        async with self._database.read() as connection:
            return (await connection.execute(rows.order_by(seq).limit(at_most))).all()

    async def _opened(self, code: str, found: Sequence[Any]) -> list[Entry]:
        bodies = {row.seq: msgspec.json.decode(row.body) for row in found}
        public = {seq: body["event"] for seq, body in bodies.items()}
        sealed = {row.seq: row.author for row in found if row.author is not None}
        authors = await opened_authors(self._seals, code, public, sealed)
        exact = {row.seq: row.moment for row in found if row.moment is not None}
        minutes = {row.seq: row.at for row in found}
        moments = await opened_moments(self._seals, code, exact, minutes)
        return [
            Entry(
                row.seq,
                moments.get(row.seq, row.at),
                row.action,
                row.role,
                chain.event_of(bodies[row.seq], row.sealed, authors.get(row.seq)),
                row.by,
            )
            for row in found
        ]

    async def last_at(self, code: str, roles: Collection[str]) -> int | None:
        """When somebody in one of these roles last did something, ms. Raises Unavailable."""
        last = select(func.max(col(JournalRows.at))).where(
            col(JournalRows.debate) == code, col(JournalRows.role).in_(roles)
        )
        async with self._database.read() as connection:
            return (await connection.execute(last)).scalar_one()

    async def last_change_of_phase(self, code: str) -> int:
        """The number of its line, 0 if there was none. Raises Unavailable."""
        named = f'"event":{{"event":"{PhaseChanged.__name__}"'  # no text holds bare quotes
        last = select(func.max(col(JournalRows.seq))).where(
            col(JournalRows.debate) == code, col(JournalRows.body).contains(named, autoescape=True)
        )
        async with self._database.read() as connection:
            return (await connection.execute(last)).scalar_one() or 0

    async def lines_about(self, code: str, question: str) -> list[Line]:
        """Those whose event names this question, and those that take something back, in order.
        Raises Unavailable."""
        body = col(JournalRows.body)
        rows = select(*map(col, OF_A_LINE)).where(
            col(JournalRows.debate) == code,
            or_(
                body.contains(f'"question":"{question}"', autoescape=True),
                body.contains(f'"event":"{ActionUndone.__name__}"', autoescape=True),
            ),
        )
        async with self._database.read() as connection:
            found = (await connection.execute(rows.order_by(col(JournalRows.seq)))).all()
        return [line_of(code, row) for row in found]

    async def head(self, code: str) -> str:
        """The hash of its last line, empty if there is none. Raises Unavailable."""
        last = select(col(JournalRows.hash)).where(col(JournalRows.debate) == code)
        async with self._database.read() as connection:
            found = await connection.execute(last.order_by(col(JournalRows.seq).desc()).limit(1))
            return found.scalar_one_or_none() or ""

    async def some_lines(self, code: str, after: int = 0) -> list[Line]:
        """The next lines behind `after`, as they are kept, in order, some at a time; none at the
        end. Raises Unavailable, BrokenJournal."""
        return [line_of(code, row) for row in await self._kept(code, after, LINES_AT_ONCE)]

    async def lines(self, code: str) -> list[Line]:
        """The lines as they are kept, for those who check them. Raises Unavailable, BrokenJournal
        where one cannot even be had."""
        rows = select(*map(col, OF_A_LINE)).where(col(JournalRows.debate) == code)
        try:
            async with self._database.read() as connection:
                found = (await connection.execute(rows.order_by(col(JournalRows.seq)))).all()
        except Unavailable as error:
            raise await broken(self._read, code, 0, error) from error
        return [line_of(code, row) for row in found]


def _rows(
    proofs: Proofs, code: str, entries: list[Entry], people: People, previous: bytes
) -> list[dict[str, Any]]:
    lines = lines_of(proofs, code, entries, people, previous)
    return [{**asdict(line), "debate": code, "body": line.body.decode()} for line in lines]


async def _put(connection: AsyncConnection, proofs: Proofs, code: str, group: _Group) -> None:
    after, entries, people, receipt, announcement = group
    if receipt is not None:
        await keep(connection, code, *receipt)
    if not entries:
        return
    previous = await _hash_at_end(connection, code, after)
    rows = _rows(proofs, code, entries, people, previous)
    await connection.execute(insert(JournalRows), rows)
    if values := listed(entries):
        row = update(DebateRows).where(col(DebateRows.code) == code)
        changed = values | {"edition": col(DebateRows.edition) + 1}
        await connection.execute(row.values(changed))
    if announcement is not NOTHING:
        await outbox.put(connection, code, entries[0].at, announcement)


async def _wait_for_closing(connection: AsyncConnection, code: str) -> None:
    """Until no other process holds the debate. Votes do not wait for this, nor this for them."""
    row = select(col(DebateRows.code)).where(col(DebateRows.code) == code)
    await connection.execute(row.with_for_update(read=True, key_share=True))


async def _hold(connection: AsyncConnection, code: str, mark: int) -> None:
    """Keep ballots and lines out until the end of the transaction."""
    row = select(col(DebateRows.mark)).where(col(DebateRows.code) == code).with_for_update()
    if (await connection.execute(row)).scalar_one_or_none() != mark:
        raise Conflict


async def _hash_at_end(connection: AsyncConnection, code: str, after: int) -> bytes:
    last = (
        select(col(JournalRows.seq), col(JournalRows.hash))
        .where(col(JournalRows.debate) == code)
        .order_by(col(JournalRows.seq).desc())
        .limit(1)
    )
    row = (await connection.execute(last)).one_or_none()
    if (row.seq if row else 0) != after:
        raise Conflict
    return bytes.fromhex(row.hash) if row else chain.START
