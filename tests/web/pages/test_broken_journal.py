"""A debate whose journal is broken says so in words, and no other one stops for it."""

import logging
import re

import pytest

from tests.given import enormous
from tests.given.broken import DAMAGES, damage
from tests.given.web_house import House

SIZE = enormous.Size(asked=12, shown=10, translated=1, voters=1)
WORDS = {
    "sr-Latn": "Zapis ove debate je oštećen",
    "sr-Cyrl": "Запис ове дебате је оштећен",
    "sq-XK": "Regjistri i këtij debati është i dëmtuar",
    "en": "The record of this debate is damaged",
}


@pytest.mark.parametrize("locale", WORDS)
async def test_its_pages_say_so(house: House, locale: str) -> None:
    await enormous.write(house.store, SIZE, "111111", closed=False)
    await damage(house.store, "111111", DAMAGES["half"])
    browser = house.stranger()
    browser.cookies["tribina_locale"] = locale

    response = await browser.get("/111111")

    page = await response.get_data(as_text=True)
    assert response.status_code == 503
    assert WORDS[locale] in page
    assert not re.search(r"[>\"]error\.\w", page), "a key instead of its words"


async def test_programs_and_phones_come_back_later(house: House) -> None:
    await enormous.write(house.store, SIZE, "111111", closed=False)
    await damage(house.store, "111111", DAMAGES["missing"])

    response = await house.script().get("/api/debates/111111")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"


async def test_it_is_told_once_in_the_log_and_not_read_for_everybody_who_asks(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await enormous.write(house.store, SIZE, "111111", closed=False)
    await damage(house.store, "111111", DAMAGES["about what is not there"])

    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            assert (await house.stranger().get("/111111")).status_code == 503

    told = [record for record in caplog.records if record.name == "server.live.broken"]
    assert [(vars(one)["debate"], vars(one)["line"]) for one in told] == [("111111", 3)]


async def test_other_debates_go_on_and_are_moved_by_the_clock(house: House) -> None:
    now = house.clock.now()
    for code in ("111111", "222222", "333333"):
        await house.debate("draft", code)
        await house.rooms.forget(code)
    async with house.store.journal._database.write() as connection:
        await connection.exec_driver_sql(f"UPDATE debates SET opens_at = {now - 1_000}")
        await connection.exec_driver_sql("UPDATE journal SET body = '[' WHERE debate = '222222'")

    await house.rooms.keep_timetables()

    assert (await house.stranger().get("/222222")).status_code == 503
    assert {code for code, _, _ in house.rooms._kept} == {"111111", "333333"}
