"""An organisation leaves: what goes, what stays, and until when it can be taken back."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from server.debate import commands as c
from server.debate.actors import Scope
from server.moving.housekeeping import Leaving
from server.store import tables
from server.store.engine import Database
from server.store.leaving.belongings import GOES, OF_DEBATES, STAYS, WITH_ARCHIVES
from server.store.leaving.departures import Departure
from server.store.leaving.retentions import DAY_MS
from tests.archive.evenings import keep
from tests.given.web_house import OWNER, Browser, House, settings
from tests.moving.given import KEY, PROGRAMME, evening, organisation, tools_of

CLOSED, DRAFT = "482915", "300000"


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(settings(tmp_path))
    await house.open()
    yield house
    await house.close()


async def everything(house: House) -> Browser:
    """With an owner, an invitation, a debate that was held, one that runs, and a neighbour."""
    store = house.store
    await organisation(house, CLOSED)
    await keep(store, evening(DRAFT, closed=False))
    await house.store.debates.create("300001", 1)
    owner = await house.moderator(None, "olga")  # type: ignore[arg-type]
    account = await store.accounts.get("olga")
    assert account is not None
    await store.memberships.grant(account.id, Scope("organisation", KEY), "owner", 1)
    await store.invitations.add(b"d" * 32, Scope("programme", PROGRAMME), "host", "Ana", 1, 10**15)
    await house.token(CLOSED, "display")
    await store.retentions.set(PROGRAMME, {"names": 400})
    await store.organisations.add("other", "Other", 1)
    await house.moderator("owner", "vesna")
    return owner


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


async def test_a_debate_that_runs_is_waited_for(house: House) -> None:
    await everything(house)
    await begin(house, remove_at=house.clock.now(), with_archives=True)
    await leaving(house).remove()
    assert await house.store.organisations.get(KEY) is not None
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


# On its page.


async def post(browser: Browser, path: str, **form: str) -> int:
    response = await browser.post(path, form=form)
    return int(response.status_code)


PAGE = f"/admin/o/{KEY}/leaving"


async def test_only_its_owners_and_keepers_have_the_page(house: House) -> None:
    owner = await everything(house)
    assert (await owner.get(PAGE)).status_code == 200
    stranger = await house.stranger().get(PAGE)
    assert stranger.status_code == 303
    other = await house.moderator("producer", "mira")
    assert (await other.get(PAGE)).status_code in (403, 404)
    for path in ("export.zip", "personal.ndjson?what=texts", "processing.json"):
        assert (await other.get(f"{PAGE}/{path}")).status_code in (403, 404)
    keeper = await house.moderator("keeper", "keko")
    assert (await keeper.get(PAGE)).status_code == 200
    assert (await keeper.get(f"{PAGE}/personal.ndjson?what=texts")).status_code == 403
    assert await post(keeper, PAGE, do="shred", texts="yes", typed=KEY) == 403


async def test_whoever_deactivates_types_the_key(house: House) -> None:
    owner = await everything(house)
    form = {"do": "deactivate", "when": "later", "days": "30"}
    assert await post(owner, PAGE, **form, typed="other") == 422
    assert await post(owner, PAGE, **form | {"days": "x"}, typed=KEY) == 422
    assert await house.store.departures.of(KEY) is None
    assert await post(owner, PAGE, **form, typed=KEY) == 303

    assert (await owner.get(f"/admin/o/{KEY}")).status_code == 403
    assert (await owner.get(f"/admin/o/{KEY}/members")).status_code == 403
    assert (await house.stranger().get(f"/o/{KEY}")).status_code == 200
    assert (await owner.get(f"/control/{DRAFT}")).status_code == 200  # it goes on to its end
    assert await post(owner, PAGE, do="keep") == 303
    assert (await owner.get(f"/admin/o/{KEY}")).status_code == 200


async def test_an_owner_downloads_and_then_removes(house: House) -> None:
    owner = await everything(house)
    export = await owner.get(f"{PAGE}/export.zip")
    assert (await export.get_data())[:2] == b"PK"
    download = await (await owner.get(f"{PAGE}/personal.ndjson?what=texts")).get_data(as_text=True)
    assert "Susedova tajna" in download
    assert {json.loads(line)["what"] for line in str(download).splitlines()} == {"texts"}
    assert await post(owner, PAGE, do="shred", typed=KEY) == 422
    assert await post(owner, PAGE, do="shred", texts="yes", typed=KEY) == 303
    again = await (await owner.get(f"{PAGE}/personal.ndjson?what=texts")).get_data(as_text=True)
    assert "Susedova" not in again


async def test_what_is_kept_is_told_to_everybody(house: House) -> None:
    owner = await everything(house)
    said = {"responsible": "Ana <b>Anić</b>", "contact": "ana@example.org"}
    assert await post(owner, PAGE, do="responsible", **said) == 303
    assert await post(owner, PAGE, do="retention", programme=PROGRAMME, texts="90") == 303
    assert await post(owner, PAGE, do="retention", programme=PROGRAMME, texts="-1") == 422
    assert await post(owner, PAGE, do="retention", programme="other/x", texts="1") == 404
    text = str(await (await house.stranger().get(f"/o/{KEY}/privacy")).get_data(as_text=True))
    assert "Ana &lt;b&gt;Anić" in text
    assert "Sporazum: 90 dana od završetka" in text
    home = str(await (await house.stranger().get("/privacy")).get_data(as_text=True))
    assert f"/o/{KEY}/privacy" in home
    assert (await house.stranger().get("/o/nobody/privacy")).status_code == 404
    rows = json.loads(await (await owner.get(f"{PAGE}/processing.json")).get_data())
    assert {"Sporazum: 90 days after closing"} <= {row["kept"] for row in rows}
    table = str(await (await owner.get(f"{PAGE}/processing.csv")).get_data(as_text=True))
    assert table.count("\n") == len(rows) + 1


@pytest.mark.parametrize("path", ["shred", "deactivate", "keep", "responsible", "retention"])
async def test_a_form_of_somebody_else_does_nothing(house: House, path: str) -> None:
    owner = await everything(house)
    owner.origin = "https://evil.example"
    assert await post(owner, PAGE, do=path, typed=KEY, texts="yes", when="now") == 403


async def test_of_a_day_no_more_is_exported_than_the_quota_says(house: House) -> None:
    owner = await everything(house)
    await house.store.quotas.put(KEY, {"exports": 1})
    statuses = [(await owner.get(f"{PAGE}/export.zip")).status_code for _ in range(2)]
    assert statuses == [200, 409]
