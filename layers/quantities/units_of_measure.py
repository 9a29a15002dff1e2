"""In which unit is a number given, and what kind of thing does a noun count?

Currencies are ISO 4217 codes; a bare "$" is the US dollar, as in news style.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.layers.places.forces import UNIT_KINDS, plural

_MEASURES: Final = (
    ("kilometre_per_hour", r"km/h|kph|kilomet(?:er|re)s? per hour|kilomet(?:er|re)s? an hour"),
    ("square_kilometre", r"sq\.? ?km|km2|km²|square kilomet(?:er|re)s?|square km"),
    ("square_mile", r"sq\.? ?mi|square miles?"),
    ("square_metre", r"sq\.? ?m|m2|m²|square met(?:er|re)s?"),
    ("kilometre", r"kms?|kilomet(?:er|re)s?"),
    ("nautical_mile", r"nautical miles?|nmi"),
    ("mile", r"miles?"),
    ("metre", r"m|met(?:er|re)s?"),
    ("foot", r"ft|feet|foot"),
    ("hectare", r"ha|hectares?"),
    ("acre", r"acres?"),
    ("tonne", r"tonnes?|tons?|metric tonn?e?s?"),
    ("kilogram", r"kgs?|kilograms?|kilos?"),
    ("barrel", r"barrels?"),
    ("megawatt", r"mw|megawatts?"),
    ("percent", r"%|percent|per cent|percentage points?"),
)
_MONEY: Final = (
    ("USD", r"us\$|\$|usd|u\.?s\.? dollars?|us dollars?|dollars?"),
    ("EUR", r"€|eur|euros?"),
    ("GBP", r"£|gbp|pounds? sterling"),
    ("RUB", r"₽|rub|rubles?|roubles?"),
    ("UAH", r"₴|uah|hryvnias?"),
    ("ILS", r"₪|ils|shekels?"),
    ("INR", r"₹|inr|rupees?"),
    ("CNY", r"cny|rmb|yuan"),
    ("JPY", r"¥|jpy|yen"),
    ("TRY", r"₺|try|turkish liras?"),
    ("AFN", r"afn|afghanis?"),
    ("AMD", r"amd|drams?"),
    ("AZN", r"azn|manats?"),
    ("CAD", r"canadian dollars?"),
    ("AUD", r"australian dollars?"),
    ("CDF", r"congolese francs?"),
    ("CHF", r"chf|swiss francs?"),
    ("COP", r"colombian pesos?"),
    ("EGP", r"egyptian pounds?"),
    ("ETB", r"etb|birr"),
    ("GEL", r"gel|laris?"),
    ("IQD", r"iraqi dinars?"),
    ("IRR", r"iranian rials?"),
    ("KES", r"kes|kenyan shillings?"),
    ("KGS", r"kgs|soms?"),
    ("KRW", r"krw|(?:south )?korean won"),
    ("KZT", r"kzt|tenge"),
    ("LBP", r"lebanese (?:pounds?|liras?)"),
    ("MMK", r"mmk|kyats?"),
    ("MXN", r"mexican pesos?"),
    ("NGN", r"ngn|naira"),
    ("PHP", r"philippine pesos?"),
    ("PKR", r"pkr|pakistani rupees?"),
    ("PLN", r"pln|zlotys?|złoty"),
    ("RSD", r"serbian dinars?"),
    ("SDG", r"sudanese pounds?"),
    ("SYP", r"syrian pounds?"),
    ("THB", r"thb|baht"),
    ("TJS", r"tjs|somonis?"),
    ("UGX", r"ugandan shillings?"),
    ("VND", r"vnd|vietnamese dong"),
    ("XOF", r"cfa francs?"),
    ("YER", r"yemeni rials?"),
    ("ZAR", r"zar|rand"),
)
_NOUNS: Final = (
    (
        "person",
        "people person persons troops troop soldiers soldier servicemen serviceman servicewomen personnel "
        "fighters fighter militants militant insurgents rebels gunmen gunman civilians civilian refugees refugee "
        "migrants men women children officers officer recruits conscripts reservists paratroopers marines "
        "police policemen peacekeepers peacekeeper observers advisers advisors instructors trainers guards "
        "hostages prisoners detainees captives residents inhabitants villagers workers casualties victims deaths "
        "fatalities dead wounded injured killed displaced missing evacuees protesters combatants mercenaries "
        "contractors volunteers sailors airmen pilots journalists students staff patients "
        "terrorists jihadists commandos members crew returnees deserters cadets doctors "
        "passengers nationals citizens persons strong man member deportees settlers bodies",
    ),
    (
        "vehicle",
        "vehicles vehicle tanks tank trucks truck lorries lorry cars apcs ifvs carriers convoys jeeps pickups "
        "buses bus ambulances motorcycles motorbikes pick-ups bulldozers excavators",
    ),
    (
        "aircraft",
        "aircraft planes plane jets jet helicopters helicopter drones drone bombers bomber warplanes uavs "
        "airplanes gunships",
    ),
    ("ship", "ships ship boats boat vessels vessel warships frigates submarines corvettes tankers"),
    (
        "weapon",
        "missiles missile rockets rocket shells shell bombs bomb mortars howitzers rifles guns "
        "launchers mines warheads munitions grenades rounds rifle gun mine mortar howitzer",
    ),
    ("family", "families family households household"),
    (
        "place",
        "villages village towns town cities settlements hamlets districts provinces checkpoints "
        "checkpoint posts outposts positions crossings crossing points bases camps bridges islands "
        "airfields ports",
    ),
    (
        "building",
        "houses house homes buildings building schools school hospitals clinics churches mosques "
        "apartments flats shops huts",
    ),
    ("military_unit", " ".join(f"{kind} {plural(kind)}" for kind in UNIT_KINDS if kind != "base")),
)


def _measure(words: str) -> str:
    return words.replace(" ", r"[\s\u2010\u2011-]+")


# After a number: "1,350 km", "30-kilometre", "12%", "2bn dollars"; symbols may touch the number.
AFTER_NUMBER: Final = (
    r"(?:\s?%|-(?:strong|man|member)\b|[\s\u2010\u2011-]{0,2}(?:"
    + "|".join(_measure(words) for _, words in (*_MEASURES[:-1], *_MONEY))
    + r"|percent|per\s+cent|percentage\s+points?)(?![\w\u00b2]))"
).replace("|%|", "|")
BEFORE_NUMBER: Final = (
    r"(?:US\$|\$|\u20ac|\u00a3|\u20bd|\u20b4|\u20aa|\u20b9|\u00a5|\u20ba|(?:USD|EUR|GBP|RUB)\s)"
)
KINDS: Final = tuple(
    (unit, re.compile(words.replace(" ?", r"\s?"), re.IGNORECASE))
    for unit, words in (*_MEASURES, *_MONEY)
) + tuple((unit, re.compile("|".join(words.split()))) for unit, words in _NOUNS)
