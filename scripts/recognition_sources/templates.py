"""How do reports on forces and borders speak of places? Sentences with slots, of our own words.

``{TOWN}`` and its like are places and are annotated; ``<PERSON>`` and its like are names of other
things and are not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognition_sources.names import Names

_SLOT: Final = re.compile(r"\{([A-Z]+)\}|<([A-Z]+)>")
_GIVEN: Final = (
    "Amina Boris Carlos Dmitry Elena Farid Georgia Hassan Igor Jack Karim Leila Madison Nadia Omar "
    "Paul Rashid Sergei Tariq Ursula Viktor Wael Yusuf Zainab Austin Chad Jordan Paris Sydney "
    "Chelsea Brooklyn Florence Victoria Charlotte Savannah Dallas Houston Israel India Carolina "
    "Virginia Lincoln Jackson Lorraine Sienna John Mary David Sarah Ahmed Ivan Chen Maria".split()
)
_UNITS: Final = (
    "3rd Mountain Brigade|Quds Force|Wagner Group|14th Motor Rifle Regiment|Desert Hawks|Tiger Forces|"
    "Sixth Fleet|Black Sea Fleet|Northern Command|Second Corps|Golden Division|Rapid Support Forces"
).split("|")
_BODIES: Final = (
    "Ministry of Defense|Human Rights Watch|Security Council|Interior Ministry|General Staff|"
    "Border Guard Service|Red Cross|Federal Security Service|National Assembly|Joint Staff|"
    "Foreign Office|State Department|Supreme Council|Security Service|Coast Guard"
).split("|")
_THINGS: Final = (
    "Iskander|Kalibr|Bayraktar|Leopard|Abrams|HIMARS|Patriot|Grad|Kornet|Javelin|Sukhoi|Predator|"
    "Operation Dawn|Operation Iron Shield|Ramadan|Easter|Twitter|Telegram|Facebook|Boeing|Mavic"
).split("|")
_AGENCIES: Final = "Reuters|AP|AFP|Interfax|TASS|Xinhua|Anadolu|Kyodo|SANA".split("|")
_ARMED: Final = (
    "ELN FARC JNIM Al-Shabaab al-Qaeda Hezbollah Hamas M23 RSF SDF TPLF ADF PKK Fano Houthi "
    "Taliban Polisario CODECO Ansarullah UNITA"
).split()
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS: Final = "Jan Feb March April May June July Aug Sept Oct Nov Dec".split()
TEMPLATES: Final = """\
{CAPITAL}, <MONTH> 7 (<AGENCY>) - {DEMONYM} troops will hold exercises with {COUNTRY} near the border with {COUNTRY}, the <BODY> said on <DAY>.
{TOWN} (<AGENCY>) — Shelling killed two people in {SMALL} and {SMALL} overnight, the <BODY> said.
{BIG}, {COUNTRY} — <PERSON> had never seen a drone before the morning of the strike on {TOWN}.
The garrisons stand in {CAPITAL}, {TOWN} and {TOWN}, said <PERSON>, who commands the <UNIT>.
Fighters of the <UNIT> entered {TOWN}, a town in {ADMIN} province, after three days of fighting.
Clashes went on in the villages of {SMALL} and {SMALL}, east of {TOWN}.
"We will defend every village," <PERSON> told <AGENCY> in {CAPITAL}.
{COUNTRY} and {COUNTRY} reopened the crossing at {SMALL}, closed since <MONTH>.
Aircraft took off from {BASE} and bombed positions near {TOWN}, {COUNTRY}.
The {DEMONYM} army shelled {SMALL}, {SMALL} and {TOWN} in the {ADMIN} region.
Gen. <PERSON> visited the {DEMONYM}-{DEMONYM} border on <DAY>.
A column of <THING> tanks moved from {TOWN} to {BIG} across the {RIVER} River.
The {RIVER} river marks the front between {SMALL} and {TOWN}.
<PERSON>, a spokesman for the <BODY>, said the <UNIT> had left {TOWN}.
{DEMONYM} officials in {CAPITAL} denied that the <UNIT> had lost {SMALL}.
Protesters gathered outside the {DEMONYM} embassy in {CAPITAL} on <DAY>.
The <BODY> of {COUNTRY} has ordered <THING> missiles for its base in {TOWN}.
Patrols from {COUNTRY}, {COUNTRY} and {COUNTRY} met in the {SEA}.
Smugglers cross from {TOWN} in {COUNTRY} to {TOWN} in {COUNTRY}, <PERSON> said.
In {TOWN}, {ADMIN}, <PERSON> opened a clinic that the {BIG} Police had guarded for weeks.
{BIG} Airport was closed after a <THING> drone fell on the runway.
The airport of {BIG} stayed open, but flights from {CAPITAL} were cancelled.
{TOWN} Mayor <PERSON> said residents had fled to {TOWN} and on to {BIG}.
{COUNTRY}'s president, <PERSON>, flew to {CAPITAL} for talks with {COUNTRY} and {COUNTRY}.
{CAPITAL}’s decision to send the <UNIT> to {REGION} surprised {CAPITAL}.
<PERSON> of the <BODY> called the attack on {SMALL} a provocation.
Rockets fell near {SMALL}, about 12 miles from the city of {BIG}.
Some 30 km north of {TOWN}, engineers mined the road to {SMALL}.
The {ADMIN} governor, <PERSON>, spoke of eleven wounded in {SMALL}.
Two {DEMONYM}s and a {DEMONYM} were detained at the {SMALL} checkpoint.
The <UNIT>, backed by <THING> helicopters, took {TOWN} from the <UNIT>.
The army retook {SMALL} and surrounded {TOWN}, <AGENCY> reported, citing the <BODY>.
<THING> launchers were moved to {ISLAND}, off the coast of {COUNTRY}.
Navies of {COUNTRY} and {COUNTRY} sailed through the {SEA} towards {BIG}.
<PERSON>, 34, from {SMALL}, was killed near {TOWN} on <MONTH> 3.
<PERSON> and <PERSON>, both of the <UNIT>, were buried in {TOWN}.
She studied in {BIG} before joining the <BODY> in {CAPITAL}.
Refugees from {TOWN} crossed into {COUNTRY} at {CROSSING} on <DAY>.
{COUNTRY} SENDS TROOPS TO {COUNTRY} BORDER
{BIG} HIT BY ROCKETS AS {DEMONYM} TALKS FAIL
Drones strike {TOWN}, {SMALL} as <UNIT> advances
{COUNTRY}: two soldiers killed near {TOWN}
{DEMONYM} minister in {CAPITAL} for border talks
<PERSON>: {COUNTRY} will not leave {TOWN}
Border between {COUNTRY} and {COUNTRY} reopens at {SMALL}
The road from {TOWN} to {BIG} is cut, the {DEMONYM} <BODY> said.
{ADMIN} and {ADMIN} provinces saw the worst fighting since <MONTH>.
A base of the <UNIT> in {TOWN} district was hit by <THING> rockets.
Eastern {ADMIN} and the outskirts of {BIG} were without power on <DAY>.
Southern {COUNTRY} has been quiet since the truce, <PERSON> wrote on <THING>.
The University of {BIG} closed; the {BIG} Times printed no edition.
{BIG} University students left for {TOWN}.
Volunteers from {ADMIN}, {ADMIN} and {ADMIN} joined the <UNIT>.
The mayor of {SMALL}, <PERSON>, asked {CAPITAL} for help.
Police in {TOWN} said <PERSON> was arrested at the {DEMONYM} frontier.
The {TOWN} County sheriff and the {ADMIN} State Police searched {SMALL}.
{SMALL}, {ADMIN} (<AGENCY>) - A guardsman from {TOWN} died in {COUNTRY}, his family said.
A court in {BIG} sentenced <PERSON> to nine years.
Trade between {COUNTRY} and {COUNTRY} stopped when the pass at {SMALL} closed.
{REGION} faces its worst drought; {COUNTRY} and {COUNTRY} share the {RIVER}.
Peacekeepers from {COUNTRY} will stay in {TOWN}, the <BODY> decided in {BIG}.
On <DAY>, <PERSON> said the <THING> would be stationed near {SMALL}, not {TOWN}.
Both <PERSON> and the <BODY> refused to comment.
The <BODY> and the <BODY> signed a contract for <THING> systems.
The <UNIT> received <THING> vehicles on <DAY>, <PERSON> told reporters.
"It is over," said <PERSON>, a teacher who left {SMALL} for {CAPITAL}.
<PERSON> told the <BODY> that no {DEMONYM} citizen had crossed at {CROSSING}.
According to <PERSON>, the convoy left {TOWN} at dawn and reached {SMALL} by noon.
The ceasefire line runs from {SMALL} past {SMALL} to the {RIVER}.
Hundreds marched in {BIG}, {BIG} and {TOWN} after <PERSON> was shot.
{TOWN}-based fighters and the {BIG}-{TOWN} highway were targeted.
Residents of {SMALL} said the {DEMONYM}-backed <UNIT> had mined their fields.
The <THING> crashed outside {SMALL} in {COUNTRY}'s {ADMIN} region.
The {ADMIN} Regiment and the {BIG} Fire Department sent crews to {TOWN}.
Dr. <PERSON> of {BIG} said hospitals in {TOWN} were full.
<PERSON> joined the <BODY> in <MONTH> and the <UNIT> a year later.
The carrier USS <PERSON> passed {ISLAND} on its way to the {SEA}.
Lt. Col. <PERSON> said <THING> crews trained at {BASE}.
He was born in {SMALL}, near {BIG}, and served in {COUNTRY}.
{COUNTRY} accuses {COUNTRY} of shelling {SMALL}; {CAPITAL} denies it.
Three shells landed in {SMALL}. The <UNIT> fired back towards {SMALL}.
Around {TOWN}, mines kill farmers every week.
South of {TOWN}, the <UNIT> dug in along the {RIVER}.
After {TOWN} fell, the <UNIT> turned on {TOWN}.
Neither {COUNTRY} nor {COUNTRY} recognises the line at {SMALL}.
The <UNIT> still hold {SMALL}, while the army controls {TOWN} and the road to {BIG}.
Fighters retreated from {SMALL} to {SMALL} after the <UNIT> cut the road at {SMALL}.
Thousands have fled to {TOWN}, some 60 kilometres from {SMALL}.
Two soldiers died in an ambush near {SMALL} in late <MONTH>.
A {COUNTRY} official, speaking on condition of anonymity, said the talks in {CAPITAL} had failed.
Royal {DEMONYM} Army Maj. Gen. <PERSON> said {SMALL} was calm.
The {DEMONYM} authorities said {DEMONYM} officers had pushed them back across the line.
The {DEMONYM}–{DEMONYM} border at {SMALL} stays closed until <MONTH>.
Satellite pictures show new shelters at {BASE} and at {SMALL}.
A <THING> battery stands at {FEATURE}, north of {SMALL}.
The {FEATURE} changed hands twice in a week, the <BODY> said.
Troops hold {FEATURE} and {FEATURE} against the <UNIT>.
{DEMONYM} engineers have widened the track to {FEATURE}.
Coast guards of {COUNTRY} fired water cannon near {FEATURE}.
From {FEATURE} the <UNIT> shelled {SMALL} for two days.
Jets from {SMALL} air base struck a depot in {TOWN}.
The air base at {SMALL} in {COUNTRY} will close, the <BODY> announced.
Engineers rebuilt the runway at {SMALL}, a {DEMONYM} base since <MONTH>.
Contingents trained at {SMALL} in {ADMIN} before leaving for {COUNTRY}.
At the {SMALL} crossing, lorries waited for nine hours.
{SMALL}, a checkpoint on the border with {COUNTRY}, reopened on <DAY>.
The {SMALL} pass is snowed in; the garrison is supplied from {TOWN} by air.
Enrichment at {SMALL} resumed, inspectors wrote after leaving {CAPITAL}.
{COUNTRY} tested a missile at {SMALL} on <DAY>, its third since <MONTH>.
{SMALL} and {SMALL} were retaken; {SMALL} was not.
The lagoon of {FEATURE} was dredged by {DEMONYM} ships.
A {USTOWN} man was arrested on <DAY> after a crash on the road to {USTOWN}.
{USTOWN}, {SHORT} — The {COUNTY} Sheriff's Office named the driver as <PERSON>, 41, of {USTOWN}.
The {USTOWN} City Council voted on <DAY> to close the pool.
<PERSON> of {USTOWN}, {SHORT}, won the fair's pie contest; <PERSON> of {USTOWN} came second.
{USTOWN} High School beat {USTOWN} on <DAY>.
Firefighters from {USTOWN} and {USTOWN} fought the blaze in {COUNTY}.
<PERSON> graduated from {USTOWN} High School and studied in {USTOWN}, {STATE}.
The {STATE} Department of Transportation will widen the highway between {USTOWN} and {USTOWN}.
Survivors include a son, <PERSON> of {USTOWN}, {STATE}, and a daughter, <PERSON>.
{STATE} Gov. <PERSON> signed the bill in {USTOWN}.
A judge in {COUNTY}, {STATE}, set bail for <PERSON>.
The company, based in {USTOWN}, {STATE}, said <PERSON> would leave in <MONTH>.
Storms killed three in {STATE} and {STATE}, and flooded {USTOWN}.
An earthquake struck near {TOWN}, {COUNTRY}, on <DAY>; the <BODY> reported no deaths.
{COUNTRY} beat {COUNTRY} in {BIG} to reach the final.
Voters in {COUNTRY} chose <PERSON> as president on <DAY>.
The <THING> factory in {BIG} makes cars for {COUNTRY} and {COUNTRY}.
Floods along the {RIVER} drove families from {SMALL}, in {ADMIN}, to {TOWN}.
A ferry sank off {ISLAND} with forty people on board, <AGENCY> said.
<PERSON>, the {DEMONYM} foreign minister, met {DEMONYM} and {DEMONYM} diplomats in {BIG}.
The {REGION} has seen little rain, said <PERSON> of the University of {BIG}.
<PERSON> moved from {BIG} to {CAPITAL} when she was nine.
"I never liked {BIG}," said <PERSON>. "I grew up in {SMALL}."
Police in {BIG}, {ADMIN}, said <PERSON> had flown in from {CAPITAL}.
Health officials in {COUNTRY} and in {COUNTRY}'s {ADMIN} province confirmed the cases.
The <BODY> fined <THING>, and <PERSON> resigned.
<PERSON> and <PERSON> wrote to the <BODY> about <THING>.
Mr <PERSON> said Ms <PERSON> had signed; <PERSON> denied it.
Mortar bombs fell at {SMALL}, a base north-west of {CAPITAL} where {DEMONYM} commandos train.
{COUNTRY} moved two brigades toward {SMALL}, the village over which it fought {COUNTRY}.
Inspectors put cameras up at {SMALL}, a plant dug into a mountain near {TOWN}.
Patrol planes will use the strip on {SMALL} off the {DEMONYM} coast.
The wing will leave {SMALL}, on the {RIVER}, while its runway is mended.
Snow shut {SMALL}, the main pass between {ADMIN} and {ADMIN}, for a fourth day.
New tunnels were dug at {SMALL}, where the army tests its missiles.
{DEMONYM} sailors got a wharf at {SMALL} on {ISLAND}.
Scouts landed on the {FEATURE} at the mouth of the {RIVER}.
Peacekeepers took down a roadblock at {SMALL}, on the road from {TOWN} to {SMALL}.
The {DEMONYM}-{DEMONYM} border is closed, and the {DEMONYM}–{DEMONYM} talks are off.
{COUNTRY}-{COUNTRY} relations have been cold since the {DEMONYM}-{DEMONYM} war.
<PERSON> met <PERSON> on <DAY>; <PERSON> queued outside.
Runways at {BASE}, south-east of {TOWN}, were cratered in the night raid, the <BODY> said.
{DEMONYM} jets flew from {BASE} to the exercise near {BASE}.
The squadron moved from {BASE} to {BASE} in <MONTH>.
In {SMALL}, lorries queue from dawn, and nobody knows who collects the money.
In {SMALL}, meanwhile, the only bakery gave the soldiers bread.
The school in {SMALL}, meanwhile, took in forty families.
Fighting went on around {SMALL}, 90 kilometres northwest of {BIG}, until <DAY>.
Control of the track between {TOWN} and {SMALL} is at stake, analysts wrote.
The army keeps garrisons in {TOWN} and in {SMALL}.
Residents of {SMALL} and {SMALL} who left last night may return soon.
{COUNTRY} is said to consider a camp for 5,000 people at {SMALL}.
{COUNTRY} has put money into the {SMALL} copper mine.
Two brigades were moved to the {SMALL} front before winter.
The {SMALL} front has not moved since <MONTH>.
We hold the northern bank of the {RIVER} and shall not leave it.
They may try to force the {RIVER} within days.
Contact was made with the {DEMONYM} army across the {RIVER} River.
Thousands fled {SMALL} for {SMALL}, where there is no water.
Officials declined to comment on the fall of {SMALL}.
The fall of {SMALL} and {SMALL} opened the road to {BIG}.
A cable was cut off {SMALL} on <DAY>.
Two frigates anchored off {SMALL} after the warning.
If the army holds the bank, boats will reach {SMALL} again.
The checkpoint at the {SMALL} bridge was closed to lorries.
The {SMALL} bridge reopened, but only for people on foot.
Militiamen control the {SMALL} dam and the fields below it.
Shells hit the {SMALL} camp on <DAY>, killing nine.
The rebels have held the {SMALL} mines since <MONTH>.
They are still in the {SMALL} hills, said <PERSON>.
Soldiers in the {SMALL} sector came under fire and fired back.
In the {SMALL} direction, the defenders beat off eleven attacks.
The enemy shelled {SMALL}, {SMALL}, {SMALL} and {SMALL} with mortars.
An army convoy was ambushed between {TOWN} and {SMALL}.
{SMALL} farmers return to their fields under the noise of drones
{SMALL}: market burns after night of shelling
Soldier killed at {SMALL} crossing
Guards wound two near {SMALL}
The closure of the {SMALL} crossing would cut the valley off.
If the army leaves {SMALL}, the guerrillas will hand over the hostages.
Families walked from {SMALL} to {SMALL} by night, carrying their old.
A sixth post is being built east of {SMALL}.
The drone fell on the road to {SMALL}, and nobody was hurt.
They tried to push from {SMALL} towards the {RIVER} River.
Recruits are trained at {SMALL}, deserters say.
Cuts in power reached {SMALL} on <DAY>; {SMALL} was spared.
The line now runs west of {SMALL} and south of {SMALL}.
{TOWN} and {SMALL} have taken in 3,400 people, most of them from {SMALL}.
A school was bombed in {SMALL}, near the {DEMONYM} border.
Guerrillas of the <ARMED> set fire to three lorries near {SMALL}.
<ARMED> shelled the airport of {TOWN} and was driven from {SMALL}.
<ARMED> and <ARMED> have fought over {SMALL} for a year.
The <ARMED> said it had left {SMALL}; <ARMED> denied it.
The supply boat <SHIP> was rammed near {FEATURE}.
The tanker <SHIP> was seized off {ISLAND} by men of the <ARMED>.
Ships lay alongside the pier at {SMALL} in {COUNTRY} for the whole of <MONTH>.
A hangar was finished at {SMALL}, the highest airstrip of {COUNTRY}.
""".splitlines()


def examples(names: Names, rounds: int) -> Iterator[tuple[str, set[tuple[int, int]]]]:
    """Yield made-up reports of five sentences each, with the spans of their places."""
    for _ in range(rounds):
        order = list(TEMPLATES)
        names.random.shuffle(order)
        for at in range(0, len(order) - 4, 5):
            parts: list[str] = []
            spans: set[tuple[int, int]] = set()
            length = 0
            for template in order[at : at + 5]:
                text, found = filled(template, names)
                spans.update((length + start, length + end) for start, end in found)
                parts.append(text)
                length += len(text) + 2
            yield "\n\n".join(parts), spans


def filled(template: str, names: Names) -> tuple[str, list[tuple[int, int]]]:
    """Return the template with its slots filled, and the spans of the places."""
    upper = template.replace("{", "").replace("}", "").replace("<", "").isupper()
    parts, spans = [], []
    at = length = 0
    for slot in _SLOT.finditer(template):
        before = template[at : slot.start()]
        drawn = names.draw(slot[1]) if slot[1] else _other(slot[2], names)
        drawn = drawn.upper() if upper else drawn
        parts += [before, drawn]
        length += len(before)
        if slot[1]:
            spans.append((length, length + len(drawn)))
        length += len(drawn)
        at = slot.end()
    parts.append(template[at:])
    return "".join(parts), spans


def _other(slot: str, names: Names) -> str:
    pick = names.random.choice
    if slot == "PERSON":
        # Surnames are often names of places: that is what the recogniser must learn to see.
        slot = "SMALL" if names.random.random() < 0.75 else pick(("BIG", "CAPITAL", "COUNTRY"))
        return f"{pick(_GIVEN)} {names.draw(slot).split()[0]}"
    if slot == "SHIP":
        return f"{pick(_GIVEN)} {names.draw('SMALL').split()[0]}"
    lists = {
        "UNIT": _UNITS, "BODY": _BODIES, "THING": _THINGS, "AGENCY": _AGENCIES, "DAY": _DAYS,
        "MONTH": _MONTHS, "ARMED": _ARMED,
    }  # fmt: skip
    return pick(lists[slot])
