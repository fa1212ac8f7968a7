"""Owners hand in logos; everybody is shown them, at addresses that never change what they mean."""

import io
import re
from pathlib import Path

from quart import Response
from werkzeug.datastructures import FileStorage

from server.clock import SystemClock
from server.debate.actors import Scope
from server.jobs import Jobs
from server.web.requests.limits import LOGOS_LIMIT
from tests.given.web_house import FOREIGN, Browser, House, settings
from tests.web.logos.pictures import png

ORGANISATION = "/admin/o/civic-energy-center/look"
PROGRAMME = "/admin/o/civic-energy-center/programmes/social-club"
FORM = {"name-sr-Latn": "Social Club", "accent": "#b4232a"}


async def send(
    browser: Browser, path: str, form: dict[str, str] | None = None, **files: bytes
) -> Response:
    """As a browser sends a form with files."""
    sent = {name: FileStorage(io.BytesIO(body), "a.png") for name, body in files.items()}
    return await browser.post(path, form=form or {}, files=sent)


async def addresses(page: Response) -> list[str]:
    return re.findall(r'"(/logo/[0-9a-f]{64}\.webp)"', await page.get_data(as_text=True))


async def test_an_owner_hands_in_the_organisations_logo(house: House) -> None:
    owner = await house.moderator("owner", "vesna")

    sent = await send(owner, ORGANISATION, logo_light=png(), logo_dark=png(ink="#ffffff"))

    assert sent.status_code == 303
    light, dark = await addresses(await owner.get(ORGANISATION))
    assert light != dark
    look = await house.app.extensions["tribina"].looks.of("social-club")
    assert look.logo["light"]["src"] == light and look.logo["dark"]["src"] == dark
    assert not look.logo["light"]["plate"]
    assert look.logo["alt"] == {"und": look.organisation} == {"und": "Civic Energy Center"}


async def test_anybody_gets_it_for_ever_and_as_a_picture_alone(house: House) -> None:
    owner = await house.moderator("owner", "vesna")
    await send(owner, ORGANISATION, logo_light=png())
    (address,) = await addresses(await owner.get(ORGANISATION))

    for path in (address, address.replace(".webp", "/small.webp")):
        answer = await house.stranger().get(path)
        assert answer.status_code == 200 and answer.mimetype == "image/webp"
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "Set-Cookie" not in answer.headers
        assert (await answer.get_data(as_text=False))[8:12] == b"WEBP"
    for path in ("/logo/" + "0" * 64 + ".webp", "/logo/abc.webp", "/logo/..%2f..webp"):
        assert (await house.stranger().get(path)).status_code == 404


async def test_a_programmes_own_logo_wins_as_a_whole(house: House) -> None:
    owner = await house.moderator("owner", "vesna")
    await send(owner, ORGANISATION, logo_light=png(ink="#111111"), logo_dark=png(ink="#eeeeee"))

    assert (await send(owner, PROGRAMME, FORM, logo_light=png())).status_code == 303

    looks = house.app.extensions["tribina"].looks
    own, other = (await looks.of("social-club")).logo, (await looks.of("sporazum")).logo
    assert own["light"]["src"] == own["dark"]["src"] and own["dark"]["plate"]
    assert own["alt"] == {"sr-Latn": "Social Club"}
    assert other["light"]["src"] != own["light"]["src"] and not other["dark"]["plate"]


async def test_a_new_programme_comes_with_its_logo(house: House) -> None:
    owner = await house.moderator("owner", "vesna")

    made = await send(
        owner, PROGRAMME.replace("social-club", "new"), FORM | {"key": "veče"}, logo_light=png()
    )
    assert made.status_code == 422  # the key
    path = PROGRAMME.replace("social-club", "new")
    made = await send(owner, path, FORM | {"key": "vece"}, logo_light=png())

    assert made.status_code == 303
    look = await house.app.extensions["tribina"].looks.of("civic-energy-center/vece")
    assert look.logo_of == "programme"


async def test_what_cannot_be_taken_changes_nothing_and_says_why(house: House) -> None:
    owner = await house.moderator("owner", "vesna")
    await send(owner, PROGRAMME, FORM, logo_light=png())
    before = await addresses(await owner.get(PROGRAMME))

    answer = await send(
        owner, PROGRAMME, FORM | {"accent": "#000000"}, logo_light=b"<svg/>", logo_dark=png()
    )

    assert answer.status_code == 422
    page = await answer.get_data(as_text=True)
    assert 'id="logo_light-error"' in page and "SVG" in page
    assert await addresses(await owner.get(PROGRAMME)) == before
    programme = await house.store.programmes.get("social-club")
    assert programme is not None and programme.accent == "#b4232a"


async def test_a_logo_is_removed_and_nobody_has_it_any_more(house: House) -> None:
    owner = await house.moderator("owner", "vesna")
    await send(owner, ORGANISATION, logo_light=png())
    (address,) = await addresses(await owner.get(ORGANISATION))

    await send(owner, ORGANISATION, {"logo_light_remove": "yes"})

    assert await addresses(await owner.get(ORGANISATION)) == []
    assert (await house.stranger().get(address)).status_code == 404


async def test_only_owners_of_that_organisation_change_it(house: House) -> None:
    await house.store.organisations.add("aktiv", "Aktiv", 1)
    other = await house.moderator("screener", "mira")
    account = await house.store.accounts.get("mira")
    assert account is not None
    await house.store.memberships.grant(
        account.id, Scope("organisation", "aktiv"), "owner", 1, None
    )

    for path in (ORGANISATION, PROGRAMME):
        assert (await send(other, path, FORM, logo_light=png())).status_code in (403, 404)
        assert (await send(house.stranger(), path, FORM, logo_light=png())).status_code == 303
    foreign = await house.moderator("owner", "vesna")
    foreign.origin = FOREIGN
    assert (await send(foreign, ORGANISATION, logo_light=png())).status_code == 403
    stolen = PROGRAMME.replace("civic-energy-center", "aktiv")
    assert (await send(other, stolen, FORM, logo_light=png())).status_code == 404

    assert await house.store.logos.of("organisation", "civic-energy-center") == {}
    assert await house.store.logos.of("programme", "social-club") == {}


async def test_a_form_that_is_too_large_is_not_read(house: House) -> None:
    owner = await house.moderator("owner", "vesna")

    answer = await send(owner, ORGANISATION, logo_light=bytes(LOGOS_LIMIT))

    assert answer.status_code == 413


async def test_a_worker_of_its_own_draws_it(tmp_path: Path) -> None:
    house = House(settings(tmp_path), jobs=Jobs(SystemClock()))
    await house.open()
    try:
        owner = await house.moderator("owner", "vesna")
        assert (await send(owner, ORGANISATION, logo_light=png())).status_code == 303
        assert (await send(owner, ORGANISATION, logo_light=b"GIF89a")).status_code == 422
        assert len(await addresses(await owner.get(ORGANISATION))) == 1
    finally:
        await house.close()
