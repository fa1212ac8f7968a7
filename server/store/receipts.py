"""What commands that were kept were told, so that the same command gets the same answer again."""

from typing import Any

from msgspec import Struct
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.store.errors import Repeated
from server.store.tables import ReceiptRows


class Receipt(Struct, frozen=True):
    """Whoever `handle` is asked with the id `command` and is told `answer`."""

    handle: str
    command: str
    answer: dict[str, Any]


async def keep(connection: AsyncConnection, code: str, whose: str, answer: dict[str, Any]) -> None:
    """Write it, in the transaction that does what it says; `whose`: `Seals.receipt`. Raises
    Repeated if there is one."""
    earlier = await kept_answer(connection, code, whose)
    if earlier is not None:
        raise Repeated(earlier)
    row = {"debate": code, "whose": whose, "answer": answer}
    await connection.execute(insert(ReceiptRows), [row])


async def kept_answer(connection: AsyncConnection, code: str, whose: str) -> dict[str, Any] | None:
    rows = select(col(ReceiptRows.answer)).where(
        col(ReceiptRows.debate) == code, col(ReceiptRows.whose) == whose
    )
    return (await connection.execute(rows)).scalar_one_or_none()
