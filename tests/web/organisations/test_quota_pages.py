"""Keepers say how much an organisation may have; its desk says how much there is."""

import pytest

from server.store.administration.log import Sought
from server.store.house.quotas import QUOTAS
from tests.given.web_house import House
from tests.web.admin.test_overview import DEBATE
from tests.web.organisations.test_webhooks import FORM

OURS = "civic-energy-center"


async def test_only_keepers_set_quotas(house: House) -> None:
    for role, status in (("keeper", 303), ("producer", 403), ("observer", 403)):
        browser = await house.moderator(role, f"a-{role}")  # type: ignore[arg-type]
        form = {"debates": "3", "uploads": "5"}
        response = await browser.post(f"/admin/organisations/{OURS}", form=form)
        assert response.status_code == status

    usage = {one.quota: one for one in await house.store.quotas.usage(OURS, 0, 0)}
    assert (usage["debates"].own, usage["uploads"].own) == (3, 5 << 20)
    [kept, *_] = await house.store.administration.read(Sought(OURS))
    assert kept.entry is not None and kept.entry.after is not None
    assert (kept.entry.action, kept.entry.after["debates"]) == ("quotas_changed", 3)


@pytest.mark.parametrize("amount", ["-1", "x", "1.5", "9" * 13, "٣"])
async def test_what_is_no_number_changes_nothing(house: House, amount: str) -> None:
    browser = await house.moderator("keeper", "kira")
    response = await browser.post(f"/admin/organisations/{OURS}", form={"debates": amount})
    assert response.status_code == 422
    assert all(one.own is None for one in await house.store.quotas.usage(OURS, 0, 0))


async def test_an_organisation_that_there_is_not_has_none(house: House) -> None:
    browser = await house.moderator("keeper", "kira")
    assert (await browser.get("/admin/organisations/nobody")).status_code == 404
    response = await browser.post("/admin/organisations/nobody", form={"debates": "1"})
    assert response.status_code == 404


async def test_the_desk_warns_before_it_is_full_and_a_debate_too_many_is_refused(
    house: House,
) -> None:
    browser = await house.moderator("owner", "vesna")
    await house.debate("draft")
    await house.store.quotas.put(OURS, {"debates": 1})

    desk = await (await browser.get(f"/admin/o/{OURS}")).get_data(as_text=True)
    assert "notice--danger" in desk
    before = len(await house.store.debates.list())
    response = await browser.post("/admin/debates/new", form=DEBATE)
    assert response.status_code == 409
    assert len(await house.store.debates.list()) == before
    assert set(QUOTAS) == {one.quota for one in await house.store.quotas.usage(OURS, 0, 0)}


async def test_a_control_screen_that_is_opened_is_entered_once_an_hour(house: House) -> None:
    room = await house.debate("live")
    browser = await house.moderator("owner", "vesna")
    for _ in range(2):
        assert (await browser.get(f"/control/{room.code}")).status_code == 200
    opened = await house.store.administration.read(Sought(OURS, "control_opened"))
    assert [one.entry and one.entry.about for one in opened] == [room.code]

    other = await house.moderator("observer", "oda")
    assert (await other.get(f"/control/{room.code}")).status_code == 200
    opened = await house.store.administration.read(Sought(OURS, "control_opened"))
    assert len(opened) == 2 and opened[0].entry is not None
    assert opened[0].entry.after == {"role": "observer"}


async def test_a_webhook_too_many_is_refused(house: House) -> None:
    browser = await house.moderator("owner", "vesna")
    for allowed, there in ((0, 0), (1, 1)):
        await house.store.quotas.put(OURS, {"webhooks": allowed})
        response = await browser.post(f"/admin/o/{OURS}/webhooks", form=FORM)
        assert response.status_code == (200 if allowed else 422)
        assert len(await house.store.endpoints.of(OURS)) == there
