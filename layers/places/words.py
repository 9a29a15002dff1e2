"""Which words say what a place does in a claim? Prepositions, verbs and nouns by what they mean."""

from __future__ import annotations

from typing import Final

LOCATIVE: Final = frozenset(
    "in at on near around inside outside across throughout within along over off above amid "
    "beyond behind opposite past via through by beneath alongside".split()
)
DIRECTIONAL: Final = frozenset("into onto toward towards".split())
LISTING: Final = frozenset("including include like such as especially particularly".split())
# Nouns that are a piece of the place they stand before: "the territory of X", "north of X".
PARTS: Final = frozenset(
    "territory soil part parts area areas region regions north south east west centre center "
    "outskirt outskirts city town village province district oblast governorate capital coast "
    "airspace water waters side border half suburb suburbs edge vicinity direction mountain "
    "mountains land port island islands republic state county valley peninsula portion rest "
    "most much northwest northeast southwest southeast interior shore bank heart third thirds "
    "quarter quarters fifth fifths tenth tenths sixth sixths majority bulk swath swaths".split()
)
# What governments have with each other: "talks between Kabul and Islamabad".
DEALINGS: Final = frozenset(
    """talk negotiation dialogue tension agreement ceasefire truce relation tie dispute row rift deal
    pact accord summit consultation mediation quarrel feud rapprochement standoff understanding""".split()
)
# "of" after these names what is acted on, a place; after all others a doer or an owner.
ACTED_ON: Final = frozenset(
    "invasion shelling bombing bombardment occupation siege capture liberation annexation "
    "defence defense blockade seizure takeover attack raid control destruction evacuation "
    "encirclement storming recapture reconstruction partition demilitarisation demilitarization "
    "loss fall conquest surveillance monitoring mapping history map overflight".split()
)
MOTION: Final = frozenset(
    "move movement go come travel flee return sail steam arrive arrival enter entry cross crossing head "
    "advance march withdraw withdrawal retreat pull send deploy deployment redeploy transfer "
    "relocate relocation transport flow influx migrate migration escape drive fly flight sail "
    "shift penetrate infiltrate infiltration route way road trip visit convoy rush pour spread "
    "extend bring take carry smuggle smuggling evacuate evacuation deport deportation lead".split()
)
ARRIVING: Final = frozenset("enter reach invade penetrate approach".split())
ARRIVALS: Final = frozenset("arrive arrival influx inflow land landing pour".split())
LEAVING: Final = frozenset("leave quit flee exit evacuate abandon depart".split())
STRIKING: Final = frozenset(
    "attack hit strike shell bomb bombard capture take seize occupy storm besiege surround target "
    "raid liberate retake recapture control hold defend destroy damage annex encircle blockade "
    "rock pound visit cross patrol secure guard protect overrun lose clear encompass border".split()
)
# Verbs of the two lists that a town is the subject of while it stays a place: "X borders Y".
TO_LIE: Final = frozenset("border encompass lose hold cross give offer visit supply".split())
# "Against" a town after these is where it happens: "use artillery against X".
ASSAULTS: Final = frozenset(
    "use launch fire direct attack assault strike offensive operation raid campaign mount airstrike "
    "bombardment aggression".split()
)
# What a country's adjective before it does not place: "a Haitian town" is no pin on Haiti.
# "The government in X" sits there; nothing is said to happen in X.
GOVERNMENTS: Final = frozenset(
    "government authority authorities administration junta regime leadership leader cabinet".split()
)
# Who comes from somewhere without having just left it: "elders from X hope to talk".
KNOWN_BY_HOME: Final = frozenset(
    "elder activist politician lawmaker native reservist volunteer veteran".split()
)
SCENE: Final = frozenset({"spot", "site", "scene"})
SETTLEMENTS: Final = frozenset("town village city suburb settlement hamlet".split())
HELPING: Final = frozenset(
    "help support arm equip assist supply aid fund train give provide offer send sell lend grant "
    "promise deliver reinforce protect defend back rearm donate finance hand pledge".split()
)
GOODS: Final = frozenset(
    "supply supplies aid assistance weapon weapons arms help support loan loans grant missile "
    "missiles tank tanks equipment ammunition package funding training relief".split()
)
THREAT: Final = frozenset("threat threaten danger endanger menace attack aggression risk".split())
FORCES: Final = frozenset(
    "army military force forces troop troops base soldier soldiers navy fleet brigade division "
    "regiment battalion guard guards police authority authorities government ministry minister "
    "president official officials service services embassy ambassador officer officers militant "
    "militants fighter fighters leader leaders parliament unit units contingent peacekeeper "
    "peacekeepers personnel company people citizen citizens national nationals side delegation "
    "spokesman spokeswoman diplomat airline media militia militiaman administration council "
    "parliament assembly guerrilla rebel gunman insurgent paramilitary navy gendarme detachment squad "
    "platoon squadron flotilla corps directorate department ministry bureau".split()
)
NO_PLACE_TO: Final = frozenset(
    "turn belong accord respond response reply relate threat close similar loyal due owe refer "
    "subject attribute answer appeal alternative ambassador envoy objection obstacle".split()
)

PART_OF_A_NAME: Final = "part of the name of a body or road"
DIRECTIONS: Final = frozenset(
    "north south east west northeast northwest southeast southwest".split()
)
# What a country's adjective may stand before and still be where something happens.
# A checkpoint or a base of a country may stand abroad: it says whose, not where.
SITES: Final = PARTS | frozenset(
    "university school academy college airport market hospital factory plant field range refinery reactor "
    "airfield prison court forest desert hill plain water sea road hotel front frontline "
    "theatre crossing district".split()
)
# Nouns that a name is set before to name a spot as a whole: "the Kasumbalesa crossing".
_SPOTS: Final = frozenset(
    "river hill hills valley bridge junction crossing checkpoint road highway pass strait bay forest "
    "lake airport airbase airfield base port camp harbour harbor desert peak ridge "
    "plain plains dam corridor post outpost tunnel prison jail barracks garrison gorge plateau canal creek shoal reef sector front frontline axis gate "
    "mine mines delta basin heights pocket salient bridgehead enclave crossroads "
    "spit cape headland swamp marshes reservoir border-post".split()
)
SPOTS: Final = PARTS | _SPOTS
# Nouns that add nothing to a name: "in the Kulob area" is in Kulob.
LOOSE: Final = frozenset("area areas".split())
# Who comes from a place without anything being said to happen there: "a delegation from X".
DELEGATES: Final = frozenset(
    "delegation envoy mediator diplomat negotiator official expert observer journalist reporter "
    "inspector correspondent adviser advisor lawyer representative".split()
)
# What is sent in words or money, by governments more often than by towns: "orders from X".
SENT_IN_WORDS: Final = frozenset(
    "order orders instruction instructions permission signal signals message answer reply word "
    "letter pressure support backing money funding approval consent request invitation guarantee "
    "guarantees reassurance assurance denial protest criticism statement response help".split()
)
TREATIES: Final = frozenset(
    "agreement agreements treaty accord accords deal protocol convention declaration memorandum "
    "process formula communique pact truce ceasefire talks summit conference roadmap".split()
)
AGREED: Final = frozenset("sign agree reach broker conclude negotiate initial hold mediate".split())
WRITING_TO: Final = frozenset(
    "protest complain write speak talk apologise apologize explain listen object plead".split()
)
SEEING: Final = frozenset(
    "find see spot record count discover report show hear note observe notice detect".split()
)
STRUGGLE: Final = frozenset("fight battle struggle war race contest compete combat".split())
VESSELS: Final = frozenset(
    "ship vessel tanker frigate boat carrier cutter trawler freighter ferry destroyer corvette "
    "submarine patrol-boat steamer barge mv brp uss hms ins kri mt".split()
)
# Who lives somewhere or belongs to something: "guerrillas of the X".
MEMBERS: Final = frozenset(
    "guerrilla rebel insurgent gunman gunmen member commander fighter militant soldier leader "
    "spokesman spokeswoman faction wing cell".split()
)
INHABITANTS: Final = frozenset(
    "resident inhabitant population people villager family civilian patient pupil".split()
)
DISPLACING: Final = frozenset("evacuate move displace relocate resettle deport expel".split())
ADVANCING: Final = frozenset("advance march descend converge close move press".split())
REFUGE: Final = frozenset("refuge shelter sanctuary asylum".split())
OFFICES: Final = frozenset(
    "commander governor mayor chief head colleague correspondent analyst expert historian "
    "professor director minister official officer spokesman spokeswoman spokesperson envoy "
    "ambassador diplomat reporter source counterpart representative chairman prefect".split()
)
HAPPENINGS: Final = frozenset(
    "war conflict crisis uprising insurgency famine coup fighting election elections".split()
)
# What is done to a government: its capital is no place then.
SWAYING: Final = frozenset(
    "drag draw force push pressure persuade isolate embarrass anger alarm worry provoke embolden "
    "convince deter irritate punish reassure appease".split()
)
# Words in names of bodies, written with a capital: "Movement for the Liberation of X".
STATES: Final = frozenset({"state", "emirate", "caliphate"})
BODIES: Final = STATES - {"state"} | frozenset(
    "front movement party army liberation council union league committee alliance congress command "
    "mission organisation organization association bank church salvation resistance".split()
)
LYING: Final = frozenset("lie be sit situate locate".split())
OF_MEASURE: Final = frozenset({"NUM", "ADV", "DET", "ADJ", "ADP"})
LENGTHS: Final = frozenset("kilometre kilometer km mile metre meter m".split())

# ------------------------------------------------------------------ what words take up
HERE: Final = frozenset({"location", "destination"})
COUNTRY: Final = frozenset({"country", "republic"})
TOWN: Final = frozenset({"town", "city", "village", "settlement", "hamlet"})
FEATURES: Final = {
    **dict.fromkeys(("reef", "shoal", "atoll", "lagoon", "islet", "sandbank", "cay"),
                    frozenset("SHOL SHLS RF RFC RFX ATOL CAY ISLT RK RKS BNK".split())),
    **dict.fromkeys(("island", "archipelago"), frozenset("ISL ISLS ISLT ATOL".split())),
    "river": frozenset({"STM", "STMS"}),
    "lake": frozenset({"LK", "LKS", "RSV"}),
    **dict.fromkeys(("crossing", "checkpoint"), frozenset({"CRSG"})),
    **dict.fromkeys(("airport", "airfield"), frozenset({"AIRP", "AIRB", "AIRF"})),
    "base": frozenset({"AIRB", "INSM", "MILB", "NVB"}), "camp": frozenset({"CMPRF"}),
    "pass": frozenset({"PASS"}), "dam": frozenset({"DAM"}), "bridge": frozenset({"BDG"}),
    "strait": frozenset({"STRT", "CHN"}),
    **dict.fromkeys(("province", "oblast", "governorate"), frozenset({"ADM1"})),
    "district": frozenset({"ADM2", "ADM3"}),
    "region": frozenset("ADM1 ADM2 RGN RGNH RGNE DSRT".split()),
}  # fmt: skip
LINE: Final = frozenset({"line", "frontier", "boundary", "border", "fence", "barrier"})
# A fence is the border where somebody comes to it; what is built or paid for is the fence itself.
BUILT: Final = frozenset({"fence", "barrier"})
OVER_A_LINE: Final = frozenset("approach cross reach cut breach climb patrol watch guard".split())
WHOLE: Final = frozenset("whole entire full same common".split())
OPENING: Final = frozenset({"open", "reopen", "close"})
CLOSABLE: Final = frozenset(
    "crossing gate bridge checkpoint border airport port road pass corridor strait station".split()
)
# What is done to a town or post, so that "it" beside the verb is one.
OVER_A_PLACE: Final = frozenset(
    "capture seize retake recapture hold lose leave besiege storm enter reach abandon evacuate "
    "occupy liberate overrun shell bomb bombard defend surround control encircle reopen open close "
    "recover quit".split()
)
SETTLED: Final = 15_000  # people: what is called a village has fewer, what is called a city more
CITY: Final = 500_000  # people: such a place is hardly called a town
SMALL_TOWN: Final = frozenset({"village", "hamlet", "settlement"})
ZONE: Final = frozenset({"zone", "area", "strip", "belt"})
OWN_LAND: Final = frozenset({"side", "territory", "soil", "airspace"})
FACILITY: Final = frozenset(
    "airfield airport port harbour harbor market outskirt outskirts suburb suburbs street streets "
    "centre center bridge hospital station".split()
)
MEASURES: Final = frozenset({"length", "width", "stretch", "extent"})
BESIDE: Final = frozenset("near around off over inside into onto toward towards".split())
COMPASS: Final = {"north": "northern", "south": "southern", "east": "eastern", "west": "western"}
HELD: Final = frozenset("lose hold control take capture seize leave abandon".split())
ARGUMENTS: Final = frozenset({"nsubj", "nsubjpass", "dobj"})
STRETCHES: Final = frozenset("part section stretch sector kilometre kilometer mile".split())
OF_A_WHOLE: Final = frozenset("other remaining northern southern eastern western".split())
SHARING: Final = frozenset({"share", "divide", "separate"})
COUNTERS: Final = frozenset({"both", "two"})
EVENT_SIDES: Final = frozenset({"its", "their"})
