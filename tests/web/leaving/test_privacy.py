"""The page of privacy tells strangers nothing that they cannot find."""

from server.store import Programme
from server.store.leaving.responsibles import Responsible
from tests.given.web_house import House
from tests.moving.given import KEY, PROGRAMME, organisation

HIDDEN = f"{KEY}/merger"


async def page(house: House) -> tuple[int, str]:
    response = await house.stranger().get(f"/o/{KEY}/privacy")
    return response.status_code, str(await response.get_data(as_text=True))


async def hide_a_programme(house: House) -> None:
    programme = Programme(HIDDEN, {"en": "Secret merger"}, KEY, "#0a5c8a", ("en",))
    await house.store.programmes.add(programme)
    await house.store.retentions.set(HIDDEN, {"texts": 30})


async def test_of_programmes_it_names_those_that_can_be_found(house: House) -> None:
    await organisation(house, "482915")
    await hide_a_programme(house)
    await house.store.retentions.set(PROGRAMME, {"texts": 90})

    status, text = await page(house)

    assert status == 200
    assert "Sporazum" in text
    assert "Secret merger" not in text


async def test_of_an_organisation_without_anything_public_there_is_none(house: House) -> None:
    await organisation(house)
    await hide_a_programme(house)
    assert (await page(house))[0] == 404


async def test_unless_it_has_said_who_is_responsible(house: House) -> None:
    await organisation(house)
    await hide_a_programme(house)
    await house.store.responsibles.set(KEY, Responsible("Ana Anić", "ana@example.org"))

    status, text = await page(house)

    assert status == 200
    assert "Ana Anić" in text
    assert "Secret merger" not in text
