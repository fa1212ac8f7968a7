"""What the state, the municipality and their services are about; form as in `lexicon`."""

THINGS = """
administration | administrac uprava upravn birokrat sluzb salter | administrat zyrtar sportel |
    administrat bureaucra clerk counter
agreement | sporazum dogovor | marrevesh | agreement deal. treaty accord
air | vazduh aero vazdus | ajer ajri ajror | air.
airport | aerodrom | aeroport | airport
ambulance | ambulant hitna. hitne. hitnoj. | ambulanc urgjenc | ambulance emergency
army | vojsk vojnik vojnic vojn. kasarn | ushtar ushtr | army soldier troops military
arrest | hapsi hapse uhaps pritvor privedi priveden | arrest paraburg burgos | arrest detain
    detention
asphalt | asfalt rupe. rupa. rupu. rupama. krpi krpl zakrp | asfalt grop | asphalt pothole holes.
    hole.
association | zso | asociacion zso. | association asm.
autonomy | autonom samouprav | autonomi vetqeveris | autonom
bank | bank stedionic | bank | bank
barricade | barikad blokad | barikad bllokad | barricad blockad roadblock
bicycle | bicikl | biciklet | bicycl bike
bill | racun faktur uplatnic | fatur | bill. bills. invoice
border | prelaz granic carin | kufi. kufir kufit doganor | crossing. crossings. border customs
boycott | bojkot | bojkot | boycott
bridge | most. mosta. mostu. mostom. mostov | ura. uren. ures. urat. ure. | bridge
budget | budzet finansij sredstv sredstav | buxhet financ | budget funds. fund. finances
bus | autobus | autobus | bus. buses. coach
bus_station | stanic terminal | stacion | station terminal
bypass | zaobilaz obilazn | unaz | bypass
cadastre | katast | kadast | cadast registry
campaign | kampanj | fushat | campaign
candidate | kandid | kandid | candidat
cemetery | groblj grobn | varrez varr. | cemeter grave
census | popis | cens | census
certificate | izvod uveren uverenj | certifikat vertetim ekstrakt | certificate
citizenship | drzavljan | shtetesi | citizenship nationality
clinic | klinick klinik kbc | klinik qkuk | clinic
coalition | koalic | koalic | coalition
committee | komisij odbor. odbora. | komision komitet | committee commission
community | zajednic | bashkesi komunitet | communit
competence | nadlezn ovlasc | kompetenc | competen powers. jurisdiction
conflict | sukob konflikt | konflikt perplasj | conflict clash
connect | prikljuc povez | kyc lidh. lidhj | connect
constitution | ustav | kushtetut | constitution
container | kontejner kanta. kante. kanti | kontejn | container bin. bins.
contract | ugovor | kontrat | contract
corruption | korupc mito. mita. podmit potkup lopovl | korrup ryshfet mito. | corrupt brib
country | zemlja zemlje drzav | vend. vendi shtet. | country countries
court | sud. suda. sudu. sudov sudsk sudstv sudij pravosud tuzilas tuzils | gjyq gjykat prokuror |
    court judge judicia prosecut
crime | krimin zlocin mafij | krim. krimin krime mafi | crime criminal mafia
culture | kultur | kultur | cultur
dam | brana. brane. branu. gazivod akumulac jezer | ujman gazivod liqen penda. dige. | dam. dams.
    gazivod ujman lake reservoir
data | podat podac statist evidenc | dhena statist | data. statistic figures
decision | odluk odluc | vendim vendos | decision decid
democracy | demokrat | demokra | democra
deputy | poslanik poslanic | deputet | deputy mp. mps. parliamentar
dialogue | dijalog pregovor pregovar rund | dialog bisedim negociat raund | dialogue talks negotiat
diploma | diplom nostrif | diplom nostrif | diploma degree
director | direktor nacelnik upravnik | drejtor | director head. manager
discrimination | diskrim | diskrim | discrim
document | dokument isprav papir. papiri. papire. papira. formular | dokument leter letra formular
    | document paper. papers. paperwork form. forms.
drinkable | ispravn pitk pije. piti. pijem | pijshem pim. pime. pij. pihet | drink potable
driving_licence | vozack | patent | licence license
education | obrazov prosvet nastav | arsim mesimor edukim | education teaching
election | izbor glasan | zgjedhj zgjedhor | election ballot. polls.
electricity | struj elektr dalekovod trafo | rrym elektr energji kesco keds | electric power.
    energy. grid. kesco
embassy | ambasad | ambasad | embass
environment | ekolog okolin | mjedis ambient ekolog | environment ecolog
eu | eu. evropsk unij | be. bes. evropian union | eu. european
factory | fabrik pogon | fabrik | factory factories plant.
fault | kvar pokvar | prishet prishj prishur defekt | fault broken breakdown
festival | festival | festival | festival
fire | pozar vatrogas | zjarr | fire. fires. firefight
flag | zastav | flamu | flag
flood | poplav | permbytj vershim | flood
fountain | fontan | shatervan | fountain
gas | gasovod plin | gaz. gazi gazsjell | gas.
goods | robe. roba. robu. robi. robom. uvoz izvoz | mall. mallra import eksport | goods. import
    export products
government | vlast vlad. vlada. vladu. vlade. vladi. vladom. ministar | qeveri shteti. shtetit.
    minist | government ministr minister
hate | mrznj uvre vreda | urrejt fyej ofend | hate insult hatred
heating | grejanj grejn greje. grejemo grijanj grijemo toplan toplot radijator | ngroh radiator
    ftoht | heat radiator
highway | autoput magistral | autostrad autoudh magjistral | highway motorway
hospital | bolnic | spital | hospital
id_card | licna. licne. licnu. licnih. | leternjoftim | id. ids. identity
illegal | ilegal nelegal bespravn divlj | paligj ilegal egra egera | illegal unlawful wild
implement | ispun sproved sprovod primen realiz | zbat realiz | implement
independence | nezavisn samostaln | pavaresi pavarur | independen
inspection | inspekc inspektor kontrol nadzir nadzor prover | inspekt kontroll mbikeqyr | inspect
    control check monitor oversee supervis audit
institution | instituc ustanov | institucion | institution
international | medunarod stran. strane. stranih | nderkomb huaj | international foreign
internet | internet wifi | internet wifi | internet wifi broadband
investigate | istrag istraz | hetim hetua heton | investigat probe
justice | pravd praved | drejtesi | justice fair
kfor | kfor kefor | kfor | kfor
kindergarten | vrtic obdanist zabavist jaslic | cerdh kopsht | kindergarten nursery daycare creche
    preschool
land | zemljist parcel njiv | tok. toka. token. tokes. parcel | land plot. plots.
landfill | deponij smetlist | deponi | dump landfill
language | jezik jezic dvojez prevod | gjuh perkthim dygjuh | language bilingual translat
law | zakon propis pravilnik uredb | ligj rregullore | law. laws. legislation regulation
library | bibliotek | bibliotek | library libraries
light | rasvet svetiljk osvetlj bander sijalic | ndricim ndrico drita. dritat. llamb | lighting
    lamp streetlight lights. light.
mandate | mandat | mandat | mandate term.
media | medij televizij novin portal rtk | media. mediat. mediev gazet televiz portal | media
    journalist reporter press newspaper televis
medicine | lek. lekov apotek | barn. barna ilac farmaci | medicine medication drug. drugs. pharmac
meeting | sastan sastaj sednic | takim mbledhje. mbledhjen mbledhjet | meeting session
meter | brojil | mates njehsor | meter. meters. metering
mine | rudnik rudar trepc kombinat | miniere minator trepc | mines. miner mining trepc
minimum | minimal | minimal | minimum minimal
minority | manjin | pakic minoritet | minorit
municipality | opstin lokal | komun bashki lokal | municip local
nato | nato. | nato. | nato.
ngo | nvo civiln nevladin | ojq joqeveritar civil | ngo nongovernment civil
north | sever | veri. veriu veror verior | north
office | kancelarij ured. | zyra. zyre. zyrat zyres | office
ombudsman | ombudsman | avokat ombuds | ombuds
opposition | opozic | opozit | opposition
outage | nestank nestaj nestane isklju restrikcij redukcij prekid | nderpr ndalet reduktim shkyc
    mungese | outage blackout shortage interrupt restrict
park | park. parka. parku. parkov igralist ljuljask | park. parku. parqe. parqet. parkun kend loj.
    lojer | park. parks. playground
parking | parking parkir garaz | parking parkim garazh | parking garage
parliament | skupstin parlament odbornik odbornic | kuvend parlament keshill. keshilltar asamble |
    parliament assembly council
party | partij strank list. lista. listu. liste. | parti. partia. partis partive list. lista |
    party parties list.
passport | pasos | pasaport | passport
pedestrian | pesak pesac | kembesor | pedestrian
permission | dozvola. dozvolu. dozvole. odobrenj saglasnost | leje. lejen. lejes. licenc | permit
    permission approval
petition | petic | petic | petition
plate | tablic registarsk rks | targ rks | plate rks
police | polic patrol rosu specijalac specijalc specijaln | polic special njesi. | police cops
    officer
pollution | zagad smog aerozagad prljav otrovn | ndot papaster | pollut smog dirty contaminat
post | post. posta. poste. postu. postom. postansk | posta. poste. postes. postar | post. postal
    mail
president | predsednic predsednik | president | president
prime_minister | premijer | kryeminist | premier
prison | robij | burg. burgu. burgun. | prison jail
private | privatn | privat | private
procurement | nabavk tender licitac izvodac | prokurim tender | procurement tender contractor
    bidding
promenade | setalist kej. keja. keju. | shetitor | promenade quay
property | imovin vlasnist vlasnic svojin posed | prone. prona. pronat. pronar pronesi pasuri |
    property owner
public | javn drzavn | publik shteteror | public state.
public_transport | prevoz saobracaj | transport trafik qarkullim | transport traffic
pupil | ucenic ucenik dac. daci. dake. dak. daka. dacim vrsnjac vrsnjak skolarc |
    nxenes | pupil peer schoolchild
quality | kvalitet | cilesi | quality
queue | guzv ceka | prit. pritet pritj pritur radhe. rradhe. | wait queue
radio | radio. | radio. | radio.
recognise | prizna | njoh. njihen. njohj njihet. njohur pranoni | recogni
recycling | recikl razvrstav sortir | ricikl | recycl
referendum | referend | referend | referend
register | upis prijavljiv registr preregistr | regjistr | regist enrol
representative | predstavnik predstavnic | perfaqesu | representative
reserve | rezerv | rezerv | reserve
right | pravo. prava. pravima. pravu. pravom. | drejte. drejta. drejtat. drejtav | right. rights.
    entitled eligible
river | reka. reke. reci. reku. rekom. ibar. ibr | lum. lumi lumt iber. ibri | river ibar
road | put. puta. putu. putem. putev putn drum kolovoz ulic | rrug | road street
roll | spisak spisk rang | rang listim | ranking roster
sanction | sankcij | sanksion | sanction
school | skol | shkoll | school
script | cirilic latinic pismo. pisma. pismu. | cirilik latin alfabet | cyrillic alphabet
security | bezbed sigurn | sigur | safe. safety secur
sewage | kanalizac otpadne. otpadnih. septic fekal | kanalizim ujera. ujerav fekal | sewage sewer
    wastewater
sidewalk | trotoar | trotuar | sidewalk pavement
solar | solar panel | solar panel diellor | solar panel
south | jug. juga. jugu. juzn | jug. jugu jugor | south
speed | brzin | shpejtes | speed
speed_bump | lezec usporiv | gungat | bump
sport | sport fudbal klub trenir teren. terena. | sport futboll klub stervit | sport football club
    pitch
sport_hall | hala. hale. hali. halu. fiskultur | palestr sall | gym
square | trg. trga. trgu. | shesh | square
statement | izjav | deklarat | statement
status | status | status | status
strategy | strateg | strateg | strateg
strike | strajk protest demonstrac | grev protest | strike protest demonstrat
student_dorm | dom. doma. domu. domov | konvikt | dorm
surgery | operacij hirurg | operacion operim kirurg | surgery surgeon operation
swimming_pool | bazen pliva | pishin not. notin. notit. | pool. swim
tailings | jalov | sterilet zgjyr | tailings slag
tax | porez taks | tatim taks | tax. taxes. taxation
taxi | taksi. taksist | taksi. taksist | taxi
theatre | pozorist | teat | theatre theater
ticket | kart. karta. karte. kartu. karata. | bilet | ticket
town | grad. grada. gradu. gradom. gradov mest. mesto. mesta. gradsk varos | qytet | city cities
    town
traffic_light | semafor | semafor | semaphore
train | voz. voza. vozov vozn zelezni pruga. pruge. prugu. | tren. treni. trenit hekurudh | train.
    trains. railway rail.
transparency | transparen javnost | transparen | transparen
tree | drvece stabl sadnic drvored | drunj peme fidan | tree
trial | suden parnic presud | gjykim aktgjykim | trial verdict
truck | kamion | kamion | truck lorry lorries
tunnel | tunel nadvoznj podvoznj | tunel mbikalim nenkalim | tunnel overpass underpass
university | univerz fakult | univers fakult | universit faculty faculties
usa | americ amerik | amerik shba | usa. america
vaccine | vakcin | vaksin | vaccin
vehicle | vozil automob auto. auta. autim kola. kolim | vetur automjet makin kerr | car. cars.
    vehicle automobile
veterinary | veterinar | veterinar | veterinar
village | selo. sela. selu. selim seosk seljac seljan | fshat | village rural
visa | vize. viza | viz. viza. vizat vizav | visa
war | ratni. ratnih. rata. rat. ratu. | lufte. luftes. | war.
waste | smec dubr otpad | mbeturin berllog plehr hedhurin | waste garbage rubbish trash litter
water | voda. vode. vodu. vodom. vodi. vodovod cesm vodosnab | uji. ujin. ujit. uje. uj. ujra.
    ujesjell cezm rubinet | water tap.
well | bunar izvor. izvora. | pus. pusi. burim | well. wells. spring.
"""
