"""Pairs that are the same but for what decides: one denies it, or is about another number or name.

`likeness` keeps such pairs apart, and must; but a person who decides about one of them should see
the other, and where it differs, above all because it is overlooked so easily.
"""

import math
from typing import Literal

from msgspec.structs import asdict

from server.language.likeness import BIAS, WEIGHTS, signs_of
from server.language.traits import Traits

But = Literal["denial", "number", "name"]

_SIGNS: dict[But, tuple[str, ...]] = {
    "denial": ("denied",),
    "number": ("other_number", "other_time", "extra_time"),
    # The same sentence with another name is about something else by two more signs.
    "name": ("other_name", "extra_name", "swapped", "scarce"),
}
_SAME_OTHERWISE = 2.0  # evidence (log-odds) without these signs: 0.88


def differs_but_little(a: Traits, b: Traits) -> list[But]:
    """In what the two differ; nothing unless they would be alike without that. The same in both
    directions. For pairs that `likeness` does not find alike: it knows better about the others."""
    suspects = _suspects(a, b)
    if not suspects:
        return []
    signs = asdict(signs_of(a, b))
    buts: list[But] = [but for but in suspects if any(signs.get(one) for one in _SIGNS[but])]
    spared = {one for but in buts for one in _SIGNS[but]}
    if "name" in buts:
        signs["covered"] = _covered_without_names(a, b)
    weights = asdict(WEIGHTS)
    evidence = math.fsum(weights[one] * signs[one] for one in weights if one not in spared)
    return buts if buts and BIAS + evidence >= _SAME_OTHERWISE else []


def _suspects(a: Traits, b: Traits) -> list[But]:
    """What they may differ in: cheap, since nearly all pairs are out after it."""
    names_a, names_b = _names(a), _names(b)
    differ: dict[But, bool] = {
        "denial": a.denies != b.denies,
        "number": a.numbers != b.numbers,
        "name": names_a != names_b,
    }
    return [but for but, differs in differ.items() if differs]


def _names(traits: Traits) -> set[str]:
    return {meaning for meaning, term in traits.terms.items() if term.name}


def _covered_without_names(a: Traits, b: Traits) -> float:
    """How much of the other words of the one that has fewer is in the other word for word."""
    one, other = ({m: t.weight for m, t in x.terms.items() if not t.name} for x in (a, b))
    fewer = min(math.fsum(one.values()), math.fsum(other.values()))
    shared = math.fsum(min(weight, other[m]) for m, weight in one.items() if m in other)
    return min(1.0, shared / fewer) if fewer else 0.0
