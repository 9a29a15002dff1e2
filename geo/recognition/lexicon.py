"""Which kinds of word does place recognition know? Small closed lists, all lower case, folded.

Two longer lists are files: common English words (SCOWL) and given names (US census);
scripts/build_words.py makes them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

LOCATIVE: Final = frozenset(
    "in at near from outside around toward towards into across through throughout inside beyond "
    "within via to for between along against off onto leaving entering".split()
)
DIRECTIONS: Final = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern downtown greater upper lower "
    "neighboring neighbouring nearby rural mainland".split()
)
PERSON_TITLES: Final = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor president minister chancellor senator sen "
    "rep congressman congresswoman governor gov mayor judge justice general gen colonel col major "
    "maj captain capt lieutenant lt sergeant sgt corporal private admiral commander officer "
    "detective sheriff king queen prince princess pope bishop archbishop father rabbi imam sheikh "
    "ayatollah mullah coach actor actress singer author director ceo chairman secretary spokesman "
    "spokeswoman spokesperson ambassador analyst premier deputy chief inspector constable brother "
    "sister".split()
)
ORGANISATION_NOUNS: Final = frozenset(
    "police university college school hospital court council government ministry department "
    "parliament senate legislature army navy air force forces military troops defence defense "
    "guard airport international times post news herald tribune gazette radio tv television bank "
    "party union association federation club city united fc state authority authorities "
    "commission committee agency office embassy museum theatre theater cathedral church mosque "
    "province district region county governorate oblast republic river lake mountains island "
    "islands valley port base sea coast peninsula highway patrol mayor".split()
)
PLACE_NOUNS: Final = frozenset(
    "town towns village villages city cities hamlet settlement settlements suburb district "
    "districts province provinces region regions governorate oblast island islands port temple "
    "outskirts neighborhood neighbourhood municipality enclave crossing capital camp valley "
    "peninsula county state area reef reefs shoal shoals atoll spit strait gulf bay pass heights ridge "
    "plateau glacier canal dam corridor strip gap cape desert delta creek archipelago".split()
)
# First words of many places' names that are no name by themselves: "Tel Shuwayra".
GENERIC_NAMES: Final = frozenset(
    "tel tell tal khirbet kafr kfar umm wadi ain bir jebel jabal deir beit ras puerto santa ban mae "
    "velyka velykyi stara staryi nova novi novyi mala verkhnii nizhny kampung nong phou dera chak "
    "qala qalat ksar oued koh kuh tanjung".split()
)
# What a name is set before in news of fronts and borders, and what is no part of the name itself.
SPOT_NOUNS: Final = frozenset(
    "bridge bridges front frontline axis sector sectors direction mine mines quarry gate hill hills "
    "mountains forest junction checkpoint post outpost garrison refinery pipeline depot road highway "
    "river bank lake plain plains basin marshes refugee copper gold oil coal salient pocket".split()
)
STREET_NOUNS: Final = frozenset(
    "street road rd st avenue ave lane drive dr boulevard blvd highway hwy close crescent way "
    "court ct place terrace parkway".split()
)
COMMON_CAPITALISED: Final = frozenset(
    "a about according after all also although an and any are as at back ban bar basic battle be "
    "best big both but by call can central chief come companion could crescent date day december "
    "did do east eastern even every fact far faith february few first five for four friday from "
    "full given god good great had has have he her here his home hope how i if in independence is "
    "it its january july june just justice last law let like liberty long look main make man many "
    "march may me media men mid mine mobile monday most much my national never new news nice no "
    "normal north northern not now october of offer of on one only or order our out over page "
    "peace police post pray price progress reading real republic same santa saturday sept "
    "september she so some south southern spring state still summer sunday superior ten than that "
    "the their then there these they this those three through thursday time to today tomorrow "
    "tuesday two under union union union united unity university up us victory was we wednesday "
    "well west western what when where which while who why will winter with would year yes you "
    "young your april august november hospital street school church island beach lake river park "
    "mission best split born goes male".split()
)
ORGANISATIONS: Final = frozenset(
    "nato eu un osce asean ecowas csto cis sco brics opec nasa who imf au icc iaea unhcr unicef "
    "wfp mena cnn bbc cbc abc afp ap dpa tass xinhua interfax reuters fbi cia nsa fsb isis isil "
    "plo pkk ypg idf nhs nba nfl nhl mlb fifa uefa unesco cdc epa faa olympic olympics".split()
)
CALENDAR: Final = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday eid ramadan easter christmas nowruz diwali "
    "passover hanukkah ashura mawlid fitr adha jan feb mar apr jun jul aug sept sep oct nov "
    "dec".split()
)
AGENCIES: Final = frozenset(
    "reuters ap afp upi dpa tass xinhua interfax cbc bbc cnn ansa efe anadolu kyodo yonhap ians pti "
    "ani apa azertac belta ukrinform unian ria kcna sana irna fars tasnim staff".split()
)
# What the verbs of military and border news do to a place.
PLACE_VERBS: Final = frozenset(
    "entered shelled captured seized besieged retook recaptured bombed bombarded stormed overran "
    "liberated occupied evacuated reached left visited visiting hit struck crossed invaded attacked "
    "surrounded encircled abandoned controls controlled hold holds held took taken retaken regained "
    "lost defend defended pounded rocked targeted bombing shelling struck reach reaches enter enters "
    "leave leaves capture captures seize retake recapture storm occupy abandon evacuate fled".split()
)
_MORE_GIVEN: Final = frozenset(
    "abdul abdullah abu ahmad ahmed aisha akbar alejandro aleksandr aleksei alexei ali alisher amina "
    "amir anatoly andrei andrej anwar arjun asif aung ayman bashar benjamin bilal boris carlos chen "
    "cheng chinedu cristina deepak denys dmitri dmitry dmytro ekaterina emmanuel emomali emre erdem "
    "fatima faisal farid fernando francois gennady giorgi goran guillaume hamid hans haruto hasan "
    "hassan heinrich hiroshi hossein hussain hussein ibrahim igor ilham imran irina ivan jamal javier "
    "jawad jean jens jiang jin joko jorge jose juan jung jurgen karim karzai kassym kemal khaled "
    "khalid khalil kofi konstantin kwame leila leonid li ling ljubisa lukas maksim mahmoud mahmud "
    "malik marat mariam marwan mehmet mei mikhail ming mohamed mohammad mohammed moussa muammar "
    "muhammad mustafa nadia najib narendra nguyen nikolai nikos nursultan oleg oleksandr olena olga "
    "omar osman pavel pedro pervez petro pierre pradeep rahul raj rajesh ramzan ravi recep reza riad "
    "rustam saad saddam saeed salim salva samir sanjay satoshi sergei sergey serhiy seyed shah "
    "sheikh shinzo slobodan stanislav sultan suresh svetlana taha takeshi tamim tariq tatiana tayyip "
    "thein usman vasily viktor vitaly vladimir volodymyr wang wei wolfgang xi yahya yang yevgeny "
    "yoshihide youssef yulia yuri yusuf zainab zhang zhao zia".split()
)


@lru_cache(maxsize=1)
def common_words() -> dict[str, int]:
    """Return common English words with their ring: 0 the most common thousand, 2 the outermost."""
    lines = _lines("common_words.txt")
    return {word: int(ring) for word, _, ring in (line.partition(" ") for line in lines)}


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names, the US census's and a few hundred of other countries."""
    return frozenset(_lines("given_names.txt")) | _MORE_GIVEN


def _lines(name: str) -> list[str]:
    return (files("dateline.geo") / "data" / name).read_text("utf-8").splitlines()
