"""Generated parts of pages."""

from pathlib import Path

import pytest

from tests.given.generated import part, replace_part


def test_a_part_is_put_between_its_marks_and_nothing_else_is_touched(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- a -->\nold\n<!-- /a -->\nafter\n", encoding="utf-8")

    replace_part(page, "a", ["| new |", "| č |"])

    assert page.read_text(encoding="utf-8") == (
        "before\n<!-- a -->\n| new |\n| č |\n<!-- /a -->\nafter\n"
    )
    assert part(page, "a") == ["| new |", "| č |"]
    with pytest.raises(ValueError, match="no place for b"):
        replace_part(page, "b", [])
