"""The browser reads Serbian Cyrillic in Latin as the server does: the same cases."""

import json
from pathlib import Path

import pytest

from server.language.scripts import is_cyrillic
from tests.static.modules import evaluate

CASES = json.loads((Path(__file__).parents[1] / "data" / "cyrillic-latin.json").read_text("utf-8"))


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.usefixtures("modules")
async def test_cyrillic_is_read_in_latin_as_the_server_reads_it() -> None:
    texts = [case["cyrillic"] for case in CASES]

    latin, cyrillic = await evaluate(
        """async (texts) => {
             const { isCyrillic, toLatin } = await import("/common/script.js")
             return [texts.map(toLatin), texts.map(isCyrillic)]
           }""",
        texts,
    )

    assert latin == [case["latin"] for case in CASES]
    assert cyrillic == [is_cyrillic(text) for text in texts]
    assert any(cyrillic) and not all(cyrillic)
