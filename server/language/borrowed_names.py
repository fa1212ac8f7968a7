"""Whether an author signs as somebody who is known here: a guest, or the programme itself. A flag
for moderators, no decision: people share names.

Compared as words of the lists are: whatever script, marks and look-alikes a name is dressed in.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from server.language.lookalikes import keys_of_listed, keys_of_written

_KEPT = 8_192
_WORDS = re.compile(r"[^\s,.;:/_–—-]+")
_PART_AT_LEAST = 3  # characters of a name


@lru_cache(_KEPT)
def is_borrowed(name: str, guests: tuple[str, ...], programme: str) -> bool:
    """`name`: the author's. A guest's first name alone is borrowed if the author gives no other;
    any other part of it is, whatever stands beside it."""
    words = _WORDS.findall(name)
    whole = _keys_of_any(["".join(words)])
    parts = _keys_of_any(words)
    if not whole.isdisjoint(_listed("".join(_WORDS.findall(programme)))):
        return True
    return any(_is_of(guest, words, parts, whole) for guest in guests)


def _is_of(guest: str, words: list[str], parts: set[str], whole: set[str]) -> bool:
    first, *others = _WORDS.findall(guest) or [""]
    if not whole.isdisjoint(_listed("".join([first, *others]))):
        return True
    if len(words) == 1 and not parts.isdisjoint(_listed(first)):
        return True
    return any(not parts.isdisjoint(_listed(other)) for other in others)


def _keys_of_any(words: Iterable[str]) -> set[str]:
    return {key for word in words for key in keys_of_written(word)}


@lru_cache(512)
def _listed(word: str) -> frozenset[str]:
    return keys_of_listed(word) if len(word) >= _PART_AT_LEAST else frozenset()
