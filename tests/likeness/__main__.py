"""`make likeness`: how well questions in other words are told from other questions, and how fast.

The tables are those of docs/likeness.md.
"""

import random
import time

from server.debate.showing.likely import THRESHOLD
from server.language.index import Index
from tests.likeness.debates import NAMES, rated_in_debate
from tests.likeness.measures import auc, found_from, recall_at
from tests.likeness.pairs import FILES, rated_by_languages, read

PRECISION = 0.9
QUESTIONS = 5_000
SEARCHES = 200
THRESHOLDS = (THRESHOLD, 0.6, 0.7, 0.8, 0.9)
MS = 1_000  # a second


def main() -> None:
    print("| pairs | languages | number | AUC | recall at precision ≥ 0.9 |")
    print("|---|---|--:|--:|--:|")
    for name in FILES:
        for languages, rated in rated_by_languages(read(name)).items():
            figures = _figure(auc(rated)), _figure(recall_at(PRECISION, rated))
            print(f"| {name} | {languages} | {len(rated)} | {' | '.join(figures)} |")
    print()
    print("| debate | from | pairs found | precision | recall |")
    print("|---|--:|--:|--:|--:|")
    for name in NAMES:
        rated = rated_in_debate(name)
        for threshold in THRESHOLDS:
            found, precision, recall = found_from(threshold, rated)
            print(f"| {name} | {threshold} | {found} | {precision:.2f} | {recall:.2f} |")
    print()
    times = sorted(_search_times())
    print(
        f"Suggestions among {QUESTIONS:,} questions: median {times[len(times) // 2]:.1f} ms, "
        f"slowest of {SEARCHES} {times[-1]:.1f} ms."
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _search_times() -> list[float]:
    """Milliseconds of each search, among questions made of the pairs."""
    chance = random.Random(5)
    texts = sorted({text for name in FILES for pair in read(name) for text in (pair.a, pair.b)})
    index = Index()
    for number in range(QUESTIONS):
        ending = chance.choice(texts).split()[-3:]
        index.add(f"q{number}", " ".join([chance.choice(texts), *ending]))
    times = []
    for text in chance.sample(texts, SEARCHES):
        began = time.perf_counter()
        index.similar(text, THRESHOLD)
        times.append((time.perf_counter() - began) * MS)
    return times


main()
