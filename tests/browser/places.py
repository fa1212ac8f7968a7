"""Every page and every dialog of the house, in one list: for measuring, for axe.

A dialog is a page on which something was done. That none is missing is shown by
tests/web/words/test_places.py.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import Page, expect

from server.identity.recognising import LOCALE_COOKIE
from tests.browser.furnished import House

MAKING_MS = 60_000  # until an archive is made
LOCALES = ("sr-Latn", "sr-Cyrl", "sq-XK", "en")

Step = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """`steps`: what is done on the page until it shows what is meant. `inside`: only for the owner,
    who is logged in. `spoken`: its language stands in its address."""

    name: str
    path: str
    steps: tuple[Step, ...] = ()
    inside: bool = False
    spoken: bool = False

    def address(self, locale: str) -> str:
        if not self.spoken:
            return self.path
        return f"{self.path}{'&' if '?' in self.path else '?'}lang={locale}"


async def speak(page: Page, locale: str) -> None:
    """From now on pages of this origin are in this language."""
    await page.context.add_cookies([{"name": LOCALE_COOKIE, "value": locale, "url": page.url}])


async def arrive(page: Page, address: str, place: Place) -> None:
    """Come to the place, which is at this address. A control screen that is open already is not
    loaded again: what stands open on it is shut."""
    if page.url != address or "/control/" not in address:
        await page.goto(address, wait_until="load")
        again = page.locator("[data-again-s]")
        await expect(again).to_have_count(0, timeout=MAKING_MS)
    if "/control/" in address:
        await shut(page)
    for step in place.steps:
        await step(page)


async def shut(page: Page) -> None:
    """Close what stands open on a control screen, the studio's line as well."""
    for _ in range(2):
        await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)
    if await page.locator(".studio").count():
        await page.keyboard.press("y")
        await expect(page.locator(".studio")).to_have_count(0)


def press(*keys: str) -> Step:
    async def step(page: Page) -> None:
        for key in keys:
            await page.keyboard.press(key)

    return step


def click(selector: str) -> Step:
    async def step(page: Page) -> None:
        await page.locator(selector).first.click()

    return step


async def open_studio(page: Page) -> None:
    """With its pictures."""
    await page.keyboard.press("y")
    await expect(page.locator(".studio iframe").last).to_be_visible()


def write(selector: str, text: str) -> Step:
    async def step(page: Page) -> None:
        await page.locator(selector).first.fill(text)

    return step


def see(selector: str) -> Step:
    async def step(page: Page) -> None:
        await expect(page.locator(selector).first).to_be_visible()

    return step


def places_before(setup_key: str) -> list[Place]:
    """Those of a house that has no owner yet."""
    return [
        Place("setup", f"/setup?key={setup_key}"),
        Place("home-empty", "/"),
    ]


def places(house: House) -> list[Place]:
    """All of them; those of one address in a row."""
    return [*_outside(house), *_inside(house)]


def _outside(house: House) -> list[Place]:
    return [
        Place("home", "/"),
        Place("invited-over", "/invited/k"),
        Place("answers-over", "/answers/k"),
        Place("home-menu", "/", (click(".language__current"),)),
        Place("home-unknown", "/join?code=000+000"),
        Place("home-incomplete", "/join?code=12"),
        Place("about", "/about"),
        Place("privacy", "/privacy"),
        Place("organisation-privacy", "/o/civic-energy-center/privacy"),
        Place("organisation", "/o/civic-energy-center"),
        Place("programme", "/o/civic-energy-center/social-club"),
        Place("search", "/search?q=posao"),
        Place("embed", f"/embed/{house.live}", spoken=True),
        Place("proof", "/archive/check"),
        Place("login", "/login"),
        Place("reset-over", "/reset/k"),
        Place("login-second", "/login/second"),
        Place("login-host", f"/host/{house.live}"),
        Place("login-failed", "/login", (_fail_to_log_in,)),
        Place("login-elsewhere", "/login/o"),
        Place("login-elsewhere-unknown", "/login/o/nobody"),
        Place("login-elsewhere-back", "/login/o/nobody/back"),
        Place("login-elsewhere-new", "/login/o/nobody/new"),
        Place("not-found", "/nothing-here"),
        Place("no-key", f"/display/{house.live}"),
        Place("archive-not-yet", f"/archive/{house.live}"),
        Place("archive", f"/archive/{house.closed}"),
        Place("archive-minutes", f"/archive/{house.closed}/minutes", spoken=True),
        *_on_phones(house),
        Place(
            "display",
            f"/display/{house.live}?key={house.live_key}",
            (see(".asked__text"),),
            spoken=True,
        ),
        Place(
            "display-idle",
            f"/display/{house.collecting}?key={house.collecting_key}",
            (see("main"),),
            spoken=True,
        ),
        Place(
            "display-two",
            f"/display/{house.live}?key={house.live_key}&lang=sr-Latn,sq",
            (see(".asked__translation"),),
        ),
        Place("buttons", f"/studio/{house.live}?key={house.buttons_key}"),
        Place("buttons-cards", f"/studio/{house.live}?key={house.buttons_key}&cards"),
        Place("overlay", f"/overlay/{house.live}?key={house.live_key}", spoken=True),
        Place("overlay-no-key", f"/overlay/{house.live}?safe=1"),
        Place("display-no-key", f"/display/{house.live}?key=of-another-evening"),
    ]


def _on_phones(house: House) -> list[Place]:
    phone = f"/{house.live}"
    ask = click(".bar__ask button")
    return [
        Place("audience-draft", f"/{house.draft}", (see(".countdown"),)),
        Place("audience-collecting", f"/{house.collecting}", (see(".vote__arrow"),)),
        Place("audience-empty-mine", f"/{house.collecting}", (click("#tab-mine"), see(".empty"))),
        Place("audience", phone, (see(".vote__arrow"),)),
        Place("audience-menu", phone, (click(".language__current"),)),
        Place("audience-ask", phone, (ask, see("dialog"))),
        Place(
            "audience-ask-like",
            phone,
            (ask, write("#ask-text", "Kada će opština otvoriti nova radna mesta?"), see(".like")),
        ),
        Place(
            "audience-ask-error",
            phone,
            (
                ask,
                write("#ask-text", "?" * 301),
                click("dialog [type=submit]"),
                see(".field__error"),
            ),
        ),
        Place("audience-mine", phone, (_ask_once, click("#tab-mine"), see(".own"))),
        Place(
            "audience-withdraw",
            phone,
            (click("#tab-mine"), click(".own__ways button"), see(".own__ways span")),
        ),
        Place("fingerprint", f"/S/{house.live}/1/{'A' * 52}"),
        Place("audience-forget", f"{phone}/forget"),
        Place("audience-one", f"{phone}/q2", (see("main"),)),
        Place("audience-closed", f"/{house.closed}", (see(".totals"),)),
    ]


def _inside(house: House) -> list[Place]:
    phases = {"draft": house.draft, "collecting": house.collecting, "over": house.closed}
    steps = {name: (see(".columns"), *some) for name, some in _control().items()}
    return [
        *(Place(name, path, inside=True) for name, path in _as_they_open(house).items()),
        *_with_steps(house),
        *(
            Place(f"control-{phase}", f"/control/{code}", (see(".columns"),), inside=True)
            for phase, code in phases.items()
        ),
        *(
            Place(f"control-{name}", f"/control/{house.live}", some, inside=True)
            for name, some in steps.items()
        ),
    ]


def _as_they_open(house: House) -> dict[str, str]:
    debate, desk = f"/admin/debates/{house.live}", "/admin/o/civic-energy-center"
    return {
        "admin": "/admin",
        "admin-new": "/admin/debates/new",
        "admin-debate": debate,
        "admin-debate-closed": f"/admin/debates/{house.closed}",
        "admin-answers": f"/admin/debates/{house.closed}/answers",
        "admin-delete": f"/admin/debates/{house.closed}/delete",
        "admin-poster": f"{debate}/poster",
        "admin-markers": f"{debate}/markers",
        "admin-edit": f"{debate}/edit",
        "admin-cards": f"{debate}/cards",
        "admin-import": f"{debate}/import",
        "admin-carry": f"{debate}/carry",
        "admin-organisation": desk,
        "admin-leaving": f"{desk}/leaving",
        "admin-programme": f"{desk}/programmes/social-club",
        "admin-programme-new": f"{desk}/programmes/new",
        "admin-members": f"{desk}/members",
        "admin-look": f"{desk}/look",
        "admin-webhooks": f"{desk}/webhooks",
        "admin-provider": f"{desk}/provider",
        "admin-embedding": f"{desk}/embedding",
        "admin-organisations": "/admin/organisations",
        "admin-quotas": "/admin/organisations/civic-energy-center",
        "admin-own-organisations": "/admin/o",
        "admin-words": "/admin/words",
        "admin-health": "/admin/health",
        "admin-house-log": "/admin/log",
        "admin-log": f"{desk}/log",
        "account": "/account",
        "admin-others-account": "/admin/accounts/aleksandra.radosavljevic",
    }


def _with_steps(house: House) -> list[Place]:
    debate = f"/admin/debates/{house.live}"
    return [
        Place("admin-accounts", "/admin/accounts", (_open_all_details,), inside=True),
        Place("admin-wipe", debate, (_open_all_details,), inside=True),
        Place(
            "admin-errors",
            "/admin/debates/new",
            (click(".form__end .button--primary"),),
            inside=True,
        ),
        Place(
            "admin-import-preview",
            f"{debate}/import",
            (
                write("#text", "text,to,name\nKada?,,Ana\n,,"),
                click("[value=look] >> nth=-1"),
                see(".lines"),
            ),
            inside=True,
        ),
        Place(
            "admin-token",
            debate,
            (write("#label", "Studio"), click(".inline-form button"), see("#made")),
            inside=True,
        ),
        Place(
            "control-archived",
            f"/control/{house.closed}",
            (see(".columns"), press("-"), click("[data-to=archived]"), see("dialog")),
            inside=True,
        ),
        Place("host", f"/host/{house.live}", (see(".host__text"),), inside=True, spoken=True),
    ]


def _control() -> dict[str, tuple[Step, ...]]:
    """By keyboard, from any column; those of a `dialog` by its kind in control/frame/dialogs.js."""
    inbox = press("ArrowRight", "ArrowLeft", "ArrowLeft")
    dialog, chooser = see("dialog"), see("[data-choice]")
    return {
        "inbox": (inbox,),
        "open": (inbox, press("ArrowRight")),
        "rundown": (inbox, press("ArrowRight", "ArrowRight")),
        "studio": (open_studio,),
        "help": (press("?"), dialog),
        "find": (press("q"), dialog),
        "fairness": (press("="), dialog),
        "chosen": (inbox, press("Space"), see(".chosen")),
        "selecting": (inbox, click("[data-view=select]"), see(".card__tick")),
        "flood": (press("Shift+D"), dialog),
        "bursts": (click(".notice__look"), dialog),
        "set_apart": (click(".notice__look"), click(".burst__end button"), see(".modal--confirm")),
        "phases": (press("-"), see(".phase-menu__choices")),
        "closed": (press("-"), click("[data-to=closed]"), dialog),
        "dismiss": (inbox, press("d"), chooser),
        "tag": (inbox, press("t"), chooser),
        "assign": (inbox, press("g"), chooser),
        "hold": (inbox, press("h"), see(".chooser")),
        "merge": (inbox, press("m"), dialog),
        "edit": (inbox, press("e"), dialog),
        "translate": (inbox, press("p"), dialog),
        "note": (inbox, press("w"), dialog),
        "block": (inbox, press("b"), dialog),
        "remarks": (press("v"), see(".remarks")),
        "undo": (_as_if_just_done, press("z"), dialog),
    }


async def _as_if_just_done(page: Page) -> None:
    """What a colleague has done last is asked about before it is taken back, while it is fresh."""
    await page.evaluate("Date.now = () => 0")


async def _fail_to_log_in(page: Page) -> None:
    await page.fill("[name=name]", "nobody")
    await page.fill("[name=password]", "wrong")
    await page.click("main form button")
    await expect(page.locator("[role=alert]")).to_be_visible()


async def _open_all_details(page: Page) -> None:
    await page.evaluate(
        "document.querySelectorAll('details:not(.language)').forEach((one) => one.open = true)"
    )


async def _ask_once(page: Page) -> None:
    """One question of this phone's, in whichever language it comes first."""
    if await page.locator(".tab__count").count():
        return
    await page.locator(".bar__ask button").click()
    await page.fill("#ask-text", "Zašto autobus broj 7 kasni svakog jutra?")
    await page.click("dialog [type=submit]")
    await expect(page.locator(".tab__count")).to_be_visible()
