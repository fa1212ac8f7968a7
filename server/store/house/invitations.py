"""Invitations: who has one becomes a member of a scope, once, before it ends. Known by the digest
of their secret."""

import secrets
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import STRONGEST_FIRST, Role, Scope
from server.store.engine import Database, whole
from server.store.errors import Gone, NoOwner
from server.store.house.accounts import add_account
from server.store.house.memberships import change, held, must_manage, within
from server.store.tables import AccountRows, InvitationRows, table_of

ID_BYTES = 8


class Invitation(Struct, frozen=True):
    """`id` names it on pages and opens nothing. `label`: for whom it is meant. `made_by`: an
    account's id, `maker` how that is called; None: the command line. `mailed_to`: masked. Times in
    ms."""

    id: str
    scope: Scope
    role: Role
    label: str
    made_by: str | None
    made_at: int
    ends_at: int
    used_at: int | None
    maker: str | None = None
    mailed_to: str = ""

    def holds(self, now: int) -> bool:
        """Whether it can still be taken."""
        return self.used_at is None and now < self.ends_at


class Newcomer(Struct, frozen=True):
    """Who makes an account to take an invitation."""

    name: str
    password_hash: str
    called: str
    language: str


class Invitations:
    """All methods raise Unavailable. `by`: see `Memberships`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        digest: bytes,
        scope: Scope,
        role: Role,
        label: str,
        at: int,
        ends_at: int,
        by: str | None = None,
        mailed_to: str = "",
    ) -> str:
        """Keep an invitation; returns its id."""
        id_ = secrets.token_hex(ID_BYTES)
        row = {
            "digest": digest,
            "id": id_,
            "kind": scope.kind,
            "scope": scope.key,
            "role": role,
            "label": label,
            "made_by": by,
            "made_at": at,
            "ends_at": ends_at,
            "mailed_to": mailed_to,
        }
        await whole(self._add(row, scope, by))
        return id_

    async def find(self, digest: bytes) -> Invitation | None:
        """The invitation with this digest, whether it holds or not."""
        found = await self._select(col(InvitationRows.digest) == digest)
        return found[0] if found else None

    async def into(self, organisation: str) -> Sequence[Invitation]:
        """All into an organisation and what is its, the newest first."""
        return await self._select(
            within(organisation, col(InvitationRows.kind), col(InvitationRows.scope))
        )

    async def renew(
        self, id_: str, digest: bytes, ends_at: int, by: str | None = None, mailed_to: str = ""
    ) -> None:
        """Another secret in the place of the one before, which opens nothing any more. Raises
        Gone where it was taken, or there is none."""
        values = {"digest": digest, "ends_at": ends_at, "mailed_to": mailed_to}
        await whole(self._renew(id_, values, by))

    async def take_back(self, id_: str, by: str | None = None) -> None:
        """It opens nothing any more; one that was taken stays on the list."""
        await whole(self._take_back(id_, by))

    async def accept(self, digest: bytes, who: str | Newcomer, at: int) -> str:
        """Make an account, or the one with this id, a member; returns its id. What it was there
        before stays if it was more. Raises Gone unless the invitation holds, Taken."""
        return await whole(self._accept(digest, who, at))

    async def _add(self, row: dict[str, Any], scope: Scope, by: str | None) -> None:
        async with self._database.write() as connection:
            await must_manage(connection, scope, by, row["role"])
            await connection.execute(insert(InvitationRows).values(row))

    async def _renew(self, id_: str, values: dict[str, Any], by: str | None) -> None:
        async with self._database.write() as connection:
            if not await _may_change(connection, id_, by):
                raise Gone
            if by is not None:
                values = values | {"made_by": by}
            await connection.execute(update(InvitationRows).where(_is_out(id_)).values(**values))

    async def _take_back(self, id_: str, by: str | None) -> None:
        async with self._database.write() as connection:
            if await _may_change(connection, id_, by):
                await connection.execute(delete(InvitationRows).where(_is_out(id_)))

    async def _accept(self, digest: bytes, who: str | Newcomer, at: int) -> str:
        mine = col(InvitationRows.digest) == digest
        still = and_(mine, col(InvitationRows.used_at).is_(None), col(InvitationRows.ends_at) > at)
        async with self._database.write() as connection:
            used = update(InvitationRows).where(still).values(used_at=at)
            if not (await connection.execute(used)).rowcount:
                raise Gone
            row = (await connection.execute(select(table_of(InvitationRows)).where(mine))).one()
            scope = Scope(row.kind, row.scope)
            await _still_meant(connection, scope, row.role, row.made_by)
            if isinstance(who, Newcomer):
                account = await add_account(
                    connection, who.name, who.password_hash, at, who.called, who.language
                )
            else:
                account = who
            await connection.execute(update(InvitationRows).where(mine).values(used_by=account))
            if not await _is_more(connection, account, scope, row.role):
                await change(connection, account, scope, row.role, at)
        return account

    async def _select(self, where: Any) -> Sequence[Invitation]:
        called: tuple[Any, ...] = (col(AccountRows.called), col(AccountRows.name).label("maker"))
        rows = (
            select(*table_of(InvitationRows).columns, *called)
            .outerjoin(AccountRows, col(AccountRows.id) == col(InvitationRows.made_by))
            .where(where)
            .order_by(col(InvitationRows.made_at).desc(), col(InvitationRows.id))
        )
        async with self._database.read() as connection:
            return [_invitation(row) for row in await connection.execute(rows)]


def _is_out(id_: str) -> Any:
    return and_(col(InvitationRows.id) == id_, col(InvitationRows.used_at).is_(None))


async def _may_change(connection: AsyncConnection, id_: str, by: str | None) -> bool:
    """Whether there is one that nobody has taken. Raises NoOwner unless `by` may have made it."""
    rows = select(table_of(InvitationRows)).where(_is_out(id_))
    row = (await connection.execute(rows)).one_or_none()
    if row is None:
        return False
    await must_manage(connection, Scope(row.kind, row.scope), by, row.role)
    return True


async def _still_meant(
    connection: AsyncConnection, scope: Scope, role: Role, made_by: str | None
) -> None:
    """Raises Gone where whoever invited might not do so any more."""
    try:
        await must_manage(connection, scope, made_by, role)
    except NoOwner as error:
        raise Gone from error


async def _is_more(connection: AsyncConnection, account: str, scope: Scope, role: Role) -> bool:
    memberships, rank = await held(connection, [account]), STRONGEST_FIRST.index
    return any(
        one.scope == scope and rank(one.role) <= rank(role) for one in memberships.get(account, ())
    )


def _invitation(row: Any) -> Invitation:
    return Invitation(
        row.id,
        Scope(row.kind, row.scope),
        row.role,
        row.label,
        row.made_by,
        row.made_at,
        row.ends_at,
        row.used_at,
        row.called or row.maker,
        row.mailed_to,
    )
