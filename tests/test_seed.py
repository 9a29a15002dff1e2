"""Is the report that ships with us read as a careful reader reads it?

The facts below were written down by hand from seeds/russia-tajikistan.txt. They are an acceptance
check of the whole way, not a measure of quality: no rule may know this report's names. Quality is
measured in benchmarks/quality on other reports.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dateline import Analysis, analyse, draw, read_article
from dateline.geo.shapes.areas import locate
from dateline.pipeline import layers_of

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.layers.build import Layer
    from dateline.layers.claims.claims import Claim

OUTLET, MINISTER = "(outlet)", "Sergei Shoigu"
PAGE_BYTES = 900_000

# What is said, by whom, and how; in reading order.
CLAIMS = [
    ("Russia promises Tajikistan gratuitous arms supplies", "Russia", "promise"),
    (
        "Russia will provide military assistance to Tajikistan, if the country’s security is "
        "threatened in connection with the developments in neighboring Afghanistan",
        MINISTER,
        "promise",
    ),
    (
        "Moscow will equip the Tajik army with weapons and equipment free of charge",
        MINISTER,
        "promise",
    ),
    (
        "We do not, of course, disregard all the events taking place on the border",
        MINISTER,
        "assert",
    ),
    ("attempts to move the militants into the territory of Tajikistan", MINISTER, "assert"),
    (
        "in case of a threat to our ally — member of the Collective Security Treaty, of course, "
        "Russia will react and react first of all with the 201st base on the territory of "
        "Tajikistan",
        MINISTER,
        "promise",
    ),
    (
        "The 201st base exists there to maintain stability and peace in the region of one of the "
        "CSTO members in Central Asia",
        OUTLET,
        "assert",
    ),
    (
        "the Russian military is also helping Tajikistan in training qualified military personnel",
        MINISTER,
        "assert",
    ),
    (
        "Officers are trained at specialized Russian universities and at the 201st Russian "
        "military base in Tajikistan",
        OUTLET,
        "assert",
    ),
    (
        "at present the Russian military record active movements of militants of the Islamic "
        "State extremist group to the territory of Afghanistan from different countries, "
        "including Syria and Libya",
        MINISTER,
        "assert",
    ),
    (
        "some kind of consensus and interethnic reconciliation will be reached in Afghanistan",
        MINISTER,
        "hope",
    ),
    (
        "actively ISIS units are moving, moving there from different regions, including Syria, "
        "Libya",
        MINISTER,
        "assert",
    ),
    (
        "in some part we observe a rather serious organization of these movements",
        MINISTER,
        "assert",
    ),
    (
        "Tajikistan turned to the states of the Collective Security Treaty Organization (CSTO) "
        "for help in protecting the border with Afghanistan",
        OUTLET,
        "assert",
    ),
    (
        "The military alliance brings together a number of former Soviet republics led by Russia",
        OUTLET,
        "assert",
    ),
    ("The conflict in Afghanistan flares up", OUTLET, "assert"),
    (
        "the withdrawal of U.S. and other NATO military personnel from the country",
        OUTLET,
        "assert",
    ),
    (
        "The Western coalition plans to completely withdraw its forces by mid-September",
        OUTLET,
        "plan",
    ),
    (
        "about two-thirds of the total border with Afghanistan is now under the control of "
        "radical Islamists",
        "Tajik authorities",
        "assert",
    ),
    ("its length is over 1,350 kilometers", OUTLET, "assert"),
    ("An influx of refugees is expected in Dushanbe", OUTLET, "expect"),
    (
        "it has already begun to provide shelter and food to those arriving in the country",
        OUTLET,
        "assert",
    ),
    ("The 201st Russian military base was formed in 2004", OUTLET, "assert"),
    ("is deployed in Dushanbe, Kulyab and Bokhtar in Tajikistan", OUTLET, "assert"),
    ("Its presence has been extended until 2042", OUTLET, "assert"),
]
GARRISONS = {  # longitude and latitude by the towns' own articles in an encyclopedia, degrees
    "Dushanbe": (68.77, 38.54),
    "Kulyab": (69.78, 37.91),
    "Bokhtar": (68.78, 37.83),
}
BORDER = "border:AF-TJ"


@pytest.fixture(scope="module")
def analysis(seed_path: Path) -> Analysis:
    return analyse(read_article(seed_path))


@pytest.fixture(scope="module")
def layers(analysis: Analysis) -> dict[str, Layer]:
    return {layer.name: layer for layer in layers_of(analysis)}


@pytest.fixture(scope="module")
def html(analysis: Analysis) -> str:
    return draw(analysis).html


def words(text: str) -> set[tuple[str, int]]:
    """The words of a text, the second "the" told from the first."""
    seen: dict[str, int] = {}
    found = set()
    for word in re.findall(r"\w+", text.casefold()):
        seen[word] = seen.get(word, 0) + 1
        found.add((word, seen[word]))
    return found


def best(analysis: Analysis, wanted: str) -> tuple[float, Claim]:
    """The claim that shares most words with `wanted`, and the share of all words of both."""
    goal = words(wanted)

    def overlap(claim: Claim) -> float:
        own = words(analysis.article.slice(claim.content))
        return len(own & goal) / len(own | goal)

    claim = max(analysis.claims, key=overlap)
    return overlap(claim), claim


def speaker(claim: Claim) -> str:
    return OUTLET if claim.speaker.kind == "outlet" else claim.speaker.name


def test_the_report_is_the_one_that_was_read_by_hand(seed_path: Path, analysis: Analysis) -> None:
    assert analysis.article.text.encode() == seed_path.read_bytes()
    assert len(analysis.article.text) == 2664


@pytest.mark.parametrize(("content", "said_by", "act"), CLAIMS, ids=lambda value: value[:40])
def test_every_claim_is_found_with_its_speaker_and_act(
    analysis: Analysis, content: str, said_by: str, act: str
) -> None:
    overlap, claim = best(analysis, content)
    assert overlap >= 0.8, analysis.article.slice(claim.content)
    assert (speaker(claim), claim.act) == (said_by, act)


def test_nothing_else_is_claimed_and_the_order_is_that_of_the_report(analysis: Analysis) -> None:
    matched = [best(analysis, content)[1].id for content, *_ in CLAIMS]
    assert len(set(matched)) == len(CLAIMS)
    assert len(analysis.claims) == len(CLAIMS)
    assert matched == [claim.id for claim in analysis.claims]


def test_what_the_minister_says_is_relayed_by_the_agency_the_report_names(
    analysis: Analysis,
) -> None:
    via = best(analysis, CLAIMS[1][0])[1].via
    assert via is not None
    assert via.name == "Interfax"


@pytest.mark.parametrize("town", GARRISONS)
def test_the_three_garrisons_are_pins_at_their_towns(
    analysis: Analysis, layers: dict[str, Layer], town: str
) -> None:
    places = {r.mention.surface: r.place for r in analysis.resolutions}
    place = places[town]
    assert place is not None
    assert place.country == "TJ"
    lon, lat = GARRISONS[town]
    assert (place.lon_deg, place.lat_deg) == pytest.approx((lon, lat), abs=0.1)
    pins = {
        row["place_id"]: row["geometry"].geom_type
        for layer in layers.values()
        for row in layer.frame.to_dict("records")
        if row["place_id"] == place.id
    }
    assert pins == {place.id: "Point"}


def test_the_border_is_one_line_whether_named_in_full_or_not(
    analysis: Analysis, layers: dict[str, Layer]
) -> None:
    named = [r for r in analysis.resolutions if r.mention.kind == "border"]
    assert [r.mention.surface.replace("\u00a0", " ") for r in named] == [
        "the border",
        "the border with Afghanistan",
        "the total border with Afghanistan",
    ]
    assert {r.place.id if r.place else None for r in named} == {BORDER}
    (line,) = layers["borders"].frame.to_dict("records")
    assert line["place_id"] == BORDER
    assert line["geometry"].geom_type in {"LineString", "MultiLineString"}
    assert 1340 <= line["measured_km"] <= 1370
    assert line["claimed_km"] == 1350


def test_moscow_is_a_government_and_gets_no_pin(
    analysis: Analysis, layers: dict[str, Layer], html: str
) -> None:
    (moscow,) = [r for r in analysis.resolutions if r.mention.surface == "Moscow"]
    assert moscow.mention.kind == "metonym"
    for layer in layers.values():
        for row in layer.frame.to_dict("records"):
            assert row["name"] != "Moscow"
            if row["geometry"] is not None and row["geometry"].geom_type == "Point":
                point = row["geometry"]
                assert locate(point.x, point.y).country != "RU", row["name"]
    assert moscow.place is None or f'"{moscow.place.id}"' not in html


def test_no_country_is_a_pin(layers: dict[str, Layer]) -> None:
    for layer in layers.values():
        for row in layer.frame.to_dict("records"):
            if row["place_id"].startswith(("country:", "region:")):
                assert row["geometry"] is None or row["geometry"].geom_type != "Point", row["name"]


def test_the_fighters_move_from_two_countries_to_a_third(layers: dict[str, Layer]) -> None:
    ways = set(layers["movements"].frame["place_id"])
    assert {"country:SY>country:AF", "country:LY>country:AF"} <= ways


def test_the_currency_lines_date_nothing_and_locate_nothing(analysis: Analysis) -> None:
    rates = analysis.article.text.index("RUB 1.00") + len("RUB 1.00")
    assert analysis.article.published is None
    for claim in analysis.claims:
        assert claim.content.start > rates
        if claim.time is not None:
            assert claim.time.span.start > rates
    assert all(r.mention.span.start > rates for r in analysis.resolutions)
    values = {claim.time.value for claim in analysis.claims if claim.time} - {None}
    assert values == {"2004", "../2042"}


def test_a_month_without_a_year_gets_its_year_from_the_given_day_alone(seed_path: Path) -> None:
    dated = analyse(read_article(seed_path, date="2021-07-27"))
    july, september = (best(dated, CLAIMS[index][0])[1].time for index in (13, 17))
    assert july is not None
    assert september is not None
    assert (july.value, september.value) == ("2021-07~", "../2021-09~")


def test_two_runs_give_the_same_bytes(seed_path: Path, html: str) -> None:
    assert draw(analyse(read_article(seed_path))).html == html


def test_the_page_is_small_and_asks_nobody_for_anything(html: str) -> None:
    assert len(html.encode()) <= PAGE_BYTES
    assert not re.findall(
        r"<(?:script|img|iframe|link)[^>]+(?:src|href)=[\"']?(?:https?:)?//", html
    )
    assert "default-src 'none'" in html


def test_every_claim_has_a_card_and_is_marked_in_the_report(analysis: Analysis, html: str) -> None:
    for claim in analysis.claims:
        assert f'id="claim-{claim.id}"' in html
    marked = " ".join(re.findall(r'<mark data-claims="([^"]*)"', html)).split()
    assert set(marked) == {claim.id for claim in analysis.claims}
