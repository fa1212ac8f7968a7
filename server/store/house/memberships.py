"""Who is what in which scope, and what that means for what stands below it."""

from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, delete, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import HOUSE, Membership, Path, Role, Scope, role_at
from server.debate.rule import KEEPERS, MODERATORS, OWNERS
from server.debate.rules import allowed, may
from server.store.engine import Database, whole
from server.store.errors import LastOwner, NoOwner
from server.store.house.revoking import revoke_where
from server.store.tables import (
    AccountRows,
    DebateRows,
    MembershipRows,
    ProgrammeRows,
    TokenRows,
)

IDS_AT_ONCE = 500  # in one statement: databases bound how many values one has

Held = dict[str, tuple[Membership, ...]]  # by the id of an account


class Member(Struct, frozen=True):
    """An account within a scope; `scope`: where it has its `role`, which may be further up."""

    account: str
    name: str
    called: str
    scope: Scope
    role: Role


class Memberships:
    """All methods raise Unavailable.

    `by`: the account (id) that asks for a change; it is seen in the same transaction that it may
    still do so, else it raises NoOwner. None: the house itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, account: str) -> tuple[Membership, ...]:
        """All that an account is, anywhere."""
        async with self._database.read() as connection:
            return (await held(connection, [account])).get(account, ())

    async def path_of(self, code: str) -> Path:
        """Where a debate stands; one that there is not stands in the house."""
        async with self._database.read() as connection:
            return (await paths_of(connection, [code])).get(code, Path(debate=code))

    async def path_of_scope(self, scope: Scope) -> Path:
        """Where a scope stands; what there is not stands in the house."""
        async with self._database.read() as connection:
            return await path_of_scope(connection, scope)

    async def below(self, organisation: str) -> Sequence[Member]:
        """Who is what in an organisation and in all that is its, by name."""
        columns = (
            col(MembershipRows.account),
            col(AccountRows.name),
            col(AccountRows.called),
            col(MembershipRows.kind),
            col(MembershipRows.scope),
            col(MembershipRows.role),
        )
        rows = (
            select(*columns)
            .join(AccountRows, col(AccountRows.id) == col(MembershipRows.account))
            .where(within(organisation, col(MembershipRows.kind), col(MembershipRows.scope)))
            .order_by(col(AccountRows.name), col(MembershipRows.kind), col(MembershipRows.scope))
        )
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [
            Member(row.account, row.name, row.called, Scope(row.kind, row.scope), row.role)
            for row in found
        ]

    async def grant(
        self, account: str, scope: Scope, role: Role, at: int, by: str | None = None
    ) -> None:
        """Make an account this in the scope, whatever it was there before. Raises LastOwner where
        it was the last one."""
        await whole(self._change(account, scope, role, at, by))

    async def take(self, account: str, scope: Scope, at: int, by: str | None = None) -> None:
        """From now on the account is nothing in the scope. Raises LastOwner for the last one."""
        await whole(self._change(account, scope, None, at, by))

    async def leave(self, account: str, scope: Scope, at: int) -> None:
        """What its holder asks for themselves. Raises LastOwner."""
        await whole(self._leave(account, scope, at))

    async def _leave(self, account: str, scope: Scope, at: int) -> None:
        async with self._database.write() as connection:
            await hold(connection, (await path_of_scope(connection, scope)).organisation)
            await change(connection, account, scope, None, at)

    async def _change(
        self, account: str, scope: Scope, role: Role | None, at: int, by: str | None
    ) -> None:
        async with self._database.write() as connection:
            here = await roles_of(connection, account, scope)
            await must_manage(connection, scope, by, role, *here)
            await change(connection, account, scope, role, at)


async def must_manage(
    connection: AsyncConnection, scope: Scope, by: str | None, *roles: Role | None
) -> None:
    """Raises NoOwner unless `by`, if anybody, says who is what in this scope, or at least who is of
    these roles. In the house a keeper, who sees no debate, does nothing with who does."""
    if by is None:
        return
    path = await path_of_scope(connection, scope)
    await hold(connection, path.organisation)
    mine = (await held(connection, [by])).get(by, ())
    if scope.kind == "house":
        manages = may("accounts", mine) and (
            MODERATORS.isdisjoint(roles) or may("moderators of the house", mine)
        )
    else:
        owners = scope.kind == "organisation" and bool(roles) and OWNERS.issuperset(roles)
        manages = may("members", mine, path) or (owners and may("organisations", mine))
    if not manages:
        raise NoOwner


async def change(
    connection: AsyncConnection, account: str, scope: Scope, role: Role | None, at: int
) -> None:
    """In a transaction of somebody else's. Tokens that the account could no longer make are
    revoked. Raises LastOwner."""
    if role not in _lasting(scope):
        lasting = await lasting_members(connection, scope)
        if lasting == [account]:
            raise LastOwner
    mine = and_(col(MembershipRows.account) == account, _is(scope))
    await connection.execute(delete(MembershipRows).where(mine))
    if role is not None:
        row = {"account": account, "kind": scope.kind, "scope": scope.key, "role": role}
        await connection.execute(insert(MembershipRows).values(row | {"made_at": at}))
    await revoke_lost(connection, account, at)


async def roles_of(
    connection: AsyncConnection, account: str, scope: Scope | None = None
) -> frozenset[Role]:
    """What an account is in a scope, or anywhere."""
    memberships = (await held(connection, [account])).get(account, ())
    return frozenset(one.role for one in memberships if scope in (None, one.scope))


async def revoke_lost(connection: AsyncConnection, account: str, at: int) -> None:
    """Revoke the account's tokens of debates for which it may make none any more."""
    theirs = col(TokenRows.made_by) == account
    standing = (
        select(col(TokenRows.code)).distinct().where(theirs, col(TokenRows.revoked_at).is_(None))
    )
    codes = (await connection.execute(standing)).scalars().all()
    memberships = (await held(connection, [account])).get(account, ())
    paths = await paths_of(connection, codes)
    for code in codes:
        role = role_at(memberships, paths.get(code, Path(debate=code)))
        if role is None or not allowed("tokens", role):
            await revoke_where(connection, and_(theirs, col(TokenRows.code) == code), at)


async def held(connection: AsyncConnection, accounts: Collection[str]) -> Held:
    """What these accounts are."""
    rows = select(
        col(MembershipRows.account),
        col(MembershipRows.kind),
        col(MembershipRows.scope),
        col(MembershipRows.role),
    )
    found: dict[str, list[Membership]] = {}
    ids = list(accounts)
    for start in range(0, len(ids), IDS_AT_ONCE):
        some = col(MembershipRows.account).in_(ids[start : start + IDS_AT_ONCE])
        for row in await connection.execute(rows.where(some)):
            scope = Scope(row.kind, row.scope)
            found.setdefault(row.account, []).append(Membership(scope, row.role))
    return {account: tuple(memberships) for account, memberships in found.items()}


async def paths_of(connection: AsyncConnection, codes: Collection[str]) -> dict[str, Path]:
    """Where debates stand, by code."""
    rows = (
        select(col(DebateRows.code), col(DebateRows.programme), col(ProgrammeRows.organisation))
        .outerjoin(ProgrammeRows, col(ProgrammeRows.key) == col(DebateRows.programme))
        .where(col(DebateRows.code).in_(codes))
    )
    found = (await connection.execute(rows)).all() if codes else []
    return {row.code: Path(row.organisation or "", row.programme, row.code) for row in found}


async def path_of_scope(connection: AsyncConnection, scope: Scope) -> Path:
    """Where a scope stands; what there is not stands in the house."""
    match scope.kind:
        case "house":
            return Path()
        case "organisation":
            return Path(scope.key)
        case "programme":
            of = select(col(ProgrammeRows.organisation)).where(col(ProgrammeRows.key) == scope.key)
            return Path((await connection.execute(of)).scalar() or "", scope.key)
        case "debate":
            return (await paths_of(connection, [scope.key])).get(scope.key, Path())


async def organisations_of(connection: AsyncConnection, account: str) -> frozenset[str]:
    """To which an account belongs; "" for the house, and what is of no organisation."""
    memberships = (await held(connection, [account])).get(account, ())
    paths = [await path_of_scope(connection, one.scope) for one in memberships]
    return frozenset(path.organisation for path in paths)


def within(organisation: str, kind: Any, scope: Any) -> Any:
    """As a condition on two columns: a scope is this organisation, or stands below it."""
    programmes = select(col(ProgrammeRows.key)).where(
        col(ProgrammeRows.organisation) == organisation
    )
    debates = select(col(DebateRows.code)).where(col(DebateRows.programme).in_(programmes))
    return or_(
        and_(kind == "organisation", scope == organisation),
        and_(kind == "programme", scope.in_(programmes)),
        and_(kind == "debate", scope.in_(debates)),
    )


def _lasting(scope: Scope) -> frozenset[Role]:
    """Of which roles one must remain in a scope that has one; below an organisation of none."""
    match scope.kind:
        case "house":
            return KEEPERS
        case "organisation":
            return OWNERS
        case _:
            return frozenset()


async def lasting_members(connection: AsyncConnection, scope: Scope) -> Sequence[str]:
    """Who of a scope must not all go."""
    rows = (
        select(col(MembershipRows.account))
        .where(_lasts(scope))
        .order_by(col(MembershipRows.account))
    )
    return (await connection.execute(rows)).scalars().all()


async def hold(connection: AsyncConnection, organisation: str) -> None:
    """Two who manage may remove each other at the same moment, in two processes: both look at the
    same locked rows, one after the other. Those of the house come first, so that nobody waits in a
    circle."""
    for scope in (HOUSE, Scope("organisation", organisation)):
        rows = select(col(MembershipRows.account)).where(_lasts(scope))
        await connection.execute(rows.order_by(col(MembershipRows.account)).with_for_update())


def _lasts(scope: Scope) -> Any:
    return and_(_is(scope), col(MembershipRows.role).in_(_lasting(scope)))


def _is(scope: Scope) -> Any:
    return and_(col(MembershipRows.kind) == scope.kind, col(MembershipRows.scope) == scope.key)
