"""Every page and dialog, in light and dark and two languages: axe-core finds nothing, no console
complains."""

from typing import Any, Literal

from axe_playwright_python.async_playwright import Axe

from tests.browser.furnished import OWNER, furnish
from tests.browser.hall import Hall, Person
from tests.browser.places import Place, arrive, places, speak
from tests.given.servers import RunningServer

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What lies upon a page while it is open: behind it nothing is pressed, so how much of that is left
# to be pressed says nothing.
BEHIND = {"target-size": {"enabled": False}}
# Axe copies the sheets of graphics into the page, which no page of ours lets anybody do.
WITH_GRAPHICS = {"overlay"}
UPON = {"control-phases": ".phase-menu__choices"}
MODES: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", "sr-Latn"), ("dark", "sq-XK"))


async def test_axe_finds_nothing_on_any_page(own_server: RunningServer, own_hall: Hall) -> None:
    house = await furnish(own_server)
    found: list[str] = []
    for colours, locale in MODES:
        outside = await own_hall.screen("/")
        inside = await own_hall.screen("/admin", name=OWNER)
        for visitor in (outside, inside):
            await speak(visitor.page, locale)
            await visitor.page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        for place in places(house):
            visitor = inside if place.inside else outside
            await arrive(visitor.page, own_server.address + place.address(locale), place)
            found += [f"{place.name} {colours}: {what}" for what in await _look(visitor, place)]
        for visitor in (outside, inside):
            found += [said for said in visitor.complaints if "status of 4" not in said]
    assert not found, "\n".join(found)


async def _look(visitor: Person, place: Place) -> list[str]:
    upon = UPON.get(place.name)
    options = {"preload": False} if place.name in WITH_GRAPHICS else {}
    results = await _run(visitor, RULES | options | ({"rules": BEHIND} if upon else {}))
    assert len(results["passes"]) > 5, f"hardly anything was looked at on {place.name}"
    violations = results["violations"]
    if upon:
        violations += (await _run(visitor, RULES, upon))["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


async def _run(visitor: Person, options: dict[str, Any], part: str | None = None) -> Any:
    return (await Axe().run(visitor.page, context=part, options=options)).response
