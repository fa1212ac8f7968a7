"""A second for every target; `make fuzz` for longer."""

import pytest
from hypothesis import strategies as st
from schemathesis.core.failures import Failure, FailureGroup

from tests.fuzz.fuzzing import Target, fuzz
from tests.fuzz.targets import TARGETS

SECONDS = 1.0


# The contract has its seconds in tests/wire/test_openapi.py: a house for all of it takes long.
@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in TARGETS if name != "contract"])
def test_nothing_is_found_in_a_second(name: str) -> None:
    outcome = fuzz(TARGETS[name], SECONDS)

    assert outcome.executions > 0
    assert not outcome.finds, outcome.finds[0]


def test_what_a_library_raises_as_a_group_of_failures_is_told() -> None:
    def fails(value: int) -> None:
        raise FailureGroup([Failure(operation=None, message=f"not {value}")])

    outcome = fuzz(Target("group", st.just(3), fails), SECONDS)

    assert "not 3" in outcome.finds[0]
