"""The pages choose the same translations, whether the server or the browser draws them."""

from typing import Any

import pytest

from server.web.words.translations import beside, lang_of
from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

ALL = {"sr": "Када?", "sq": "Kur?", "en": "When?"}


def without(*languages: str) -> dict[str, Any]:
    made = {language: text for language, text in ALL.items() if language not in languages}
    return {"translations": made} if made else {}


EXPECTED = [
    (without("sr"), [["Kur?", "sq"]]),  # of a Serbian question, and so on
    (without("sq"), [["Када?", "sr-Cyrl"]]),
    (without("en"), [["Када?", "sr-Cyrl"], ["Kur?", "sq"]]),
    ({"translations": {"sr": "Kada?"}}, [["Kada?", "sr-Latn"]]),
    (without("sr", "sq"), [["When?", "en"]]),
    (without("sr", "sq", "en"), []),
]


async def test_a_hall_of_two_languages_sees_its_two_languages_and_else_english() -> None:
    questions = [question for question, _ in EXPECTED]
    shown = [words for _, words in EXPECTED]

    drawn = await evaluate(
        """async (questions) => {
             document.documentElement.lang = "en"
             const { beside } = await import("/common/translations.js")
             const words = (one) => beside(one, ["sr", "sq"])
             return questions.map((one) => words(one).map(({ text, lang }) => [text, lang]))
           }""",
        questions,
    )

    assert drawn == shown
    for question, words in EXPECTED:
        assert [list(one) for one in beside(question, ["sr", "sq"])] == words
    assert lang_of("sr", "Њ") == "sr-Cyrl"
