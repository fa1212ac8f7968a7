"""Who people are, how they live, work and earn; form as in `lexicon`."""

THINGS = """
abroad | inostran dijaspor | diaspor mergat | abroad diaspora overseas
accident | nesrec udes sudar | aksident | accident crash
addict | zavisni ovisni | varur | addict
agriculture | poljopriv stocar stok ratar seljak vocar pcelar | bujq fermer blegtor bageti |
    agricultur farm
aid | pomoc. pomoci. pomaz pomog | ndihm asistenc | aid help. helps. helped. helping. assistance
albanian | alban | shqip | albanian
alcohol | alkohol pijanstv | alkool | alcohol drunk
allowance | dodatak dodatk naknad | shtes kompenz | allowance benefit
animal | zivotinj | kafsh | animal
appliance | frizider bojler sporet aparat | aparat frigorifer bojler | appliance fridge boiler
apply | konkuris aplicira | apliko aplikim konkuro | apply applic
art | umetn muzik koncert | art muzik koncert | art. artist music concert
average | prosec prosek | mesatar | average
baby | beb porodilist poroda trudn novoroden rodenih rodenj | foshnj bebe shtatzen lindj | baby
    babies birth maternity pregnan
bed | krevet | shtret | beds.
bee | pcel medar | blet. blete bletar | bee. bees beekeep honey
bench | klupa. klupe. klupu. | stol. stola | bench
birth | rodi rodn natalitet | lindj. lindje lindjes natalitet | natality birthrate
bonus | premij bonus | shperblim bonus | bonus premium
book | knjig udzben | liber. libra | book textbook
bosniak | bosnjak bosnjac | boshnjak | bosniak
bread | hleb | buke. buka. buken. | bread
business | firm preduzec preduzetni biznis privred kompanij poslodav posloprim | biznes ndermarr
    firm kompani punedhen | business compan firm. firms. enterprise employer
cancer | rak. raka. kancer malign onkolog | kancer onkolog | cancer oncolog
centre | centar centr | qender qendr | centre center
child | dete. deteta. detetu. deca. deci. decu. decom. decij decj dece. klinc | femij | child kid.
    kids.
church | crkv manastir svesten | kisha. kishe. kishen. kishes. manastir | church monaster priest
cinema | bioskop film. | kinema | cinema movie
citizen | gradan narod. narodu. naroda. stanovn ljud zitel birac | qytetar njerez popull banor
    votues | citizen people. resident inhabitant voter
coal | ugalj uglj termoelektr | qymyr termocentral | coal
computer | racunar kompjut tablet | kompjuter tablet | computer laptop tablet
cow | krav goved | lop. lope lopet | cow. cows cattle
debt | dug. duga. dugov dugu. duzan duzni | borxh | debt owe
dentist | zubar stomatol | dentist stomatol | dentist
dinar | dinar | dinar | dinar
disabled | invalid hendikep kolic rampa. rampe. | invalid aftesi kufiz karroc paralizuar | disab
    wheelchair handicap
discount | popust olaksic povlast umanjenj | zbritj lehtesi | discount relief
doctor | lekar doktor | mjek doktor | doctor physician
dog | pas. psi. pasa. psima. psa. psu. pse. lutalic | qen. qent qeni. qenve. endacak | dog. dogs.
    stray
driver | vozac | shofer | driver
drug | drog narkot narkoman | drog narkot | narcotic
emigrate | odlaz odlask otis otid odes napust iselj odsel beze. odu. | larg ikin. iki. iken. ikja.
    iku. ike. ikje braktis shperngul migr | leave leaving left. emigrat depart
employ | posao posla. poslov poslu. poslom. uposl zapos | pun. pune. punes punen puna. punon punsu
    punu punoj punoi | job employ hire hiring recruit
exam | ispit matur | provim matur | exam
excursion | ekskurz izlet | ekskurs shetitj | excursion trip
expert | strucnj ekspert | ekspert | expert
family | porodic supruzn | familj | famil
fear | strah plasi boji | frik | fear afraid scared
fee | skolarin clanarin | shkollim. shkollimit. | tuition fee
fine | kazn | gjob denim ndeshk | fine. fines. penalt punish
firewood | drva drvima pelet ogrev | dru. drut druve pelet | firewood pellet
flat | stan. stana. stanov stanu. stambe kvadrat | banes apartament | apartment flat. flats. housing
food | hran namirnic uzin obrok rucak | ushqim shujt | food grocer meal
forest | sum. suma. sume. sumu. sumar | pyll. pyje pyllit | forest woods. logging
free | besplat dzab | falas | free.
freedom | slobod | liri. lirin lirise lirshem | freedom
fuel | goriv benzin nafta nafte | karburant benzin naft | fuel petrol gasoline diesel
future | buducn | ardhmer ardhmja ardhme. | future
gambling | kladionic kock | kumar bast | gambling betting
grade | razred odeljenj prvac prvak | klas | grade classroom class.
grant | subvenc podsticaj grant donac | subvenc grant donac stimul | subsid grant incentive donation
greenhouse | plastenik staklenik | serra serre. | greenhouse
gun | oruz puc | arm. arme. armet. | gun weapon
health | zdravst zdravl | shendet | health
history | istor | histor | histor
hope | nada. nade. nadam | shpres | hope
house | kuc | shtepi shpi. shpija | house home. homes.
household | domacinst | amvis | household
income | zarad prihod | ardhura | income earn
inflation | inflac | inflacion | inflation
insurance | osiguranj | sigurim. sigurimi sigurime | insurance
leisure | provod izlazak izadu izac zabav | argetim zbavitj | entertainment leisure nightlife
life | zivot zivi zivet | jete. jeten. jeta. jetoj jetes | life live. lives. living
lift | lift | ashensor | lift elevator
loan | kredit zajam pozajm | kredi hua. huaja. | loan credit mortgage
mayor | gradonacel | kryetar | mayor
member | clan. clanov clana. clanstv | anetar | member
mental | psihol mental depres samoub | psikol mendor depres vetvras | mental psycholog depress
    suicid
milk | mlek mlec | qumesht | milk dairy
missing | nestali. nestalih nestalim | pagjetur zhdukur | missing.
money | novac. novc pare. para. pari. parama. evra. | parat. parav pare. lek. | money cash
monument | spomen | monument permendor memorial | monument memorial statue
mosque | dzamij hodz | xhami hoxh | mosque imam
murder | ubist ubij ubil ubic | vrasj | murder
neighbour | komsij sused | fqinj | neighbo
noise | buka. buke. buku. galam | zhurm | noise loud
nurse | sestr | infermier | nurse
order | naloz nalog nareden naredb | urdh | order. orders. ordered
parent | roditelj majk otac oca. ocev | prind nena. nenat. nenave. nenes. baba | parent mother
    father
patient | pacijent bolesn bolest | pacient semur semund | patient sick illness diseas
peace | mir. mira. miru. pomiren | paqe paqj pajtim | peace reconcil
pensioner | penzi | pension | pension retire
phone | telefon mobiln operater mts | telefon operator | phone mobile telecom
pig | svinj | derr | pig. pigs
place | kvart naselj mahal cetvrt lokacij | lagj vendbanim | neighbourhood neighborhood quarter
    district
politician | politicar politik | politik | politic
poverty | siromas gladn sirotinj | varfer varfr | poverty poor.
price | cena. cene. cenu. ceni. cenom. poskup skup. skupa skupe skuplj skupo. kosta tarif | cmim
    shtrenj kusht tarif | price expens cost tariff
production | proizv | prodhim prodhu | produc
profession | zanat zanimanj struk | zanat profesion | profession craft trade.
raspberry | malin | mjeder | raspberr
refugee | raseljen izbeg interno povratnik povratnic | zhvendos refugj | displaced refugee returnee
relative | brat. brata. braca. bratu. rodak rodac rodbin kum. kumov | vella kusheri afer. |
    brother relative cousin nepot
rent | kirij stanarin iznajm zakup | qira. qiraj qirat | rent. rents. lease
roma | rom. romi. roma. romsk | rom. romet. romeve | roma
salary | plate. platu. plati. plata. platam zarade. zaradu. primanj | paga. pagat. pages. page.
    pagen. rrog | wage salar
scholarship | stipend | burs | scholarship stipend
sector | sektor | sektor | sector
serb | srb. srbi. srba. srbim srpsk srbe. srbin | serb | serb
shame | sramot stid | turp | shame asham
sheep | ovac ovce ovca ovci | dele. delet dhen dhent | sheep
shop | prodavnic radnj trgov market | dyqan shitor treg market | shop store. stores. market
social | socijal | social | social
student | student studij studir | student studioj studim | student
surveillance | kamer | kamer | camera
teacher | nastavni ucitelj profesor prosvetn | mesues profesor arsimtar | teacher professor
toilet | toalet wc. | tualet wc. | toilet
tourism | turiz turist hotel | turiz turist hotel | tourism tourist hotel
tractor | traktor mehanizac | traktor | tractor machinery
training | obuk kurs. kurseve. praks | trajnim kurs. kurse praktik | training course internship
    apprentice
trust | veruj poveren | beso besim | trust faith believe confidence
turk | turk turc turs | turk turq | turk
unemployed | nezapos besposl | papun | unemploy jobless
uniform | uniform | uniform | uniform
union | sindikat | sindikat | union
vacancy | konkurs oglas | konkurs shpallj | vacanc competition advert
veteran | borac borc veteran ratn | veteran luftetar | veteran
victim | zrtv | viktim | victim
violence | nasilj tuca. tuce. tuku. tuci siledz maltret bije. biju. | dhun rrah bullizem |
    violence bully fight. fights. abuse
wedding | brak bracn svadb vencan | martes cift | marriage couple
winter | zima. zime. zimu. zimi. zimsk | dimer dimr | winter
woman | zena. zene. zenu. zenam zensk | grua. gruaja. grate. grat. gra. grave. gruas. femra |
    women woman female
worker | radnik radnic | punetor | worker labour
young | mlad omladin | rinj rinis rini. | young youth
"""
