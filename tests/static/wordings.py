"""What people ask, in any length and in each language and script of the house: for whatever has to
find room for it."""

from collections.abc import Iterator

LATIN = (
    "Da li će opština objaviti spisak firmi koje su dobile subvencije u poslednje tri godine, i ko "
    "je odlučio o tome? Građani Šipova i Đakovice čekaju odgovor još od juna; žao nam je što niko "
    "nije došao. Kada će biti gotov most na Ibru, koliko je koštao i zašto se o tome ćuti već duže "
    "od pet godina, molim vas?!!"
)
CYRILLIC = (
    "Да ли ће општина објавити списак фирми које су добиле субвенције у последње три године, и ко "
    "је одлучио о томе? Грађани Шипова и Ђаковице чекају одговор још од јуна; жао нам је што нико "
    "није дошао. Када ће бити готов мост на Ибру, колико је коштао и зашто се о томе ћути већ дуже "
    "од пет година, молим вас?!!"
)
ALBANIAN = (
    "Kur do ta publikojë komuna listën e firmave që kanë marrë subvencione në tri vitet e fundit, "
    "dhe kush ka vendosur për këtë? Qytetarët e Mitrovicës presin përgjigje që nga qershori; na "
    "vjen keq që askush nuk erdhi. Kur do të përfundojë ura mbi Ibër, sa ka kushtuar dhe pse nuk "
    "flitet për këtë prej pesë vjetësh?"
)
ENGLISH = (
    "Why are so many qualified young people still leaving the municipality every single year,"
    " and what will the council have done by next spring so that those who finished university"
    " abroad find it worthwhile to come back, open a workshop, rent a flat, and raise their"
    " children where their grandparents did?"
)
SPEECH = {"sr-Latn": LATIN, "sr-Cyrl": CYRILLIC, "sq": ALBANIAN, "en": ENGLISH}
LONGEST_WORD = "Prestolonaslednikovićevskonajneodgovornijeprotivustavnijesti"  # of 60 letters


def wording(lang: str, length: int) -> str:
    """The beginning of a question, of exactly so many letters, the last a question mark."""
    said = SPEECH[lang][: length - 1].rstrip(" ,?")
    return said + "e" * (length - 1 - len(said)) + "?"


def wordings(lengths: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """A language, and a question in it of each length."""
    for lang in SPEECH:
        for length in lengths:
            yield lang, wording(lang, length)
