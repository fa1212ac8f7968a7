"""The page about the house: its name and its key, the same in words, as JSON and as a picture."""

from server.transparency.checkpoints import open_checkpoint
from server.transparency.vkeys import COSIGNATURE, Vkey
from server.web.pages import qr
from tests.given.answers import body
from tests.given.web_house import House


async def test_the_key_that_is_shown_is_the_one_that_signs(house: House) -> None:
    room = await house.debate()
    await room.attesting.look()
    kept = await house.store.checkpoints.last(room.code)
    assert kept is not None

    said = await body(await house.stranger().get("/api/house"))

    vkey, witness = Vkey.parse(said["vkey"]), Vkey.parse(said["witness"])
    assert (vkey.name, witness.name) == (f"{said['name']}/log", f"{said['name']}/witness")
    assert witness.kind == COSIGNATURE
    assert kept.head.origin == f"{said['name']}/debate/{room.code}"
    of_debate = Vkey(kept.head.origin, vkey.kind, vkey.key)
    assert open_checkpoint(kept.note.encode(), [of_debate])[0] == kept.head


async def test_the_page_and_the_picture_show_the_same_key(house: House) -> None:
    said = await body(await house.stranger().get("/api/house"))

    page = await (await house.stranger().get("/about")).get_data(as_text=True)
    picture = await (await house.stranger().get("/qr/house.svg")).get_data(as_text=False)

    assert said["vkey"].replace("+", "&#43;") in page or said["vkey"] in page
    assert picture == qr.svg(said["vkey"])


async def test_home_leads_there(house: House) -> None:
    assert 'href="/about"' in await (await house.stranger().get("/")).get_data(as_text=True)
