"""Whoever sets something up."""

from typing import Any

from playwright.async_api import Page


class Hand:
    """Counts what is pressed, which is all but typing."""

    def __init__(self) -> None:
        self.clicks = 0

    async def click(self, target: Any) -> None:
        self.clicks += 1
        await target.click()

    async def opens(self, page: Page, target: Any) -> Page:
        """What a link opens beside the page that it is on."""
        async with page.context.expect_page() as opened:
            await self.click(target)
        return await opened.value
