#!/usr/bin/env python3
"""Write gold.jsonl: the own reports' annotations with offsets, from the readable table below.

Annotated by hand before any rule was run on the reports. A place is listed once with its point
(degrees, WGS 84; None: not a place that can be resolved); every occurrence of the words counts.
Claims: exact words, speaker ("" is the report's own voice), act, places that may be drawn.

    python benchmarks/quality/annotate.py      (checks that every quote stands in its report)
"""

from __future__ import annotations

import json
import re
from pathlib import Path

HERE = Path(__file__).parent

PLACES: dict[str, dict[str, tuple[float, float]]] = {
    "thai-cambodian-border": {
        "Thailand": (15.5, 101.0), "Cambodia": (13.0, 105.0), "Preah Vihear": (14.39, 104.68),
        "Bangkok": (13.754, 100.501), "BANGKOK": (13.754, 100.501), "Thai": (15.5, 101.0),
        "Cambodian": (13.0, 105.0), "Sisaket": (15.12, 104.32), "Phnom Penh": (11.562, 104.916),
        "Oddar Meanchey": (14.18, 103.5), "Surin": (14.88, 103.49), "Malaysia": (2.5, 112.5),
        "Kuala Lumpur": (3.141, 101.687),
    },
    "polish-ministry-statement": {
        "Warsaw": (52.23, 21.012), "Belarus": (53.0, 28.0), "Białowieża": (52.7, 23.87),
        "Mielnik": (52.33, 23.04), "Polish": (52.0, 20.0), "Belarusian": (53.0, 28.0),
        "Poland": (52.0, 20.0), "Siedlce": (52.168, 22.29), "Łomża": (53.178, 22.059),
        "Minsk": (53.9, 27.567), "Bobrowniki": (53.117, 23.9), "Kuźnica": (53.511, 23.65),
        "Lithuania": (56.0, 24.0), "Latvia": (57.0, 25.0),
    },
    "sahel-analysis": {
        "Niger": (16.0, 8.0), "American": (39.76, -98.5), "Agadez": (16.973, 7.991),
        "Washington": (38.895, -77.036), "Sahel": (14.5, 0.0), "Lake Chad": (13.1, 14.5),
        "Malian": (17.0, -4.0), "Tillabéri": (14.212, 1.453), "Dakar": (14.694, -17.447),
        "Niamey": (13.514, 2.109), "Moscow": (55.752, 37.616), "Bamako": (12.65, -8.0),
        "Ouagadougou": (12.366, -1.534), "Russian": (60.0, 100.0), "Ayorou": (14.731, 0.917),
        "Niger River": (13.5, 2.1), "Mali": (17.0, -4.0), "Banibangou": (15.04, 2.7),
        "Algeria": (28.0, 3.0), "Abuja": (9.058, 7.491),
    },
    "sudan-local": {
        "El Fasher": (13.63, 25.35), "Chad": (15.0, 19.0), "Darfur": (13.0, 24.5),
        "Melit": (14.13, 25.55), "Tawila": (13.5, 24.88), "Adré": (13.467, 22.2),
        "Sudanese": (16.0, 30.0), "Khartoum": (15.551, 32.532),
        "United Arab Emirates": (24.0, 54.0), "Amdjarass": (16.07, 22.84),
        "Abu Dhabi": (24.451, 54.397),
    },
    "south-america-wire": {
        "Guyana": (5.0, -59.0), "Venezuelan": (8.0, -66.0), "GEORGETOWN": (6.804, -58.155),
        "United States": (39.76, -98.5), "Brazil": (-10.0, -55.0), "Caribbean": (15.0, -75.0),
        "Venezuela": (8.0, -66.0), "Caracas": (10.488, -66.879), "Essequibo": (6.0, -59.5),
        "Boa Vista": (2.82, -60.673), "Pacaraima": (4.43, -61.146), "Brasília": (-15.78, -47.93),
        "Kingstown": (13.155, -61.227), "Washington": (38.895, -77.036), "US": (39.76, -98.5),
        "Georgetown": (6.804, -58.155),
    },
}  # fmt: skip

# (words, speaker's last name or organisation, act, what is drawn)
CLAIMS: dict[str, list[tuple[str, str, str, list[str]]]] = {
    "thai-cambodian-border": [
        ("Thailand and Cambodia trade blame after clash near Preah Vihear", "", "assert",
         ["Preah Vihear"]),
        ("Thai and Cambodian troops exchanged fire for about forty minutes early on Tuesday along "
         "the disputed border near the temple of Preah Vihear", "governments", "assert",
         ["the disputed border", "Preah Vihear"]),
        ("Cambodian soldiers had crossed into Sisaket province", "Chaiyasit", "assert",
         ["Sisaket"]),
        ("laid fresh mines", "Chaiyasit", "assert", []),
        ("We responded in proportion and only after we came under fire", "Chaiyasit", "assert", []),
        ("Our forces never left Cambodian territory", "Ministry", "assert",
         ["Cambodian territory"]),
        ("two villagers were killed and five wounded by shelling in Oddar Meanchey", "Ministry",
         "assert", ["Oddar Meanchey"]),
        ("about 1,200 families had been moved to shelters since Monday", "officials", "assert", []),
        ("more people to arrive if the fighting continues", "officials", "expect", []),
        ("The two countries share a border of 817 kilometers", "", "assert",
         ["a border"]),
        ("much of it never marked on the ground", "", "assert", []),
        ("Malaysia has offered to host talks in Kuala Lumpur by mid-January", "", "assert",
         ["Kuala Lumpur"]),
    ],
    "polish-ministry-statement": [
        ("Statement of the Ministry of the Interior on the situation at the eastern border", "",
         "assert", ["the eastern border"]),
        ("The Border Guard recorded 187 attempts to cross the border with Belarus illegally on "
         "Thursday", "", "assert", ["the border with Belarus"]),
        ("The largest groups were stopped near Białowieża and Mielnik", "", "assert",
         ["Białowieża", "Mielnik"]),
        ("the exclusion zone along the Polish–Belarusian border will be extended by 90 days, if "
         "Parliament agrees", "Zieliński", "promise", ["the Polish–Belarusian border"]),
        ("Poland will not be blackmailed", "Zieliński", "assert", []),
        ("the barrier now covers 206 kilometers of the border", "ministry", "assert",
         ["the border"]),
        ("its electronic part will be finished by the end of June", "ministry", "promise", []),
        ("Soldiers of the 18th Mechanised Division, which is stationed in Siedlce and Łomża, "
         "support the Border Guard", "", "assert", ["Siedlce", "Łomża"]),
        ("Polish officers had pushed back 12 people near Bobrowniki without giving them food or "
         "water", "ministry", "assert", ["Bobrowniki"]),
        ("closing the crossing at Kuźnica", "Zieliński", "assert", ["Kuźnica"]),
    ],
    "sahel-analysis": [
        ("Why the withdrawal from northern Niger matters", "", "assert", ["northern Niger"]),
        ("The departure of the last American soldiers from Agadez closes a chapter that began in "
         "2013", "", "assert", ["Agadez"]),
        ("Washington had spent more than 100 million dollars on Air Base 201, from which drones "
         "watched the Sahel from Lake Chad to the Malian border", "", "assert", ["Sahel"]),
        ("Jihadist groups will test the army in Tillabéri first", "Maïga", "assert",
         ["Tillabéri"]),
        ("the junta in Niamey will turn to Moscow for instructors, as Bamako and Ouagadougou did",
         "Others", "assert", ["Niamey"]),
        ("Russian trainers arrived in Niger in April 2024", "", "assert", ["Niger"]),
        ("about a hundred of them now live at the airport in Niamey", "media", "assert",
         ["Niamey"]),
        ("armed men on motorcycles come every week", "Residents", "assert", []),
        ("At least 23 soldiers were killed in an ambush near Banibangou in late March",
         "ministry", "assert", ["Banibangou"]),
        ("it would not accept foreign troops on its southern frontier", "Algeria", "warn", []),
    ],
    "sudan-local": [
        ("El Fasher hospital hit as families flee toward Chad", "", "assert",
         ["El Fasher", "Chad"]),
        ("Shells struck the Southern Hospital in El Fasher on Sunday morning, killing nine "
         "patients", "doctors", "assert", ["El Fasher"]),
        ("It was the third such attack this month", "", "assert", []),
        ("There is nowhere left to take the wounded", "Idris", "assert", []),
        ("the shelling came from the east, where the Rapid Support Forces hold Melit", "Idris",
         "assert", ["Melit"]),
        ("it had targeted the hospital", "group", "deny", []),
        ("Thousands of people have fled to Tawila, some 60 kilometres west of the city, and from "
         "there towards the border town of Adré in Chad", "", "assert",
         ["Tawila", "Adré", "Chad"]),
        ("more than 700,000 Sudanese have entered eastern Chad since April 2023", "agency",
         "assert", ["eastern Chad"]),
    ],
    "south-america-wire": [
        ("Venezuelan patrol boat entered its waters", "Guyana", "assert", []),
        ("A Venezuelan navy patrol boat entered Guyana's waters on Saturday and came close to an "
         "offshore oil platform", "Ali", "assert", ["Guyana"]),
        ("This incursion threatens peace in our region", "Ali", "assert", []),
        ("he had informed the United States, Brazil and the Caribbean Community", "Ali", "assert",
         []),
        ("the waters are still to be delimited", "Rodríguez", "assert", []),
        ("Brazil has sent armoured vehicles to Boa Vista, about 220 kilometers from the border "
         "town of Pacaraima", "", "assert", ["Boa Vista", "Pacaraima"]),
        ("the two neighbours will return to the talks begun in Kingstown in December 2023", "",
         "hope", ["Kingstown"]),
        ("Washington plans to hold joint exercises with Guyana's army next month", "", "plan",
         []),
        ("two aircraft would fly over Georgetown on Thursday", "official", "assert",
         ["Georgetown"]),
    ],
}  # fmt: skip

BORDERS: dict[str, list[str]] = {
    "thai-cambodian-border": ["border:KH-TH"],
    "polish-ministry-statement": ["border:BY-PL"],
    "sahel-analysis": ["border:DZ-NE"],
    "sudan-local": [],
    "south-america-wire": [],
}


def records() -> list[dict[str, object]]:
    """Return one record a report: text, toponyms and claims with offsets."""
    out = []
    for doc in sorted(PLACES):
        text = (HERE / "reports" / f"{doc}.txt").read_bytes().decode("utf-8")
        out.append(
            {
                "doc": doc,
                "text": text,
                "toponyms": toponyms(text, PLACES[doc]),
                "claims": [claim(doc, text, row) for row in CLAIMS[doc]],
                "borders": BORDERS[doc],
            }
        )
    return out


def toponyms(text: str, places: dict[str, tuple[float, float]]) -> list[dict[str, object]]:
    """Return every occurrence, longer names first ("Niger River" is not "Niger")."""
    taken: set[int] = set()
    found = []
    for surface in sorted(places, key=lambda s: (-len(s), s)):
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            if taken.isdisjoint(range(*match.span())):
                taken |= set(range(*match.span()))
                lat, lon = places[surface]
                found.append(
                    {"start": match.start(), "end": match.end(), "surface": surface,
                     "lat": lat, "lon": lon}
                )  # fmt: skip
    return sorted(found, key=lambda t: int(str(t["start"])))


def claim(doc: str, text: str, row: tuple[str, str, str, list[str]]) -> dict[str, object]:
    """Return a claim with the offsets of its words."""
    words, speaker, act, drawn = row
    if text.count(words) != 1:
        raise SystemExit(f"{doc}: {text.count(words)} times in the report: {words!r}")
    start = text.index(words)
    return {
        "content": {"start": start, "end": start + len(words)},
        "speaker": speaker,
        "act": act,
        "places": drawn,
    }


if __name__ == "__main__":
    with (HERE / "gold.jsonl").open("w", encoding="utf-8", newline="\n") as target:
        for record in records():
            target.write(json.dumps(record, ensure_ascii=False) + "\n")
