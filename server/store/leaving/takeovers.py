"""Debates that another house held, and this one has taken over. What was signed stays signed by the
other's key: this house signs nothing of them.
"""

from msgspec import Struct
from sqlalchemy import select
from sqlmodel import col

from server.store.engine import Database
from server.store.tables import TakeoverRows, table_of
from server.transparency.vkeys import Vkey


class Takeover(Struct, frozen=True):
    """`house`: its name in logs; `vkey`: that signed the last head, under this name, "" where none
    did; `at`: when it was taken over, ms."""

    house: str
    vkey: str
    at: int

    @property
    def key(self) -> Vkey | None:
        """That key; None where nobody signed."""
        return Vkey.parse(self.vkey) if self.vkey else None


class Takeovers:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, code: str) -> Takeover | None:
        """None for what was held here."""
        rows = select(table_of(TakeoverRows)).where(col(TakeoverRows.debate) == code)
        async with self._database.read() as connection:
            row = (await connection.execute(rows)).one_or_none()
        return None if row is None else Takeover(row.house, row.vkey, row.at)
