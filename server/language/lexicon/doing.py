"""What is done, how things are, and when; form as in `lexicon`."""

THINGS = """
admit | primi primlj | pranim prano | admit accept
after | posle. nakon | pas. | after
agree | slaz slozi saglas | pajto dakord | agree
allow | dozvol sme. smem smeju smeti odobr | lejo lejua | allow permitted
apologise | izvinj | kerkofalje ndjes | apolog
appointment | zakaz termin. termina. | termin | appointment
april | april | prill | april
ask | traz zahtev | kerko kerkes | request demand
attack | napa | sulm | attack assault
august | avgust | gusht | august
bad | los. losa. lose. ocaj katastrof | keq. keqe keqija | bad. badly terrible
be_late | kasn zakasn | vono vones vonua | late. delay
before | pre. | perpara | before
begin | pocin poce pocn krenu kreci krece starta prorad | fillo fillim nis. niset nisi | begin start
bite | ujed. ujeda ujedi ujele ujelo | kafsho | bite bitten
breathe | dise. disem disanj | frymem frymo | breath
bring | dovod doved donos donet done. | sjell solli | bring brought
build | gradnj gradi. gradit izgrad pravi. praviti pravljenj napravi sagrad | ndertim nderto |
    build. construct built
building | zgrad obekat obekt | ndertes | building
buy | kupi kupe. kupu kupov | ble. blej blere blerj blini | buy bought purchas
cause | uzrok povod. | shkak | cause
celebrate | slavi proslav praznik | feston fest. feste kremt | celebrat holiday
change | promen menj izmen reform | ndrysh reform | chang reform
cheap | jeftin | lire. lira. | cheap affordable
cheat | varat prevar laz. laze. lazet lagal | mashtr genjen genjesh | cheat lie. lying lied deceiv
choose | bira. imen izabra biraj | emero emerim | appoint choos elect. chosen
clean | cisti cisce ocist uklon uklanj pocist | pastro pastri pastert paster. | clean remov
close | zatvor zatvar gasi. gase. ukid ukin ugas | mbyll | close closing shut
collect | odnos odnes odvoz sakuplj pokuplj | mbledh mblidh grumbull | collect pick
come | dolaz doci. dode. dosao stigl stiz | vjen. vijn erdh vij. ardhj | arriv
compare | pored upored | krahas | compar
complain | zal. zali. zalb zalim zalio pritu reklamac | ankes anko | complain appeal
continue | nastavi nastavlj produz | vazhd | continu resum
cooperate | saradn zajedn | bashk perbashk | cooperat together joint
count | brojan prebroj | numero | count
cut | sece. secu. sec. | pre. prer. prerj | cut. cuts. cutting
damage | stet. steta. stete. stetu. osteti unist | dem. deme. demet. demtim demtuar | damage destr
danger | opas rizik stetn | rrezik | danger risk harm
day | dan. dana. dani. dnevn | dite. ditor ditet | day. days. daily
dead | umr mrtv pogin smrt | vdek vdiq vras | dead. died death killed
december | decemb | dhjetor | decemb
demolish | rus. ruse. srus rusenj poruse | rreno rrenim shemb | demolish tear
develop | razvoj razvij | zhvillo zhvillim | develop
different | razlic razlik drugacij | dallim dallo | differen
dig | kopa. prekop raskop | germo germim | dig. digging
dismiss | smeni smenj otpus otkaz | shkark pushoi | dismiss fired sack
divide | del. podel raspodel dele. deli. deliti | ndarj nda. ndan. ndahen ndare ndahet | distribut
    divid allocat
end | zavrs gotov kraj. dovrs okonc | perfund mbaro kryhet | finish complet end. ends. ended
equal | jednak ravnopr isto. isti. | barab njejte | equal same.
equipment | oprem masin | pajisj makineri | equipment
establish | formir osniva osnov uspostav stvor uvest uvedi uvod | themel formim formo krij |
    establish creat introduc
evening | vece. veceri. uvece vecern | mbremj mbrem. | evening
explain | objasn | shpjeg | explanat
february | februar | shkurt. shkurti | februar
fight | borb bori suzb suprotstav | lufto luftim | combat fighting
fill | puni. pune. pun. puna. | plot. mbush | full.
find | nadi. nadu. nac. naci. pronad pronac | gjej. gjen gjet | find found
forbid | zabra | ndaloi ndalua ndalim | ban. banned bans. forbid prohibit
forget | zaborav | harro | forget forgot
get | dobi prima izvad vadi. vade. | marr. marrin merr. merrin mora. | get. gets. receive got.
    obtain
give | daje daju dao dala dato dati. davati | jep. jepni jepet jepin dha. dhane dhene | give gave
go | ide. idu. idem. idemo. ici. iden. | shko | go. goes.
good | dobr bolj | mire. mira. | good better
grow | povec porast. rast. raste. podic podign povis digne | rrit ngrit ngrihet | increas rise
    raise rising grow higher
guarantee | garant | garant | guarant
happen | desi desav dogad dogod zbi | ndodh | happen occur
hear | cuje. cuti. slusa | degjo | hear listen
hide | krije. kriju sakri | fsheh | hide hidden
hold | drzi odrza | mbaj mbah | hold held
hour | sat. sata. sati. casova. cas. casa. | ore. ora. oren. ores. | hour
ignore | ignoris | injor | ignor
improve | unapred poboljs | permires | improv
instalment | rate. ratam | kest | instalment installment
invest | invest ulag ulozi | invest | invest
january | januar | janar | januar
july | jul. jula. julu. | korrik | july
june | jun. juna. junu. | qershor | june
keep | sacuv cuva zadrz opsta ostan ostaj | ruaj ruan mbetet mbese qendroj qendron qendruar | keep.
    preserve remain stay
lack | fali. nedost manjak nestas nedovolj | mungo munges | lack missing
last | prosl posledn lani. prethodn | kaluar fundit | last. past. previous
lead | vodit upravlj rukov | udheheq drejto | lead. leads. manage
learn | uci. uce. ucenj nauc | meso. mesoj mesuar | learn taught
less | manje. | pak. | less fewer
long | dugo. dugacak dugoroc spor. sporo traj | gjate. gjat. ngadal zgjat | long. slow
lose | izgub gub | humb | lose lost
many | mnogo mnog. puno. brojn | shum. shumice | numerous
march | mart. marta. martu. | mars. marsi | march
may | maj. maja. maju. | maj. maji | may.
measure | meri. merit izmer | mat. maten matj | measure
month | mesec | muaj | month
more | vise. | teper | more
move | sel. selid premes preselj | leviz | move relocat
name | naziv natpis tabl. table. tablam | emer emrat mbishkrim tabel | name. names. sign. signs.
need | potreb nuzn treba. | nevoj | need. needs.
new | nov. nova. nove. novi. novo. novu. novih. novog. novom. | reja. re. ri. | new. newly.
next | sledec naredn iduc | ardhsh | next. coming
night | noc | nat. nates. naten. nata. | night
november | novemb | nentor | novemb
number | broj. broja. broju. | numr | number
october | oktob | tetor | octob
old | star. stara. stare. starih stari. staro. starog starim | vjeter vjetra. moshuar | old.
open | otvor otvar | hap. hape hapja hapur hapin hapim hapni | open
opinion | misljenj stav. stava. stavov misao | mendim qendrimi | opinion stance view. views.
oppose | protivi protivn | kundersht | oppose against
pay | plac platit uplat isplat isplac naplat naplac otplac uplac | pagua pages paguh | pay. paid.
    paying payment
plan | planir namer | planif synoj ndermend | intend
plant | sadi. sadit posad zasad | mbjell | planted planting
play | igra. igraj igran | luaj. luajn luan | play. playing
possible | moguc | mundesi mundur | possib
postpone | odloz odgod pomer | shtyn shty. shtyrj | postpone
pressure | pritis ucen zastras pret. pretnj | presion kercen | pressure intimidat threat
prevent | sprec zaustav prestan stop obust | ndal. ndalo parandal | stop prevent
problem | problem tesko nevolj | problem | problem trouble issue
program | program. programa. programi. manifest | program | program
progress | napred. napret | perparim | progress
promise | obec | premt | promis
protect | brani. odbran stiti. stite. zastit stitit | mbroj mbroh | protect
provide | obezbed pruz nudi nude ponud | ofro ofru | provid offer
publish | objav raspis saopst javlj obavest informis | botu shpall njoft inform | publish announc
    inform
put | postav stavi stave. | vendosen vendosur vendosn | install
reduce | smanj umanj sniz opao opad | ulur. ulni. ulin. ulet. ulen. ulje zvogel reduko | reduce
    lower decreas drop
regular | redov red. | rregullt rregull. rregullisht | regular
remember | secat seca. pamti | kujto | remember
repair | poprav renovir obnov rekonstru sredi sanir adaptac | ripar rinov rregullo rindert sanim |
    repair renovat fix. fixed fixing reconstruct
replace | zamen | zevend | replac
report | prijav | raporto denonco lajmero | report
resign | ostavk | doreheq | resign
responsible | odgovoran odgovara. odgovarati odgovarao odgovorn kriv nadlezan | pergjegj fajtor faj.
    | responsib blame guilty liable
return | vrat. vrati vrac povrat | kthe kthi rikth kthy | return
seize | krad ukrao ukral ukrade oteli oteo otima otet uzurp oduzim oduzet zaplen | vjedh vodh
    usurp konfisk | steal stole theft usurp seize confiscat
sell | prod. proda | shes. shit. shitj shitur shese | sell sold sale.
send | salj. posalj poslat | dergo | send sent
separate | odvoj | ndaras | separat
september | septemb | shtator | septemb
show | prikaz pokaz | trego | show
sign | potpis | nenshkr firmos | signed signature
size | kolicin iznos visin | sasi | amount
sleep | spava | fle. flej | sleep
small | mala. male. mali. malih. manj | vogel vogla. vogli. | small
smell | smrad smrdi miris | ere. era. erat qelb | smell stink
snow | sneg snez | bore. bora. boren. | snow
solve | resi. resit resav resenj | zgjidh | solve solution
speak | govor razgov prica | flas fol. flet flis | speak spoke talk
spend | tros potros utros | shpenz harxh | spend spent
sue | tuzi. tuzil tuzio tuzb tuze. | padit padi. | sue. sued suing lawsuit
summer | leto. leti. leta. letn | vere. vera. veres. | summer
support | podrz podrsk zastup | mbeshte perkrah | support favour favor endorse
take | uzim uzme uzet uzel | marre | take took
travel | putuj putova voze. | udhet | travel commut
treat | leci lecenj leze lezim | sheroj mjekim trajt | treat
try | pokus | perpiq | attempt
understand | razum shvat | kuptoj kuptim kuptua | understand
visit | poset obilaza | vizit | visit
vote | glas. glasa glasov | votu vota voto | vote voting
warm | topl. | ngroht | warm.
warn | upozor | paralajm | warn
week | nedelj sedmic | jave. java. javor | week
weekend | vikend subot petk petak | fundjav shtun | weekend saturday
win | pobed | fito. fitoi fiton fitu | win. wins. won.
withdraw | povuc povlac | terhiq terheq | withdraw
work | radi. rade. rad. radim radit radno radov funkc | funksion punim | operat function works
write | pisa. pise. napis | shkrua | writ wrote
year | godin godisn | vit. viti. vitin. vitit. vite. vitet. vjet. vjetor | year annual
"""
