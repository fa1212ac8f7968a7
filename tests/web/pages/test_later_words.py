"""Words that scripts ask for later are those of one section, in one language of the house."""

import pytest

from server.web.words.i18n import LOCALES
from tests.given.web_house import House


@pytest.mark.parametrize("tag", LOCALES)
async def test_each_language_has_them(house: House, tag: str) -> None:
    response = await house.stranger().get(f"/words/trust/{tag}.json")

    words = await response.get_json()
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert words == house.app.extensions["tribina"].catalogue.strings(tag, ("trust",))
    assert words["trust.to_do"]


@pytest.mark.parametrize(
    "path", ["/words/admin/en.json", "/words/trust/de.json", "/words/trust/en"]
)
async def test_no_others_are_given(house: House, path: str) -> None:
    assert (await house.stranger().get(path)).status_code == 404
