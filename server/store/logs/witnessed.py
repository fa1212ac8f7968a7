"""What this house has cosigned of the logs of others, and whose keys it trusts."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.logs.house_log import digest_of
from server.store.tables import TrustedKeyRows, WitnessedRows, table_of
from server.transparency.checkpoints import Checkpoint
from server.transparency.notes import Note, Signature, parse_note
from server.transparency.vkeys import Vkey
from server.transparency.witnessing import Asked, Verdict, judge

Cosign = Callable[[str], Signature]


class Trusted(Struct, frozen=True):
    """`url`: where a witness is asked; empty for a log that this house witnesses."""

    vkey: Vkey
    url: str


class Witnessed:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def trust(self, vkey: Vkey, url: str = "") -> None:
        """From now on; with another address, where it is known already."""
        await whole(self._trust(vkey, url))

    async def distrust(self, vkey: Vkey) -> None:
        """No longer. What was cosigned stays known."""
        async with self._database.write() as connection:
            await connection.execute(
                delete(TrustedKeyRows).where(col(TrustedKeyRows.vkey) == str(vkey))
            )

    async def trusted(self) -> Sequence[Trusted]:
        """All keys, by their vkey."""
        rows = select(table_of(TrustedKeyRows)).order_by(col(TrustedKeyRows.vkey))
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [Trusted(Vkey.parse(row.vkey), row.url) for row in found]

    async def answer(self, asked: Asked, cosign: Cosign) -> tuple[Verdict, Signature | None]:
        """Judge, and keep what is new of a log that is witnessed, in one transaction with judging
        it again; the cosignature of what was taken, once it is kept. Strangers ask: what is refused
        or known already, and so whatever else they send, takes no turn to write from anybody."""
        async with self._database.read() as connection:
            verdict, latest = await _judged(connection, asked)
        if verdict.note is None:
            return verdict, None
        if latest is not None and latest == Checkpoint.parse(verdict.note.text):
            return verdict, cosign(verdict.note.text)
        return await whole(self._keep(asked, cosign))

    async def last(self, digest: str) -> str | None:
        """The note last cosigned of the log with this digest of its origin."""
        rows = select(col(WitnessedRows.note)).where(col(WitnessedRows.digest) == digest)
        async with self._database.read() as connection:
            return (await connection.execute(rows)).scalar_one_or_none()

    async def _trust(self, vkey: Vkey, url: str) -> None:
        row = {"vkey": str(vkey), "name": vkey.name, "url": url}
        async with self._database.write() as connection:
            await connection.execute(
                delete(TrustedKeyRows).where(col(TrustedKeyRows.vkey) == str(vkey))
            )
            await connection.execute(insert(TrustedKeyRows).values(row))

    async def _keep(self, asked: Asked, cosign: Cosign) -> tuple[Verdict, Signature | None]:
        mine = col(WitnessedRows.origin) == asked.origin
        async with self._database.write() as connection:
            if not self._database.is_sqlite:  # there, writers are one at a time anyway
                await connection.exec_driver_sql("LOCK TABLE witnessed IN EXCLUSIVE MODE")
            verdict, _ = await _judged(connection, asked)
            if verdict.note is None:
                return verdict, None
            signature = cosign(verdict.note.text)
            cosigned = Note(verdict.note.text, (*verdict.note.signatures, signature))
            row = {
                "origin": asked.origin,
                "digest": digest_of(asked.origin.encode()),
                "note": str(cosigned),
            }
            await connection.execute(delete(WitnessedRows).where(mine))
            await connection.execute(insert(WitnessedRows).values(row))
        return verdict, signature


async def _judged(connection: AsyncConnection, asked: Asked) -> tuple[Verdict, Checkpoint | None]:
    """With what was cosigned last of the log."""
    keys = await _keys_of(connection, asked.origin)
    rows = select(col(WitnessedRows.note)).where(col(WitnessedRows.origin) == asked.origin)
    note = (await connection.execute(rows)).scalar_one_or_none()
    latest = None if note is None else Checkpoint.parse(parse_note(note.encode()).text)
    return judge(asked, keys, latest), latest


async def _keys_of(connection: AsyncConnection, origin: str) -> list[Vkey]:
    rows = select(col(TrustedKeyRows.vkey)).where(
        col(TrustedKeyRows.name) == origin, col(TrustedKeyRows.url) == ""
    )
    return [Vkey.parse(vkey) for vkey in (await connection.execute(rows)).scalars()]
