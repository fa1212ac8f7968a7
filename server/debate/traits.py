"""What of a question is compared with others: its subject words, what kind of question it is,
whether it denies, its numbers and names.
"""

import re
from functools import lru_cache

from msgspec import Struct

from server.debate import lexicon
from server.debate.grammar import GRAMMARS, Grammar, Kind
from server.debate.languages import guess_language
from server.debate.wording import fold

_COMMON_WEIGHT = 0.6
_STEM_AT_LEAST = 4  # letters
_SHORT_STEM_AT_LEAST = 3  # when the ending is short
_SHORT_ENDING = 2
_REMEMBERED = 8_192  # words; a debate has fewer

# Ijekavian as ekavian: vrijeme, mjesto, gdje.
_YAT = re.compile(r"(?<=[bcdfghkmprstvz])i?je(?=[bcdfghjklmnprstvz])")
_YAT_AT_END = {"gdje": "gde", "prije": "pre", "dvije": "dve", "obje": "obe"}


class Term(Struct, frozen=True):
    """A subject word. `meaning`: a thing of the lexicon (`@bridge`) if that knows the word, else
    its stem; `name`: of the place or institution that it names."""

    word: str
    meaning: str
    stem: str
    weight: float
    name: str | None
    is_known: bool


class Traits(Struct, frozen=True):
    """`frame`: all words in order, subject words by their meaning; `terms`: the subject words by
    their meaning; `kind`: the most telling one of its `kinds`."""

    folded: str
    frame: tuple[str, ...]
    terms: dict[str, Term]
    weight: float
    kind: Kind
    kinds: frozenset[Kind]
    denies: bool
    numbers: frozenset[str]
    names: tuple[str, ...]


def traits_of(text: str) -> Traits:
    folded = fold(text)
    language = (guess_language(text) or "sr")[:2]
    grammar = GRAMMARS[language]
    words = _words(folded, language)
    subject = {word: _term(word, language) for word in _subject(words, grammar)}
    line = " ".join(words)
    kinds = [kind for kind, asking in grammar.asking if asking.search(line)]
    terms = {term.meaning: term for term in subject.values()}
    return Traits(
        folded=folded,
        frame=tuple(subject[word].meaning if word in subject else word for word in words),
        terms=terms,
        weight=sum(term.weight for term in terms.values()),
        kind=kinds[0] if kinds else "whether",
        kinds=frozenset(kinds or ["whether"]),
        denies=len(grammar.denying.findall(line)) % 2 == 1,
        numbers=frozenset(grammar.numbers.get(w, w) for w in words if _is_number(w, grammar)),
        names=tuple(dict.fromkeys(term.name for term in subject.values() if term.name)),
    )


def _words(folded: str, language: str) -> list[str]:
    if language != "sr":
        return lexicon.joined(folded, language).split()
    ekavian = _YAT.sub("e", folded.replace("dj", "d"))
    return [_YAT_AT_END.get(word, word) for word in lexicon.joined(ekavian, language).split()]


def _subject(words: list[str], grammar: Grammar) -> list[str]:
    """The words that say what it is about; all words when there are no others."""
    telling = [w for w in words if len(w) > 1 and w not in grammar.stop_words]
    return [w for w in telling if not _is_number(w, grammar)] or words


def _is_number(word: str, grammar: Grammar) -> bool:
    return word in grammar.numbers or word[0].isdigit()


@lru_cache(_REMEMBERED)
def _term(word: str, language: str) -> Term:
    stem = _stem(word, language)
    known = lexicon.thing(word, language)
    meaning = known or stem
    weight = _COMMON_WEIGHT if meaning in lexicon.COMMON else 1.0
    return Term(word, meaning, stem, weight, lexicon.name(word), known is not None)


def _stem(word: str, language: str) -> str:
    """The word without its ending, as far as a list of endings can tell."""
    for ending in GRAMMARS[language].endings:
        shortest = _SHORT_STEM_AT_LEAST if len(ending) <= _SHORT_ENDING else _STEM_AT_LEAST
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word
