"""What stands out in a question's words, for moderators: what its form shows, and what the word
lists hold."""

from collections.abc import Mapping

from msgspec import Struct

from server.debate.described import Guest
from server.debate.state import Debate, Question
from server.language.borrowed_names import is_borrowed
from server.language.flags import Flag, flags_of
from server.language.listed_words import ListedWords


class Found(Struct, frozen=True):
    """What stands out in a question's words."""

    flags: list[Flag] = []
    words: list[str] = []


class Marks:
    """What is found in a question's words, kept as long as the words and the word lists stand: it
    is most of what its document for moderators costs."""

    def __init__(self) -> None:
        self._words = ListedWords()
        self._guests: Mapping[str, Guest] = {}
        self._programme = ""
        self._of: dict[str, tuple[str, str | None, Found]] = {}

    def of(self, debate: Debate, words: ListedWords, question: Question) -> Found:
        """Found again only where text, name, guests or lists are others."""
        guests, programme = debate.guests, debate.programme
        if not (words is self._words and guests is self._guests and programme is self._programme):
            self._words, self._guests, self._programme = words, guests, programme
            self._of.clear()
        text, name, found = self._of.get(question.id, ("", None, _NOTHING))
        if (text, name) != (question.text, question.name):
            found = Found(_signs(debate, question), _words(words, question))
            self._of[question.id] = (question.text, question.name, found)
        return found


_NOTHING = Found()


def _signs(debate: Debate, question: Question) -> list[Flag]:
    found = list(flags_of(question.text))
    guests = tuple(guest.name for guest in debate.guests.values())
    if question.name and is_borrowed(question.name, guests, debate.programme):
        found.append("borrowed_name")
    return found


def _words(words: ListedWords, question: Question) -> list[str]:
    """The lines of the word lists that are found in what the author wrote."""
    found = words.found(question.text)
    if question.name:
        found = (*found, *words.found(question.name))
    return list(dict.fromkeys(found))
