"""The small words of the languages of the house: which ones say nothing about a question's
subject, which ones ask, which ones deny. Folded, as `wording.fold` leaves them; Serbian also
without its `dj` and in ekavian.
"""

import re
from typing import Literal, NamedTuple

Kind = Literal["why", "how_many", "when", "where", "who", "how", "what", "whether"]

# Which kinds can ask for the same thing: `When will it open?`, `Is there a plan to open it?`
KINDRED: frozenset[frozenset[Kind]] = frozenset(
    frozenset(pair)
    for pair in (
        ("when", "whether"),
        ("when", "what"),
        ("how", "what"),
        ("how", "whether"),
        ("what", "whether"),
        ("what", "who"),
        ("where", "how"),
    )
)


class Grammar(NamedTuple):
    stop_words: frozenset[str]
    asking: tuple[tuple[Kind, re.Pattern[str]], ...]  # the most telling first
    denying: re.Pattern[str]
    numbers: dict[str, str]  # words for numbers from two on
    endings: tuple[str, ...]  # of nouns and verbs, the longest first


def _grammar(
    stop_words: str, asking: dict[Kind, str], denying: str, numbers: str, endings: str
) -> Grammar:
    return Grammar(
        frozenset(stop_words.split()),
        tuple((kind, _any_of(words)) for kind, words in asking.items()),
        _any_of(denying),
        {word: str(value) for value, words in _values(numbers) for word in words.split()},
        tuple(sorted(endings.split(), key=len, reverse=True)),
    )


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split(', '))})\b")


def _values(numbers: str) -> list[tuple[int, str]]:
    return [
        (int(value), words)
        for value, _, words in (part.strip().partition(" ") for part in numbers.split(","))
    ]


SERBIAN = _grammar(
    stop_words="""
        a ako ali bar bas bez bi bice bih bila bile bili bilo bio bismo biste biti bude budu ce
        cega cemo ceo cete cu da dakle dali do dobar dobro dok dve eto evo gde god gospoda
        gospodin gospodine hajde hej hoce hocemo hocete hocu hvala i ih ikad ikakav ikakva ikakve
        ikakvog iko ili im ima imaju imala imali imam imamo imate imati iz iza ja je jedan jedna
        jedno jednom jednu jel jer jesi jeste jesu jos ju juce kad kada kakav kako kakva kakve
        kakvi kao ko kod kog koga koja koje koji kojih kojim kojoj kojom koju kolika kolike koliki
        koliko kolko kom kome konacno konkretno li ljudi malo me mene meni mere mi misle mislim
        mislite mnogo moc moci moga mogao mogla mogli mogu moj moja moje molim moram morao mozda
        moze mozemo mozete na nad najzad nam nama namera namerava nameravate nas nasa nase naseg
        nasem nasi nasoj nasu ne nego neka neki neko nekog nemoj nesto ni nije nikad niko nikog
        nisam nismo nista niste nisu njih no o ocete od odjednom odmah oko on ona onaj onda one
        oni onih onim ono opet otkud ova ovaj ovako ovde ove ovi ovih ovim ovo ovog ovoj ovoliki
        ovom ovu pa pak pita pitam pitanje plan plana planira planiraju planirate po pod posle
        posto postoje postoji povodom pre predsednice preduzeti preduzima preduzimate preduzmete
        preko prema pri pro prosle prosli protiv put radi radite razlog s sa sad sada sam samo se
        sebe si sledeca sledece sledeci smo sta ste sto su sva svake svaki svakog sve svi svih
        svima ta tacno taj tako takode te tek tesko ti to tog toga toj tom tome treba trebalo
        trenutno tu u uopste upravo uradi uradili uradite uraditi uvek uz uze vam vama van vas
        vasa vase vasi vec vece veceras vi vise voleo vrlo za zar zasto zato zbog zelim zna znaci
        znam znamo znate
    """,
    asking={
        "why": "zasto, zbog cega, zbog koga, otkuda?, cemu, razlog, razloga, razlozi, kako to",
        "how_many": "koliko, kolko, kolik[aeiou], broj, iznos",
        "when": "kad, kada, dokle, datum, rok, roku",
        "where": "gde, kud, kuda",
        "who": "ko, tko, kome, koga, kog, cij[aei], kim",
        "how": "kako, na koji nacin",
        "what": "sta, sto, koj[aeiu], kojih, kojim, kakv[aeiou], kakav",
    },
    denying="ne, nije, nis(?:u|mo|te|am|i), nec(?:e|ete|emo|u), nema(?:ju|te|mo|m)?, nemojte, "
    "niko, nista, nikada?, nijed(?:an|na|no), bez, prestan[eu]",
    numbers="""2 dva dve dvoje, 3 tri troje, 4 cetiri cetvoro, 5 pet, 6 sest, 7 sedam, 8 osam,
        9 devet, 10 deset, 12 dvanaest, 15 petnaest, 20 dvadeset, 30 trideset, 50 pedeset,
        100 sto""",
    endings="""
        a ac ai ak aka ala ale ali alo am ama amo anja anje anjem anju ao as at ate ati aju e ec ega
        ela ele eli elo em emo emu enja enje enjem enju es et ete eti eva eve evi evima evati i ica
        ice icom icu ih ija ije ijom iju ijama ila ile ili ilo im ima imo io is ite iti je jem jemo
        jes jete ji jima ju jom ka kam ke ki ko kom ku la le li lo na ne ni nih nim no nog noj nom
        nost nosti noscu nu nuti o og oga oj om omu osti ost ova ovati ove ovi ovima ska ske ski
        skih skim sko skog skoj skom sku stva stvo stvom stvu u uje ujem ujemo ujes ujete uju ula
        ule uli ulo um uti
    """,
)

ALBANIAN = _grammar(
    stop_words="""
        a ai ajo ama apo arsye as ata ato behet bej beje bejne beni bere c cdo cfare cila cilat
        cilen cilet cili dhe dihet do dot duhet duke e edhe eshte fare gjate gjithe i ia ja jam
        jane jemi jeni jo ju jua juaj ka kam kane kaq kemi keni kesaj kete ketij keto kjo
        konkretisht ku kujt kunder kur kush ky lutem masa masat mbi me merr merrni mes mirembrema
        mos mund mundet na nai ndaj ndonje ndonjehere ne nen nese nga ngase nje nuk numer o pa
        para pas per perse plan plani po por pra prane prej pse qe re reja s sa saj se sepse shume
        si sic sipas sot t ta tash te tek ti tij tjera tjeter tona tone tuaj u ua une veq vet
        vetem vjet zonja zoti
    """,
    asking={
        "why": "pse, perse, arsye, arsyeja, arsyet",
        "how_many": "sa",
        "when": "kur, data, date, afati, afat",
        "where": "ku",
        "who": "kush, kujt, ke",
        "how": "si",
        "what": "cfare, cila, cilat, cili, cilet, cilen, c",
    },
    denying="nuk, s, mos, asnje, askush, asgje, kurre",
    numbers="""2 dy dyja, 3 tre tri, 4 kater, 5 pese, 6 gjashte, 7 shtate, 8 tete, 9 nente,
        10 dhjete""",
    endings="""
        a ash at ave e en er es ese et esh eshme eve ese ez ezes gen het hen i ia ise it imi imin
        imit ime imet imeve in ive isht ja je jen jes jet jne j me n ne ni oj ohet ohen ojne or ore
        ori oren ris rin s se sh sise sine t te te ta tar tare u ua uar un uri ve
    """,
)

ENGLISH = _grammar(
    stop_words="""
        a about actually again all also am an and any anyone are as at be been being but by can
        cause causes come could date did do does doing done each else evening ever every for from
        further get give going good had happen happens has have having he hello her here his how i
        if in into is it its just kind last let like made make many may me might mine month more
        most much must my next no not now of off on one only or our out over own particular people
        plan planning plans please put really round s said same say shall she should since so some
        someone still such t take than that the their them then there these they thing things this
        those through timeline to too under up upon us use very want was way we were what when
        where whether which while who whom whose why will with within without would year years yet
        you your
    """,
    asking={
        "why": "why, how come, what causes, reason, reasons",
        "how_many": "how many, how much, number of",
        "when": "when, how soon, how long, timeline, date, deadline",
        "where": "where",
        "who": "who, whom, whose",
        "how": "how",
        "what": "what, which",
    },
    denying="not, no, t, never, without, nobody, none, nothing, cannot",
    numbers="""2 two twice, 3 three, 4 four, 5 five, 6 six, 7 seven, 8 eight, 9 nine, 10 ten,
        20 twenty""",
    endings="al ally ation ations ed e er ers es ied ies ing ion ions ly ment ments s y",
)

GRAMMARS = {"sr": SERBIAN, "sq": ALBANIAN, "en": ENGLISH}
