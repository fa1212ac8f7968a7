"""What is done to somebody else's account by whoever answers for it: its logins ended, another
password by an address that counts once.

Of an account that belongs to one organisation alone its owners answer, of any other whoever has the
accounts of the house: else an owner here could take over an account, and with it what is another
organisation's."""

from collections.abc import Collection
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import Path
from server.debate.rule import MODERATORS
from server.debate.rules import may
from server.store.engine import Database, whole
from server.store.errors import Gone, NoOwner
from server.store.house.memberships import held, organisations_of, roles_of
from server.store.house.passkeys import forget_passkeys
from server.store.house.revoking import nobodys_link
from server.store.house.second_factors import forget_second_factor
from server.store.tables import AccountRows, ResetRows, SessionRows, table_of


class Reset(Struct, frozen=True):
    """`account`: its id. `whole`: also the second factor goes; passkeys, and ways by providers,
    always do."""

    account: str
    ends_at: int
    whole: bool


class Resets:
    """All methods raise Unavailable. `by`: the account (id) that asks; it is seen in the same
    transaction that it answers for the other one, else it raises NoOwner. None: the house."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def organisations_of(self, account: str) -> Collection[str]:
        """To which an account belongs; "" for the house, and what is of no organisation."""
        async with self._database.read() as connection:
            return await organisations_of(connection, account)

    async def end_logins(self, account: str, id_: str, by: str | None) -> None:
        """End one login of an account, or all with ""."""
        await whole(self._end_logins(account, id_, by))

    async def add(
        self, digest: bytes, account: str, ends_at: int, everything: bool, by: str | None
    ) -> None:
        """In the place of those that were not used."""
        row = {"digest": digest, "account": account, "made_by": by, "ends_at": ends_at}
        await whole(self._add(row | {"whole": everything}, account, by))

    async def find(self, digest: bytes) -> Reset | None:
        """The one with this digest, whether it holds or not."""
        rows = select(table_of(ResetRows)).where(col(ResetRows.digest) == digest)
        async with self._database.read() as connection:
            row = (await connection.execute(rows)).one_or_none()
        return Reset(row.account, row.ends_at, row.whole) if row else None

    async def use(self, digest: bytes, password_hash: str, at: int) -> None:
        """Set the password and end all logins. Raises Gone unless it holds, and whoever made it
        would make it now."""
        await whole(self._use(digest, password_hash, at))

    async def _end_logins(self, account: str, id_: str, by: str | None) -> None:
        mine = col(SessionRows.account) == account
        one = col(SessionRows.id) == id_ if id_ else mine
        async with self._database.write() as connection:
            await _must_answer_for(connection, account, by)
            await connection.execute(delete(SessionRows).where(mine, one))

    async def _add(self, row: dict[str, Any], account: str, by: str | None) -> None:
        async with self._database.write() as connection:
            await _must_answer_for(connection, account, by)
            await forget_resets(connection, account)
            await connection.execute(insert(ResetRows).values(row))

    async def _use(self, digest: bytes, password_hash: str, at: int) -> None:
        mine = col(ResetRows.digest) == digest
        async with self._database.write() as connection:
            row = (await connection.execute(select(table_of(ResetRows)).where(mine))).one_or_none()
            holds = and_(mine, col(ResetRows.ends_at) > at)
            used = await connection.execute(delete(ResetRows).where(holds))
            if row is None or not used.rowcount:
                raise Gone
            try:
                await _must_answer_for(connection, row.account, row.made_by)
            except NoOwner as error:
                raise Gone from error
            own = col(AccountRows.id) == row.account
            await connection.execute(
                update(AccountRows).where(own).values(password_hash=password_hash)
            )
            await connection.execute(
                delete(SessionRows).where(col(SessionRows.account) == row.account)
            )
            # Whoever lost an account to somebody else has it back with nothing of theirs.
            await forget_passkeys(connection, row.account)
            await connection.execute(nobodys_link(row.account))
            if row.whole:
                await forget_second_factor(connection, row.account)


async def forget_resets(connection: AsyncConnection, account: str) -> None:
    """In a transaction of somebody else's."""
    await connection.execute(delete(ResetRows).where(col(ResetRows.account) == account))


async def _must_answer_for(connection: AsyncConnection, account: str, by: str | None) -> None:
    """Nobody answers for themselves: a login that was left open would be worth a password. And a
    keeper, who sees no debate, not for who does."""
    if by is None:
        return
    mine = (await held(connection, [by])).get(by, ())
    there = await organisations_of(connection, account)
    alone = next(iter(there)) if len(there) == 1 else ""
    sees = not MODERATORS.isdisjoint(await roles_of(connection, account))
    of_house = may("moderators of the house" if sees else "accounts", mine)
    answers = of_house or (alone and may("members", mine, Path(alone)))
    if by == account or not answers:
        raise NoOwner
