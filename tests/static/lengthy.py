"""Cases of which each change tries the first, and `make long` all."""

from collections.abc import Iterable
from typing import Any

import pytest


def at_length(cases: Iterable[Any], first: int = 1) -> list[Any]:
    """For `parametrize`, of one parameter."""
    found = list(cases)
    return [*found[:first], *(pytest.param(one, marks=pytest.mark.slow) for one in found[first:])]
