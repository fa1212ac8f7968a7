"""How often something was done, where that must not be told one by one or is bounded: in the
transaction of somebody else's."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_ADD = text(
    "INSERT INTO counts (organisation, what, since, count)"
    " VALUES (:organisation, :what, :since, :more)"
    " ON CONFLICT (organisation, what, since)"
    " DO UPDATE SET count = counts.count + excluded.count RETURNING count"
)
_TAKE = text(
    "DELETE FROM counts WHERE what = :what AND since < :before RETURNING organisation, since, count"
)


class Counted(NamedTuple):
    """`organisation`: "" is the house; `since`: ms."""

    organisation: str
    since: int
    times: int


async def add_count(
    connection: AsyncConnection, organisation: str, what: str, since: int, more: int
) -> int:
    """How many there are then. Whoever does the same waits until this transaction has ended."""
    values = {"organisation": organisation, "what": what, "since": since, "more": more}
    count: int = (await connection.execute(_ADD, values)).scalar_one()
    return count


async def take_counts(connection: AsyncConnection, what: str, before: int) -> Sequence[Counted]:
    """All of before then, which are no more."""
    found = await connection.execute(_TAKE, {"what": what, "before": before})
    return sorted(Counted(*row) for row in found)
