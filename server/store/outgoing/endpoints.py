"""Where webhooks go: addresses that an organisation has named, each with a key of its own."""

import secrets
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.secrecy.envelopes import Envelopes
from server.store.tables import DeliveryRows, EndpointRows, table_of

ID_BYTES = 8


class Endpoint(Struct, frozen=True):
    """`programme`: "" for all of the organisation. `kind`: of signature. `in_hall`: a machine
    beside this one, which only the house's keepers can name. `state`: `on`, `off`, `gone` (it
    answered 410), `full` (too much waited). `former_until`: until when two keys sign."""

    id: str
    organisation: str
    programme: str
    url: str
    events: tuple[str, ...]
    kind: str
    in_hall: bool
    state: str
    made_at: int
    former_until: int = 0


class Endpoints:
    """All methods raise Unavailable."""

    def __init__(self, database: Database, envelopes: Envelopes) -> None:
        self._database = database
        self._envelopes = envelopes

    async def add(self, made: Endpoint, key: bytes, by: str) -> Endpoint:
        """Keep it, with an id of its own. How many there may be, `Quotas` says."""
        return await whole(self._add(made, key, by))

    async def of(self, organisation: str) -> Sequence[Endpoint]:
        """The oldest first."""
        rows = (
            select(table_of(EndpointRows))
            .where(col(EndpointRows.organisation) == organisation)
            .order_by(col(EndpointRows.made_at), col(EndpointRows.id))
        )
        async with self._database.read() as connection:
            return [endpoint_of(row) for row in await connection.execute(rows)]

    async def get(self, organisation: str, id_: str) -> Endpoint | None:
        """None if the organisation has no such one."""
        return next((one for one in await self.of(organisation) if one.id == id_), None)

    async def keys(self, id_: str, now: int) -> list[bytes]:
        """Those that sign now, the one that counts first; none where they are not of this house's
        secret."""
        columns = (EndpointRows.secret, EndpointRows.former, EndpointRows.former_until)
        row = select(*map(col, columns)).where(col(EndpointRows.id) == id_)
        async with self._database.read() as connection:
            found = (await connection.execute(row)).one_or_none()
        if found is None:
            return []
        former = [found.former] if found.former and now < found.former_until else []
        keys = [self._envelopes.open(sealed, id_) for sealed in (found.secret, *former)]
        return [] if None in keys else [key for key in keys if key is not None]

    async def rotate(self, id_: str, key: bytes, former_until: int) -> None:
        """Another key counts from now on; the one before signs as well until then."""
        values = {
            "former": EndpointRows.secret,
            "former_until": former_until,
            "secret": self._envelopes.close(key, id_),
        }
        async with self._database.write() as connection:
            await connection.execute(_one(id_).values(values))

    async def switch(self, id_: str, state: str) -> None:
        """What waits stays, and goes out when it is on again."""
        async with self._database.write() as connection:
            await connection.execute(_one(id_).values(state=state, wake_at=0))

    async def remove(self, id_: str) -> None:
        """With all that was and is to be told there."""
        await whole(self._remove(id_))

    async def _add(self, made: Endpoint, key: bytes, by: str) -> Endpoint:
        id_ = secrets.token_hex(ID_BYTES)
        row = {
            "id": id_,
            "organisation": made.organisation,
            "programme": made.programme,
            "url": made.url,
            "events": f",{','.join(made.events)},",
            "kind": made.kind,
            "secret": self._envelopes.close(key, id_),
            "former_until": 0,
            "in_hall": made.in_hall,
            "state": made.state,
            "made_at": made.made_at,
            "made_by": by,
        }
        async with self._database.write() as connection:
            added = await connection.execute(
                insert(EndpointRows).values(row).returning(table_of(EndpointRows))
            )
            return endpoint_of(added.one())

    async def _remove(self, id_: str) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(EndpointRows).where(col(EndpointRows.id) == id_))
            rows = delete(DeliveryRows).where(col(DeliveryRows.endpoint) == id_)
            await connection.execute(rows)


def endpoint_of(row: Any) -> Endpoint:
    """Of a whole row."""
    return Endpoint(
        row.id,
        row.organisation,
        row.programme,
        row.url,
        tuple(one for one in row.events.split(",") if one),
        row.kind,
        row.in_hall,
        row.state,
        row.made_at,
        row.former_until,
    )


def _one(id_: str) -> Any:
    return update(EndpointRows).where(col(EndpointRows.id) == id_)
