"""What an edit changed, as phones show it."""

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DIFFERENCE = """async ([before, now]) =>
  (await import("/audience/later/difference.js")).difference(before, now)"""


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (
            "Hoće li biti posla?",
            "Kada će biti više posla?",
            [
                ["gone", "Hoće li"],
                ["new", "Kada će"],
                ["same", "biti"],
                ["new", "više"],
                ["same", "posla?"],
            ],
        ),
        ("Kada?", "Kada?", [["same", "Kada?"]]),
        ("", "Kada?", [["new", "Kada?"]]),
        ("Kada?", "", [["gone", "Kada?"]]),
        ("Kada  opet", "Kada opet", [["same", "Kada opet"]]),
    ],
)
async def test_words_that_stay_and_those_that_do_not(
    page: Page, before: str, now: str, found: list[list[str]]
) -> None:
    assert await page.evaluate(DIFFERENCE, [before, now]) == found


async def test_both_wordings_can_be_read_from_it(page: Page) -> None:
    before, now = "a b " * 75, "b a c " * 50

    found: list[list[Any]] = await page.evaluate(DIFFERENCE, [before, now])

    def read(kind: str) -> list[str]:
        words = " ".join(text for of, text in found if of in ("same", kind))
        return words.split()

    assert (read("gone"), read("new")) == (before.split(), now.split())
