"""The pictures of what was measured: they can be drawn, and show what they were given."""

from pathlib import Path

from matplotlib.image import imread

from tests.load.results.plot import Growth, Measured, Point, draw, draw_growth

ROWS = (
    Measured("Tribina", 11.9, 15.8, 1_400, 140, 310, ours=True),
    Measured("Node's ws", 14.1, 21.0, 1_900, 130, 290),
    Measured("Quart's own route", 88.5, 185.6, 420, 900, 2_400),
)
GROWTH = Growth(
    by_phones=(Point(1_000, 0.05, 4.0), Point(2_000, 0.1, 4.0), Point(10_000, 0.52, 4.0)),
    by_questions=(Point(10, 0.1, 4.0), Point(100, 0.1, 4.0), Point(5_000, 0.11, 4.0)),
)


def test_the_peers_are_drawn_side_by_side(tmp_path: Path) -> None:
    draw(ROWS, tmp_path / "all.png", "2,000 phones")
    draw(ROWS[:1], tmp_path / "one.png", "2,000 phones")

    everyone, alone = imread(tmp_path / "all.png"), imread(tmp_path / "one.png")
    assert everyone.shape[0] > alone.shape[0]  # a row more for each peer


def test_growth_is_drawn_as_it_was_measured(tmp_path: Path) -> None:
    steeper = Growth((Point(1_000, 0.05, 4.0), Point(10_000, 0.9, 4.0)), GROWTH.by_questions)

    draw_growth(GROWTH, tmp_path / "a.png", "growth")
    draw_growth(steeper, tmp_path / "b.png", "growth")

    assert (imread(tmp_path / "a.png") != imread(tmp_path / "b.png")).any()
