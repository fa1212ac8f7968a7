"""Passkeys of accounts."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.errors import Gone, Taken
from server.store.tables import AccountRows, PasskeyRows, SpentChallengeRows, table_of

AT_MOST = 10  # of an account


class Passkey(Struct, frozen=True):
    """`count`: of its uses, as it said last; many say 0 always. Times in ms."""

    id: bytes
    account: str
    public_key: bytes
    count: int
    name: str
    made_at: int
    used_at: int | None = None


class Challenge(Struct, frozen=True):
    """What a passkey answered. It counts once; from `ends_at` never."""

    digest: bytes
    ends_at: int


class Passkeys:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, account: str) -> Sequence[Passkey]:
        """The oldest first."""
        rows = select(table_of(PasskeyRows)).where(col(PasskeyRows.account) == account)
        async with self._database.read() as connection:
            found = await connection.execute(rows.order_by(col(PasskeyRows.made_at)))
            return [Passkey(**row._mapping) for row in found]

    async def find(self, id_: bytes) -> tuple[Passkey, str] | None:
        """With the name of the account whose it is."""
        own = col(PasskeyRows.account) == col(AccountRows.id)
        columns = (*table_of(PasskeyRows).columns, col(AccountRows.name).label("whose"))
        async with self._database.read() as connection:
            row = (
                await connection.execute(select(*columns).where(own, col(PasskeyRows.id) == id_))
            ).one_or_none()
        if row is None:
            return None
        told = dict(row._mapping)
        whose = str(told.pop("whose"))
        return Passkey(**told), whose

    async def add(self, passkey: Passkey, challenge: Challenge) -> None:
        """Raises Gone for a challenge that was answered before, Taken where it is there already or
        the account has enough."""
        await whole(self._add(passkey, challenge))

    async def use(self, id_: bytes, count: int, challenge: Challenge, at: int) -> None:
        """Raises Gone for a challenge that was answered before, and for a passkey that has counted
        as far already, or is gone: it may be a copy."""
        await whole(self._use(id_, count, challenge, at))

    async def remove(self, account: str, id_: bytes) -> None:
        """One of an account."""
        mine = and_(col(PasskeyRows.account) == account, col(PasskeyRows.id) == id_)
        await whole(self._remove(mine))

    async def _add(self, passkey: Passkey, challenge: Challenge) -> None:
        mine = col(PasskeyRows.account) == passkey.account
        row = {name: getattr(passkey, name) for name in passkey.__struct_fields__}
        async with self._database.write() as connection:
            await _spend(connection, challenge, passkey.made_at)
            counted = select(func.count()).select_from(PasskeyRows).where(mine)
            if (await connection.execute(counted)).scalar_one() >= AT_MOST:
                raise Taken
            try:
                await connection.execute(insert(PasskeyRows).values(row))
            except IntegrityError as error:
                raise Taken from error

    async def _use(self, id_: bytes, count: int, challenge: Challenge, at: int) -> None:
        known = col(PasskeyRows.count)
        further = known < count if count else known == 0
        this = and_(col(PasskeyRows.id) == id_, or_(further))
        async with self._database.write() as connection:
            await _spend(connection, challenge, at)
            used = update(PasskeyRows).where(this).values(count=count, used_at=at)
            if not (await connection.execute(used)).rowcount:
                raise Gone

    async def _remove(self, which: object) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(PasskeyRows).where(which))  # type: ignore[arg-type]


async def forget_passkeys(connection: AsyncConnection, account: str) -> None:
    """In a transaction of somebody else's."""
    await connection.execute(delete(PasskeyRows).where(col(PasskeyRows.account) == account))


async def _spend(connection: AsyncConnection, challenge: Challenge, at: int) -> None:
    over = col(SpentChallengeRows.ends_at) <= at
    await connection.execute(delete(SpentChallengeRows).where(over))
    row = {"digest": challenge.digest, "ends_at": challenge.ends_at}
    try:
        await connection.execute(insert(SpentChallengeRows).values(row))
    except IntegrityError as error:
        raise Gone from error
