"""The generated parts of docs/performance.md."""

from tests.load.__main__ import PARTS
from tests.load.results import report
from tests.load.results.plot import Growth, Measured, Point


def test_the_page_has_a_place_for_every_part() -> None:
    text = report.PAGE.read_text(encoding="utf-8")
    for part in ("scenarios", *PARTS):
        assert f"<!-- {part} -->\n" in text and f"<!-- /{part} -->" in text


def test_ours_is_compared_with_each() -> None:
    rows = [Measured("ours", 10, 16, 1_000, ours=True), Measured("theirs", 20, 160, 500)]

    *_, ours, theirs = report.beside(rows)

    assert ours.startswith("| **ours** | 10.0 | 1.00 ")
    assert theirs.startswith("| theirs | 20.0 | 0.50 ")


def test_growth_is_told_for_each_update() -> None:
    grown = Growth([Point(10_000, 0.5, 4.0)], [Point(10, 0.04, 4.0)])

    lines = report.growth(grown)

    assert "| 10,000 | 0.500 | 4.0 | 12.5 |" in lines
    assert "| 10 | 0.040 | 4.0 | 10.0 |" in lines


def test_a_figure_without_words_is_left_out_of_the_table() -> None:
    assert report.scenarios({"join": {"took_s": 15.2, "votes": 3}})[2:] == [
        "| **join** | all here after | 15.2 s |"
    ]
