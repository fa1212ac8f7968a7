"""An organisation leaves: what goes, what stays, and until when it can be taken back."""

from typing import Any

from sqlalchemy import func, select

from server.debate import commands as c
from server.debate.minutes import DAY_MS
from server.moving.housekeeping import Leaving
from server.store import tables
from server.store.administration.log import Sought
from server.store.engine import Database
from server.store.leaving.belongings import GOES, OF_DEBATES, STAYS, WITH_ARCHIVES
from server.store.leaving.departures import Departure
from tests.given.web_house import OWNER, House
from tests.moving.given import CLOSED, DRAFT, KEY, PROGRAMME, everything, tools_of


async def close_all(house: House) -> None:
    room = await house.rooms.get(DRAFT)
    await room.handle(OWNER, c.ChangePhase(id="close", to="closed"))


def leaving(house: House) -> Leaving:
    return Leaving(
        house.store,
        house.jobs,
        house.rooms.signing,
        house.clock,
        house.settings.database,
        lambda code: None,
    )


async def rows_of(house: House) -> dict[str, int]:
    """How many of the organisation are left, by table. Who it is of is known beforehand: the tables
    that say so may be empty."""
    database, left = Database(house.settings.database), dict[str, int]()
    try:
        async with database.read() as connection:
            for rows in OF_DEBATES | GOES | WITH_ARCHIVES:
                table = tables.table_of(rows)
                count = select(func.count()).select_from(table)
                name = next(
                    n
                    for n in (
                        "debate",
                        "code",
                        "organisation",
                        "scope",
                        "endpoint",
                        "programme",
                        "key",
                        "about",
                    )
                    if n in table.columns
                )
                mine = (CLOSED, DRAFT, KEY, PROGRAMME)
                found = await connection.execute(count.where(table.columns[name].in_(mine)))
                left[table.name] = found.scalar_one()
    finally:
        await database.close()
    return {name: count for name, count in left.items() if count}


async def begin(house: House, **more: Any) -> None:
    now = house.clock.now()
    await house.store.departures.begin(Departure(KEY, now, **more))


async def test_no_row_of_it_is_left_where_all_was_to_go(house: House) -> None:
    await everything(house)
    await close_all(house)
    assert await rows_of(house)
    await begin(house, remove_at=house.clock.now(), with_archives=True)

    await leaving(house).remove()

    assert await rows_of(house) == {}
    assert await house.store.accounts.get("olga") is None
    assert await house.store.accounts.get("vesna") is not None
    assert [one.key for one in await house.store.organisations.list() if one.key == KEY] == []
    assert await house.store.organisations.get("other") is not None
    assert {one.code for one in await house.store.debates.deleted()} == {CLOSED, DRAFT}
    said = b"".join(line.body for line in await house.store.house_log.read())
    assert b"organisation_removed" in said
    await leaving(house).remove()  # is not told twice
    (told,) = await house.store.administration.read(Sought("", "organisation_removed"))
    assert told.entry is not None
    assert (told.entry.who.kind, told.entry.about, told.entry.organisation) == ("house", KEY, KEY)
    assert set(STAYS)  # and nothing else has a row of it


async def test_archives_stay_unless_they_are_to_go_without_what_nobody_was_shown(
    house: House,
) -> None:
    await everything(house)
    await close_all(house)
    before = await (await house.stranger().get(f"/archive/{CLOSED}")).get_data(as_text=True)
    await begin(house, remove_at=house.clock.now())

    await leaving(house).look()

    after = await (await house.stranger().get(f"/archive/{CLOSED}")).get_data(as_text=True)
    assert after == before
    left = await rows_of(house)
    assert not {"memberships", "invitations", "tokens"} & left.keys()
    assert b"Susedova tajna" not in (house.settings.data / "tribina.db").read_bytes()
    report, _ = await tools_of(house).verify(CLOSED, lambda part: None)
    assert report["ok"]
    found = await house.store.departures.of(KEY)
    assert found is not None
    assert found.removed_at is not None
    assert not await house.store.departures.undo(KEY)


async def test_the_log_tells_that_it_was_removed_at_the_command_line(house: House) -> None:
    await everything(house)
    await close_all(house)
    await tools_of(house).leaving.deactivate(KEY, 0, with_archives=True)
    (told,) = await house.store.administration.read(Sought("", "organisation_removed"))
    assert told.entry is not None
    assert (told.entry.who.kind, told.entry.about) == ("command_line", KEY)


async def test_a_debate_that_runs_is_waited_for(house: House) -> None:
    await everything(house)
    await begin(house, remove_at=house.clock.now(), with_archives=True)
    await leaving(house).remove()
    assert await house.store.organisations.get(KEY) is not None
    assert not await house.store.administration.read(Sought("", "organisation_removed"))
    assert (await (await house.participant().get(f"/{DRAFT}")).get_data()) != b""

    await close_all(house)
    await leaving(house).remove()
    assert await house.store.organisations.get(KEY) is None


async def test_it_can_be_taken_back_until_then(house: House) -> None:
    await everything(house)
    await close_all(house)
    await begin(house, remove_at=house.clock.now() + DAY_MS)
    await leaving(house).remove()
    assert await house.store.organisations.get(KEY) is not None
    assert await house.store.departures.undo(KEY)
    await leaving(house).remove()
    assert await rows_of(house)


async def test_what_is_due_is_removed_and_the_rest_is_not(house: House) -> None:
    await everything(house)
    await house.store.retentions.set(PROGRAMME, {"texts": 0, "names": 36_500})
    await leaving(house).shred_due()
    shredded = await house.store.retentions.shredded([CLOSED])
    assert [(one.what, one.parts) for one in shredded] == [("texts", 2)]
    assert await house.store.retentions.due(house.clock.now()) == []
    await leaving(house).shred_due()
    (told,) = await house.store.administration.read(Sought(KEY, "personal_data_removed"))
    assert told.entry is not None
    assert (told.entry.who.kind, told.entry.about) == ("house", CLOSED)
    assert told.entry.after == {"what": ["texts"]}
