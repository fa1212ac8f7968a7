"""Second factors of accounts. Their secrets come here sealed, their recovery codes hashed."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.errors import Taken
from server.store.tables import RecoveryCodeRows, SecondFactorRows, table_of


class SecondFactor(Struct, frozen=True):
    """`codes`: how many recovery codes are left. `made_at`: ms."""

    secret: bytes
    made_at: int
    codes: int


class SecondFactors:
    """By the id of an account. All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, account: str) -> SecondFactor | None:
        """None: it has none."""
        mine = select(table_of(SecondFactorRows)).where(col(SecondFactorRows.account) == account)
        left = (
            select(func.count())
            .select_from(RecoveryCodeRows)
            .where(col(RecoveryCodeRows.account) == account)
        )
        async with self._database.read() as connection:
            row = (await connection.execute(mine)).one_or_none()
            if row is None:
                return None
            codes = (await connection.execute(left)).scalar_one()
        return SecondFactor(row.secret, row.made_at, codes)

    async def put(
        self,
        account: str,
        secret: bytes,
        step: int,
        codes: Sequence[bytes],
        at: int,
        *,
        instead: bool,
    ) -> None:
        """`step`: of the code that showed that it works. `instead`: in the place of the one that it
        had. Raises Taken where it has one, else."""
        row = {"account": account, "secret": secret, "step": step, "made_at": at}
        await whole(self._put(account, row, codes, instead))

    async def put_codes(self, account: str, codes: Sequence[bytes]) -> None:
        """Other recovery codes in the place of those that are left."""
        await whole(self._put_codes(account, codes))

    async def spend_step(self, account: str, step: int) -> bool:
        """Whether no code of this interval or a later one was taken before; from now on it was."""
        mine = and_(col(SecondFactorRows.account) == account, col(SecondFactorRows.step) < step)
        return await whole(self._spend(update(SecondFactorRows).where(mine).values(step=step)))

    async def spend_code(self, account: str, digest: bytes) -> bool:
        """Whether it was a recovery code; from now on it is none."""
        mine = and_(
            col(RecoveryCodeRows.account) == account, col(RecoveryCodeRows.digest) == digest
        )
        return await whole(self._spend(delete(RecoveryCodeRows).where(mine)))

    async def remove(self, account: str) -> None:
        """With its recovery codes."""
        await whole(self._remove(account))

    async def _put(
        self, account: str, row: dict[str, object], codes: Sequence[bytes], instead: bool
    ) -> None:
        async with self._database.write() as connection:
            if instead:
                await forget_second_factor(connection, account)
            try:
                await connection.execute(insert(SecondFactorRows).values(row))
            except IntegrityError as error:
                raise Taken from error
            await _keep_codes(connection, account, codes)

    async def _put_codes(self, account: str, codes: Sequence[bytes]) -> None:
        async with self._database.write() as connection:
            await _keep_codes(connection, account, codes)

    async def _spend(self, statement: Any) -> bool:
        async with self._database.write() as connection:
            return bool((await connection.execute(statement)).rowcount)

    async def _remove(self, account: str) -> None:
        async with self._database.write() as connection:
            await forget_second_factor(connection, account)


async def forget_second_factor(connection: AsyncConnection, account: str) -> None:
    """In a transaction of somebody else's."""
    await connection.execute(
        delete(SecondFactorRows).where(col(SecondFactorRows.account) == account)
    )
    await connection.execute(
        delete(RecoveryCodeRows).where(col(RecoveryCodeRows.account) == account)
    )


async def _keep_codes(connection: AsyncConnection, account: str, codes: Sequence[bytes]) -> None:
    mine = col(RecoveryCodeRows.account) == account
    await connection.execute(delete(RecoveryCodeRows).where(mine))
    rows = [{"account": account, "digest": digest} for digest in codes]
    await connection.execute(insert(RecoveryCodeRows).values(rows))
