"""Fixtures of the archive's tests."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from server.archive.program import program
from server.store import Store
from tests.given.databases import keys_in, migrated, sqlite_url


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A real store in a file."""
    url = sqlite_url(tmp_path)
    await migrated(url)
    store = await Store.open(url, keys_in(tmp_path))
    yield store
    await store.close()


@pytest.fixture
def check_py(tmp_path: Path) -> list[str]:
    """The command with which a stranger checks a file: the program as it is handed out, and nothing
    but Python."""
    file = tmp_path / "check.py"
    file.write_text(program(), "utf-8")
    return [sys.executable, "-I", "-S", str(file)]
