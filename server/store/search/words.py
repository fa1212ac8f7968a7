"""Words as the index knows them: folded, so that script, case and diacritics do not matter; and by
what they mean, so that other forms of a word are found as well, behind the word itself.

What somebody types becomes words and nothing else: no index ever reads it as a language.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from msgspec import Struct

from server.language.folding import fold
from server.language.traits import traits_of

MOST_WORDS = 8  # of a search
SHORT = 2  # letters: words that are no longer say little
LONGEST = 40  # letters of a word that is looked for
_WORD = re.compile(r"[^\W_]+")
_UNSAFE = re.compile(r"[^0-9a-z]")


class Word(Struct, frozen=True):
    """`folded`: as it is; `meaning`: the token of what it means, "" where that is not known."""

    folded: str
    meaning: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        """Any of which is enough."""
        return (self.folded, self.meaning) if self.meaning else (self.folded,)


def words_of(typed: str) -> tuple[Word, ...]:
    """What somebody looks for; short words only where there are no others."""
    meanings = _meanings(typed)
    folded = [word[:LONGEST] for word in dict.fromkeys(fold(typed).split())]
    telling = [word for word in folded if len(word) > SHORT] or folded
    return tuple(Word(word, meanings.get(word, "")) for word in telling[:MOST_WORDS])


def bag_of(texts: Iterable[str], tags: Iterable[str]) -> str:
    """All tokens by which something is found, with spaces between; tags as `tag_of` makes them."""
    tokens: dict[str, None] = {}
    for text in texts:
        tokens |= dict.fromkeys(word[:LONGEST] for word in fold(text).split())
        tokens |= dict.fromkeys(_meanings(text).values())
    return " ".join([*tokens, *tags])


def tag_of(kind: str, key: str | int) -> str:
    """One token for a property of a question, which is no word of any language."""
    return f"zz{kind}{blake2b(str(key).encode(), digest_size=8).hexdigest()}"


def marks(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where in a text something is that was looked for: from, to, in code points."""
    folded = {word.folded for word in words}
    meant = {word.meaning for word in words if word.meaning}
    meanings = _meanings(text) if meant else {}
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        parts = fold(match[0]).split()
        if any(part[:LONGEST] in folded or meanings.get(part, "") in meant for part in parts):
            found.append(match.span())
    return found


def _meanings(text: str) -> dict[str, str]:
    """By folded word: a token of what it means."""
    found: dict[str, str] = {}
    for term in traits_of(text).terms.values():
        plain = _UNSAFE.sub("", term.meaning)
        if len(plain) > SHORT:
            found[term.word] = f"zm{plain}"
    return found
