"""The pairs of questions in tests/data/likeness; docs/likeness.md says what each file is."""

import json
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from server.language.likeness import likeness
from tests.likeness.measures import Rated

FOLDER = Path(__file__).parents[1] / "data" / "likeness"
FILES = (
    "given",
    "plain-seen",
    "plain-unseen",
    "mixed-seen",
    "mixed-held",
    "hard-seen",
    "hard-unseen",
)
SEEN = ("given", "plain-seen", "mixed-seen", "hard-seen")
ONE_LANGUAGE = "one language"


class Pair(Struct, frozen=True):
    a: str
    b: str
    languages: tuple[str, str]  # sr, sq, en, whatever the script; in this order
    same: bool


def read(name: str) -> list[Pair]:
    rows = map(json.loads, (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines())
    return [
        Pair(row["a"], row["b"], _languages(row["lang_a"], row["lang_b"]), row["duplicate"])
        for row in rows
    ]


def rated_by_languages(
    pairs: list[Pair], rate: Callable[[str, str], float] = likeness
) -> dict[str, list[Rated]]:
    """The pairs of one language together, then those of each two languages."""
    groups: dict[str, list[Rated]] = {ONE_LANGUAGE: []}
    for pair in pairs:
        rated = rate(pair.a, pair.b), pair.same
        groups.setdefault("–".join(dict.fromkeys(pair.languages)), []).append(rated)
        if len(set(pair.languages)) == 1:
            groups[ONE_LANGUAGE].append(rated)
    return groups


def _languages(*tags: str) -> tuple[str, str]:
    one, other = sorted((tag.split("-")[0] for tag in tags), key=("sr", "sq", "en").index)
    return one, other
