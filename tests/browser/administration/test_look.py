"""A programme's colour and logo, seen before they are saved; and a logo on the screens."""

from playwright.async_api import FilePayload, expect

from server.web.logos.refining import refined
from tests.browser.hall import Hall
from tests.given.databases import open_store
from tests.given.servers import RunningServer
from tests.web.logos.pictures import as_file, drawn, png

PROGRAMME = "/admin/o/civic-energy-center/programmes/social-club"
ACCENT = "(element) => getComputedStyle(element).backgroundColor"


async def test_a_colour_too_light_is_told_at_once_and_a_button_takes_one_that_can_be_read(
    own_server: RunningServer, own_hall: Hall
) -> None:
    await own_server.account("vesna", "owner")
    owner = await own_hall.screen(PROGRAMME, "en-GB", "vesna")
    says, take = owner.page.locator(".judged__says"), owner.page.locator("#judged button")
    await expect(take).to_be_hidden()

    await owner.page.locator("#accent").fill("#ffcc00")

    await expect(says).to_contain_text("Too light")
    sample = owner.page.locator(".sample__button")
    assert await sample.evaluate(ACCENT) == "rgb(255, 204, 0)"
    await take.click()
    await expect(says).to_contain_text("can be read")
    await expect(take).to_be_hidden()
    taken = await owner.page.locator("#accent").input_value()
    await owner.page.locator(".form__end .button--primary").click()
    await expect(owner.page).to_have_url(own_server.url("/admin/o/civic-energy-center?done=saved"))
    store = await open_store(own_server.settings.with_secret())
    programme = await store.programmes.get("social-club")
    await store.close()
    assert programme is not None and programme.accent == taken
    assert owner.complaints == []


async def test_a_logo_is_seen_before_it_is_saved_and_then_on_phones_and_displays(
    own_server: RunningServer, own_hall: Hall
) -> None:
    await own_server.account("vesna", "owner")
    code = await own_server.debate()
    owner = await own_hall.screen(PROGRAMME, "en-GB", "vesna")

    file = FilePayload(name="logo.png", mimeType="image/png", buffer=png())
    await owner.page.locator("#logo_light").set_input_files([file])

    samples = owner.page.locator(".sample__logo")
    await expect(samples.first).to_be_visible()
    assert await samples.evaluate_all("(all) => all.map((one) => one.dataset.plate)") == [
        None,
        "",
        "",
        None,
    ]
    await owner.page.locator(".form__end .button--primary").click()
    await expect(owner.page).to_have_url(own_server.url("/admin/o/civic-energy-center?done=saved"))
    phone = await own_hall.phone(code)
    await expect(phone.page.locator(".masthead__logo img")).to_be_visible()
    key = await own_server.token(code, "display")
    display = await own_hall.screen(f"/display/{code}?key={key}")
    await expect(display.page.locator(".head__logo")).to_be_visible()
    assert await _loaded(display.page.locator(".head__logo"))
    assert owner.complaints + phone.complaints + display.complaints == []


async def test_the_overlays_logo_goes_with_everything_when_it_is_cut(
    own_server: RunningServer, own_hall: Hall
) -> None:
    store = await open_store(own_server.settings.with_secret())
    made = refined(as_file(drawn()))
    await store.logos.put("organisation", "civic-energy-center", "dark", made, 1)
    await store.close()
    code = await own_server.debate()
    key = await own_server.token(code, "display")
    producer = await own_server.moderator(code)
    plain = await own_hall.screen(f"/overlay/{code}?key={key}")
    overlay = await own_hall.screen(f"/overlay/{code}?key={key}&logo=tr")
    corner = overlay.page.locator("#corner")
    await expect(corner).to_be_visible()
    assert await _loaded(corner)
    await expect(plain.page.locator("#corner")).to_have_count(0)

    await producer.do("panic")

    await expect(corner).to_be_hidden()
    await producer.leave()
    assert overlay.complaints == []


async def _loaded(image: object) -> bool:
    return bool(await image.evaluate("(one) => one.decode().then(() => one.naturalWidth > 0)"))  # type: ignore[attr-defined]
