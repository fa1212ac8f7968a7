"""Whom an organisation takes at their word: owners say so, and nobody reads the secret again."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.debate.actors import Role, Scope
from server.limits.table import PROVIDERS
from tests.given.others.logins_elsewhere import member, open_house_with, organisation
from tests.given.others.providers import CLIENT, SECRET, Crooked, crooked
from tests.given.web_house import Browser, House

PAGE = "/admin/o/aktiv/provider"
AKTIV = Scope("organisation", "aktiv")


@pytest.fixture
def provider() -> Iterator[Crooked]:
    with crooked() as provider:
        yield provider


@pytest.fixture
def other() -> Iterator[Crooked]:
    with crooked() as provider:
        yield provider


@pytest_asyncio.fixture
async def house(tmp_path: Path, provider: Crooked, other: Crooked) -> AsyncIterator[House]:
    house = await open_house_with(tmp_path, provider.issuer, other.issuer)
    await organisation(house, "aktiv")
    yield house
    await house.close()


async def somebody(house: House, role: Role, name: str = "mira", scope: Scope = AKTIV) -> Browser:
    await member(house, name, scope, role=role)
    return await house.logged_in(name)


def form(provider: Crooked, **fields: str) -> dict[str, str]:
    usual = {
        "do": "save",
        "issuer": provider.issuer,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "role": "screener",
        "domains": "example.org, @Aktiv.Example",
    }
    return usual | fields


async def test_an_owner_sets_it_and_the_secret_is_sealed(house: House, provider: Crooked) -> None:
    owner = await somebody(house, "owner")

    saved = await owner.post(PAGE, form=form(provider))
    kept = await house.store.providers.get("aktiv")
    page = await (await owner.get(PAGE)).get_data(as_text=True)

    assert saved.headers["Location"] == f"{PAGE}?done=saved"
    assert kept is not None
    assert (kept.role, kept.domains) == ("screener", ("example.org", "aktiv.example"))
    assert SECRET.encode() not in kept.sealed
    assert SECRET not in page and "http://localhost/login/o/aktiv/back" in page


@pytest.mark.parametrize("role", ["producer", "screener", "host", "observer"])
async def test_nobody_else_does(house: House, provider: Crooked, role: Role) -> None:
    browser = await somebody(house, role)

    assert (await browser.get(PAGE)).status_code == 403
    assert (await browser.post(PAGE, form=form(provider))).status_code == 403
    assert await house.store.providers.get("aktiv") is None


async def test_nor_does_an_owner_of_another_organisation_or_a_keeper(
    house: House, provider: Crooked
) -> None:
    await organisation(house, "centar")
    other = await somebody(house, "owner", "nora", Scope("organisation", "centar"))
    keeper = await somebody(house, "keeper", "vera", Scope("house"))

    for browser, status in ((other, 404), (keeper, 403)):
        for sent in (form(provider), {"do": "remove"}):
            assert (await browser.post(PAGE, form=sent)).status_code == status


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issuer", "http://example.org"),
        ("issuer", "https://10.0.0.1"),
        ("issuer", "https://localhost:9"),
        ("issuer", ""),
        ("issuer", "https://accounts.example.org?x=1"),
        ("client_id", ""),
        ("client_id", "x" * 301),
        ("client_secret", ""),
        ("client_secret", "x" * 501),
        ("role", "owner"),
        ("role", "keeper"),
        ("role", ""),
        ("domains", "example"),
        ("domains", "*"),
        ("domains", "a.example " * 20 + " ".join(f"a{n}.example" for n in range(31))),
    ],
)
async def test_what_cannot_be_is_not_saved(
    house: House, provider: Crooked, field: str, value: str
) -> None:
    owner = await somebody(house, "owner")

    response = await owner.post(PAGE, form=form(provider, **{field: value}))

    assert response.status_code == 422
    assert SECRET not in await response.get_data(as_text=True)
    assert await house.store.providers.get("aktiv") is None


async def test_nobody_has_the_secret_sent_elsewhere(
    house: House, provider: Crooked, other: Crooked
) -> None:
    owner = await somebody(house, "owner")
    await owner.post(PAGE, form=form(provider))
    before = await house.store.providers.get("aktiv")

    kept = await owner.post(PAGE, form=form(provider, client_secret="", role="host"))
    elsewhere = await owner.post(PAGE, form=form(other, client_secret=""))
    renamed = await owner.post(PAGE, form=form(provider, client_secret="", client_id="x"))
    after = await house.store.providers.get("aktiv")

    assert (kept.status_code, elsewhere.status_code, renamed.status_code) == (303, 422, 422)
    assert before is not None and after is not None
    assert (after.sealed, after.issuer, after.role) == (before.sealed, before.issuer, "host")


async def test_it_can_be_switched_off(house: House, provider: Crooked) -> None:
    owner = await somebody(house, "owner")
    await owner.post(PAGE, form=form(provider))

    removed = await owner.post(PAGE, form={"do": "remove"})

    assert removed.headers["Location"] == f"{PAGE}?done=removed"
    assert await house.store.providers.get("aktiv") is None
    assert (await owner.post(PAGE, form={"do": "?"})).status_code == 400


async def test_an_organisation_has_the_house_ask_so_often_and_no_more(
    house: House, provider: Crooked
) -> None:
    owner = await somebody(house, "owner")
    for _ in range(int(PROVIDERS.burst)):
        await owner.post(PAGE, form=form(provider, client_id=""))

    assert (await owner.post(PAGE, form=form(provider))).status_code == 429
    assert await house.store.providers.get("aktiv") is None
    assert provider.asked == []
    await organisation(house, "centar")
    other = await somebody(house, "owner", "nora", Scope("organisation", "centar"))
    saved = await other.post("/admin/o/centar/provider", form=form(provider))
    assert saved.status_code == 303
