"""In which language and script a question was written, when its sender did not say."""

import re

from server.language.scripts import is_cyrillic

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_LETTER_WEIGHT = 3  # a letter that only one of the languages has says more than a common word

# Cyrillic letters that Serbian has not: whoever uses them writes another language.
_NOT_SERBIAN = re.compile("[ѓѕќйщъыьэюяёіїєґў]", re.IGNORECASE)
_OWN_LETTERS = {
    "sr-Latn": re.compile("[čćđšž]"),
    "sq": re.compile("[ëç]"),
    "en": re.compile("w"),
}
_OTHER_LETTERS = re.compile("[^a-zčćđšžëç]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Frequent words, also as typed without diacritics. Words of two of the languages are in neither
# set, unless they are far more frequent in one of them.
_SERBIAN = _set(
    """
    ako ali bi bice bih bila bilo bio bismo biti ce cemo cete da dali dok gde gdje go grad grada
    gradu hoce hoće i ima imaju imamo imate iz ja je jedan jedna jer jeste ji jos još kad kada
    kakav kako kakva kakve kao ko kod koga koja koje koji kojim kolika koliki koliko kolko kome
    li ljudi mi mlade mladi mladih mogu moze mozemo može možemo na nam nama nas nasa nase nasi
    naša naše naši ne nego neki neko nema nemaju nemamo nesto nešto ni nije niko nismo nista
    niste nisu ništa o od oko on ona oni ono opet opstina opstine opstini opština opštine
    opštini otkud ova ovaj ovde ove ovo ovoj pa planirate po pored posao posla posto pošto preko
    prema pri sa sad sam samo se sever severu skola skole smo sta ste sto struja struje struju
    su svaki sve svi ta taj tako to tu u umesto uz vam vama vas vec već vi vise više voda vode
    volite za zar zasto zašto zbog zna znaci znači će ćemo ćete ću škola škole šta što
    """
)
_ALBANIAN = _set(
    """
    ai ajo apo asgje asgjë asnje asnjë ata ato cfare cila cilat cilet cili cilët deri dhe dihet
    do dot duhet e edhe eshte fare gjate gjatë gjithe gjithë i jane janë jemi jeni jo ju juaj ka
    kam kane kanë kemi keni kete keto kjo komuna komunes komunës kryetar kryetari kur kurse kush
    ky këto këtë mbi me mos mund ndonje ndonjë ne nese nga nje një nuk në nëse pa para pas per
    perse po por prej pse për përse qe qytet qytetaret qytetarët që rinj rinjte rinjtë sa se
    shume shumë si sipas t ta te tek ti tij tona tone tonë të u ua une unë veri veriut vertet
    vetem vetëm vërtet çfarë është
    """
)
_ENGLISH = _set(
    """
    about after all an and any are as at be been before but by can could did do does doing done
    for from get give had has have how if in is it its many more much must my need new no not of
    off on or our out over people should so than that the their them then there these they this
    those to under until up us was we were what when where which while who whom whose why will
    with without would you your
    """
)
_SETS = {"sr-Latn": _SERBIAN, "sq": _ALBANIAN, "en": _ENGLISH}

# Groups of letters that are frequent in one of them and rare in the others. They decide when
# there is no common word.
_HINTS = {
    "sr-Latn": re.compile(
        r"nje|anj|ije|cij|ost|ova|sk[aeiou]|sta|stv|vlj|lje|dj|pr[aeio]|iti|ati|nic|nik|zn"
    ),
    "sq": re.compile(r"q|xh|gj|sh|yr|zgj|ndj|hv|rr|imi|uar|ave|eve|jne|jve|ë|nd[ae]|ua|hen"),
    "en": re.compile(r"ing|tion|ment|th|wh|ck|ght|oo|ee|ea|ou|ly\b|ies|w|ed\b|ss"),
}
_HINT_WEIGHT = 0.25


def guess_language(text: str) -> str | None:
    """`sr-Cyrl`, `sr-Latn`, `sq` or `en`; None when it is another one or cannot be told."""
    if is_cyrillic(text):
        return _guess_among_cyrillic(text)
    words = _WORD.findall(text.lower())
    scores = {tag: _score(tag, words) for tag in _SETS}
    best, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    others = _LETTER_WEIGHT * sum(_OTHER_LETTERS.search(word) is not None for word in words)
    return best if scores[best] > max(scores[second], others) else None


def _guess_among_cyrillic(text: str) -> str | None:
    if _NOT_SERBIAN.search(text):
        return None
    cyrillic = sum(is_cyrillic(char) for char in text)
    letters = sum(map(str.isalpha, text))
    return "sr-Cyrl" if 2 * cyrillic >= letters else "sr-Latn"


def _score(tag: str, words: list[str]) -> float:
    known = sum(word in _SETS[tag] for word in words)
    own = sum(_OWN_LETTERS[tag].search(word) is not None for word in words)
    hints = sum(len(_HINTS[tag].findall(word)) for word in words)
    return known + _LETTER_WEIGHT * own + _HINT_WEIGHT * hints
