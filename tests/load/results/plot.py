"""Pictures of what was measured, for docs/: the peers side by side, and how cost grows.

Drawn without a window or a state shared by all (`Figure`, not pyplot), to any file name that
matplotlib knows; `.png` in docs/.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

OURS, THEIRS, TAIL = "#0b6e4f", "#8a94a6", "#c9ced8"
WIDTH_IN, ROW_IN, MARGIN_IN = 11.0, 0.32, 1.2
DPI = 120


@dataclass(frozen=True)
class Measured:
    """One server under the same work as the others. `cpu_us`: of CPU for each delivered update of
    `bytes_each`; `memory_kib`: for each connection; from a vote to everyone's screen:
    `seen_p50_ms` and `seen_p99_ms`. `ours`: it is Tribina."""

    name: str
    cpu_us: float
    memory_kib: float
    joins_per_s: float
    seen_p50_ms: float = 0.0
    seen_p99_ms: float = 0.0
    bytes_each: float = 0.0
    ours: bool = False


@dataclass(frozen=True)
class Point:
    """`cores` (1.0 is one busy core) for this many, while each phone gets `updates_s`."""

    size: int
    cores: float
    updates_s: float


@dataclass(frozen=True)
class Growth:
    """Cost measured for sizes that grow."""

    by_phones: Sequence[Point]
    by_questions: Sequence[Point]


def draw(rows: Sequence[Measured], path: Path, title: str) -> None:
    """One panel for each figure, one bar for each server, in the order given."""
    height = 2 * (MARGIN_IN + ROW_IN * len(rows))
    figure = Figure(figsize=(WIDTH_IN, height), layout="constrained")
    figure.suptitle(title)
    (cpu, memory), (joins, seen) = figure.subplots(2, 2, sharey=True)
    _bars(cpu, "CPU µs a delivered update", rows, [row.cpu_us for row in rows])
    _bars(memory, "KiB of memory a connection", rows, [row.memory_kib for row in rows])
    _bars(joins, "joins a second (more is better)", rows, [row.joins_per_s for row in rows])
    _bars(
        seen,
        "ms from a vote to everyone's screen: median, and 99 %",
        rows,
        [row.seen_p50_ms for row in rows],
        [row.seen_p99_ms for row in rows],
    )
    figure.savefig(path, dpi=DPI)


def draw_growth(growth: Growth, path: Path, title: str) -> None:
    """CPU by phones, beside what it were if each cost the same, and CPU by questions."""
    figure = Figure(figsize=(WIDTH_IN, WIDTH_IN * 0.38), layout="constrained")
    figure.suptitle(title)
    phones, questions = figure.subplots(1, 2)
    _line(phones, "phones", growth.by_phones)
    last = growth.by_phones[-1]
    phones.plot([0, last.size], [0, 100 * last.cores], "--", color=THEIRS, label="in proportion")
    phones.legend(frameon=False)
    _line(questions, "questions that do not change", growth.by_questions)
    questions.set_xscale("log")
    figure.savefig(path, dpi=DPI)


def _bars(
    axes: Axes,
    title: str,
    rows: Sequence[Measured],
    values: Sequence[float],
    tails: Sequence[float] | None = None,
) -> None:
    places = range(len(rows))
    if tails is not None:
        axes.barh(places, tails, color=TAIL)
    bars = axes.barh(places, values, color=[OURS if row.ours else THEIRS for row in rows])
    labels = [f"{value:,.4g}" for value in values]
    if tails is not None:
        labels = [f"{label} / {tail:,.4g}" for label, tail in zip(labels, tails, strict=True)]
    for bar, label, end in zip(bars, labels, tails or values, strict=True):
        axes.text(end, bar.get_y() + bar.get_height() / 2, f" {label}", va="center")
    axes.set_yticks(places, [row.name for row in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_title(title, loc="left", fontsize="medium")
    axes.set_xlim(0, max(tails or values) * 1.3)
    axes.spines[["top", "right"]].set_visible(False)


def _line(axes: Axes, what: str, points: Sequence[Point]) -> None:
    sizes, percents = [p.size for p in points], [100 * p.cores for p in points]
    axes.plot(sizes, percents, "o-", color=OURS, label="measured")
    axes.set_xlabel(what)
    axes.set_ylabel("% of one core")
    axes.set_ylim(0, max(percents) * 1.1)
    axes.spines[["top", "right"]].set_visible(False)
