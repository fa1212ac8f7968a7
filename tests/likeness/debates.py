"""The recorded debates in tests/data/debates, with what their moderators merged: there, unlike in
the files of pairs, nearly all pairs are not the same."""

from itertools import combinations
from pathlib import Path

from server.demo.recording import load
from server.language.likeness import likeness_of
from server.language.traits import traits_of
from tests.likeness.measures import Rated

FOLDER = Path(__file__).parents[1] / "data" / "debates"
NAMES = ("social-club-jobs", "sporazum-energy")


def rated_in_debate(name: str) -> list[Rated]:
    """Every pair of its questions; the same are those that came into one by merging."""
    recording = load(FOLDER / f"{name}.json")
    into = {m.question: m.into for m in recording.moderation if m.do == "merge" and m.into}

    def kept(key: str) -> str:
        while key in into:
            key = into[key]
        return key

    traits = {asked.key: traits_of(asked.text) for asked in recording.submissions}
    return [
        (likeness_of(traits[a], traits[b]), kept(a) == kept(b)) for a, b in combinations(traits, 2)
    ]
