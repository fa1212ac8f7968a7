"""Stamps of the house's log as files for anybody, on its page and in its health."""

from collections.abc import Sequence
from typing import Any

import pytest

from server.store.logs.anchors import Anchor, Other
from server.transparency.base64s import encoded
from server.web.api.stamps import AT_ONCE
from tests.given.answers import body
from tests.given.web_house import House

AUTHORITY = Other("rfc3161", "https://stamps.example.org/tsa")
CALENDAR = Other("opentimestamps", "https://calendar.example.org")
WITNESS = Other("witness", "north.example/witness+00000000+AAAA")


async def stamped(house: House, *others: Other, answered: Sequence[Other] | None = None) -> int:
    """One more head, with stamps of these; its size."""
    await house.store.house_log.add("words_changed", 60_000)
    await house.rooms.house.look()
    size = house.rooms.house.tree.size
    await house.store.anchors.queue(others, size, 0)
    for other in others if answered is None else answered:
        await house.store.anchors.done(Anchor(other, size), encoded(f"{other} {size}".encode()))
    return size


async def listed(house: House, query: str = "") -> Any:
    return await body(await house.stranger().get(f"/log/stamps{query}"))


async def test_the_files_are_told_and_given(house: House) -> None:
    await stamped(house, AUTHORITY, CALENDAR, WITNESS)
    said = await listed(house)
    assert not said["more"]
    assert {(one["kind"], one["by"]) for one in said["stamps"]} == {
        ("rfc3161", "stamps.example.org"),
        ("opentimestamps", "calendar.example.org"),
    }
    types = {"rfc3161": "application/timestamp-reply", "opentimestamps": "application/vnd.open"}
    for one, other in zip(said["stamps"], (CALENDAR, AUTHORITY), strict=True):
        response = await house.stranger().get(one["file"])
        assert await response.get_data(as_text=True) == f"{other} 1"
        assert response.headers["Content-Type"].startswith(types[one["kind"]])


async def test_what_was_stamped_is_given_as_it_was_signed_also_when_the_log_went_on(
    house: House,
) -> None:
    await stamped(house, AUTHORITY)
    note = await (await house.stranger().get("/log/checkpoint")).get_data()
    await stamped(house, AUTHORITY)
    (_, first) = (await listed(house))["stamps"]
    assert first["size"] == 1
    assert await (await house.stranger().get(first["checkpoint"])).get_data() == note


async def test_there_are_so_many_at_once_and_older_ones_behind(house: House) -> None:
    others = [Other("rfc3161", f"https://{n}.example.org") for n in range(AT_ONCE)]
    await stamped(house, *others)
    await stamped(house, AUTHORITY)
    said = await listed(house)
    assert len(said["stamps"]) == AT_ONCE and said["more"]
    rest = await listed(house, "?to=1")
    assert len(rest["stamps"]) == AT_ONCE and not rest["more"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/log/stamps/1/0123456789abcdef.tsr", 404),
        ("/log/stamps/2/checkpoint", 404),
        ("/log/stamps/99999999999/checkpoint", 404),
        ("/log/stamps/-1/checkpoint", 404),
        ("/log/stamps/1/..%2f..%2fsecret", 404),
        ("/log/stamps?to=x", 400),
        ("/log/stamps?to=99999999999", 400),
    ],
)
async def test_what_is_not_there_is_not_given(house: House, path: str, status: int) -> None:
    await stamped(house, AUTHORITY)
    assert (await house.stranger().get(path)).status_code == status


async def test_of_another_size_it_is_not_given(house: House) -> None:
    await stamped(house, AUTHORITY)
    (stamp,) = (await listed(house))["stamps"]
    await stamped(house, CALENDAR)
    moved = stamp["file"].replace("/1/", "/2/")
    assert (await house.stranger().get(moved)).status_code == 404


async def test_a_cosignature_is_no_stamp_and_a_stamp_no_cosignature(house: House) -> None:
    await stamped(house, AUTHORITY, WITNESS)
    (stamp,) = (await listed(house))["stamps"]
    assert stamp["kind"] == "rfc3161"
    note = await (await house.stranger().get("/log/checkpoint")).get_data(as_text=True)
    signed = await (await house.stranger().get(stamp["checkpoint"])).get_data(as_text=True)
    assert note == signed + encoded(f"{WITNESS} 1".encode())


async def test_the_page_of_the_house_shows_the_stamps_of_the_newest_that_has_some(
    house: House,
) -> None:
    browser = house.stranger()
    browser.cookies["tribina_locale"] = "en"

    async def about() -> str:
        return str(await (await browser.get("/about")).get_data(as_text=True))

    assert "/log/stamps" not in await about()
    await stamped(house, AUTHORITY, CALENDAR)
    await stamped(house, AUTHORITY, CALENDAR, answered=[CALENDAR])
    await stamped(house, AUTHORITY, answered=[])
    page = await about()
    assert "Time stamp of calendar.example.org (OpenTimestamps)" in page
    assert "stamps.example.org" not in page
    assert 'href="/log/stamps/2/checkpoint"' in page


async def test_owners_are_told_who_does_not_answer(house: House) -> None:
    owner = await house.moderator("owner", "vesna")
    owner.cookies["tribina_locale"] = "en"

    async def health() -> str:
        return str(await (await owner.get("/admin/health")).get_data(as_text=True))

    assert "Witnesses and time stamps" not in await health()
    size = await stamped(house, AUTHORITY, CALENDAR, answered=[CALENDAR])
    assert "All have answered about" in await health()
    await house.store.anchors.later(Anchor(AUTHORITY, size), 0)
    assert "1 does not answer" in await health()
