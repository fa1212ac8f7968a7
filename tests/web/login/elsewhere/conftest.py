"""A house, and the provider of its organisation, which says what a test wants it to."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.given.others.logins_elsewhere import open_house_with, organisation
from tests.given.others.providers import Crooked, crooked
from tests.given.web_house import House


@pytest.fixture
def provider() -> Iterator[Crooked]:
    with crooked() as provider:
        yield provider


@pytest.fixture
def other_provider() -> Iterator[Crooked]:
    with crooked() as provider:
        yield provider


@pytest_asyncio.fixture
async def house(tmp_path: Path, provider: Crooked, other_provider: Crooked) -> AsyncIterator[House]:
    """With one organisation that lets people in so."""
    house = await open_house_with(tmp_path, provider.issuer, other_provider.issuer)
    await organisation(house, "aktiv", provider.issuer)
    yield house
    await house.close()
