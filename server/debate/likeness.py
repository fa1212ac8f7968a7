"""How alike two questions are: in what they are about and in what they ask about it.

A hint for people. It knows neither the world nor irony, so nothing may follow from it by itself,
except that questions whose folded words are the same are alike by 1.
"""

import math

from msgspec import Struct
from msgspec.structs import astuple
from rapidfuzz.distance import OSA, LCSseq, Prefix

from server.debate.grammar import KINDRED
from server.debate.traits import Term, Traits, traits_of

# Which similar words are taken for forms or slips of the same one, and for how much.
_SAME_BEGINNING = 0.9
_SAME_SHORT_BEGINNING = 0.8
_LONG_BEGINNING = 0.6
_SLIP_OF_THE_FINGER = 0.8
SLIP_AT_LEAST = 0.75  # part of the letters that are right
BEGINNING_AT_LEAST = 3  # letters

_SAME_SENTENCE = 0.6  # part of the words that stand in the same order
_ENOUGH_WORDS = 1.5  # weight; with fewer, containing them all says nothing
_PLENTY = 2  # weight of common words
_APART_AT_MOST = 4  # words; more of them say no more
_ALIKE_AT_MOST = 0.99  # what is not word for word the same


class Signs(Struct, frozen=True):
    """What speaks for or against two questions being the same; each 0…1."""

    common: float  # of the subject words of both
    covered: float  # of the subject words of the one that has fewer
    other_kind: float  # one asks why, the other how many
    near_kind: float  # one asks when, the other whether
    denied: float  # one denies what the other says
    other_number: float
    extra_number: float  # only one of them has any
    other_name: float
    swapped: float  # the same sentence about something else
    scarce: float  # they have hardly one word in common
    apart: float  # both have words of their own


# Logistic regression over labelled pairs in Serbian, Albanian and English; what is rare there but
# decides where it occurs (denial, other numbers, other names) weighs more than was found.
BIAS = -0.6
WEIGHTS = Signs(
    common=1.5,
    covered=2.2,
    other_kind=-3.5,
    near_kind=-0.2,
    denied=-5.5,
    other_number=-4.5,
    extra_number=-0.9,
    other_name=-2.5,
    swapped=-2.2,
    scarce=-1.5,
    apart=-1.2,
)


def likeness(a: str, b: str) -> float:
    """0…1, the same in both directions; 1 when the folded words are the same."""
    return likeness_of(traits_of(a), traits_of(b))


def likeness_of(a: Traits, b: Traits) -> float:
    if not a.folded or not b.folded:
        return 0.0
    if a.folded == b.folded:
        return 1.0
    signs = signs_of(a, b)
    if not signs.common:
        return 0.0
    return min(_ALIKE_AT_MOST, _probability(_evidence(signs)))


def most_likeness(a: Traits, b: Traits, shared: float, matches: int) -> float:
    """What `likeness_of` cannot exceed when at most `matches` terms, of at most the weight
    `shared`, are common, unless the folded words are the same. Much cheaper than that."""
    common = min(1.0, 2 * shared / (a.weight + b.weight))
    covered = min(1.0, shared / min(a.weight, b.weight))
    apart = max(0, min(len(a.terms) - matches, len(b.terms) - matches, _APART_AT_MOST))
    evidence = (
        BIAS
        + WEIGHTS.common * common
        + WEIGHTS.covered * max(common, covered)
        + WEIGHTS.scarce * _scarceness(shared)
        + WEIGHTS.apart * apart / _APART_AT_MOST
    )
    if a.kind != b.kind and not _kinship(a, b):
        evidence += WEIGHTS.other_kind
    return _probability(evidence)


def signs_of(a: Traits, b: Traits) -> Signs:
    """The signs of two questions that have words."""
    shared, left_a, left_b = _shared(a.terms, b.terms)
    common = 2 * shared / (a.weight + b.weight)
    fewer = min(a.weight, b.weight)
    frame = LCSseq.normalized_similarity(a.frame, b.frame)
    kinship = _kinship(a, b)
    return Signs(
        common=common,
        covered=shared / fewer if fewer > _ENOUGH_WORDS else common,
        other_kind=float(kinship == 0),
        near_kind=float(0 < kinship < 1),
        denied=max(0.0, 2 * frame - 1) if a.denies != b.denies else 0.0,
        other_number=float(bool(a.numbers and b.numbers) and a.numbers.isdisjoint(b.numbers)),
        extra_number=float(bool(a.numbers) != bool(b.numbers)),
        other_name=float(_names_differ(a.names, b.names, frame)),
        swapped=max(0.0, frame - _SAME_SENTENCE / 2) if left_a and left_b else 0.0,
        scarce=_scarceness(shared),
        apart=min(left_a, left_b, _APART_AT_MOST) / _APART_AT_MOST,
    )


def _evidence(signs: Signs) -> float:
    weighed = zip(astuple(WEIGHTS), astuple(signs), strict=True)
    return BIAS + math.fsum(weight * sign for weight, sign in weighed)


def _probability(evidence: float) -> float:
    return 1 / (1 + math.exp(-evidence))


def closeness(a: Term, b: Term) -> float:
    """How surely two words with the same first letter are one, though their meanings differ by
    the lexicon: 0…1. A first letter is hardly ever typed wrong."""
    if a.is_known and b.is_known:
        return 0.0
    if not (a.is_known or b.is_known):
        begins = Prefix.similarity(a.stem, b.stem)
        longer = max(len(a.stem), len(b.stem))
        if begins >= 4 and begins / longer >= 0.6:
            return _SAME_BEGINNING
        if begins == BEGINNING_AT_LEAST and longer <= 4:
            return _SAME_SHORT_BEGINNING
        if begins >= 5:
            return _LONG_BEGINNING
    if min(len(a.word), len(b.word)) < 4:
        return 0.0
    right = OSA.normalized_similarity(a.word, b.word, score_cutoff=SLIP_AT_LEAST)
    return _SLIP_OF_THE_FINGER if right else 0.0


def _shared(a: dict[str, Term], b: dict[str, Term]) -> tuple[float, int, int]:
    """The weight of what both have, and how many terms only one of them has."""
    weights = [term.weight for meaning, term in a.items() if meaning in b]
    left_a = {meaning: term for meaning, term in a.items() if meaning not in b}
    left_b = {meaning: term for meaning, term in b.items() if meaning not in a}
    pairs = [
        (close, one, other)
        for one in left_a.values()
        for other in left_b.values()
        if one.word[0] == other.word[0] and (close := closeness(one, other))
    ]
    for close, one, other in sorted(pairs, key=_symmetric, reverse=True):
        if one.meaning in left_a and other.meaning in left_b:
            del left_a[one.meaning], left_b[other.meaning]
            weights.append(close * (one.weight + other.weight) / 2)
    return math.fsum(weights), len(left_a), len(left_b)


def _symmetric(pair: tuple[float, Term, Term]) -> tuple[float, list[str]]:
    """An order that does not depend on which question is the first."""
    close, one, other = pair
    return close, sorted((one.meaning, other.meaning))


def _scarceness(shared: float) -> float:
    return min(1.0, max(0.0, _PLENTY - shared))


def _kinship(a: Traits, b: Traits) -> float:
    """1: they ask in the same way; 0: they ask for different things."""
    if a.kind == b.kind:
        return 1.0
    near = a.kind in b.kinds or b.kind in a.kinds or frozenset((a.kind, b.kind)) in KINDRED
    return 0.5 if near else 0.0


def _names_differ(a: tuple[str, ...], b: tuple[str, ...], frame: float) -> bool:
    """Whether each names something that the other does not; or both the same the other way round
    in the same sentence: who owes whom."""
    if set(a) == set(b):
        return a != b and frame >= _SAME_SENTENCE
    return not (set(a) <= set(b) or set(b) <= set(a))
