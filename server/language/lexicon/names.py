"""Places and bodies that are asked about; two of them are never the same one.

Spellings of one stand in one line, the name by which it is known first.
"""

NAMES = """
mitrovic mitrovac
zvecan zveqan
lesak. leska. lesku. leshak leshku
socanic soqanic
zitkov zhitkoc
lipljan lipjan
podujev
obilic obiliq kastriot
orahov rahovec
malisev malishev
decan. decani. decane. decanim deqan
kacanik kaqanik
stimlj shtime
kamenic
ranilug
klokot kllokot
partes partesh
leposav leposaviq
zubin potok
pristin prishtin
beograd belgrad
nis. nisa. nisu. nish. nishit.
kraljev
cacak cacka cackom
novi_pazar pazar
brisel bruksel brussel
vasington uashington washington
ohrid
raska. raske. raskoj. rasku.
srbij srbija. srbije. srbiji. srbiju. srbijom. serbi. serbia. serbise. serbine.
kosov. kosovo. kosova. kosovu. kosove. kosoves. kosovsk
albanij shqiperi
nemack gjermani germany
rusij rusi. rusia. russia
jarinj
brnjak bernjak
merdar
bistric
banjsk
gracanic
strpc shterpc
vucitrn vushtrri
pec. peci. peja. peje. pejes.
prizren
dakovic gjakov
gnjilan gjilan
urosev ferizaj
skenderaj srbic
drenic
klin. klina. klini. kline.
istok istog
bosnjack
suvi suvom suvog
eulex euleks
unmik
tiran
skoplj shkup skopje
"""
