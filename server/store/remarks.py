"""Remarks of moderators: numbered in each debate, the newest kept, all gone when it closes.

Whoever writes one holds the debate's row meanwhile, as ballots do: so numbers become visible in
their order, none late, and none is written once closing has taken them away.
"""

from collections.abc import Collection
from typing import Any

from msgspec.structs import asdict, replace
from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.deciding.remarks import KEPT_AT_MOST
from server.debate.surroundings import Remark
from server.store.engine import Database, whole
from server.store.errors import Closed
from server.store.receipts import Receipt, keep
from server.store.secrecy.seals import Seals
from server.store.tables import DebateRows, RemarkRows, table_of


class Remarks:
    """All methods raise Unavailable."""

    def __init__(self, database: Database, seals: Seals) -> None:
        self._database = database
        self._seals = seals

    async def say(self, code: str, remark: Remark, receipt: Receipt) -> int:
        """Keep the remark under the next number, which is returned and goes into the receipt, and
        forget the oldest of too many. Raises Closed, Repeated, Reused."""
        whose = await self._seals.receipt(code, receipt.handle, receipt.command)
        return await whole(self._say(code, remark, whose, receipt))

    async def hear(self, code: str, number: int, at: int, receipt: Receipt) -> None:
        """Note when (ms) the host saw it; what was noted first stays. Raises Closed, Repeated,
        Reused."""
        whose = await self._seals.receipt(code, receipt.handle, receipt.command)
        await whole(self._hear(code, number, at, whose, receipt))

    async def read(self, code: str, after: int = 0, waiting: Collection[int] = ()) -> list[Remark]:
        """Those behind the number `after`, and those of `waiting` that were heard meanwhile."""
        number, heard = col(RemarkRows.number), col(RemarkRows.heard_at).is_not(None)
        rows = select(table_of(RemarkRows)).where(
            col(RemarkRows.debate) == code,
            or_(number > after, number.in_(waiting) & heard) if waiting else number > after,
        )
        async with self._database.read() as connection:
            found = (await connection.execute(rows.order_by(number))).all()
        return [_remark(row) for row in found]

    async def _say(self, code: str, remark: Remark, whose: str, receipt: Receipt) -> int:
        mine = col(RemarkRows.debate) == code
        async with self._database.write() as connection:
            await _hold(connection, code)
            last = await connection.execute(select(func.max(col(RemarkRows.number))).where(mine))
            number = (last.scalar_one() or 0) + 1
            await keep(connection, code, whose, replace(receipt, answer={"remark": number}))
            row = {"debate": code} | asdict(remark) | {"number": number}
            await connection.execute(insert(RemarkRows).values(row))
            old = col(RemarkRows.number) <= number - KEPT_AT_MOST
            await connection.execute(delete(RemarkRows).where(mine, old))
        return number

    async def _hear(self, code: str, number: int, at: int, whose: str, receipt: Receipt) -> None:
        this = (col(RemarkRows.debate) == code) & (col(RemarkRows.number) == number)
        unheard = update(RemarkRows).where(this, col(RemarkRows.heard_at).is_(None))
        async with self._database.write() as connection:
            await _hold(connection, code)
            await keep(connection, code, whose, receipt)
            await connection.execute(unheard.values(heard_at=at))


async def _hold(connection: AsyncConnection, code: str) -> None:
    """Keep closing out until the end of the transaction. Raises Closed if it is closed."""
    row = select(col(DebateRows.unlinked)).where(col(DebateRows.code) == code).with_for_update()
    if (await connection.execute(row)).scalar_one_or_none() is not False:
        raise Closed


def _remark(row: Any) -> Remark:
    return Remark(
        number=row.number,
        at=row.at,
        by=row.by,
        to=row.to,
        preset=row.preset,
        text=row.text,
        lang=row.lang,
        heard_at=row.heard_at,
    )
