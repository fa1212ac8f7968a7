"""What commands that were kept were told, so that the same command gets the same answer again, and
another one with the same id none; and which forms were sent, so that each makes one thing.
"""

import asyncio
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.commands import Answer
from server.debate.minutes import DAY_MS
from server.store.errors import Repeated, Reused, Sent
from server.store.tables import ReceiptRows, SentFormRows

FORMS_KEPT_MS = DAY_MS


class Receipt(Struct, frozen=True):
    """Whoever `handle` is asked with the id `command` for what `content` is a digest of, and is
    told `answer`. `seq`: see the table."""

    handle: str
    command: str
    answer: Answer
    content: str = ""
    seq: int = 0

    def told(self, answer: Answer, content: str | None) -> Answer:
        """The answer that was kept with this handle and id; `content`: of what it was one to.
        Raises Reused if that was something else. Where nothing is known of it, it was the same."""
        if content not in (None, self.content):
            raise Reused
        return answer


class Form(Struct, frozen=True):
    """A page's form as it was sent. `nonce`: what that page alone was given; of it a digest is
    kept for a day. `at`: when, ms."""

    nonce: str
    at: int

    @property
    def digest(self) -> bytes:
        """The nonce is random, so a plain SHA-256 is enough."""
        return sha256(self.nonce.encode("utf-8", "surrogatepass")).digest()


async def send_once(connection: AsyncConnection, form: Form, code: str) -> None:
    """Write down that it was sent, in the transaction that makes what it asks for. Who sends it
    through another process at the same moment waits for that. Raises Sent if it was before."""
    row = {"digest": form.digest, "debate": code, "ends_at": form.at + FORMS_KEPT_MS}
    if (await connection.execute(_SEND, row)).rowcount:
        return
    earlier = select(col(SentFormRows.debate)).where(col(SentFormRows.digest) == form.digest)
    raise Sent((await connection.execute(earlier)).scalar_one())


_SEND = text(
    "INSERT INTO sent_forms (digest, debate, ends_at) VALUES (:digest, :debate, :ends_at)"
    " ON CONFLICT DO NOTHING"
)


async def forget_forms(connection: AsyncConnection, now: int) -> None:
    """Remove those whose time has ended."""
    await connection.execute(delete(SentFormRows).where(col(SentFormRows.ends_at) <= now))


async def keep(connection: AsyncConnection, code: str, whose: str, receipt: Receipt) -> None:
    """Write it, in the transaction that does what it says; `whose`: `Seals.receipt`. Raises
    Repeated if there is one, Reused if that is of another command."""
    earlier = await kept_answer(connection, code, whose, receipt)
    if earlier is not None:
        raise Repeated(earlier)
    row = {
        "debate": code,
        "whose": whose,
        "answer": receipt.answer,
        "content": receipt.content,
        "seq": receipt.seq,
    }
    await connection.execute(insert(ReceiptRows), [row])


async def kept_answer(
    connection: AsyncConnection, code: str, whose: str, receipt: Receipt
) -> Answer | None:
    """What the same command was told, if it was kept. Raises Reused if another one was."""
    rows = select(col(ReceiptRows.answer), col(ReceiptRows.content)).where(
        col(ReceiptRows.debate) == code, col(ReceiptRows.whose) == whose
    )
    row = (await connection.execute(rows)).one_or_none()
    return None if row is None else receipt.told(row.answer, row.content)


async def kept_since(connection: AsyncConnection, code: str, seq: int) -> set[str]:
    """Whose they are whose `seq` is this or a later one."""
    rows = select(col(ReceiptRows.whose)).where(
        col(ReceiptRows.debate) == code, col(ReceiptRows.seq) >= seq
    )
    found: set[str] = set()
    for some in (await connection.execute(rows)).scalars().partitions(1_000):
        found.update(some)
        await asyncio.sleep(0)
    return found
