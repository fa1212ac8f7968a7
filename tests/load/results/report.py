"""What was measured, as the generated part of docs/performance.md and two pictures beside it."""

import os
import platform
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.load.growth import FEW_PHONES
from tests.load.process import ROOT
from tests.load.results.plot import Growth, Measured, Point, draw, draw_growth

PAGE = ROOT / "docs" / "performance.md"
PICTURES = ROOT / "docs" / "pictures"
LIBRARIES = ("websockets", "Quart", "Hypercorn", "SQLAlchemy", "aiosqlite", "msgspec")

Figures = dict[str, float]

# Figure -> what a reader calls it, and how it is written. In the order of the table.
SHOWN = {
    "took_s": ("all here after", "{:.1f} s"),
    "votes_s": ("votes a second", "{:,.0f}"),
    "patches_s": ("patches a phone a second", "{:.1f}"),
    "ack_p50_ms": ("acknowledged, median", "{:.0f} ms"),
    "ack_p99_ms": ("acknowledged, 99 %", "{:.0f} ms"),
    "final_ms": ("all tallies final after the last acknowledgement", "{:.0f} ms"),
    "air_p50_ms": ("on air on a screen, median", "{:.0f} ms"),
    "air_p99_ms_before": ("on air, 99 %, without slow readers", "{:.0f} ms"),
    "air_p99_ms": ("on air, 99 %", "{:.0f} ms"),
    "back_s": ("all back after", "{:.1f} s"),
    "equal_s": ("all documents equal after", "{:.1f} s"),
    "stopped_back_s": ("all back after a restart", "{:.1f} s"),
    "killed_back_s": ("all back after a kill", "{:.1f} s"),
    "joins_s": ("joins a second", "{:,.0f}"),
    "cpu_ms": ("CPU a phone", "{:.2f} ms"),
    "cpu_us": ("CPU a delivered update, or a vote", "{:.1f} µs"),
    "cores": ("cores of the server", "{:.2f}"),
    "memory": ("memory of the server", "{:.0f} MB"),
    "memory_kib": ("memory a connection", "{:.1f} KiB"),
    "stalls": ("times the loop was over 100 ms late", "{:.0f}"),
}


def machine() -> str:
    """Where and when this was measured, and with what."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), "?")
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{time.strftime('%-d %B %Y')}, {model}, {os.cpu_count()} cores; Linux "
        f"{platform.release().partition('-')[0]}, Python {platform.python_version()}, {libraries}."
    )


def scenarios(figures: dict[str, Figures]) -> list[str]:
    """A line for each figure of each scenario."""
    lines = ["| scenario | | |", "|---|---|---|"]
    for name, values in figures.items():
        title = f"**{name}**"
        for key, (words, form) in SHOWN.items():
            if key in values:
                lines.append(f"| {title} | {words} | {form.format(values[key])} |")
                title = ""
    return lines


def several(measured: dict[int, dict[str, Figures]]) -> list[str]:
    """The same scenarios side by side, a column for each number of processes."""
    counts = sorted(measured)
    names = [f"{count} process{'es' if count > 1 else ''}" for count in counts]
    lines = [f"| scenario | | {' | '.join(names)} |", "|---|---|" + "---|" * len(counts)]
    for name, first in measured[counts[0]].items():
        title = f"**{name}**"
        for key, (words, form) in SHOWN.items():
            if key in first:
                values = [form.format(measured[count][name][key]) for count in counts]
                lines.append(f"| {title} | {words} | {' | '.join(values)} |")
                title = ""
    return lines


def beside(rows: Sequence[Measured]) -> list[str]:
    ours = rows[0]
    lines = [
        (
            "| | CPU µs an update | ours ÷ its | KiB a connection | joins/s | bytes an update "
            "| vote → screen, median | 99 % |"
        ),
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        name = f"**{row.name}**" if row.ours else row.name
        lines.append(
            f"| {name} | {row.cpu_us:.1f} | {ours.cpu_us / row.cpu_us:.2f} "
            f"| {row.memory_kib:.1f} | {row.joins_per_s:,.0f} | {row.bytes_each:.0f} "
            f"| {row.seen_p50_ms:.0f} ms | {row.seen_p99_ms:.0f} ms |"
        )
    return lines


def growth(measured: Growth) -> list[str]:
    """CPU by phones, and by questions that do not change."""
    head = "| {} | cores | updates a phone a second | CPU µs an update |"
    lines = [head.format("phones"), "|---|---|---|---|"]
    lines += [_grown(p, p.size) for p in measured.by_phones]
    lines += ["", head.format("questions"), "|---|---|---|---|"]
    return lines + [_grown(p, FEW_PHONES) for p in measured.by_questions]


def _grown(point: Point, phones: int) -> str:
    each = point.cores / (point.updates_s * phones) * 1e6
    return f"| {point.size:,} | {point.cores:.3f} | {point.updates_s:.1f} | {each:.1f} |"


def ballots(measured: dict[str, Figures]) -> list[str]:
    lines = ["| votes | a second | group, median | acknowledged, 99 % |", "|---|---|---|---|"]
    for name, row in measured.items():
        lines.append(
            f"| {name} | {row['votes_s']:,.0f} | {row['group_p50_ms']:.0f} ms "
            f"| {row['ack_p99_ms']:.0f} ms |"
        )
    return lines


def draw_beside(rows: Sequence[Measured], phones: int) -> None:
    draw(rows, PICTURES / "beside.png", f"The same updates to {phones:,} phones")


def draw_cost(measured: Growth) -> None:
    draw_growth(measured, PICTURES / "growth.png", "CPU while ten questions get votes")
