"""The queue of letters: kept until the mail server has taken them, tried again less and less often,
by one process at a time. Whom one goes to and what it says is closed under the house's secret, and
gone once it is sent or given up."""

import secrets
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct
from sqlalchemy import Update, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.minutes import DAY_MS, MINUTE_MS, day
from server.store.administration.counts import add_count
from server.store.engine import Database, whole
from server.store.errors import Full
from server.store.leasing import leased
from server.store.secrecy.envelopes import Envelopes
from server.store.tables import CountRows, MailRows, table_of

PAUSES_MS = tuple(minutes * MINUTE_MS for minutes in (1, 5, 15, 30, 60, 120, 240, 480, 480, 480))
LEASE_MS = 3 * MINUTE_MS  # for so long nobody else carries the same
KEPT_MS = 30 * DAY_MS  # that there was one is known for so long
QUEUED_AT_MOST = 500
ID_BYTES = 16
_COUNTED = "letters"  # as counts know them; those to one address by a mark of it

MailState = Literal["queued", "sent", "given_up"]
MAIL_STATES: tuple[MailState, ...] = get_args(MailState)


class Letter(Struct, frozen=True):
    """Plain text. Made by `mail.letters.letter`."""

    to: str
    subject: str
    text: str


class Mail(Struct, frozen=True):
    """`letter`: None where it cannot be read, as when the secret is another by now. `tries`: so
    far, in vain."""

    id: str
    kind: str
    letter: Letter | None
    tries: int = 0


class Bound(Struct, frozen=True):
    """`organisation`: whose letter it is, "" for the house's; `most` of it in a day (UTC), and
    `most_to_one` address, of all organisations together."""

    organisation: str
    most: int
    most_to_one: int


class MailCounts(Struct, frozen=True):
    """`late`: queued and tried in vain before. `problem`: of the last that failed; empty
    for none."""

    queued: int = 0
    late: int = 0
    given_up: int = 0
    problem: str = ""


class Mails:
    """All methods raise Unavailable. Times in ms."""

    def __init__(self, database: Database, envelopes: Envelopes) -> None:
        self._database = database
        self._envelopes = envelopes

    async def add(
        self, kind: str, about: str, letter: Letter, now: int, ends_at: int, bound: Bound
    ) -> None:
        """Have it sent before `ends_at`; of the same link, it alone. Raises Full."""
        await whole(self._add(kind, about, letter, now, ends_at, bound))

    async def forget(self, about: str) -> None:
        """What is not sent yet of this link never will be."""
        await whole(self._forget(about))

    async def next(self, now: int) -> Mail | None:
        """What is to be carried now; whoever is given it does so, and no other process
        meanwhile."""
        due = (
            select(table_of(MailRows))
            .where(col(MailRows.state) == "queued", col(MailRows.next_at) <= now)
            .order_by(col(MailRows.next_at))
            .limit(1)
        )

        def until(row: Any) -> Update:
            return update(MailRows).where(col(MailRows.id) == row.id).values(next_at=now + LEASE_MS)

        row = await leased(self._database, due, until)
        if row is None:
            return None
        return Mail(row.id, row.kind, self._opened(row.id, row.sealed), row.tries)

    async def sent(self, mail: Mail, now: int) -> None:
        """The server has it."""
        await self._change(mail, state="sent", sealed=None, problem="", next_at=now)

    async def failed(self, mail: Mail, now: int, problem: str, for_good: bool = False) -> None:
        """Try again later, unless that is of no use or was done often enough."""
        tries = mail.tries + 1
        if for_good or tries > len(PAUSES_MS):
            gone: dict[str, Any] = {"state": "given_up", "sealed": None, "next_at": now}
        else:
            gone = {"next_at": now + PAUSES_MS[tries - 1]}
        await self._change(mail, tries=tries, problem=problem, **gone)

    async def states(self, abouts: list[str]) -> dict[str, tuple[MailState, str]]:
        """How the letter of each link is, and its problem; those that had one."""
        rows = select(
            col(MailRows.about), col(MailRows.state), col(MailRows.problem), col(MailRows.made_at)
        ).where(col(MailRows.about).in_(abouts))
        async with self._database.read() as connection:
            found = await connection.execute(rows.order_by(col(MailRows.made_at)))
            return {row.about: (row.state, row.problem) for row in found}

    async def counts(self, since: int) -> MailCounts:
        """For whoever looks after the house: of those made since then."""
        state, tries, made = col(MailRows.state), col(MailRows.tries), col(MailRows.made_at)
        late = tries > 0
        rows = select(state, late, func.count()).where(made > since).group_by(state, late)
        last = select(col(MailRows.problem)).where(col(MailRows.problem) != "", made > since)
        last = last.order_by(col(MailRows.next_at).desc()).limit(1)
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
            problem = (await connection.execute(last)).scalar() or ""
        return MailCounts(
            queued=sum(count for state, _, count in found if state == "queued"),
            late=sum(count for state, tried, count in found if state == "queued" and tried),
            given_up=sum(count for state, _, count in found if state == "given_up"),
            problem=problem,
        )

    async def prune(self, now: int) -> None:
        """What comes too late is given up; what was sent or given up long ago is forgotten."""
        over = (col(MailRows.state) == "queued") & (col(MailRows.ends_at) <= now)
        old = (col(MailRows.state) != "queued") & (col(MailRows.made_at) <= now - KEPT_MS)
        counted = col(CountRows.what).startswith(_COUNTED) & (col(CountRows.since) < day(now))
        async with self._database.read() as connection:
            found = await connection.execute(select(col(MailRows.id)).where(over | old).limit(1))
            counts = await connection.execute(select(col(CountRows.what)).where(counted).limit(1))
            if found.first() is None and counts.first() is None:
                return
        async with self._database.write() as connection:
            await connection.execute(delete(CountRows).where(counted))
            late = {"state": "given_up", "sealed": None, "problem": "too_late", "next_at": now}
            await connection.execute(update(MailRows).where(over).values(**late))
            await connection.execute(delete(MailRows).where(old))

    async def _add(
        self, kind: str, about: str, letter: Letter, now: int, ends_at: int, bound: Bound
    ) -> None:
        id_ = secrets.token_hex(ID_BYTES)
        row = {
            "id": id_,
            "kind": kind,
            "about": about,
            "state": "queued",
            "sealed": self._envelopes.close(msgspec.json.encode(letter), id_),
            "made_at": now,
            "ends_at": ends_at,
            "next_at": now,
            "tries": 0,
            "problem": "",
        }
        queued = col(MailRows.state) == "queued"
        async with self._database.write() as connection:
            await connection.execute(delete(MailRows).where(col(MailRows.about) == about))
            count = select(func.count()).select_from(table_of(MailRows)).where(queued)
            if (await connection.execute(count)).scalar_one() >= QUEUED_AT_MOST:
                raise Full
            await self._count(connection, letter.to, day(now), bound)
            await connection.execute(insert(MailRows).values(row))

    async def _count(self, connection: AsyncConnection, to: str, today: int, bound: Bound) -> None:
        """In the database: a process begins anew whenever a debate was closed, and others serve
        beside it. Raises Full."""
        to_one = f"{_COUNTED} to {self._envelopes.mark(to.lower())}"
        if await add_count(connection, "", to_one, today, 1) > bound.most_to_one:
            raise Full
        if await add_count(connection, bound.organisation, _COUNTED, today, 1) > bound.most:
            raise Full

    async def _forget(self, about: str) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(MailRows).where(col(MailRows.about) == about))

    async def _change(self, mail: Mail, **values: Any) -> None:
        async with self._database.write() as connection:
            mine = (col(MailRows.id) == mail.id) & (col(MailRows.state) == "queued")
            await connection.execute(update(MailRows).where(mine).values(**values))

    def _opened(self, id_: str, sealed: bytes | None) -> Letter | None:
        content = None if sealed is None else self._envelopes.open(sealed, id_)
        try:
            return None if content is None else msgspec.json.decode(content, type=Letter)
        except msgspec.MsgspecError:
            return None
