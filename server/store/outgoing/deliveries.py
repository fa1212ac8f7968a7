"""What is to be told to each endpoint, in its order, and who tells it now."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlmodel import col

from server.debate.patches import Json
from server.store.engine import Database
from server.store.errors import Taken
from server.store.outgoing.endpoints import Endpoint, endpoint_of
from server.store.outgoing.outbox import new_message
from server.store.tables import DeliveryRows, EndpointRows, table_of

LISTED_AT_MOST = 20
TESTS_AT_MOST = 3  # that wait at once, to one endpoint
AGAIN_AT_ONCE = 500  # that are written in one transaction
TEST = "endpoint.test"


class Delivery(Struct, frozen=True):
    """See `DeliveryRows`."""

    number: int
    endpoint: str
    message: str
    debate: str
    type: str
    at: int
    data: Json
    state: str
    tries: int
    late: bool
    next_at: int
    tried_at: int | None
    result: str


class Outcome(Struct, frozen=True):
    """What became of a try. `state`: of the delivery now. `wake_at`: when the endpoint is to be
    tried at the earliest."""

    state: str
    result: str
    tries: int = 0
    late: bool = False
    next_at: int = 0
    wake_at: int = 0
    switched: str = ""


class Deliveries:
    """All methods raise Unavailable. Times in ms."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sending_again: set[str] = set()  # endpoints

    # For whoever sends.

    async def ready(self, now: int) -> Sequence[tuple[str, str]]:
        """Endpoints to which something may be sent now, and whose they are; those first that waited
        longest."""
        waits = (
            select(col(DeliveryRows.number))
            .where(col(DeliveryRows.endpoint) == col(EndpointRows.id), _WAITING)
            .where(col(DeliveryRows.next_at) <= now)
            .exists()
        )
        rows = select(col(EndpointRows.id), col(EndpointRows.organisation)).where(
            col(EndpointRows.state) == "on",
            col(EndpointRows.lease_until) <= now,
            col(EndpointRows.wake_at) <= now,
            waits,
        )
        async with self._database.read() as connection:
            found = await connection.execute(rows.order_by(col(EndpointRows.lease_until)))
            return [(row.id, row.organisation) for row in found]

    async def take(self, endpoint: str, by: str, now: int, until: int) -> Endpoint | None:
        """Have it for oneself until then; None where somebody else has it."""
        free = and_(
            col(EndpointRows.id) == endpoint,
            col(EndpointRows.state) == "on",
            or_(col(EndpointRows.lease_until) <= now, col(EndpointRows.lease_by) == by),
        )
        mine = update(EndpointRows).where(free).values(lease_by=by, lease_until=until)
        async with self._database.write() as connection:
            found = await connection.execute(mine.returning(table_of(EndpointRows)))
            row = found.one_or_none()
        return None if row is None else endpoint_of(row)

    async def give_back(self, endpoint: str, by: str, now: int) -> None:
        """Nothing where somebody else has it by now."""
        mine = and_(col(EndpointRows.id) == endpoint, col(EndpointRows.lease_by) == by)
        free = update(EndpointRows).where(mine).values(lease_by="", lease_until=now)
        async with self._database.write() as connection:
            await connection.execute(free)

    async def free_all(self) -> None:
        """For a process that knows that no other one is there."""
        async with self._database.write() as connection:
            await connection.execute(update(EndpointRows).values(lease_by="", lease_until=0))

    async def next(self, endpoint: str, now: int) -> tuple[Delivery | None, int]:
        """What is to be sent there now; else None, and, where one holds up those behind it, when
        there will be something. What is late holds nothing up."""
        waiting = select(table_of(DeliveryRows)).where(
            col(DeliveryRows.endpoint) == endpoint, _WAITING
        )
        is_late, number = col(DeliveryRows.late), col(DeliveryRows.number)
        first = waiting.where(is_late.is_(False)).order_by(number).limit(1)
        late = waiting.where(is_late.is_(True)).order_by(col(DeliveryRows.next_at), number).limit(1)
        async with self._database.read() as connection:
            found = [(await connection.execute(rows)).one_or_none() for rows in (first, late)]
        there = [row for row in found if row is not None]
        due = next((row for row in there if row.next_at <= now), None)
        if due is None:
            return None, 0 if found[0] is None else min(row.next_at for row in there)
        return _delivery(due), 0

    async def note(self, sent: Delivery, outcome: Outcome, by: str, now: int, until: int) -> bool:
        """Write down what became of it, and have the endpoint for longer; whether one still has
        it. Nothing is written where somebody else has it by now."""
        values: dict[str, Any] = {"lease_until": until, "wake_at": outcome.wake_at}
        if outcome.switched:
            values["state"] = outcome.switched
        mine = and_(col(EndpointRows.id) == sent.endpoint, col(EndpointRows.lease_by) == by)
        row = update(DeliveryRows).where(col(DeliveryRows.number) == sent.number)
        said = row.values(
            state=outcome.state,
            result=outcome.result,
            tries=outcome.tries,
            late=outcome.late,
            next_at=outcome.next_at,
            tried_at=now,
        )
        async with self._database.write() as connection:
            kept = await connection.execute(update(EndpointRows).where(mine).values(values))
            if not kept.rowcount:
                return False
            await connection.execute(said)
        return not outcome.switched

    async def sleep(self, endpoint: str, by: str, until: int) -> None:
        """There is nothing to be tried there before."""
        mine = and_(col(EndpointRows.id) == endpoint, col(EndpointRows.lease_by) == by)
        async with self._database.write() as connection:
            await connection.execute(update(EndpointRows).where(mine).values(wake_at=until))

    async def prune(self, before: int, at_most: int) -> Sequence[str]:
        """Forget what happened before; switch off endpoints for which more than `at_most` wait, and
        return those that were on."""
        old = delete(DeliveryRows).where(col(DeliveryRows.at) < before)
        endpoint = col(DeliveryRows.endpoint)
        crowded = select(endpoint).where(_WAITING).group_by(endpoint).having(func.count() > at_most)
        async with self._database.write() as connection:
            await connection.execute(old)
            theirs = and_(col(EndpointRows.id).in_(crowded), col(EndpointRows.state) == "on")
            full = update(EndpointRows).where(theirs).values(state="full")
            switched = await connection.execute(full.returning(col(EndpointRows.id)))
            return switched.scalars().all()

    # For those who look after an endpoint.

    async def test(self, endpoint: str, now: int) -> None:
        """Send something that says nothing, at once, unless some of that wait."""
        row = {
            "endpoint": endpoint,
            "message": new_message(),
            "debate": "",
            "question": "",
            "type": TEST,
            "at": now,
            "data": "{}",
            "late": True,
            "next_at": now,
        }
        waiting = select(func.count()).where(
            col(DeliveryRows.endpoint) == endpoint, _WAITING, col(DeliveryRows.type) == TEST
        )
        async with self._database.write() as connection:
            if (await connection.execute(waiting)).scalar_one() >= TESTS_AT_MOST:
                return
            await connection.execute(insert(DeliveryRows).values(row))
            await connection.execute(_awake(endpoint))

    async def troubled(self, endpoint: str) -> Sequence[Delivery]:
        """Those that did not arrive, the newest first, and no more than are read."""
        wrong = or_(
            col(DeliveryRows.state) == "failed", and_(_WAITING, col(DeliveryRows.tries) > 0)
        )
        return await self._newest(endpoint, wrong)

    async def last(self, endpoint: str) -> Delivery | None:
        """What was tried last, however it went."""
        tried = col(DeliveryRows.tried_at)
        rows = select(table_of(DeliveryRows)).where(
            col(DeliveryRows.endpoint) == endpoint, tried.is_not(None)
        )
        async with self._database.read() as connection:
            row = (await connection.execute(rows.order_by(tried.desc()).limit(1))).one_or_none()
        return None if row is None else _delivery(row)

    async def waiting(self, endpoint: str) -> int:
        """How many."""
        rows = select(func.count()).where(col(DeliveryRows.endpoint) == endpoint, _WAITING)
        async with self._database.read() as connection:
            return (await connection.execute(rows)).scalar_one()

    async def again(self, endpoint: str, number: int, now: int) -> int:
        """Send this one once more, however it went; returns how many that are."""
        return await self._again(endpoint, col(DeliveryRows.number) == number, now)

    async def all_again(self, endpoint: str, since: int, now: int) -> int:
        """The same for all that happened from then on, in their order; so few at a time that others
        write between them. Raises Taken while that goes on for this endpoint."""
        if endpoint in self._sending_again:
            raise Taken
        self._sending_again.add(endpoint)
        try:
            return await self._again(endpoint, col(DeliveryRows.at) >= since, now)
        finally:
            self._sending_again.discard(endpoint)

    async def _again(self, endpoint: str, which: Any, now: int) -> int:
        mine, number = col(DeliveryRows.endpoint) == endpoint, col(DeliveryRows.number)
        # What is behind it was sent already.
        sent = select(func.max(number)).where(mine, col(DeliveryRows.state) == "done")
        async with self._database.read() as connection:
            found = await connection.execute(select(number).where(mine, which).order_by(number))
            numbers = found.scalars().all()
            last = (await connection.execute(sent)).scalar() or 0
        many = 0
        for at in range(0, len(numbers), AGAIN_AT_ONCE):
            # By their numbers alone: by the endpoint SQLite would look through all that are its.
            these = number.in_(numbers[at : at + AGAIN_AT_ONCE])
            anew = update(DeliveryRows).where(these).values(state="waiting", tries=0, next_at=now)
            async with self._database.write() as connection:
                if not (await connection.execute(_awake(endpoint))).rowcount:
                    return many  # it was removed, and all that was its
                many += (await connection.execute(anew.values(late=number < last))).rowcount
        return many

    async def _newest(self, endpoint: str, which: Any) -> Sequence[Delivery]:
        rows = (
            select(table_of(DeliveryRows))
            .where(col(DeliveryRows.endpoint) == endpoint, which)
            .order_by(col(DeliveryRows.number).desc())
            .limit(LISTED_AT_MOST)
        )
        async with self._database.read() as connection:
            return [_delivery(row) for row in await connection.execute(rows)]


def _awake(endpoint: str) -> Any:
    return update(EndpointRows).where(col(EndpointRows.id) == endpoint).values(wake_at=0)


_WAITING = col(DeliveryRows.state) == "waiting"


def _delivery(row: Any) -> Delivery:
    data: Json = msgspec.json.decode(row.data)
    if row.text is not None and "question" in data:
        data["question"]["text"] = row.text
    return Delivery(
        row.number,
        row.endpoint,
        row.message,
        row.debate,
        row.type,
        row.at,
        data,
        row.state,
        row.tries,
        row.late,
        row.next_at,
        row.tried_at,
        row.result,
    )
