"""The small words of the languages of the house: which ones say nothing about a question's
subject, which ones deny, which ones count. Folded, as `wording.fold` leaves them; Serbian also
without its `dj` and in ekavian.
"""

import re
from typing import NamedTuple


class Grammar(NamedTuple):
    """Of one language. Patterns are searched for in a folded line."""

    stop_words: frozenset[str]
    denying: re.Pattern[str]
    nobody: re.Pattern[str]  # denies once more what is denied already: niko ne, askush nuk
    numbers: dict[str, str]  # words for numbers from two on, and which one in a row
    times: dict[str, re.Pattern[str]]  # last, this or next year, month …
    endings: tuple[str, ...]  # of nouns and verbs, the longest first


def _grammar(
    stop_words: str, denying: str, nobody: str, numbers: str, times: dict[str, str], endings: str
) -> Grammar:
    return Grammar(
        frozenset(stop_words.split()),
        _any_of(denying),
        _any_of(nobody),
        {word: str(value) for value, words in _values(numbers) for word in words.split()},
        {time: _any_of(words) for time, words in times.items()},
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
        a ako ali ama bar bas bez bi bice bih bila bile bili bilo bio bismo biste biti brate
        bre bude budemo budete budu cak cast ce cega cemo ceo cete cija cije cijem ciji ciju
        cu da dajte dakle dal dali dalje danas datum datuma do dobar dobro dok dokle druge
        drugi drugih drugu dve eto evo gde god gospod gospoda gospode gospodin gospodine
        gospodo hajde hej hoce hocemo hocete hocu htela hteli hteo hvala i ih ijedan ijedna
        ikad ikada ikakav ikakva ikakve ikakvog iko ikome ili im ima imaju imala imali imam
        imamo imate imati inace iskreno ispod ispred iz iza iznad izvinite ja jako je jedan
        jedna jedni jedno jednom jednu jel jeli jer jesi jeste jesu joj jos ju juce ka kad
        kada kakav kako kakva kakve kakvi kakvih kakvu kao kazem ko kod kog koga koja koje
        kojeg koji kojih kojim kojima kojoj kojom koju kolika kolike koliki koliko kolka
        kolki kolko kom kome konacno konkretno kroz lepo li malo me medu mene meni mera mere
        mi misle mislim mislite mnogo moc moci moga mogao mogla mogli mogu moj moja moje
        mojoj moju molim moram morao mozda moze mozemo mozete na nacin nacina nad naime
        najzad nam nama namera namerava nameravate nas nasa nase naseg nasem nasi nasih
        nasim nasoj nasu nazad ne nece necega necemo necete necim necu nego nek neka neki
        nekim neko nekog nekoga nekom neku nema nemaju nemam nemamo nemas nemate nemoj nesto
        ni niciji nije nijedan nijedna nijedne nijednog nijednom nijednu nikad niko nikog
        nikome nisam nismo nista niste nisu njih njihov njihova njihove njima no o oce ocemo
        ocete ocu od odgovorite odjednom odmah oko on ona onaj onda one oni onih onim onima
        ono onoliko onu opet osim ostalo ostao otkud ova ovaj ovako ovde ove ovi ovih ovim
        ovo ovog ovoj ovolika ovolike ovoliki ovom ovu pa pak pita pitajte pitala pitam
        pitanje pitao plan plana planira planiraju planirate po pod posle posto postoje
        postoji postovana postovani povodom pozdrav pre preduzeti preduzima preduzimate
        preduzmete preko prema pri pro protiv radi radite razlog razloga razlozi razlogu
        recite rok roka roku s sa
        sad sada sam sama sami samo samog se sebe sem si skoro smatra smatrate smo sta ste
        sto stoji su sva svaka svake svaki svakog svakom sve svi svih svima svoj svoja svoje
        svojih svojim svoju ta tacno taj tako takode taman tamo te tek tesko ti tih tim to
        tog toga toj tom tome treba trebaju trebalo trenutno tu u ujedno umesto uopste
        upravo uradi uradili uradite uraditi uskoro ustvari uvek uz uze valjda vam vama van
        vas vasa vase vasem vasi vasih vasim vasoj vazi vec veceras vi vise voleo vrlo za
        zaista zanima zanimljivo zapravo zar zasto zato zbog zelim zna znaci znam znamo
        znate
    """,
    denying="ne, nije, nis(?:u|mo|te|am|i), nec(?:e|ete|emo|u), nema(?:ju|te|mo|m)?, nemojte, "
    "bez, fali, nedostaj\\w*, manjak",
    nobody="niko, nista, nikada?, nijed(?:an|na|no|nog|nu|nom), nikakv\\w+, nikome?, nikoga?",
    numbers="""2 dva dve dvoje, 3 tri troje, 4 cetiri cetvoro, 5 pet, 6 sest, 7 sedam, 8 osam,
        9 devet, 10 deset, 12 dvanaest, 15 petnaest, 20 dvadeset, 30 trideset, 50 pedeset,
        100 sto,
        1 prvi prva prve prvo prvu prvog prvoj prvom prvih, 2 drugog drugoj,
        3 treci treca trece trecu treceg trecem trecoj,
        4 cetvrti cetvrta cetvrte cetvrtu cetvrtog cetvrtom cetvrtoj,
        5 peti peta pete petu petog petom petoj, 6 sesti sesta seste sestu sestog sestom sestoj,
        7 sedmi sedma sedmog sedmom sedmoj, 8 osmi osma osmu osmog osmom osmoj,
        9 deveti devetog devetom""",
    times={
        "last": r"(?:prosl|prethodn|protekl)\w+, lani, lanjsk\w+, juce\w*",
        "this": r"ov(?:e|u|og|aj|oj|o) (?:skolsk\w+ )?(?:godin|mesec|zim|let|nedelj|sezon|vikend|"
        r"prolec|jesen)\w*, letos, zimus, danas\w*, ovogodisnj\w+",
        "next": r"(?:sledec|naredn|iduc)\w+, dogodine, sutra\w*",
    },
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
        a afat afati afatin ai ajo ama anen apo aq arsye as asgje askush asnje ata atje ato
        behen behet bej beje bejne bene beni bere beri c cdo cfare cila cilat cilen cilet
        cili cka data date daten deri desha dhe dihet dikush disa do doja dot drejt dua
        duhet duke e edhe ende eshte faleminderit fare gjate gjithe gjithmone i ia ishin
        ishte ja jam jan jane jemi jeni jepni jo ju jua juaj juve ka kam kane kaq kemi kena
        keni kesaj kesh ket keta kete ketij keto ketu kishin kishit kishte kjo konkretisht
        krejt ku kujt kunder kur kush ky lutem lutemi masa masat mbi me merr merrni mes mi
        mia mirembrema mos mund mundet n na nai ndaj ndonje ndonjehere ne nen nese neve nga
        ngase nje nuk numer o osht pa para pas pasi per perse perseri pershendetje plan
        plani po por pra prandaj prane prap prape prej pse pyetja pyetje qdo qe qka qysh re
        reja s sa saj se secili sepse serish shpejti shume si sic sidomos sipas ska skemi
        sot t ta tani tash te tek thate thoni thote ti tij tim time tjera tjeret tjeter tona
        tone tuaj tyre u ua un une vec veq vet vetem veç zonja zonje zoteri zoti
        zotit
    """,
    denying="nuk, s(?! \\w+(?:it|ut|ave|eve|ise)\\b), ska, skemi, sun, mos, mungo\\w+, munges\\w*",
    nobody="asnje\\w*, askush, askujt, asgje, kurre",
    numbers="""2 dy dyja, 3 tre tri, 4 kater, 5 pese, 6 gjashte, 7 shtate, 8 tete, 9 nente,
        10 dhjete, 2 dyte, 3 trete, 4 katert""",
    times={
        "last": r"kaluar\w*, kaluem, vjet, dje, (?:e|te|se) shkuar\w*",
        "this": r"(?:kete|ketij|kesaj) (?:vit|muaj|dim|ver|jav|sezon)\w*, sivjet, sot",
        "next": r"ardhsh\w+, tjeter, neser",
    },
    endings="""
        a ash at ave e en er es ese et esh eshme eve ese ez ezes gen het hen i ia ise it imi imin
        imit ime imet imeve in ive isht ja je jen jes jet jne j me n ne ni oj ohet ohen ojne or ore
        ori oren ris rin s se sh sise sine t te te ta tar tare u ua uar un uri ve
    """,
)

ENGLISH = _grammar(
    stop_words="""
        a able about across actually again all also am an and another any anyone anywhere
        are arent around as at be because been being between both but by can cant come could
        couldnt date deadline did didnt directly do does doesnt doing done dont down during
        each else ever every explain few for from further get gets getting give going gonna
        good had happen happens has hasnt have havent having he hello her here him his how
        however i if im in into is isn isnt it its ive just kind let like little lot lots
        madam made make many me might mine more most mr mrs ms much must my no nor not now
        number of off often on one only onto or other others our ourselves out over own
        particular people per plan planning plans please put question questions really round
        s said say set shall she should since sir so some someone soon still such t take
        tell than that the their them themselves then there these they thing things this
        those though through timeline to too u under up upon ur us use very want was way we
        were what whats when where whether which while who whom whose why will with within
        without wont would yet you your yourself
    """,
    denying="not, no, t, without, cannot, dont, doesnt, didnt, isnt, arent, "
    "wont, cant, havent, hasnt, lack\\w*",
    nobody="never, nobody, none, nothing",
    numbers="""2 two twice, 3 three, 4 four, 5 five, 6 six, 7 seven, 8 eight, 9 nine, 10 ten,
        20 twenty, 1 first, 2 second, 3 third, 4 fourth, 5 fifth""",
    times={
        "last": "last, past, previous, yesterday",
        "this": r"this (?:year|month|winter|summer|week|season|spring|autumn), today, tonight",
        "next": "next, coming, tomorrow",
    },
    endings="al ally ation ations ed e er ers es ied ies ing ion ions ly ment ments s y",
)

GRAMMARS = {"sr": SERBIAN, "sq": ALBANIAN, "en": ENGLISH}
