"""What a question asks for: a reason, a time, a number, whether something is so.

Told by the small words of each language, folded as `wording.fold` leaves them; Serbian also
without its `dj` and in ekavian.
"""

import re
from typing import Literal

from msgspec import Struct

Kind = Literal[
    "why", "how_many", "how_long", "when", "where", "who", "how", "what", "steps", "opinion",
    "whether",
]  # fmt: skip

_ASKING: dict[str, dict[Kind, str]] = {
    "sr": {
        "why": r"zasto|(?:iz )?(?:kog|kojeg|kojih) razlog\w*|zbog (?:cega|koga|kojeg?)|otkuda?|"
        r"cemu|"
        r"razlo\w+|kako (?:to|je moguce)|^sto (?!se tice)|na osnovu cega",
        "how_long": r"dokle|datum\w*|(?:od|do) (?:kada?|kog)|koliko (?:dugo|jos)|"
        r"koli?ko (?:\w+ ){0,2}(?:cekanj|ceka|traj|vremen)\w*|rok|roka|roku|"
        r"(?:na|za) koli?ko (?:meseci|dana|godina)",
        "how_many": r"koli?ko|koli?k[aeiou]|broj|iznos|^posto|procen\w+",
        "when": r"kada?",
        "where": r"gde|kuda?|na kom mestu",
        "who": r"t?ko|kome?|koga?|cij\w+|kim|koja (?:firma|institucija|sluzba)",
        "steps": r"sta (?:se )?(?:konkretno )?(?:cete|ce|radi\w*|preduz\w+|planira\w*|cini\w*|"
        r"je uradjeno|ste)(?: (?:da )?(?:uradi\w*|preduz\w+|radi\w*|ucini\w*|po tom pitanju))?|"
        r"(?:koje|kakve) (?:\w+ )?mere?|kako (?:se |cete |planirate |mislite |nameravate )+"
        r"\w+|imate li plan",
        "opinion": r"(?:sta|kako) (?:vi )?(?:misli\w+|kazete|gledate|smatra\w+)|"
        r"(?:va[ms]|kakav)\w* (?:je )?(?:va[ms] )?(?:stav|misljenj)\w*|komentar\w*",
        "how": r"kako|na koji nacin",
        "what": r"sta|koj[aeiu]|kojih|kojim|kakv[aeiou]|kakav|cega",
        "whether": r"da li|dali|dal|^(?:\w+ ){0,2}li|jel",
    },
    "sq": {
        "why": r"pse|perse|(?:per )?(?:cfare|c|cila) (?:\w+ )?arsye\w*|arsye\w*|qysh s|"
        r"si ka mundesi|"
        r"cka po (?:i|e|na|u)|cka u be|prej cka",
        "how_long": r"deri kur|sa (?:kohe?|gjate?|zgjat)|edhe sa|afat\w*|dat[ae]|daten|"
        r"sa (?:do te |duhet te )?(?:zgjat|prit)\w*",
        "how_many": r"sa|cili eshte numri|numri|cila eshte (?:paga|cmimi|shuma)",
        "when": r"kur",
        "where": r"ku|nga",
        "who": r"kush|kujt|ke|cil[ae]t? institucion\w*",
        "steps": r"(?:cfare|cka|qka) (?:po |do te |keni |jeni |u )?(?:be\w+|nderm\w+)|"
        r"cilat masa|si (?:do te |do t |po |i |e )+\w+",
        "opinion": r"(?:cfare|cka|si) (?:po )?(?:mendoni|thoni|e shihni)|mendimi juaj|qendrimi",
        "how": r"si|qysh|ne cfare menyre|ne c menyre",
        "what": r"cfare|cila|cilat|cili|cilet|cilen|c|cka|qka",
        "whether": r"a",
    },
    "en": {
        "why": r"why|how come|what (?:is|was|are|were) (?:the )?reasons?|reasons?|"
        r"(?:what|which) (?:\w+ )?(?:made|makes?|causes?|caused)",
        "how_long": r"how (?:much )?long(?:er)?|until when|by when|deadline|date|how soon|timeline",
        "how_many": r"how (?:many|much|high|big|large|old|often)|number of|"
        r"what is the (?:price|cost|amount)",
        "when": r"when|what time",
        "where": r"where",
        "who": r"who|whom|whose|which (?:institution|body|company|office)",
        "steps": r"what (?:is|are|will|do|has|have|did) (?:\w+ )?(?:being )?(?:you )?"
        r"(?:do|doing|done|planning|going to do|plan)|(?:what|which) (?:steps|measures|plans?)|"
        r"how (?:will|are|do|would|can) (?:you|we|the \w+) (?:going |plan |intend )*\w*|"
        r"what (?:is|s) (?:the|your) plan|whats the plan",
        "opinion": r"what do you (?:think|say|make)|your (?:opinion|view|position|stance)|"
        r"do you think|how do you (?:see|feel)",
        "how": r"how",
        "what": r"what|which|whats",
        "whether": r"^(?:and |but |so )?(?:is|are|am|was|were|do|does|did|will|would|can|could|has|"
        r"have|had|should|shall|may|must|isnt|arent|dont|doesnt|wont|cant)",
    },
}
_PATTERNS = {
    language: tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in asking.items())
    for language, asking in _ASKING.items()
}

# What asks before all else, wherever it stands: `Do you know how many …?`
_TELLING: frozenset[Kind] = frozenset({"why", "how_many", "how_long"})
_OPEN: frozenset[Kind] = frozenset({"whether", "what"})
_SECOND = re.compile(r"\b(?:i|dhe|e|and|or)$")

# Which kinds ask for the same thing in other words, and which ones may: `When will it open?`,
# `Is there a plan to open it?`
_OTHER_WORDS = 0.8
_KINDRED = 0.4
_IN_OTHER_WORDS: tuple[tuple[Kind, Kind], ...] = (
    ("how", "steps"),
    ("how", "what"),
    ("how_long", "when"),
    ("what", "steps"),
    ("what", "who"),
)
_PERHAPS: tuple[tuple[Kind, Kind], ...] = (
    ("how", "whether"),
    ("how_long", "whether"),
    ("opinion", "what"),
    ("opinion", "whether"),
    ("steps", "when"),
    ("steps", "whether"),
    ("what", "when"),
    ("what", "whether"),
    ("when", "whether"),
    ("where", "how"),
    ("where", "what"),
    ("where", "why"),
)
_KINSHIP: dict[frozenset[Kind], float] = {
    **{frozenset(pair): _OTHER_WORDS for pair in _IN_OTHER_WORDS},
    **{frozenset(pair): _KINDRED for pair in _PERHAPS},
}


class Asked(Struct, frozen=True):
    """The kind that tells the most, and all that a question asks for."""

    kind: Kind
    kinds: frozenset[Kind]

    def kinship(self, other: "Asked") -> float:
        """1: both ask in the same way; 0: for different things."""
        if self.kind == other.kind:
            return 1.0
        if self.kind in other.kinds or other.kind in self.kinds:
            return _OTHER_WORDS
        return _KINSHIP.get(frozenset((self.kind, other.kind)), 0.0)


def asked_by(line: str, language: str) -> Asked:
    """What a folded question asks for."""
    found = sorted(
        (match.start(), rank, kind)
        for rank, (kind, asking) in enumerate(_PATTERNS[language])
        for match in asking.finditer(line)
    )
    if not found:
        return Asked("whether", frozenset({"whether"}))
    first = found[0][2]
    telling = [kind for _, _, kind in found if kind in _TELLING]
    if first in _OPEN and telling:
        first = telling[0]
    kinds = {
        kind for at, _, kind in found if kind in _TELLING or _SECOND.search(line[:at].rstrip())
    }
    return Asked(first, frozenset(kinds | {first}))
