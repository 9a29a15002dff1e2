"""Own reports with their claims, annotated by hand before any rule was run on them.

A claim is (exact words, name in the speaker or "" for the report's own voice, act). The styles
differ on purpose: wire, ministry statement, local paper, analysis, short front-line summary.
"""

from __future__ import annotations

from typing import Final

Annotation = tuple[str, str, str]

WIRE: Final = """Rebels close in on Sake as army sends reinforcements

GOMA - M23 rebels captured the village of Shasha on Wednesday and cut the road to Bukavu, two army officers told the agency.

"We have lost the heights, but the town will not fall," said Colonel Jean Mbuyi, who commands the 34th military region. He added that three battalions had arrived from Kisangani.

Rwanda denied that its soldiers were taking part in the offensive. The United Nations mission plans to evacuate 200 staff from Goma if the fighting reaches the airport.

About 60,000 people have fled Sake since Sunday, according to the Red Cross.
"""
WIRE_CLAIMS: Final[tuple[Annotation, ...]] = (
    ("Rebels close in on Sake as army sends reinforcements", "", "assert"),
    ("M23 rebels captured the village of Shasha on Wednesday", "officers", "assert"),
    ("cut the road to Bukavu", "officers", "assert"),
    ("We have lost the heights", "Mbuyi", "assert"),
    ("the town will not fall", "Mbuyi", "assert"),
    ("three battalions had arrived from Kisangani", "Mbuyi", "assert"),
    ("its soldiers were taking part in the offensive", "Rwanda", "deny"),
    (
        "The United Nations mission plans to evacuate 200 staff from Goma if the fighting reaches "
        "the airport",
        "",
        "plan",
    ),
    ("About 60,000 people have fled Sake since Sunday", "Red Cross", "assert"),
)

STATEMENT: Final = """Statement on the incident at Second Thomas Shoal

On 5 March a Chinese coast guard vessel used water cannon against the supply boat Unaizah May 4. Four sailors were injured and the windshield was shattered.

The Department of National Defense stresses that the Philippines will continue its resupply missions. "We will not be deterred from exercising our legal rights," Secretary Gilberto Teodoro said.

In addition, two frigates will be deployed to Palawan by the end of the month. The Department calls on China to withdraw its vessels.
"""
STATEMENT_CLAIMS: Final[tuple[Annotation, ...]] = (
    ("Statement on the incident at Second Thomas Shoal", "", "assert"),
    (
        "a Chinese coast guard vessel used water cannon against the supply boat Unaizah May 4",
        "",
        "assert",
    ),
    ("Four sailors were injured", "", "assert"),
    ("the windshield was shattered", "", "assert"),
    ("the Philippines will continue its resupply missions", "Department", "promise"),
    ("We will not be deterred from exercising our legal rights", "Teodoro", "assert"),
    ("two frigates will be deployed to Palawan by the end of the month", "", "assert"),
    ("China to withdraw its vessels", "Department", "request"),
)

LOCAL: Final = """Explosion damages bridge between Tibú and El Tarra

An explosive device destroyed part of the bridge over the Catatumbo river early on Monday, leaving some 900 families without supplies. No one was hurt.

Mayor Nelson Leal blamed the ELN for the attack. According to him, guerrillas had warned drivers not to use the road.

The army expects the crossing to reopen within two weeks. Neighbours fear that more people will leave for Cúcuta.
"""
LOCAL_CLAIMS: Final[tuple[Annotation, ...]] = (
    ("Explosion damages bridge between Tibú and El Tarra", "", "assert"),
    (
        "An explosive device destroyed part of the bridge over the Catatumbo river early on "
        "Monday, leaving some 900 families without supplies",
        "",
        "assert",
    ),
    ("No one was hurt", "", "assert"),
    ("Mayor Nelson Leal blamed the ELN for the attack", "Leal", "assert"),
    ("guerrillas had warned drivers not to use the road", "Leal", "assert"),
    ("the crossing to reopen within two weeks", "army", "expect"),
    ("more people will leave for Cúcuta", "Neighbours", "expect"),
)

ANALYSIS: Final = """What the handover of four villages means

Armenia returned four villages near Tavush to Azerbaijan in May 2024, while its border guards took over from Russian troops at Zvartnots airport in Yerevan. The demarcation of the remaining border, which is about 1,000 kilometers long, could take years.

Experts doubt that Moscow will close its base at Gyumri. "The lease runs until 2044," notes Areg Kochinyan of the Research Center on Security Policy in Yerevan.

If Baku opens the Lachin road, trade will grow.
"""
ANALYSIS_CLAIMS: Final[tuple[Annotation, ...]] = (
    ("Armenia returned four villages near Tavush to Azerbaijan in May 2024", "", "assert"),
    (
        "its border guards took over from Russian troops at Zvartnots airport in Yerevan",
        "",
        "assert",
    ),
    (
        "The demarcation of the remaining border, which is about 1,000 kilometers long, could "
        "take years",
        "",
        "assert",
    ),
    ("Moscow will close its base at Gyumri", "Experts", "assert"),
    ("The lease runs until 2044", "Kochinyan", "assert"),
    ("If Baku opens the Lachin road, trade will grow", "", "assert"),
)

SUMMARY: Final = """Finland closes two more crossings

Finland will shut the border crossings at Vaalimaa and Nuijamaa from Friday, Interior Minister Mari Rantanen said. The decision does not affect freight traffic.

«We are prepared for provocations. The Border Guard has moved 300 officers to Lappeenranta,» she said.

Estonia has promised to send 50 border guards to Finland. Latvia may follow.

The Kremlin rejected the accusations, Interfax reported.
"""
SUMMARY_CLAIMS: Final[tuple[Annotation, ...]] = (
    ("Finland closes two more crossings", "", "assert"),
    (
        "Finland will shut the border crossings at Vaalimaa and Nuijamaa from Friday",
        "Rantanen",
        "promise",
    ),
    ("The decision does not affect freight traffic", "", "assert"),
    ("We are prepared for provocations", "Rantanen", "assert"),
    ("The Border Guard has moved 300 officers to Lappeenranta", "Rantanen", "assert"),
    ("Estonia has promised to send 50 border guards to Finland", "Estonia", "promise"),
    ("Latvia may follow", "", "assert"),
)

REPORTS: Final[dict[str, tuple[str, tuple[Annotation, ...]]]] = {
    "wire": (WIRE, WIRE_CLAIMS),
    "statement": (STATEMENT, STATEMENT_CLAIMS),
    "local": (LOCAL, LOCAL_CLAIMS),
    "analysis": (ANALYSIS, ANALYSIS_CLAIMS),
    "summary": (SUMMARY, SUMMARY_CLAIMS),
}
