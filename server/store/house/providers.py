"""Logins by a provider elsewhere: whom an organisation takes at their word, and which account is
whose there. Somebody is known by a digest of who they are at the provider."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from server.debate.actors import Role, Scope
from server.store.engine import Database, whole
from server.store.errors import Full, Gone, OnlyWay, Taken
from server.store.house.accounts import Account, account_of, add_account
from server.store.house.invitations import Newcomer
from server.store.house.memberships import change, held, must_manage, organisations_of
from server.store.tables import (
    AccountRows,
    LinkedAccountRows,
    MembershipRows,
    OrganisationRows,
    ProviderRows,
    SessionRows,
    table_of,
)

# Whoever runs a provider makes up people: their accounts are in the lists of the whole house. An
# organisation has some dozens who work at its desk.
MEMBERS_AT_MOST = 500


class Provider(Struct, frozen=True):
    """`sealed`: the secret of the two. `role`: of whoever comes for the first time. `domains`: of
    mail, in small letters. Times in ms."""

    organisation: str
    issuer: str
    client_id: str
    sealed: bytes
    role: Role
    domains: tuple[str, ...]
    changed_at: int


class Linked(Struct, frozen=True):
    """`account`: None where it was unlinked or is gone."""

    organisation: str
    account: Account | None


class Way(Struct, frozen=True):
    """An organisation by whose provider an account is reached (`linked`), or could be."""

    organisation: str
    name: str
    linked: bool
    offered: bool


class Providers:
    """All methods raise Unavailable. `by`: see `Memberships`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, organisation: str) -> Provider | None:
        """None where it has none."""
        rows = select(table_of(ProviderRows)).where(_of(organisation))
        async with self._database.read() as connection:
            row = (await connection.execute(rows)).one_or_none()
        return _provider(row) if row is not None else None

    async def any(self) -> bool:
        """Whether any organisation has one."""
        rows = select(col(ProviderRows.organisation)).limit(1)
        async with self._database.read() as connection:
            return (await connection.execute(rows)).first() is not None

    async def save(self, provider: Provider, by: str | None = None) -> None:
        """Instead of the one that the organisation has. Where it is another one, logins by the one
        before end."""
        await whole(self._save(provider, by))

    async def remove(self, organisation: str, by: str | None = None) -> None:
        """With all logins by it; which account is whose is kept, for when it comes back."""
        await whole(self._remove(organisation, by))

    async def find(self, digest: bytes) -> Linked | None:
        """Whose account it is; None for somebody who was never here."""
        mine = col(LinkedAccountRows.digest) == digest
        rows = select(table_of(LinkedAccountRows)).where(mine)
        async with self._database.read() as connection:
            row = (await connection.execute(rows)).one_or_none()
            if row is None:
                return None
            account = await _account(connection, row.account)
        return Linked(row.organisation, account)

    async def of(self, account: Account) -> Sequence[Way]:
        """By name, those by whose providers an account is reached, and could be: where it belongs
        to the organisation or to something of it."""
        mine = col(LinkedAccountRows.account) == account.id
        links = select(col(LinkedAccountRows.organisation)).where(mine)
        names = select(col(OrganisationRows.key), col(OrganisationRows.name)).order_by(
            col(OrganisationRows.name)
        )
        async with self._database.read() as connection:
            here = await organisations_of(connection, account.id)
            offering = select(col(ProviderRows.organisation)).where(
                col(ProviderRows.organisation).in_(here)
            )
            offered = set((await connection.execute(offering)).scalars())
            linked = set((await connection.execute(links)).scalars())
            found = names.where(col(OrganisationRows.key).in_(offered | linked))
            rows = (await connection.execute(found)).all()
        return [Way(row.key, row.name, row.key in linked, row.key in offered) for row in rows]

    async def without_password(self, organisation: str) -> int:
        """How many accounts are reached by this organisation's provider, and have no password."""
        mine = col(LinkedAccountRows.account) == col(AccountRows.id)
        here = col(LinkedAccountRows.organisation) == organisation
        rows = select(func.count()).where(mine, here, col(AccountRows.password_hash) == "")
        async with self._database.read() as connection:
            return int((await connection.execute(rows)).scalar_one())

    async def link(self, digest: bytes, organisation: str, account: str, at: int) -> None:
        """From now on the account (its id) is reached so. Raises Taken where it is another's, or
        the account is reached by this organisation's provider already."""
        await whole(self._link(digest, organisation, account, at))

    async def unlink(self, organisation: str, account: str) -> None:
        """The logins of the account by this organisation's provider end, too. Raises OnlyWay where
        it would not be reached any more."""
        await whole(self._unlink(organisation, account))

    async def admit(self, digest: bytes, provider: Provider, who: Newcomer, at: int) -> str:
        """A new account that is reached so, as a member of the provider's organisation; returns its
        id. Raises Taken where there is one of this name; Gone where the provider is not as it was,
        or somebody has come so before; Full where the organisation has MEMBERS_AT_MOST."""
        return await whole(self._admit(digest, provider, who, at))

    async def _save(self, provider: Provider, by: str | None) -> None:
        key, row = provider.organisation, _row(provider)
        scope = Scope("organisation", key)
        async with self._database.write() as connection:
            await must_manage(connection, scope, by)
            issuer = select(col(ProviderRows.issuer)).where(_of(key)).with_for_update()
            before = (await connection.execute(issuer)).scalar_one_or_none()
            if before is None:
                await connection.execute(insert(ProviderRows).values(row))
                return
            await connection.execute(update(ProviderRows).where(_of(key)).values(row))
            if before != provider.issuer:
                await _end_logins(connection, key)

    async def _remove(self, organisation: str, by: str | None) -> None:
        async with self._database.write() as connection:
            await must_manage(connection, Scope("organisation", organisation), by)
            await connection.execute(delete(ProviderRows).where(_of(organisation)))
            await _end_logins(connection, organisation)

    async def _link(self, digest: bytes, organisation: str, account: str, at: int) -> None:
        mine = col(LinkedAccountRows.digest) == digest
        row = {"digest": digest, "organisation": organisation, "account": account, "made_at": at}
        try:
            async with self._database.write() as connection:
                free = update(LinkedAccountRows).where(
                    mine, col(LinkedAccountRows.account).is_(None)
                )
                if not (await connection.execute(free.values(row))).rowcount:
                    await connection.execute(insert(LinkedAccountRows).values(row))
        except IntegrityError as error:
            raise Taken from error

    async def _unlink(self, organisation: str, account: str) -> None:
        mine = col(LinkedAccountRows.account) == account
        hashed = select(col(AccountRows.password_hash)).where(col(AccountRows.id) == account)
        async with self._database.write() as connection:
            password = (await connection.execute(hashed.with_for_update())).scalar_one_or_none()
            count = select(func.count()).select_from(LinkedAccountRows).where(mine)
            if not password and (await connection.execute(count)).scalar_one() < 2:
                raise OnlyWay
            here = col(LinkedAccountRows.organisation) == organisation
            await connection.execute(
                update(LinkedAccountRows).where(mine, here).values(account=None)
            )
            await _end_logins(connection, organisation, account)

    async def _admit(self, digest: bytes, provider: Provider, who: Newcomer, at: int) -> str:
        same = select(table_of(ProviderRows)).where(_of(provider.organisation)).with_for_update()
        known = select(col(LinkedAccountRows.digest)).where(col(LinkedAccountRows.digest) == digest)
        async with self._database.write() as connection:
            row = (await connection.execute(same)).one_or_none()
            if row is None or _provider(row) != provider:
                raise Gone
            if (await connection.execute(known)).first() is not None:
                raise Gone
            if await _count(connection, provider.organisation) >= MEMBERS_AT_MOST:
                raise Full
            account = await add_account(connection, who.name, "", at, who.called, who.language)
            scope = Scope("organisation", provider.organisation)
            await change(connection, account, scope, provider.role, at)
            link = {"digest": digest, "organisation": provider.organisation, "account": account}
            await connection.execute(insert(LinkedAccountRows).values(link | {"made_at": at}))
        return account


async def _count(connection: AsyncConnection, organisation: str) -> int:
    """Its members, and the accounts that are reached by its provider and are members no more."""
    is_it = and_(
        col(MembershipRows.kind) == "organisation", col(MembershipRows.scope) == organisation
    )
    members = select(col(MembershipRows.account)).where(is_it)
    here = col(LinkedAccountRows.organisation) == organisation
    linked = select(col(LinkedAccountRows.account)).where(
        here, col(LinkedAccountRows.account).is_not(None)
    )
    both = members.union(linked).subquery()
    return int((await connection.execute(select(func.count()).select_from(both))).scalar_one())


async def _account(connection: AsyncConnection, id_: str | None) -> Account | None:
    rows = select(table_of(AccountRows)).where(col(AccountRows.id) == id_)
    row = (await connection.execute(rows)).one_or_none() if id_ else None
    if row is None:
        return None
    return account_of(row, (await held(connection, [row.id])).get(row.id, ()))


async def _end_logins(connection: AsyncConnection, organisation: str, account: str = "") -> None:
    theirs = col(SessionRows.organisation) == organisation
    if account:
        theirs &= col(SessionRows.account) == account
    await connection.execute(delete(SessionRows).where(theirs))


def _of(organisation: str) -> Any:
    return col(ProviderRows.organisation) == organisation


def _row(provider: Provider) -> dict[str, Any]:
    return {
        "organisation": provider.organisation,
        "issuer": provider.issuer,
        "client_id": provider.client_id,
        "sealed": provider.sealed,
        "role": provider.role,
        "domains": ",".join(provider.domains),
        "changed_at": provider.changed_at,
    }


def _provider(row: Any) -> Provider:
    return Provider(
        row.organisation,
        row.issuer,
        row.client_id,
        row.sealed,
        row.role,
        tuple(row.domains.split(",")) if row.domains else (),
        row.changed_at,
    )
