"""The page on which an organisation says who is told."""

import asyncio
import re

import pytest

from server.debate.actors import Role, Scope
from server.limits.table import ALL_AGAIN
from server.outgoing.worker import Outgoing
from server.store import Endpoint, Programme
from server.store.leaving.departures import Departure
from tests.given.others.receivers import receiver
from tests.given.web_house import Browser, House

PAGE = "/admin/o/aktiv/webhooks"
URL = "https://newsroom.example/hook?token=1"
FORM = {"do": "add", "url": URL, "kind": "v1", "debate.live": "yes", "question.taken": "yes"}


async def owner(house: House, organisation: str = "aktiv", name: str = "ana") -> Browser:
    """Of an organisation that is there by then, with a programme."""
    now = house.clock.now()
    if await house.store.organisations.get(organisation) is None:
        await house.store.organisations.add(organisation, organisation.title(), now)
        programme = Programme(f"{organisation}/club", {"en": "Club"}, organisation, "#000000")
        await house.store.programmes.add(programme)
    await _account(house, name, Scope("organisation", organisation), "owner")
    return await house.logged_in(name)


async def keeper(house: House) -> Browser:
    await _account(house, "kep", Scope("house"), "keeper")
    return await house.logged_in("kep")


async def added(browser: Browser, **fields: str) -> str:
    """What is shown once."""
    answer = await browser.post(PAGE, form=FORM | fields)
    text = await answer.get_data(as_text=True)
    assert answer.status_code == 200, text
    found = re.search(r'id="made" value="([^"]+)"', text)
    assert found is not None
    return found[1]


async def only(house: House) -> Endpoint:
    (one,) = await house.store.endpoints.of("aktiv")
    return one


async def test_an_owner_adds_one_and_sees_its_secret_once(house: House) -> None:
    ana = await owner(house)
    secret = await added(ana, programme="aktiv/club")
    assert secret.startswith("whsec_")
    one = await only(house)
    assert (one.url, one.programme, one.kind) == (URL, "aktiv/club", "v1")
    assert one.events == ("debate.live", "question.taken")
    page = await (await ana.get(PAGE)).get_data(as_text=True)
    assert "newsroom.example" in page
    assert secret not in page


async def test_of_the_other_kind_only_the_public_key_is_told(house: House) -> None:
    assert (await added(await owner(house), kind="v1a")).startswith("whpk_")


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://newsroom.example/"},
        {"url": "https://u:p@newsroom.example/"},
        {"url": ""},
        {"kind": "v2"},
        {"debate.live": "", "question.taken": ""},
    ],
)
async def test_what_cannot_be_is_said(house: House, wrong: dict[str, str]) -> None:
    ana = await owner(house)
    form = {name: value for name, value in (FORM | wrong).items() if value}
    answer = await ana.post(PAGE, form=form)
    assert answer.status_code == 422
    assert await house.store.endpoints.of("aktiv") == []


async def test_a_machine_in_the_hall_is_named_by_keepers_alone(house: House) -> None:
    ana, kep = await owner(house), await keeper(house)
    hall = FORM | {"url": "http://192.168.1.7:8000/", "in_hall": "yes"}
    assert (await ana.post(PAGE, form=hall)).status_code == 403
    assert (await kep.post(PAGE, form=hall)).status_code == 200
    assert (await only(house)).in_hall
    assert "192.168.1.7" in await (await kep.get(PAGE)).get_data(as_text=True)


async def test_a_keeper_sees_and_touches_only_what_is_in_the_hall(house: House) -> None:
    ana, kep = await owner(house), await keeper(house)
    await added(ana)
    assert "newsroom.example" not in await (await kep.get(PAGE)).get_data(as_text=True)
    remove = {"do": "remove", "endpoint": (await only(house)).id}
    assert (await kep.post(PAGE, form=remove)).status_code == 404
    await kep.post(PAGE, form=FORM)  # which is then one in the hall
    assert len(await house.store.endpoints.of("aktiv")) == 2


async def test_nobody_else_sees_it_or_touches_it(house: House) -> None:
    ana, other = await owner(house), await owner(house, "drugi", "dren")
    await added(ana)
    id_ = (await only(house)).id
    assert (await other.get(PAGE)).status_code == 404
    assert (await other.post(PAGE, form=FORM)).status_code == 404
    for do in ("remove", "off", "key", "test", "all-again"):
        theirs = {"do": do, "endpoint": id_, "hours": "1"}
        answer = await other.post("/admin/o/drugi/webhooks", form=theirs)
        assert answer.status_code == 404
    foreign = FORM | {"programme": "drugi/club"}
    assert (await ana.post(PAGE, form=foreign)).status_code == 404
    await _account(house, "mira", Scope("organisation", "aktiv"), "producer")
    assert (await (await house.logged_in("mira")).get(PAGE)).status_code == 403
    assert (await house.stranger().get(PAGE)).status_code == 303
    assert (await only(house)).state == "on"


async def test_its_key_is_changed_and_it_is_switched_and_removed(house: House) -> None:
    ana = await owner(house)
    secret = await added(ana)
    one = {"endpoint": (await only(house)).id}
    answer = await ana.post(PAGE, form=one | {"do": "key"})
    found = re.search(r'id="made" value="([^"]+)"', await answer.get_data(as_text=True))
    assert found is not None and found[1] not in ("", secret)
    now = house.clock.now()
    assert len(await house.store.endpoints.keys(one["endpoint"], now)) == 2
    await ana.post(PAGE, form=one | {"do": "off"})
    assert (await only(house)).state == "off"
    assert (await ana.post(PAGE, form=one | {"do": "test"})).status_code == 400
    await ana.post(PAGE, form=one | {"do": "on"})
    assert (await only(house)).state == "on"
    await ana.post(PAGE, form=one | {"do": "remove"})
    assert await house.store.endpoints.of("aktiv") == []


async def test_what_did_not_arrive_is_listed_and_sent_again(house: House) -> None:
    ana, kep = await owner(house), await keeper(house)
    async with receiver(lambda _: b"HTTP/1.1 500 <b>No</b>\r\n\r\n") as there:
        await kep.post(PAGE, form=FORM | {"url": there.url})
        one = await only(house)
        await ana.post(PAGE, form={"do": "test", "endpoint": one.id})
        worker = Outgoing(house.store, house.clock)
        await worker.look()
        await asyncio.gather(*worker._serving.values())
    (wrong,) = await house.store.deliveries.troubled(one.id)
    page = await (await ana.get(PAGE)).get_data(as_text=True)
    assert f'name="number" value="{wrong.number}"' in page
    assert "<b>No" not in page
    again = {"do": "again", "endpoint": one.id, "number": str(wrong.number)}
    await ana.post(PAGE, form=again)
    assert await house.store.deliveries.waiting(one.id) == 1
    for number in ("x", "-1", "9" * 30, ""):
        assert (await ana.post(PAGE, form=again | {"number": number})).status_code == 400


async def test_all_is_sent_again_at_a_pace(house: House) -> None:
    ana = await owner(house)
    await added(ana)
    all_again = {"do": "all-again", "endpoint": (await only(house)).id, "hours": "720"}
    many = int(ALL_AGAIN.burst)
    codes = [(await ana.post(PAGE, form=all_again)).status_code for _ in range(many)]
    refused = await ana.post(PAGE, form=all_again)
    page = await refused.get_data(as_text=True)
    assert codes == [303] * many and refused.status_code == 429
    assert page.count('class="field__error" role="alert"') == 1
    entered = [row.action for row in await house.store.administration.rows()]
    assert entered.count("webhook_sent_again") == many


async def test_there_are_only_so_many(house: House) -> None:
    ana = await owner(house)
    for _ in range(20):
        await added(ana)
    assert (await ana.post(PAGE, form=FORM)).status_code == 422


async def test_keepers_may_let_an_organisation_have_more(house: House) -> None:
    ana = await owner(house)
    await house.store.quotas.put("aktiv", {"webhooks": 25})
    for _ in range(21):
        await added(ana)
    assert len(await house.store.endpoints.of("aktiv")) == 21


async def test_where_an_organisation_leaves_nobody_names_another(house: House) -> None:
    ana, kep = await owner(house), await keeper(house)
    await house.store.departures.begin(Departure("aktiv", house.clock.now()))
    hall = FORM | {"url": "http://192.168.1.7:8000/", "in_hall": "yes"}
    for browser in (ana, kep):
        assert (await browser.get(PAGE)).status_code == 403
        assert (await browser.post(PAGE, form=hall)).status_code == 403
    assert await house.store.endpoints.of("aktiv") == []


async def test_each_change_is_in_the_log_of_administration(house: House) -> None:
    ana = await owner(house)
    await added(ana)
    one = {"endpoint": (await only(house)).id}
    for do in ("off", "on", "key", "remove"):
        await ana.post(PAGE, form=one | {"do": do})
    rows = await house.store.administration.rows()
    actions = [row.action for row in rows]
    assert "newsroom.example" in rows[-1].body
    assert "token=1" not in str(rows)
    assert [action for action in actions if action.startswith("webhook")] == [
        "webhook_added",
        "webhook_switched",
        "webhook_switched",
        "webhook_key_changed",
        "webhook_removed",
    ]


async def _account(house: House, name: str, scope: Scope, role: Role) -> None:
    now = house.clock.now()
    id_ = await house.store.accounts.add(name, None, "no password", now)
    await house.store.memberships.grant(id_, scope, role, now)
