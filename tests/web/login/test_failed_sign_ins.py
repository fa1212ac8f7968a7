"""Sign-ins that fail are counted, and nothing else is kept of them."""

import asyncio

from sqlalchemy import select

from server.store.tables import CountRows, table_of
from tests.given.web_house import House


async def counted(house: House) -> dict[str, int]:
    async with house.store.administration._database.read() as connection:
        rows = await connection.execute(select(table_of(CountRows)))
        return {row["organisation"]: row["count"] for row in rows.mappings()}


async def test_a_login_that_fails_is_counted_in_the_background(house: House) -> None:
    await house.moderator("owner", "vesna")
    for name in ("vesna", "my password"):
        await house.stranger().post("/login", form={"name": name, "password": "wrong"})

    async with asyncio.timeout(10):
        while (await counted(house)).get("") != 2:
            await asyncio.sleep(0)
    assert set(await counted(house)) == {""}
