"""Words for the same thing, in the languages of the house, as far as public debates need them.

For hints only: a wrong row costs a wrong hint, which a person sees. Rows grow by use:
thing | Serbian | Albanian | English. Written as beginnings of words, or whole words with a point;
folded, Serbian also without its `dj` and in ekavian. A line that begins with spaces goes on with
the one before.
"""

import re
from collections.abc import Iterable

from server.language.lexicon import doing, names, people, public_life, relations


def rows(things: str) -> list[list[str]]:
    """The cells of each row; a line that begins with spaces goes on with the one before."""
    lines = _NEXT_LINE.sub(" ", things.strip()).splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def _things(names: str) -> frozenset[str]:
    return frozenset(f"@{thing}" for thing in names.split())


_NEXT_LINE = re.compile(r"\n +")
ROWS = tuple(row for module in (doing, people, public_life) for row in rows(module.THINGS))

# What most questions of a town are about, or what hardly tells them apart: sharing it says little.
LIGHT = _things("""
    after ask be_late before begin bring change citizen come continue country day end evening get
    give go good happen hold hour last less life long many month more municipality need new next
    north number old plan place possible problem show take town week weekend work year young
""")

# Who may do something to another: `Who owes whom?`
ACTORS = _things("""
    albanian army association bank bosniak business citizen committee court deputy director doctor
    eu government institution kfor mayor media municipality nato neighbour ngo nurse parent
    parliament party patient pensioner police politician president prime_minister
    pupil serb student teacher union usa veteran worker young
""")

# Several words for one thing, put together before words are looked at one by one.
_PHRASES = {
    "sr": {
        r"radn\w+ mest\w+": "posao",
        r"zajednic\w+ (?:opstina sa srpskom vecinom|srpskih opstina)": "zso",
        r"elektricn\w+ energij\w+": "struja",
        r"zavod\w* za zaposljavanje": "biro",
        r"kosov\w* i metohij\w*": "kim",
        r"(?:nema\w*|bez) pos(?:ao|la)": "nezaposlen",
        r"dom\w* zdravlja": "ambulanta",
        r"klinick\w+ cent\w+": "bolnica",
        r"lezec\w+ polica\w+": "usporivac",
        r"decij\w+ lekar\w*": "pedijatar",
        r"sal\w+ za (?:fizicko|sport)\w*": "hala",
        r"predsednik\w* opstine": "gradonacelnik",
        r"licn\w+ kart\w*": "licna",
        r"(?:koliko|svaki|prvi|poslednji|zadnji|sledeci) puta?": "puta2",
        r"(?:ste|si|jeste) (?:li )?protiv": "protivite",
        r"(?:kosovsk|severn)\w+ mitrovic\w+": "mitrovica",
        r"otpadn\w* vod\w*": "kanalizacija",
    },
    "sq": {
        r"vende? (?:te (?:reja )?)?pun\w+": "pune",
        r"energji\w* elektrik\w*": "rryme",
        r"asociacion\w* (?:i|e|te) komunave(?: me shumice)? serbe": "asociacion",
        r"pa pune": "papune",
        r"mitrovic\w+ (?:(?:se|e) veriut|veriore)": "mitrovice",
        r"kryetar\w* (?:i|te|e) komunes": "kryetar",
    },
    "en": {
        r"association of (?:the )?serb(?: majority)? municipalities": "asm",
        r"north(?:ern)? mitrovica": "mitrovica",
        r"(?:without|have no) (?:a )?jobs?": "jobless",
        r"job openings?": "vacancy",
        r"com(?:e|ing) back": "return",
        r"set(?:ting)? up": "establish",
        r"power bills?": "electricity bill",
        r"(?:licen[cs]e|number) plates?": "plates",
        r"look(?:s|ing)? after": "protect",
        r"(?:go|going) up": "rise",
        r"brother in law": "brother",
        r"in favou?r of": "support",
        r"rail(?:way)?|trains?": "train",
    },
}
_COLUMNS = ("sr", "sq", "en")
_SHORTEST = 3  # letters of a beginning


class _Beginnings:
    """Words by how they begin; the longest beginning counts."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._whole: dict[str, str] = {}
        self._open: dict[str, str] = {}
        for beginning, meaning in entries:
            words = self._whole if beginning.endswith(".") else self._open
            words[beginning.rstrip(".")] = meaning

    def of(self, word: str) -> str | None:
        found = self._whole.get(word)
        length = len(word)
        while found is None and length >= _SHORTEST:
            found = self._open.get(word[:length])
            length -= 1
        return found


_BY_LANGUAGE = {
    language: _Beginnings((word, f"@{row[0]}") for row in ROWS for word in row[at].split())
    for at, language in enumerate(_COLUMNS, 1)
}
_BY_NAME = _Beginnings(
    (beginning, f"@{line.split()[0].rstrip('.')}")
    for line in names.NAMES.strip().splitlines()
    for beginning in line.split()
)
_PATTERNS = {
    language: tuple((re.compile(rf"\b(?:{words})\b"), one) for words, one in phrases.items())
    for language, phrases in _PHRASES.items()
}


def _beside(lines: str) -> dict[str, frozenset[str]]:
    """For each thing, all others that stand in one line with it."""
    sets = [_things(line) for line in lines.strip().splitlines()]
    every = frozenset[str]().union(*sets)
    return {one: frozenset().union(*(s for s in sets if one in s)) - {one} for one in every}


_ALTERNATIVES = _beside(relations.ALTERNATIVES)
_CONTRARIES = _beside(relations.CONTRARIES)
_RELATED = _beside(relations.RELATED)


def joined(text: str, language: str) -> str:
    """The text with one word instead of several for the same thing."""
    for words, one in _PATTERNS[language]:
        text = words.sub(one, text)
    return text


def thing(word: str, language: str) -> str | None:
    """What the word means, such as `@bridge`, the same in all languages; None if unknown."""
    return _BY_LANGUAGE[language].of(word)


def name(word: str) -> str | None:
    """Which place or institution the word names; None if none."""
    return _BY_NAME.of(word)


def alternatives(thing: str) -> frozenset[str]:
    """Of what the same can be said, which is then another question: water, electricity."""
    return _ALTERNATIVES.get(thing, frozenset())


def contraries(thing: str) -> frozenset[str]:
    """What undoes it: to open, to close."""
    return _CONTRARIES.get(thing, frozenset())


def related(thing: str) -> frozenset[str]:
    """What may be meant by who speaks of the thing: hospital, doctor."""
    return _RELATED.get(thing, frozenset())
