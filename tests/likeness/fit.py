"""`python -m tests.likeness.fit`: weights for likeness, from the pairs that may be seen.

A logistic regression, drawn (ridge) towards PRIOR, which is set by hand: what is rare in the files
but decides where it occurs must not be unlearned. No sign changes sides. Pairs that share a
question are always in one fold, so that no fold is measured on questions it was fitted to.
"""

import math
from collections.abc import Sequence

from msgspec.structs import astuple

from server.language.likeness import WEIGHTS, Signs, signs_of
from server.language.traits import traits_of
from tests.likeness.measures import Rated, auc, recall_at
from tests.likeness.pairs import SEEN, Pair, read

BIAS = 0.5
PRIOR = Signs(
    covered=4.0,
    other_kind=-5.0,
    near_kind=-4.0,
    twisted=-2.0,
    denied=-5.5,
    contrary=-3.5,
    excluded=-3.5,
    other_number=-5.0,
    other_name=-4.0,
    other_time=-4.0,
    other_focus=-2.0,
    shaded=-2.0,
    extra_name=-3.0,
    extra_time=-1.5,
    extra=-1.0,
    turned=-5.5,
    swapped=-5.0,
    scarce=-1.5,
)
RIDGES = (0.03, 0.1, 0.3, 1.0, 3.0)  # how strongly; the first line of the output compares them
RIDGE = 1.0
FOLDS = 10
STEPS = 30
MEASURED_AT = 0.9

Row = tuple[list[float], bool]  # 1 for the bias and then the signs; whether the pair is the same


def main() -> None:
    folds = _folds([pair for name in SEEN for pair in read(name)])
    for ridge in RIDGES:
        rated = []
        for held_out in folds:
            others = [row for fold in folds if fold is not held_out for row in fold]
            rated += _rated(fit(others, ridge), held_out)
        area, recall = auc(rated) or 0, recall_at(MEASURED_AT, rated) or 0
        print(f"ridge {ridge}: AUC {area:.3f}, recall {recall:.3f} on folds left out")
    weights = fit([row for fold in folds for row in fold], RIDGE)
    for name, weight in zip(("bias", *WEIGHTS.__struct_fields__), weights, strict=True):
        print(f"{name:13} {weight:5.1f}")


def fit(rows: Sequence[Row], ridge: float) -> list[float]:
    """The weights, the bias first: Newton's method on the penalised likelihood."""
    prior = [BIAS, *astuple(PRIOR)]
    weights = list(prior)
    size = len(weights)
    for _ in range(STEPS):
        slope = [ridge * (was - now) for was, now in zip(prior, weights, strict=True)]
        bend = [[ridge * (row == column) for column in range(size)] for row in range(size)]
        for signs, same in rows:
            likely = _probability(weights, signs)
            there = [at for at in range(size) if signs[at]]
            for at in there:
                slope[at] += (same - likely) * signs[at]
                for other in there:
                    bend[at][other] += likely * (1 - likely) * signs[at] * signs[other]
        step = _solved(bend, slope)
        weights = [
            now + change if at == 0 or (now + change) * was > 0 else 0.0
            for at, (now, change, was) in enumerate(zip(weights, step, prior, strict=True))
        ]
    return weights


def _folds(pairs: list[Pair]) -> list[list[Row]]:
    group: dict[str, str] = {}  # of each text, the text that stands for all it is paired with

    def root(text: str) -> str:
        while group.setdefault(text, text) != text:
            text = group[text]
        return text

    for pair in pairs:
        group[root(pair.a)] = root(pair.b)
    roots = {name: at for at, name in enumerate(sorted({root(pair.a) for pair in pairs}))}
    folds: list[list[Row]] = [[] for _ in range(FOLDS)]
    for pair in pairs:
        a, b = traits_of(pair.a), traits_of(pair.b)
        if a.folded != b.folded:
            row = [1.0, *astuple(signs_of(a, b))], pair.same
            folds[roots[root(pair.a)] % FOLDS].append(row)
    return folds


def _rated(weights: list[float], rows: list[Row]) -> list[Rated]:
    return [(_probability(weights, signs), same) for signs, same in rows]


def _probability(weights: list[float], signs: list[float]) -> float:
    return 1 / (1 + math.exp(-math.fsum(w * s for w, s in zip(weights, signs, strict=True))))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """x of matrix · x = right, by elimination; the matrix is symmetric and positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, pivot in enumerate(rows):
        for below in rows[at + 1 :]:
            factor = below[at] / pivot[at]
            for column in range(at, len(pivot)):
                below[column] -= factor * pivot[column]
    solution = [0.0] * len(right)
    for at in reversed(range(len(right))):
        known = math.fsum(rows[at][c] * solution[c] for c in range(at + 1, len(right)))
        solution[at] = (rows[at][-1] - known) / rows[at][at]
    return solution


if __name__ == "__main__":
    main()
