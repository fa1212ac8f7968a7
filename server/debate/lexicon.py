"""Words for the same thing, in the languages of the house, as far as public debates need them.

For hints only: a wrong row costs a wrong hint, which a person sees. Rows grow by use. Written as
beginnings of words, or whole words with a point; folded, Serbian also without its `dj` and in
ekavian.
"""

import re
from collections.abc import Iterable

# Thing | Serbian | Albanian | English
THINGS = """
abroad | inostran dijaspor | diaspor mergat | abroad diaspora
agreement | sporazum dogovor | marrevesh | agreement deal. treaty
aid | subvenc pomoc. pomoci. podsticaj grant | subvencion grant ndihm | grant subsid aid. help.
air | vazduh | ajer ajri | air.
application | prijavi. konkuris | apliko aplikim | apply applic
association | zso. zajednic | asociacion | association asm.
attack | napad | sulm | attack assault
begin | pocin pocet pocn | fillo fillim | begin start
bill | racun faktur | fatur | bill. bills. invoice
border | prelaz granic | kufi. kufir kufit | crossing. border
bridge | most. mosta. mostu. mostom. mostov | ura. uren. ures. urat. | bridge
build | gradnj gradi. gradit izgrad | ndertim ndertoh | build. construct
building | zgrad | ndertes | building
bus | autobus prevoz | autobus transport | bus. buses. transport
cheap | jeftin povlasc | lire. | cheap
child | dete. deteta. detetu. deca. dece. deci. decu. | femij | child kid. kids.
citizen | gradan | qytetar | citizen resident
clean | cisti cisce ocist uklon uklanj | pastro pastri | clean remov
close | zatvor zatvar | mbyll | close closed closing
competence | nadlezn ovlasc | kompetenc | competenc
continue | nastavi nastavlj | vazhd | continu resum
corruption | korupc mito. | korrupsion | corrupt
court | sud. suda. sudu. sudov | gjyq gjykat | court
debt | dug. duga. dugov duzan duzni | borxh | debt
dialogue | dijalog pregovor rund | dialog bisedim negociat raund | dialogue talks negotiat
diploma | diplom | diplom | diploma degree
discount | popust olaksic | zbritj lehtesi | discount relief
document | dokument isprav | dokument | document
dog | pas. psi. pasa. psima. psa. psu. pse. | qen. qeni. qent qenve. | dog. dogs.
election | izbor | zgjedhj | election
electricity | struj elektr | rrym elektrik | electric power.
employ | posao posla. poslov zaposl uposl | pun. pune. punes. punen. punes punon | job employ vacanc
establish | formir osniva osnov | themel formim formo | establish
factory | fabrik | fabrik | factory factories
family | porodic | familj | famil
fine | kazn | gjob denim | fine. fines. penalt
firm | firm preduzec biznis privred | biznes ndermarr firm | business compan firm
flat | stan. stana. stanov stambe | banes | apartment flat. flats. housing
food | hran namirnic | ushqim | food grocer
heating | grejanj grijanj grejemo toplan | ngroh | heat
hospital | bolnic zdravst lekar doktor | spital shendet mjek | hospital health doctor
implement | ispun sproved sprovod primen | zbat | implement
journalist | novinar | gazetar | journalist reporter
kindergarten | vrtic obdanist | cerdh kopsht | kindergarten nursery
language | jezik jezic | gjuh | language
leave | odlaz odlask otis otid napust iselj | larg ikin. iki. | leave leaving left. emigrat
light | rasvet | ndricim | lighting
loan | kredit | kredi | loan credit
mayor | gradonacelni predsednik | kryetar | mayor
meter | brojil | mates | meter. meters. metering
money | novac. novca novc pare. para. budzet sredstv | parat buxhet | money fund. budget
municipality | opstin | komun | municipal
open | otvor otvar | hap. hapet hape hapja hapur hapin | open
pay | plac platit uplat isplat naplat | pagua pages | pay. paid. paying payment
pensioner | penzi | pension | pension retire
police | polic | polic | police
pollution | zagad | ndot | pollut
prevent | sprec zaustav prestan suzbi | ndal parandal | stop prevent
price | cena. cene. cenu. ceni. poskup skup tarif | cmim shtrenj tarif | price expens cost tariff
procurement | nabavk tender | prokurim tender | procurement tender
protect | stiti. stite. zastit | mbroj mbroh | protect
publish | objav javn | publik | publish publicly advertis
pupil | ucenic ucenik dac. daci. dak. daka. vrsnjac vrsnjak | nxenes | pupil peer
queue | guzv ceka. cekamo. cekanj cekaju | prit. pritet. pritj radhe. | wait queue
recognise | prizna | njoh. njihen. njohj | recogni accept
reduce | smanj umanj | ulur. ulni. ulin. ulet. zvogel | reduce lower
repair | poprav renovir obnov rekonstru | ripar rinov rregull | repair renovat fix
resign | ostavk | doreheq | resign
responsible | odgovor | pergjegj | responsib
return | vrat. vrati vratil vrac povrat | kthe kthi | return
rise | povec porast. rast. | rrit | increas rise
river | reka. reke. reci. reku. ibar. ibr | lum. lumi lumt iber. ibri ibrit | river ibar
road | putev ulic | rrug | road street
safe | bezbed sigur | sigur | safe. safety secur
school | skol | shkoll | school
small | mala. male. mali. malih. | vogel vogla. vogla | small
solve | resi. resit resav resenj | zgjidh | solve
stray | lutalic | endacak | stray
student | student | student | student
tax | porez | tatim taks | tax. taxes.
teacher | nastavni ucitelj profesor | mesues | teacher
travel | putuj putova | udhet leviz | travel movement
unemployed | nezaposl | papun | unemploy jobless
university | univerzitet fakultet | universitet fakultet | universit
vehicle | vozil automobil saobrac | vetur automjet qarkullim | car. cars. vehicle traffic
violence | nasilj tuca. tuce. tuku. siledz | dhun rrah | violence bully fight
wage | plata. plate. platu. plati. zarad | paga. pagat. pages. rrog | wage salar
waste | deponij smec dubr otpad | mbeturin deponi plehr | dump landfill waste garbage trash
water | voda. vode. vodu. vodom. vodovod | uji. ujin. ujit. ujesjell | water
young | mlad omladin | rinj rinis rini. | young youth
"""

# What nearly every question is about: sharing it says little.
COMMON = frozenset(
    """
    @citizen @municipality @young god godin grad kosov north northern qytet sever town ver veri vit
    """.strip().split(" ")
)

# Places and institutions; two of them are never the same. Spellings of one stand in one line.
_NAMES = """
mitrovic
zvecan
leposav
zubin potok
pristin prishtin
beograd belgrad
brisel bruksel brussel
ohrid
raska. raske. raskoj. rasku.
srbij. srbija. srbije. srbiji. srbiju. srbijom. serbi. serbia. serbise.
kosovo. kosova. kosovu. kosove. kosoves.
jarinj
brnjak bernjak
merdar
bistric
banjsk
gracanic
pec. peci. peja. peje. pejes.
prizren
dakovic gjakov
gnjilan gjilan
urosev ferizaj
kfor
eulex euleks
tiran
skoplj shkup skopje
"""

# Several words for one thing, put together before words are looked at one by one.
_PHRASES = {
    "sr": {
        r"radn\w+ mest\w+": "posao",
        r"zajednic\w+ (?:opstina sa srpskom vecinom|srpskih opstina)": "zso",
        r"elektricn\w+ energij\w+": "struja",
        r"zavod\w* za zaposljavanje": "biro",
        r"od kog datuma": "kada",
    },
    "sq": {
        r"vende? (?:te (?:reja )?)?pun\w+": "pune",
        r"energji\w* elektrik\w*": "rryme",
        r"asociacion\w* (?:i|e|te) komunave(?: me shumice)? serbe": "asociacion",
    },
    "en": {
        r"association of (?:the )?serb(?: majority)? municipalities": "asm",
        r"job openings?": "vacancy",
        r"com(?:e|ing) back": "return",
        r"set(?:ting)? up": "establish",
        r"power bills?": "bill",
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


def _things(column: int) -> _Beginnings:
    rows = (line.split("|") for line in THINGS.strip().splitlines())
    return _Beginnings(
        (beginning, f"@{row[0].strip()}") for row in rows for beginning in row[column].split()
    )


_BY_LANGUAGE = {language: _things(at) for at, language in enumerate(_COLUMNS, 1)}
_BY_NAME = _Beginnings(
    (beginning, line.split()[0].rstrip("."))
    for line in _NAMES.strip().splitlines()
    for beginning in line.split()
)
_PATTERNS = {
    language: tuple((re.compile(rf"\b{words}\b"), one) for words, one in phrases.items())
    for language, phrases in _PHRASES.items()
}


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
