"""Merge patches: the same cases as the pages, and the RFC's own."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.debate.patches import diff, merge

CASES = json.loads((Path(__file__).parents[1] / "data" / "merge-patches.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_a_patch_makes_of_the_target_what_the_rfc_says(case: dict[str, Any]) -> None:
    before = json.dumps(case["target"])

    result = merge(case["target"], case["patch"])

    assert result == case["result"]
    assert json.dumps(case["target"]) == before


def is_document(value: Any) -> bool:
    """Documents are objects, and hold no nulls."""
    return isinstance(value, dict) and "null" not in json.dumps(value)


@pytest.mark.parametrize(
    "case", [case for case in CASES if is_document(case["target"]) and is_document(case["result"])]
)
def test_the_difference_of_two_documents_is_a_patch_between_them(case: dict[str, Any]) -> None:
    before, after = case["target"], case["result"]

    assert merge(before, diff(before, after)) == after


@pytest.mark.parametrize("kind", [(False, 0), (1, True), (1, 1.0)])
def test_a_number_that_becomes_a_yes_or_no_is_a_difference_however_deep_in_lists(
    kind: tuple[Any, Any],
) -> None:
    before, after = ({"a": [[{"b": one}]]} for one in kind)

    assert diff(before, after) == after
    assert json.dumps(merge(before, diff(before, after))) == json.dumps(after)
