"""Whether a colour can be read is said by the server, as it is judged when it is saved."""

import pytest

from server.web.admin.checks import programme_problems
from tests.given.web_house import House

PATH = "/admin/o/civic-energy-center/colour/"


@pytest.mark.parametrize("colour", ["#ffcc00", "#1b5e8c", "#767676", "#777777", "#000000"])
async def test_what_is_said_is_what_saving_would_say(house: House, colour: str) -> None:
    owner = await house.moderator("owner", "vesna")

    said = await (await owner.get(f"{PATH}{colour[1:]}.json")).get_json()

    refused = "accent" in programme_problems("vece", {"en": "x"}, colour)
    assert said["passes"] is not refused
    assert "accent" not in programme_problems("vece", {"en": "x"}, said["nearest"])
    assert (said["nearest"] == colour) is said["passes"]
    assert said["says"] and said["nearest"] in said["take"]


async def test_a_ratio_is_never_rounded_up_to_what_would_pass(house: House) -> None:
    owner = await house.moderator("owner", "vesna")

    said = await (await owner.get(f"{PATH}777777.json")).get_json()  # 4.48

    assert not said["passes"] and "4,5" not in said["says"].split("(")[1].split(":")[0]


async def test_only_who_makes_programmes_there_is_told(house: House) -> None:
    owner = await house.moderator("owner", "vesna")
    screener = await house.moderator("screener", "mira")

    for path in ("red.json", "1B5E8C0.json", "12345.json", "..%2f.json"):
        assert (await owner.get(PATH + path)).status_code == 404
    assert (await screener.get(f"{PATH}1b5e8c.json")).status_code == 403
    assert (await house.stranger().get(f"{PATH}1b5e8c.json")).status_code == 303
