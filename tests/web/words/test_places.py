"""The list of all places (tests/browser/places.py) has every page that the web app answers with
and every dialog of the control screen."""

import re

from tests.browser.furnished import House as Furnished
from tests.browser.places import places, places_before
from tests.given.web_house import House
from tests.static.modules import STATIC

FURNISHED = Furnished("100001", "100002", "100003", "100004", "k", "k", "k")
NO_PAGES = re.compile(
    r"^/(api|oembed|qr|accent|logo|words|log|witness|health|metrics|openapi|asyncapi)\b|check\.py|verify\.html|\.png$|/checklist$|/do/|/pressed$|/embed/embed\.|/markers/file$|\.(atom|ics|json)$|/log\.(csv|ndjson)$|/leaving/.*\.(zip|ndjson)$|ograf\.zip$|/colour/|/earlier$|<any\("
)


def test_every_page_is_listed(house: House) -> None:
    adapter = house.app.url_map.bind("localhost")
    listed = [*places(FURNISHED), *places_before("k")]
    seen = {
        adapter.match(place.path.partition("?")[0])[0] for place in listed if _is_known(place.path)
    }
    pages = {
        rule.endpoint
        for rule in house.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not NO_PAGES.search(rule.rule)
    }
    assert len(pages) > 20
    assert pages - seen == set()


def test_every_dialog_of_the_control_screen_is_listed() -> None:
    source = (STATIC / "control/frame/dialogs.js").read_text("utf-8")
    kinds = set(re.findall(r'kind === "(\w+)"', source))
    assert len(kinds) > 10
    listed = {place.name for place in places(FURNISHED)}
    assert {f"control-{kind}" for kind in kinds} - listed == set()


def _is_known(path: str) -> bool:
    return path != "/nothing-here"
