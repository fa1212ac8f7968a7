"""Finding the words and phrases of word lists in what somebody asks. Flags, never decisions.

Found are whole words, in either script and in disguise (`lookalikes`), also parted by signs
(id-iot) or into single letters (i d i o t).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from server.language.lookalikes import SIGNS, keys_of_listed, keys_of_written
from server.language.word_lists import any_ending, lines_of, parts_of, without_ending

FOUND_AT_MOST = 5  # of one text: a card has to stay a card

_KEPT = 8_192  # texts: each is looked through once, however often its question is voted for
_CHUNKS_KEPT = 16_384  # people use the same words
_PARTED_AT_LEAST = 3  # single letters; two are words of ours, one after the other


class Listed(Struct, frozen=True):
    """A line of a list; `words`: the keys under which each of them can be met."""

    line: str
    words: tuple[frozenset[str], ...]
    any_ending: bool


class Chunk(Struct, frozen=True):
    """What stands between two spaces: the keys of each word; `letters`, if all are single ones."""

    words: tuple[tuple[str, ...], ...]
    letters: str = ""


class ListedWords:
    """All lists together, made ready for finding. Never changed."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[Listed]] = {}  # phrases, and words without any ending
        self._starts: dict[str, Listed] = {}  # words with any ending
        self._parted: dict[str, Listed] = {}  # all, without spaces
        for line in dict.fromkeys(line for text in texts for _, line in lines_of(text)):
            self._add(line)
        self._start_lengths = sorted({len(key) for key in self._starts})
        self._parted_lengths = sorted({len(key) for key in self._parted})

    def found(self, text: str) -> tuple[str, ...]:
        """The lines whose word or phrase stands in the text; a few at most, as they are met."""
        return _found(self, text) if self._by_first or self._starts else ()

    def _add(self, line: str) -> None:
        parts = parts_of(without_ending(unicodedata.normalize("NFKC", line)))
        if not parts:
            return
        listed = Listed(line, tuple(map(keys_of_listed, parts)), any_ending(line))
        for key in listed.words[0]:
            if listed.any_ending and len(parts) == 1:
                self._starts.setdefault(key, listed)
            else:
                self._by_first.setdefault(key, []).append(listed)
        if len("".join(parts)) >= _PARTED_AT_LEAST:
            for key in keys_of_listed("".join(parts)):
                self._parted.setdefault(key, listed)

    def _at(self, words: list[tuple[str, ...]], at: int) -> Iterator[Listed]:
        """Those that begin with the word at this place."""
        for key in words[at]:
            for listed in self._by_first.get(key, ()):
                if _goes_on(listed, words, at):
                    yield listed
            for length in self._start_lengths:
                if length > len(key):
                    break
                if key[:length] in self._starts:
                    yield self._starts[key[:length]]

    def _within(self, letters: str) -> Iterator[Listed]:
        """Those that letters standing alone spell, wherever a word begins or ends."""
        for key in keys_of_written(letters):
            sign = "" if key[0].isalnum() else key[0]
            for at in range(len(sign), len(key)):
                for length in self._parted_lengths:
                    listed = self._parted.get(sign + key[at : at + length - len(sign)])
                    if listed is not None:
                        yield listed


@lru_cache(_KEPT)
def _found(lists: ListedWords, text: str) -> tuple[str, ...]:
    chunks = [_chunk(chunk) for chunk in unicodedata.normalize("NFKC", text).split()]
    words = [word for chunk in chunks for word in chunk.words]
    found: dict[str, None] = {}
    for at in range(len(words)):
        for listed in lists._at(words, at):
            found.setdefault(listed.line)
    for letters in _alone(chunks):
        if len(letters) >= _PARTED_AT_LEAST:
            found |= dict.fromkeys(listed.line for listed in lists._within(letters))
    return tuple(found)[:FOUND_AT_MOST]


def _goes_on(listed: Listed, words: list[tuple[str, ...]], at: int) -> bool:
    """Whether the words after the first are there, too."""
    last = len(listed.words) - 1
    if at + last >= len(words):
        return False
    for number, keys in enumerate(listed.words[1:], 1):
        written = words[at + number]
        if listed.any_ending and number == last:
            if not any(key.startswith(tuple(keys)) for key in written):
                return False
        elif keys.isdisjoint(written):
            return False
    return True


@lru_cache(_CHUNKS_KEPT)
def _chunk(chunk: str) -> Chunk:
    parts = parts_of(chunk)
    words = [_keys(part) for part in parts]
    if len(parts) > 1:
        words[0] += _keys("".join(parts))
    alone = bool(parts) and all(len(part) == 1 for part in parts)
    return Chunk(tuple(words), "".join(parts) if alone else "")


def _keys(part: str) -> tuple[str, ...]:
    """Of a part with signs around it also without them: they may be what they are, an end of a
    sentence or a sum of money."""
    bare = part.strip(SIGNS)
    return keys_of_written(bare) + (keys_of_written(part) if bare != part else ())


def _alone(chunks: Iterable[Chunk]) -> Iterator[str]:
    """Runs of single letters, whatever signs stand between them."""
    letters = ""
    for chunk in chunks:
        if chunk.letters:
            letters += chunk.letters
        elif chunk.words:
            yield letters
            letters = ""
    yield letters
