"""A provider that says what a test wants it to."""

from collections.abc import Iterator

import pytest

from tests.given.others.providers import Crooked, crooked


@pytest.fixture
def provider() -> Iterator[Crooked]:
    with crooked() as provider:
        yield provider
