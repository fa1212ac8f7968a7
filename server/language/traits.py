"""What of a question is compared with others: its subject words, what it asks for, whether it
denies, its numbers and names.
"""

import re
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from server.language import lexicon
from server.language.folding import fold
from server.language.grammar import GRAMMARS, Grammar
from server.language.guessing import guess_language
from server.language.kinds import Asked, asked_by

_LIGHT_WEIGHT = 0.4
_STEM_AT_LEAST = 4  # letters
_SHORT_STEM_AT_LEAST = 3  # when the ending is short
_SHORT_ENDING = 2
_SUBJECT_AT_MOST = 24  # words: no question that a person asks has so many
_REMEMBERED = 8_192  # words; a debate has fewer
_LATEST = 64  # texts: a question is taken in, and then looked for among the others

# Ijekavian as ekavian: vrijeme, mjesto, gdje.
_YAT = re.compile(r"(?<=[bcdfghkmprstvz])i?je(?=[bcdfghjklmnprstvz])")
_YAT_AT_END = {"gdje": "gde", "prije": "pre", "dvije": "dve", "obje": "obe"}

# A word with a capital that does not begin a sentence: a name, unless the text is all capitals.
_CAPITALISED = re.compile(r"(?:(?<=[^\W_]|[,\-–(\"„“])\s|\b[^\W\d_]{1,2}\.\s)(?=\S)([^\W\d_]\w+)")


class Term(Struct, frozen=True):
    """A subject word. `meaning`: a thing of the lexicon (`@bridge`) if that knows the word, else
    its stem; `name`: of the place, institution or person that it names."""

    word: str
    meaning: str
    stem: str
    weight: float
    name: str | None
    is_known: bool


class Traits(Struct, frozen=True):
    """`frame`: all words in order, subject words by their meaning; `terms`: the subject words by
    their meaning; `actors`: those of them who may do something to each other, in order; `focus`:
    the first subject word that tells something, which is mostly what is asked for; `times`: which
    year, month … it is about: the last, this or the next."""

    folded: str
    frame: tuple[str, ...]
    terms: dict[str, Term]
    weight: float
    asked: Asked
    denies: bool
    numbers: frozenset[str]
    actors: tuple[str, ...]
    focus: str | None
    times: frozenset[str]


@lru_cache(_LATEST)
def traits_of(text: str) -> Traits:
    """The same object for the same text: not to be changed."""
    folded = fold(text)
    language = (guess_language(text) or "sr")[:2]
    grammar = GRAMMARS[language]
    words = _words(folded, language)
    capitalised = _capitalised(text, language)
    subject = {
        word: _term(word, language, word in capitalised)
        for word in islice(dict.fromkeys(_subject(words, grammar)), _SUBJECT_AT_MOST)
    }
    line = " ".join(words)
    terms = {term.meaning: term for term in subject.values()}
    return Traits(
        folded=folded,
        frame=tuple(subject[word].meaning if word in subject else word for word in words),
        terms=terms,
        weight=sum(term.weight for term in terms.values()),
        asked=asked_by(line, language),
        denies=_denies(line, grammar),
        numbers=frozenset(grammar.numbers.get(w, w) for w in words if _is_number(w, grammar)),
        actors=tuple(m for m, term in terms.items() if term.name or m in lexicon.ACTORS),
        focus=next((m for m in terms if m not in lexicon.LIGHT), None),
        times=frozenset(time for time, words in grammar.times.items() if words.search(line)),
    )


def _denies(line: str, grammar: Grammar) -> bool:
    """Two denials cancel out, but `niko ne` is one."""
    denials = len(grammar.denying.findall(line))
    return denials % 2 == 1 if denials else grammar.nobody.search(line) is not None


def _words(folded: str, language: str) -> list[str]:
    if language != "sr":
        return lexicon.joined(folded, language).split()
    ekavian = _YAT.sub("e", folded.replace("dj", "d"))
    return [_YAT_AT_END.get(word, word) for word in lexicon.joined(ekavian, language).split()]


def _capitalised(text: str, language: str) -> frozenset[str]:
    """Folded words that are written like names."""
    if text.isupper():
        return frozenset()
    found = (word for word in _CAPITALISED.findall(text) if word[0].isupper())
    return frozenset(word for name in found for word in _words(fold(name), language))


def _subject(words: list[str], grammar: Grammar) -> list[str]:
    """The words that say what it is about; all words when there are no others."""
    telling = [w for w in words if len(w) > 1 and w not in grammar.stop_words]
    return [w for w in telling if not _is_number(w, grammar)] or words


def _is_number(word: str, grammar: Grammar) -> bool:
    return word in grammar.numbers or word[0].isdigit()


@lru_cache(_REMEMBERED)
def _term(word: str, language: str, is_capitalised: bool) -> Term:
    stem = _stem(word, language)
    name = lexicon.name(word)
    known = name or lexicon.thing(word, language)
    if known is None and language == "sq":
        known = lexicon.thing(word.replace("q", "c"), language)
    if known is None and is_capitalised:
        name = stem
    meaning = known or stem
    weight = _LIGHT_WEIGHT if meaning in lexicon.LIGHT else 1.0
    return Term(word, meaning, stem, weight, name, known is not None)


def _stem(word: str, language: str) -> str:
    """The word without its ending, as far as a list of endings can tell."""
    for ending in GRAMMARS[language].endings:
        shortest = _SHORT_STEM_AT_LEAST if len(ending) <= _SHORT_ENDING else _STEM_AT_LEAST
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word
