"""Files that an organisation asks for take no more room and work than they may."""

import asyncio
import os
import time
from pathlib import Path

from server.web.delivery.made import FOLDER, PERSONAL_S, Made, keep, make_way
from tests.given.web_house import Browser, House
from tests.moving.given import KEY, everything

PAGE = f"/admin/o/{KEY}/leaving"
WHOLE, TEXTS = f"{PAGE}/export.zip", f"{PAGE}/personal.ndjson?what=texts"


def files(house: House) -> list[str]:
    """What they begin with, of those of the organisation."""
    folder = house.settings.data / FOLDER
    return sorted(path.name.rpartition("-")[0] for path in folder.glob("export-*"))


async def fetch(browser: Browser, path: str) -> int:
    response = await browser.get(path)
    await response.get_data()
    return int(response.status_code)


async def test_the_former_file_goes_when_there_is_a_new_one(house: House) -> None:
    owner = await everything(house)
    for name in ("One", "Another"):
        await house.store.organisations.rename(KEY, name)
        assert await fetch(owner, WHOLE) == 200
    assert files(house) == [f"export-whole-{KEY}"]


async def test_what_is_personal_is_kept_no_longer_than_it_is_sent(house: House) -> None:
    owner = await everything(house)
    assert await fetch(owner, TEXTS) == 200
    assert files(house) == []
    assert await fetch(owner, TEXTS) == 200


async def test_who_fetches_what_is_personal_twice_at_once_has_it_twice(house: House) -> None:
    owner = await everything(house)
    both = [await owner.get(TEXTS) for _ in range(2)]  # the second before the first was read
    assert [one.status_code for one in both] == [200, 200]
    first, second = [await one.get_data() for one in both]
    assert first == second != b""
    assert files(house) == []

    many = await asyncio.gather(*(fetch(owner, TEXTS) for _ in range(6)))
    assert many == [200] * 6
    assert files(house) == []


async def test_the_file_of_all_is_sent_whole_while_a_newer_one_takes_its_place(
    house: House,
) -> None:
    owner = await everything(house)
    slow = await owner.get(WHOLE)
    await house.store.organisations.rename(KEY, "Another")
    assert await fetch(owner, WHOLE) == 200
    assert len(await slow.get_data()) == slow.content_length


async def test_what_the_quota_would_refuse_is_not_made(house: House) -> None:
    owner = await everything(house)
    await house.store.quotas.put(KEY, {"exports": 0})
    assert [await fetch(owner, path) for path in (WHOLE, TEXTS)] == [409, 409]
    assert files(house) == []


def test_what_is_personal_and_was_never_fetched_goes_after_minutes(tmp_path: Path) -> None:
    made = Made(tmp_path)
    old, young = (made.path(f"export-personal-{key}") for key in ("aktiv", "other"))
    other = made.path("export-whole-aktiv")
    for path, age in ((old, PERSONAL_S + 1), (young, PERSONAL_S - 60), (other, PERSONAL_S + 1)):
        keep(path, b"x")
        os.utime(path, (time.time() - age,) * 2)

    make_way(made.path("482915"))

    assert [path.exists() for path in (old, young, other)] == [False, True, True]


def test_only_files_of_the_same_organisation_and_kind_make_way(tmp_path: Path) -> None:
    made = Made(tmp_path)
    names = ("export-whole-a", "export-whole-a-b", "export-personal-a")
    former = [made.path(name, "before") for name in names]
    for path in former:
        keep(path, b"x")

    make_way(made.path("export-whole-a", "now"))

    assert [path.exists() for path in former] == [False, True, True]
