"""How alike two questions are: in what they are about and in what they ask about it.

A hint for people. It knows neither the world nor irony, so nothing may follow from it by itself,
except that questions whose folded words are the same are alike by 1.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import astuple
from rapidfuzz.distance import OSA, LCSseq, Prefix

from server.language import lexicon
from server.language.traits import Term, Traits, traits_of

# Which similar words are taken for forms or slips of the same one, and for how much.
_SAME_BEGINNING = 0.9
_SAME_SHORT_BEGINNING = 0.8
_LONG_BEGINNING = 0.6
_SLIP_OF_THE_FINGER = 0.8
RELATED = 0.5  # hospital, doctor
SLIP_AT_LEAST = 0.75  # part of the letters that are right
BEGINNING_AT_LEAST = 3  # letters

_HERE = "@kosov"  # hardly tells more where all is about it
_FOCUSED = frozenset({"how_many", "what", "who", "where", "how"})
_SAME_SENTENCE = 0.6  # part of the words that stand in the same order
_ENOUGH_WORDS = 1.5  # weight; with fewer, containing them all says nothing
_PLENTY = 2  # weight of common words
_ALIKE_AT_MOST = 0.99  # what is not word for word the same

# In a debate nearly all pairs are about one thing: electricity, work. Where both share no more of
# the longer question than this, one word of the shorter one has made them alike, and they are taken
# for half as alike. docs/likeness.md says what that finds and misses in whole debates.
_OF_THE_LONGER = 0.4
_IN_PASSING = 0.5


class Signs(Struct, frozen=True):
    """What speaks for or against two questions being the same; each 0…1."""

    covered: float  # of the subject words of the one that has fewer, unless these are too few
    other_kind: float  # one asks why, the other how many
    near_kind: float  # one asks when, the other whether
    twisted: float  # another kind, in nearly the same sentence
    denied: float  # one denies what the other says
    contrary: float  # one opens what the other closes
    excluded: float  # one is about water, the other about electricity
    other_number: float
    other_name: float
    other_time: float  # one is about last year, the other about this one
    other_focus: float  # how many buses, how many kilometres
    shaded: float  # one of two similar sentences has a word that is only related: pupils, a grade
    extra_name: float  # only one has any
    extra_time: float  # only one of two similar sentences has a number or a time
    extra: float  # only one of two similar sentences says more
    turned: float  # the same, with who does it to whom exchanged
    swapped: float  # the same sentence about something else
    scarce: float  # they have hardly one word in common


# Logistic regression over the pairs of `tests/data/likeness` that may be looked at, cross-validated
# by groups of questions, and drawn towards what one would set by hand: what is rare there but
# decides where it occurs (denial, other numbers, who does it to whom) must not be unlearned.
# `python -m tests.likeness.fit` prints them.
BIAS = 0.5
WEIGHTS = Signs(
    covered=4.0,
    other_kind=-6.4,
    near_kind=-4.8,
    twisted=-2.7,
    denied=-6.1,
    contrary=-3.6,
    excluded=-3.8,
    other_number=-5.3,
    other_name=-3.5,
    other_time=-4.3,
    other_focus=-1.4,
    shaded=-2.5,
    extra_name=-2.8,
    extra_time=-1.6,
    extra=-1.1,
    turned=-6.0,
    swapped=-7.6,
    scarce=-1.1,
)


def likeness(a: str, b: str) -> float:
    """0…1, the same in both directions; 1 when the folded words are the same."""
    return likeness_of(traits_of(a), traits_of(b))


def likeness_of(a: Traits, b: Traits) -> float:
    """0…1; 1 only for two whose folded words are the same."""
    if not a.folded or not b.folded:
        return 0.0
    if a.folded == b.folded:
        return 1.0
    signs = signs_of(a, b)
    if not signs.covered:
        return 0.0
    likeness = min(_ALIKE_AT_MOST, _probability(_evidence(signs)))
    return likeness * _in_passing(signs.covered * _subject(a, b), a, b)


def most_likeness(a: Traits, b: Traits, shared: float) -> float:
    """What `likeness_of` cannot exceed when at most the weight `shared` is common, unless the
    folded words are the same. Much cheaper than that."""
    kinship = a.asked.kinship(b.asked)
    return _in_passing(shared, a, b) * _probability(
        BIAS
        + WEIGHTS.covered * min(1.0, shared / min(a.weight, b.weight))
        + WEIGHTS.scarce * _scarceness(shared)
        + (WEIGHTS.near_kind * (1 - kinship) if kinship else WEIGHTS.other_kind)
    )


def signs_of(a: Traits, b: Traits) -> Signs:
    """The signs of two questions that have words."""
    shared, related, left_a, left_b = shared_of(a.terms, b.terms)
    frame = LCSseq.normalized_similarity(a.frame, b.frame)
    like = max(0.0, 2 * frame - 1)
    kinship = a.asked.kinship(b.asked)
    names_a = any(term.name for term in left_a)
    names_b = any(term.name for term in left_b)
    turned = a.actors != b.actors and set(a.actors) == set(b.actors)
    same_words = not left_a and not left_b
    return Signs(
        covered=shared / _subject(a, b),
        other_kind=float(kinship == 0),
        near_kind=1 - kinship if kinship else 0.0,
        twisted=like if kinship < 1 else 0.0,
        denied=max(like, float(same_words)) if a.denies != b.denies else 0.0,
        contrary=float(_any_pair(lexicon.contraries, left_a, left_b)),
        excluded=float(_any_pair(lexicon.alternatives, left_a, left_b)),
        other_number=float(bool(a.numbers and b.numbers) and a.numbers.isdisjoint(b.numbers)),
        other_name=float(names_a and names_b),
        other_time=float(bool(a.times and b.times) and a.times.isdisjoint(b.times)),
        other_focus=_other_focus(a, b, left_a, left_b),
        shaded=like if related else 0.0,
        extra_name=_extra_name(like, left_a, left_b) if names_a != names_b else 0.0,
        extra_time=like if _only_one_dated(a, b) else 0.0,
        extra=like if bool(left_a) != bool(left_b) else 0.0,
        turned=float(turned and frame >= _SAME_SENTENCE),
        swapped=max(0.0, frame - _SAME_SENTENCE / 2) if left_a and left_b else 0.0,
        scarce=_scarceness(shared),
    )


def _subject(a: Traits, b: Traits) -> float:
    """The weight of what one of the two may cover of the other."""
    fewer = min(a.weight, b.weight)
    return fewer if fewer > _ENOUGH_WORDS else max(a.weight, b.weight)


def _in_passing(shared: float, a: Traits, b: Traits) -> float:
    """What to multiply their likeness by when they share this weight."""
    return 1.0 if shared >= _OF_THE_LONGER * max(a.weight, b.weight) else _IN_PASSING


def _extra_name(like: float, left_a: list[Term], left_b: list[Term]) -> float:
    if all(term.name in (None, _HERE) for term in (*left_a, *left_b)):
        return 0.0
    return (1 + like) / 2 if left_a and left_b else 1.0


def _other_focus(a: Traits, b: Traits, left_a: list[Term], left_b: list[Term]) -> float:
    if a.asked.kind != b.asked.kind or a.asked.kind not in _FOCUSED:
        return 0.0
    missing_a = any(term.meaning == a.focus for term in left_a)
    missing_b = any(term.meaning == b.focus for term in left_b)
    return (missing_a + missing_b) / 2


def _only_one_dated(a: Traits, b: Traits) -> bool:
    return bool(a.numbers or a.times - {"this"}) != bool(b.numbers or b.times - {"this"})


def _any_pair(of: Callable[[str], frozenset[str]], a: list[Term], b: list[Term]) -> bool:
    meanings = {other.meaning for other in b}
    return any(not of(one.meaning).isdisjoint(meanings) for one in a)


def _evidence(signs: Signs) -> float:
    weighed = zip(astuple(WEIGHTS), astuple(signs), strict=True)
    return BIAS + math.fsum(weight * sign for weight, sign in weighed)


def _probability(evidence: float) -> float:
    return 1 / (1 + math.exp(-evidence))


def closeness(a: Term, b: Term) -> float:
    """How surely two words are one, though their meanings differ by the lexicon: 0…1. A first
    letter is hardly ever typed wrong."""
    if a.is_known and b.is_known:
        if b.meaning in lexicon.alternatives(a.meaning):
            return 0.0
        return RELATED if b.meaning in lexicon.related(a.meaning) else 0.0
    if a.word[0] != b.word[0]:
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


def shared_of(a: dict[str, Term], b: dict[str, Term]) -> tuple[float, int, list[Term], list[Term]]:
    """The weight of what both have, how many of that are only related, and the terms that only one
    of them has."""
    related = 0
    weights = [term.weight for meaning, term in a.items() if meaning in b]
    left_a = {meaning: term for meaning, term in a.items() if meaning not in b}
    left_b = {meaning: term for meaning, term in b.items() if meaning not in a}
    pairs = [
        (close, one, other)
        for one, other in _may_be_close(left_a, left_b)
        if (close := closeness(one, other))
    ]
    for close, one, other in sorted(pairs, key=_symmetric, reverse=True):
        if one.meaning in left_a and other.meaning in left_b:
            del left_a[one.meaning], left_b[other.meaning]
            weights.append(close * (one.weight + other.weight) / 2)
            related += close == RELATED
    return math.fsum(weights), related, list(left_a.values()), list(left_b.values())


def _may_be_close(a: dict[str, Term], b: dict[str, Term]) -> Iterator[tuple[Term, Term]]:
    """All pairs that `closeness` does not keep apart by the lexicon or the first letter alone: of
    two long questions a few out of a thousand."""
    known: defaultdict[str, list[Term]] = defaultdict(list)  # by the first letter
    unknown: defaultdict[str, list[Term]] = defaultdict(list)
    for term in b.values():
        (known if term.is_known else unknown)[term.word[0]].append(term)
    for one in a.values():
        if one.is_known:
            for meaning in lexicon.related(one.meaning) & b.keys():
                yield one, b[meaning]
        else:
            for other in known.get(one.word[0], ()):
                yield one, other
        for other in unknown.get(one.word[0], ()):
            yield one, other


def _symmetric(pair: tuple[float, Term, Term]) -> tuple[float, list[str]]:
    """An order that does not depend on which question is the first."""
    close, one, other = pair
    return close, sorted((one.meaning, other.meaning))


def _scarceness(shared: float) -> float:
    return min(1.0, max(0.0, _PLENTY - shared))
