"""A fresh store in a folder of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.store import Store, migrate


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'tribina.db'}"


@pytest_asyncio.fixture
async def store(url: str) -> AsyncIterator[Store]:
    await migrate(url)
    opened = await Store.open(url)
    yield opened
    await opened.close()
