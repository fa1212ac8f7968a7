"""A page's words: plurals, numbers, dates and the best language, in all four locales."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page

from server.web.words.formats import Formats
from server.web.words.i18n import LOCALES

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

STRINGS = {
    "audience.votes": {"one": "{count} glas", "few": "{count} glasa", "other": "{count} glasova"},
    "audience.to": "za: {name}",
    "common.house_time": "vreme u Mitrovici",
}
MOMENT = datetime(2026, 3, 4, 19, 5, tzinfo=UTC)  # a Wednesday


async def words(page: Page, locale: str, program: str, **fields: Any) -> Any:
    """What an expression gives on a page in that locale, with the names of page.js."""
    data: dict[str, Any] = {"locale": locale, "reads": LOCALES[locale].reads, "strings": STRINGS}
    data |= {"programme": {"accent": "#123456"}} | fields
    return await page.evaluate(
        """async ([data, program]) => {
          const script = document.createElement("script")
          script.id = "page"
          script.type = "application/json"
          script.textContent = data
          document.documentElement.append(script)
          const names = await import("/common/page.js")
          return new Function(...Object.keys(names), `return ${program}`)(...Object.values(names))
        }""",
        [json.dumps(data), program],
    )


async def test_a_count_chooses_the_form_of_the_noun(page: Page) -> None:
    said = await words(
        page, "sr-Latn", "[1, 2, 5, 11, 21, 1234].map((count) => t('audience.votes', { count }))"
    )

    assert said == ["1 glas", "2 glasa", "5 glasova", "11 glasova", "21 glas", "1.234 glasa"]


async def test_a_language_without_few_uses_other(page: Page) -> None:
    said = await words(page, "sq-XK", "[1, 2].map((count) => t('audience.votes', { count }))")

    assert said == ["1 glas", "2 glasova"]


async def test_placeholders_are_filled_and_what_is_unknown_is_seen(page: Page) -> None:
    said = await words(
        page,
        "en",
        "[t('audience.to', { name: 'Ana {x}' }), t('audience.to'), t('audience.nothing')]",
    )

    assert said == ["za: Ana {x}", "za: {name}", "audience.nothing"]


@pytest.mark.parametrize(
    ("locale", "number"),
    [("sr-Latn", "12.345"), ("sr-Cyrl", "12.345"), ("sq-XK", "12\u00a0345"), ("en", "12,345")],
)
async def test_numbers_are_written_the_readers_way(page: Page, locale: str, number: str) -> None:
    assert await words(page, locale, "number(12345)") == number


@pytest.mark.parametrize(
    ("locale", "date"),
    [
        ("sr-Latn", "sreda, 4. marta"),
        ("sr-Cyrl", "среда, 4. марта"),
        ("sq-XK", "e mërkurë, 4 mars"),
        ("en", "Wednesday 4 March"),
    ],
)
async def test_dates_are_written_in_the_readers_language(
    page: Page, locale: str, date: str
) -> None:
    assert await words(page, locale, f"date({MOMENT.timestamp() * 1000})") == date


async def test_a_screen_of_two_languages_dates_in_both_as_the_server_does(page: Page) -> None:
    at = round(MOMENT.timestamp() * 1000)
    program = f"{list(LOCALES)}.map((tag) => dating(tag)({at}))"

    assert await words(page, "en", program) == [Formats(tag).weekday(at) for tag in LOCALES]


@pytest.mark.parametrize(
    ("locale", "date"), [("sr-Latn", "5. decembra"), ("sr-Cyrl", "5. децембра")]
)
async def test_serbian_months_are_in_the_genitive(page: Page, locale: str, date: str) -> None:
    assert (await words(page, locale, "date(Date.UTC(2026, 11, 5, 12))")).endswith(date)


@pytest.mark.parametrize("locale", LOCALES)
async def test_the_clock_has_twenty_four_hours_everywhere(page: Page, locale: str) -> None:
    moments = [MOMENT, MOMENT + timedelta(hours=12)]

    hours = [
        (await words(page, locale, f"time({moment.timestamp() * 1000})"))[:2] for moment in moments
    ]

    assert abs(int(hours[0]) - int(hours[1])) == 12


@pytest.mark.parametrize("locale", LOCALES)
async def test_a_time_is_that_of_the_house_and_named_to_who_has_another(
    page: Page, locale: str
) -> None:
    night = datetime(2026, 3, 4, 23, 30, tzinfo=UTC).timestamp() * 1000
    program = f"[time({night}), houseTime({night}), date({night}), isElsewhere({night})]"
    own = await page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert own == "Europe/London", "in which it is 23:30 of the day before"

    time, named, date, elsewhere = await words(page, locale, program, zone="Europe/Belgrade")

    assert (time, named, elsewhere) == ("00:30", "00:30 (vreme u Mitrovici)", True)
    assert "5" in date


async def test_a_time_is_not_named_to_who_has_the_same(page: Page) -> None:
    moment = MOMENT.timestamp() * 1000
    program = f"[houseTime({moment}), isElsewhere({moment})]"

    # Portugal keeps London's time.
    assert await words(page, "en", program, zone="Europe/Lisbon") == ["19:05", False]


@pytest.mark.parametrize(
    ("locale", "texts", "best"),
    [
        ("sr-Latn", {"en": "Jobs", "sr-Latn": "Posao"}, ("Posao", "sr-Latn")),
        ("sr-Latn", {"sq": "Puna", "sr-Cyrl": "Посао"}, ("Посао", "sr-Cyrl")),
        ("sr-Cyrl", {"sr-Latn": "Posao", "en": "Jobs"}, ("Posao", "sr-Latn")),
        ("sq-XK", {"sr-Latn": "Posao", "sq": "Puna"}, ("Puna", "sq")),
        ("en", {"sq": "Puna", "en": ""}, ("Puna", "sq")),
        ("en", {"de": "Arbeit"}, ("Arbeit", "de")),
        ("en", {}, ("", "en")),
    ],
)
async def test_the_best_text_is_picked_with_its_language(
    page: Page, locale: str, texts: dict[str, str], best: tuple[str, str]
) -> None:
    picked = await words(page, locale, f"pick({json.dumps(texts)})")

    assert (picked["text"], picked["lang"]) == best


async def test_the_programmes_colour_is_the_pages_accent(page: Page) -> None:
    await words(page, "en", "0")

    accent = await page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--accent')"
    )

    assert accent == "#123456"
