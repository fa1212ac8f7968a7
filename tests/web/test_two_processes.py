"""What holds at every process: two of them on one PostgreSQL database, asked at the same moment."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio

from server.cluster.relay import InProcessRelay
from server.store.receipts import FORMS_KEPT_MS
from tests.given.databases import fresh_postgresql
from tests.given.handles import role_in_house
from tests.given.services import PostgreSQL
from tests.given.web_house import Browser, House, settings

PASSWORD = "correct horse battery"
DEBATE = {"programme": "social-club", "title-en": "Jobs", "max_length": "300",
          "questions_each": "0", "do": "save"}  # fmt: skip
DISPLAY = {"label": "OBS", "role": "display", "lang": "", "days": ""}

Houses = tuple[House, House]


@pytest_asyncio.fixture
async def houses(tmp_path: Path, postgresql: PostgreSQL) -> AsyncIterator[Houses]:
    """Two processes of one house that hear nothing of each other."""
    with fresh_postgresql(postgresql) as url:
        of_both = settings(tmp_path, database_url=url)
        one = House(of_both, relay=InProcessRelay(alone=False))
        other = House(of_both, relay=InProcessRelay(alone=False))
        for house in (one, other):
            await house.open()
        yield one, other
        for house in (one, other):
            await house.close()


@contextlib.contextmanager
def writing_held(house: House, table: str) -> Iterator[psycopg.Connection]:
    """While nobody can write there; whoever reads is not held up."""
    with psycopg.connect(house.settings.database_url) as holder:
        holder.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield holder


async def both_wait(holder: psycopg.Connection) -> None:
    """Until two at this database wait for what is held."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    async with asyncio.timeout(10):
        while holder.execute(waiting).fetchone() != (2,):
            holder.execute("SELECT pg_stat_clear_snapshot()")
            await asyncio.sleep(0.02)


async def owners(houses: Houses, *names: str) -> list[Browser]:
    """The browsers of these owners, the first at one process, the second at the other."""
    for name in names:
        await houses[0].store.accounts.add(name, "owner", "hash", 1)
    return [await house.logged_in(name) for house, name in zip(houses, names[:2], strict=True)]


# Owners.


@pytest.mark.parametrize("others", [(), ("zora",)])
@pytest.mark.parametrize("do", ["role", "remove"])
async def test_of_two_owners_who_send_each_other_away_at_once_one_succeeds(
    houses: Houses, do: str, others: tuple[str, ...]
) -> None:
    mira, vesna = await owners(houses, "mira", "vesna", *others)

    with writing_held(houses[0], "memberships") as holder:
        asked = [
            asyncio.create_task(
                browser.post("/admin/accounts", form={"do": do, "name": name, "role": "host"})
            )
            for browser, name in ((mira, "vesna"), (vesna, "mira"))
        ]
        await both_wait(holder)
    statuses = sorted([(await answer).status_code for answer in asked])

    assert statuses in ([303, 403], [303, 422])
    left = [
        one.name for one in await houses[0].store.accounts.list() if role_in_house(one) == "owner"
    ]
    assert len(left) == 1 + len(others)


async def test_who_is_made_no_owner_meanwhile_sets_no_passwords_and_adds_nobody(
    houses: Houses,
) -> None:
    mira, _ = await owners(houses, "mira", "vesna")
    me = await houses[0].store.accounts.get("mira")
    assert me is not None
    with writing_held(houses[0], "memberships") as holder:
        asked = [
            asyncio.create_task(mira.post("/admin/accounts", form={"password": PASSWORD} | form))
            for form in ({"do": "password", "name": "vesna"},
                         {"do": "add", "name": "agon", "role": "owner"})
        ]  # fmt: skip
        await both_wait(holder)
        holder.execute("UPDATE memberships SET role = 'host' WHERE account = %s", (me.id,))

    assert [(await answer).status_code for answer in asked] == [403, 403]
    assert await houses[0].store.accounts.get("agon") is None
    vesna = await houses[0].store.accounts.get("vesna")
    assert vesna is not None and vesna.password_hash == "hash"


# Forms.


async def test_a_form_sent_to_two_processes_makes_one_debate_that_both_know(
    houses: Houses,
) -> None:
    mira, vesna = await owners(houses, "mira", "vesna")
    at_the_other = Browser(vesna.app, mira.cookies)

    answers = await asyncio.gather(
        *(b.post("/admin/debates/new", form=DEBATE | {"nonce": "n1"}) for b in (mira, at_the_other))
    )

    (row,) = await houses[0].store.debates.list()
    for answer, browser in zip(answers, (mira, at_the_other), strict=True):
        page = answer.headers["Location"].partition("?")[0]
        assert page == f"/admin/debates/{row.code}"
        assert "Jobs" in await (await browser.get(page)).get_data(as_text=True)
    assert len(await houses[0].store.journal.read(row.code)) == 1
    assert set(houses[0].store.seals.keys.ages()) == {row.code}


async def test_a_form_sent_again_to_another_process_makes_no_second_debate(
    houses: Houses,
) -> None:
    mira, vesna = await owners(houses, "mira", "vesna")

    first = await mira.post("/admin/debates/new", form=DEBATE | {"nonce": "n1"})
    again = await vesna.post("/admin/debates/new", form=DEBATE | {"nonce": "n1"})
    another = await vesna.post("/admin/debates/new", form=DEBATE | {"nonce": "n2"})

    assert first.headers["Location"].partition("?")[0] == again.headers["Location"]
    assert another.headers["Location"].partition("?")[0] != again.headers["Location"]
    assert len(await houses[0].store.debates.list()) == 2


async def test_a_token_is_made_once_whichever_process_the_form_comes_to(houses: Houses) -> None:
    mira, vesna = await owners(houses, "mira", "vesna")
    room = await houses[0].debate()
    form = DISPLAY | {"nonce": "n1"}

    answers = await asyncio.gather(
        *(b.post(f"/admin/debates/{room.code}/tokens", form=form) for b in (mira, vesna))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 303]
    assert len(await houses[0].store.tokens.list(room.code)) == 1


async def test_a_card_is_entered_once_whichever_process_the_form_comes_to(houses: Houses) -> None:
    mira, _ = await owners(houses, "mira", "vesna")
    room = await houses[0].debate()
    at_the_other = Browser(houses[1].app, mira.cookies)
    form = {"text": "Kada će opština?", "nonce": "n1"}

    answers = await asyncio.gather(
        *(b.post(f"/admin/debates/{room.code}/cards", form=form) for b in (mira, at_the_other))
    )

    assert [answer.status_code for answer in answers] == [303, 303]
    for house in houses:
        known = await house.rooms.get(room.code)
        await known.catch_up()
        assert [q.text for q in known.debate.questions.values()] == ["Kada će opština?"]


async def test_of_a_form_nothing_is_kept_but_a_digest_for_a_day(houses: Houses) -> None:
    mira, _ = await owners(houses, "mira", "vesna")
    await mira.post("/admin/debates/new", form=DEBATE | {"nonce": "n1"})
    store, now = houses[0].store, houses[0].clock.now()

    with psycopg.connect(houses[0].settings.database_url) as look:
        (row,) = look.execute("SELECT * FROM sent_forms").fetchall()
        (debate,) = await store.debates.list()
        assert row[1] == debate.code and len(row[0]) == 32 and b"n1" not in row[0]
        assert abs(row[2] - now - FORMS_KEPT_MS) < 60_000
        await store.debates.forget_forms(now)
        assert look.execute("SELECT count(*) FROM sent_forms").fetchone() == (1,)
        look.commit()
        await store.debates.forget_forms(now + FORMS_KEPT_MS)
        assert look.execute("SELECT count(*) FROM sent_forms").fetchone() == (0,)


# The first owner.


async def test_the_link_of_one_process_makes_the_first_owner_at_another_and_no_second(
    houses: Houses,
) -> None:
    one, other = houses
    form = {"key": one.setup_key.value, "password": PASSWORD}
    page = f"/setup?key={one.setup_key.value}"
    assert (await other.stranger().get(page)).status_code == 200

    with writing_held(one, "accounts") as holder:
        asked = [
            asyncio.create_task(house.stranger().post("/setup", form=form | {"name": name}))
            for house, name in ((one, "mira"), (other, "vesna"))
        ]
        await both_wait(holder)

    assert sorted([(await answer).status_code for answer in asked]) == [303, 410]
    (owner,) = await one.store.accounts.list()
    assert role_in_house(owner) == "owner"
    for house in houses:
        assert (await house.stranger().get(page)).status_code == 410
