"""Waiting for what the house does beside."""

import asyncio

from tests.given.web_house import House


async def signed(house: House) -> None:
    """Until the head of all its lines is."""
    lines = await house.store.journal.lines("482915")
    async with asyncio.timeout(10):
        while True:
            kept = await house.store.checkpoints.last("482915")
            if kept is not None and kept.head.size == len(lines):
                return
            await asyncio.sleep(0.01)
