"""How well a number tells pairs that are the same from pairs that are not."""

from collections.abc import Sequence

Rated = tuple[float, bool]  # likeness, and whether the two are the same


def auc(rated: Sequence[Rated]) -> float | None:
    """How often a pair that is the same is rated above one that is not; a draw counts half.

    None when there are no pairs of one sort. (Mann and Whitney 1947; the area under the ROC curve.)
    """
    same = [likeness for likeness, is_same in rated if is_same]
    other = [likeness for likeness, is_same in rated if not is_same]
    if not same or not other:
        return None
    won = sum((a > b) + (a == b) / 2 for a in same for b in other)
    return won / (len(same) * len(other))


def recall_at(precision: float, rated: Sequence[Rated]) -> float | None:
    """The largest part of the same pairs that one threshold finds while at least `precision` of
    what it finds is the same; None when there are no pairs of one sort."""
    every = sum(is_same for _, is_same in rated)
    if not every or every == len(rated):
        return None
    best, found_same = 0.0, 0
    ordered = sorted(rated, reverse=True)
    for found, (likeness, is_same) in enumerate(ordered, 1):
        found_same += is_same
        is_threshold = found == len(ordered) or ordered[found][0] < likeness
        if is_threshold and found_same / found >= precision:
            best = found_same / every
    return best


def found_from(threshold: float, rated: Sequence[Rated]) -> tuple[int, float, float]:
    """How many pairs are as alike as that, what part of these is the same (precision), and what
    part of the same is among them (recall). Raises ZeroDivisionError where there is none."""
    found = [is_same for likeness, is_same in rated if likeness >= threshold]
    return len(found), sum(found) / len(found), sum(found) / sum(is_same for _, is_same in rated)
