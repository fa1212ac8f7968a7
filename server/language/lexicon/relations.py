"""How the things of the lexicon stand to each other.

One line is one set of things, by their names in the lexicon.
"""

# Of a set of these, a question is about one or about another: the same said of two of them is two
# questions.
ALTERNATIVES = """
road sidewalk bridge
electricity water heating internet gas sewage waste road light
salary pensioner scholarship allowance grant
bus train vehicle taxi truck bicycle
id_card passport driving_licence
cow sheep pig bee
drug alcohol gambling
speed_bump traffic_light
serb albanian bosniak roma turk
doctor nurse teacher police mayor director court deputy mine agriculture pupil student kindergarten
school kindergarten university hospital library cinema theatre swimming_pool park
sport culture education health agriculture
air water river
milk bread raspberry
flat house land
bill debt
parliament government municipality
mayor deputy parliament president
winter summer
hour day week month year
last next
north south
january february march april may june july august september october november december
"""

# To do one is to undo the other.
CONTRARIES = """
grow reduce
open close
support oppose
protect attack
employ dismiss
begin end
build demolish
buy sell
allow forbid
win lose
return emigrate
public private
old new
employ unemployed
price cheap
before after
more less
"""

# One leads to the other, though they are not the same.
RELATED = """
hospital doctor health clinic medicine surgery nurse ambulance
employ unemployed salary worker business
road asphalt repair
school exam learn pupil teacher education grade child
university student diploma education student_dorm
kindergarten child baby
waste landfill recycling clean container
sport sport_hall
square promenade
addict drug alcohol gambling
id_card passport document
driving_licence vehicle
certificate document
electricity bill outage meter
water outage drinkable quality
election vote citizen party
police security crime
vehicle plate parking public_transport
property land house flat cadastre
agreement dialogue sign
court justice investigate law crime fine trial
ticket price
candidate election vote
campaign election
murder crime dead investigate
free discount
bed hospital
air pollution environment
river pollution sewage
money budget pay price spend
discount reduce price
build building
bus public_transport travel
agriculture greenhouse tractor grant milk raspberry
young student emigrate
establish association
forbid close
seize property
mine tailings
corruption procurement party relative
aid grant allowance
bank loan dinar money
light electricity
heating electricity
media publish
child parent family park
violence victim woman
language name speak script
serb albanian
park child play
waste collect
serb srbij
mitrovic town
long be_late

end begin
get grant
employ vacancy apply
solar electricity
fault repair outage
firewood heating
coal electricity pollution
nato kfor army
eu brisel
prime_minister government
ngo transparency
light fault
cow milk agriculture
bee agriculture
birth baby child
referendum election vote
police pressure
office administration
social aid
noise pollution
smell pollution landfill
"""
