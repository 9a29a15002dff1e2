"""What our geometry and tables say beside a claim: agreement, difference or not comparable."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.positions.positions import find_positions
from dateline.geo.recognition.toponyms import recognize_toponyms
from dateline.geo.reports.reading import article_from_text
from dateline.geo.resolution.resolve import resolve_toponyms
from dateline.geo.shapes.areas import area_of
from dateline.layers.checks.checks import compared, half_of_rounding
from dateline.layers.checks.figures import square_km
from dateline.layers.checks.memberships import Membership, memberships, organisations
from dateline.layers.claims.claims import Claim, extract_claims
from dateline.layers.claims.records import claim_from_record, claim_record

if TYPE_CHECKING:
    from dateline.geo.reports.article import Article
    from dateline.layers.checks.checks import Check

ROOT = Path(__file__).parents[2]


def claims_of(text: str, date: str | None = None) -> tuple[Article, tuple[Claim, ...]]:
    article = article_from_text(text, id="t", date=date)
    gazetteer = open_gazetteer()
    parse = parse_article(article)
    mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse)
    resolutions = resolve_toponyms(article, mentions, gazetteer=gazetteer)
    positions = find_positions(article, resolutions)
    return article, extract_claims(
        article, parse, resolutions, gazetteer=gazetteer, positions=positions
    )


def checks_of(text: str, date: str | None = None) -> list[Check]:
    return [check for claim in claims_of(text, date)[1] for check in claim.checks]


def results(text: str, kind: str, date: str | None = None) -> list[str]:
    return [c.result for c in checks_of(text, date) if c.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The border between Argentina and Chile is about 6,700 km long.", ["agreement"]),
        ("The border between Argentina and Chile is 8,000 km long.", ["difference"]),
        ("Sudan's 1,403-km border with Chad is unguarded.", ["agreement"]),
        ("The border between Finland and Russia is over 830 miles long.", ["agreement"]),
        ("The border between Thailand and Laos is more than 900 km long.", ["not comparable"]),
        ("Patrols cover 300 km of the border between Kenya and Ethiopia.", []),
    ],
)
def test_a_border_s_length_is_compared_but_not_that_of_a_part(
    text: str, expected: list[str]
) -> None:
    assert results(text, "border length") == expected


def test_a_border_check_gives_both_figures_their_source_and_date() -> None:
    (check,) = checks_of("The border between Argentina and Chile is 8,000 km long.")
    assert check.value is not None
    assert 6_500 < check.value < 6_900
    assert "CIA World Factbook" in check.note
    assert "OpenStreetMap" in check.source
    assert check.source_date.startswith("20")


def test_a_length_of_a_border_that_the_sentence_before_named_is_compared() -> None:
    text = "Guards hold the border between Kenya and Ethiopia. Its length is {} kilometres."
    assert results(text.format(867), "border length") == ["agreement"]
    assert results(text.format(300), "border length") == ["difference"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters attacked Bara, 60 km north of El Obeid, on Sunday.", ["agreement"]),
        ("Tacna, 36 miles north of Arica, hosts a garrison.", ["agreement"]),
        ("The town of Gulu lies 900 km north of Kampala.", ["difference"]),
        ("Rebels shelled Gulu, about 275 km south of Kampala.", ["difference"]),
        ("Bogota and Medellin are 240 km apart, the ministry said.", ["agreement"]),
        ("The distance between Herat and Kabul is about 640 km.", ["agreement"]),
        ("The distance between Herat and Kabul is about 200 km.", ["difference"]),
        ("The 650 km road from Juba to Wau is closed.", ["not comparable"]),
        ("The 200 km road from Juba to Wau is closed.", ["difference"]),
        ("Troops walked 60 km in two days and reached Kampala.", []),
    ],
)
def test_distances_between_named_places_are_compared_on_the_ellipsoid(
    text: str, expected: list[str]
) -> None:
    assert results(text, "distance") == expected


def test_a_wrong_direction_is_told_apart_from_a_wrong_distance() -> None:
    (check,) = checks_of("Rebels shelled Gulu, about 275 km south of Kampala.")
    assert "the direction does not" in check.note
    assert "north of it" in check.ours


def test_a_distance_to_a_border_is_measured_to_its_nearest_point() -> None:
    near = "Kassala, about 25 km from the border between Sudan and Eritrea, was shelled."
    far = near.replace("25 km", "300 km")
    assert results(near, "distance") == ["agreement"]
    assert results(far, "distance") == ["difference"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uruguay, a country of 176,000 square km, has no mines.", ["agreement"]),
        ("Panama covers an area of some 29,000 square miles.", ["agreement"]),
        ("Bolivia has an area of 2.5 million square kilometres.", ["difference"]),
        ("Norway covers 350,000 square kilometres.", ["not comparable"]),
        ("Rebels captured 300 square kilometres of Chad.", []),
    ],
)
def test_areas_of_countries_are_compared_but_not_those_of_parts(
    text: str, expected: list[str]
) -> None:
    assert results(text, "area") == expected


def test_a_country_s_geodesic_area_is_near_the_official_one() -> None:
    for code, official in {"CH": 41_285, "KE": 580_367, "BO": 1_098_581, "UY": 176_215}.items():
        area = area_of(f"country:{code}")
        assert area is not None
        assert square_km(area) == pytest.approx(official, rel=0.03)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad, which borders Sudan and Niger, took in refugees.", ["agreement"] * 2),
        ("Paraguay, which borders Ecuador, sent envoys.", ["difference"]),
        ("Portugal does not border France, the minister said.", ["agreement"]),
        ("Troops from Rwanda crossed into neighbouring Burundi on Friday.", ["agreement"]),
        ("Fighters left Mali for neighboring Libya.", ["difference"]),
        ("Cuba is a neighbour of Haiti.", ["not comparable"]),
        ("Laos, Cambodia's neighbour, agreed.", ["agreement"]),
        ("Badakhshan province, which borders Tajikistan, was calm.", ["agreement"]),
        ("India shares a maritime border with Indonesia, the navy said.", ["not comparable"]),
        ("Troops in Rwanda and Burundi were told to stay in barracks.", []),
    ],
)
def test_who_borders_whom_is_compared_with_land_borders(text: str, expected: list[str]) -> None:
    assert results(text, "border") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nairobi, the capital of Kenya, is calm.", ["agreement"]),
        ("Shelling hit Kenya's capital Mombasa on Monday.", ["difference"]),
        ("Talks were held in La Paz, the capital of Bolivia.", ["not comparable"]),
        ("Maiduguri, the capital of Borno state, was attacked.", ["agreement"]),
        ("Karachi, the former capital of Pakistan, saw rallies.", []),
        ("Karachi, the financial capital of Pakistan, saw rallies.", []),
    ],
)
def test_capitals_are_compared_and_former_or_financial_ones_are_not(
    text: str, expected: list[str]
) -> None:
    assert results(text, "capital") == expected


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("Sweden, a NATO member, sent tanks.", "2024-06-01", ["agreement"]),
        ("Sweden, a NATO member, sent tanks.", "2023-06-01", ["difference"]),
        ("Sweden, a NATO member, sent tanks.", "2024", ["not comparable"]),
        ("Finland joined NATO in 2023.", None, ["agreement"]),
        ("Finland joined NATO in 2019.", None, ["difference"]),
        ("Niger left ECOWAS in 2025.", None, ["agreement"]),
        ("Mali is a member of ECOWAS.", "2023-05-01", ["agreement"]),
        ("Mali is a member of ECOWAS.", "2025-05-01", ["difference"]),
        ("Mali is a member of ECOWAS.", None, ["not comparable"]),
        ("Britain is a member of the European Union.", "2020-06-01", ["difference"]),
        ("Armenia is a member of the CSTO.", "2024-06-01", ["agreement"]),
        ("Non-NATO member Austria abstained.", "2022-01-01", ["agreement"]),
        ("Georgia is no longer a member of the CIS.", "2015-01-01", ["agreement"]),
        ("ASEAN member Vietnam objected.", "2010-01-01", ["agreement"]),
        ("BRICS member Ethiopia agreed.", "2023-01-01", ["difference"]),
        ("If Serbia joined NATO, Russia would protest.", "2022-01-01", []),
        ("Ukraine wants to become a NATO member.", "2022-01-01", []),
    ],
)
def test_memberships_are_compared_at_the_report_s_date(
    text: str, date: str | None, expected: list[str]
) -> None:
    assert results(text, "membership", date) == expected


def test_a_frozen_membership_says_so() -> None:
    (check,) = checks_of("Armenia is a member of the CSTO.", "2024-06-01")
    assert "froze" in check.note
    assert check.source.startswith("CSTO")


def test_every_member_of_a_list_is_compared() -> None:
    text = "NATO members Poland and Ireland sent trucks."
    found = {c.ours.split()[0]: c.result for c in checks_of(text, "2024-06-01")}
    assert found == {"Poland": "agreement", "Ireland": "difference"}


def test_a_check_stands_with_the_claim_whose_words_it_is_about() -> None:
    text = (
        "Shells fell on Juba on Monday, an officer said. Nairobi, the capital of Kenya, was quiet."
    )
    _, claims = claims_of(text)
    with_check = [c for c in claims if c.checks]
    assert len(with_check) == 1
    assert with_check[0].content.start > text.index("said")


def test_checks_quote_the_report_and_survive_json() -> None:
    text = "Chad, which borders Sudan and Niger, covers 1.28 million square kilometres, he said."
    article, claims = claims_of(text)
    checks = [check for claim in claims for check in claim.checks]
    assert checks
    for check in checks:
        assert article.slice(check.span) == check.text
    for claim in claims:
        assert claim_from_record(claim_record(claim, article)) == claim


def test_no_check_ever_says_true_or_false() -> None:
    for text in ("Finland joined NATO in 2019.", "Nairobi, the capital of Kenya, is calm."):
        for check in checks_of(text):
            words = f"{check.result} {check.ours} {check.note}".lower()
            assert not {"true", "false", "wrong", "lie"} & set(words.split())


def test_text_made_of_slot_signs_is_read_as_nothing() -> None:
    assert checks_of("The \ue000\ue000 are a member of NATO, \ue001 officials said.") == []


@pytest.mark.parametrize(
    ("value", "half"), [(1350, 5.0), (1357, 0.5), (60, 5.0), (100, 25.0), (12.5, 0.05), (2000, 500)]
)
def test_a_number_is_as_exact_as_its_last_digit(value: float, half: float) -> None:
    assert half_of_rounding(value) == pytest.approx(half)


def test_a_bound_that_is_kept_from_afar_is_not_comparable() -> None:
    assert compared(300, 375, (700, 720), bound="least") == "not comparable"
    assert compared(300, 375, (100, 120), bound="least") == "difference"
    assert compared(240, 300, (10, 12), bound="most") == "not comparable"
    assert compared(290, 310, (305, 320), bound=None) == "agreement"


def test_a_stay_covers_only_what_lies_wholly_inside_it() -> None:
    stay = Membership(
        country="GB", organisation="EU", since="1973-01-01", until="2020-01-31", source="s", note=""
    )
    assert stay.covers("2019-01-01", "2019-12-31") is True
    assert stay.covers("2020-01-01", "2020-12-31") is None
    assert stay.covers("2021-01-01", "2021-01-01") is False
    vague = Membership(country="SD", organisation="AL", since="1956", until="", source="s", note="")
    assert vague.covers("1956-05-01", "1956-05-01") is None


def test_the_table_has_every_present_member() -> None:
    present: dict[str, int] = {}
    for (_, organisation), stays in memberships().items():
        present[organisation] = present.get(organisation, 0) + any(not s.until for s in stays)
    expected = {
        "NATO": 32,
        "EU": 27,
        "ASEAN": 11,
        "GCC": 6,
        "Arab League": 22,
        "AU": 55,
        "OSCE": 57,
    }
    assert {name: present[name] for name in expected} == expected
    assert {organisation for organisation, _ in organisations().values()} == set(present)


def test_every_row_names_a_known_country_and_its_source() -> None:
    gazetteer = open_gazetteer()
    for name in ("memberships.csv", "capitals.csv"):
        with (ROOT / "seeds" / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                assert gazetteer.country_name(row["country"]), row
                assert row["source"].strip(), row


def test_the_tables_that_ship_are_those_of_the_seeds() -> None:
    script = [sys.executable, str(ROOT / "scripts" / "build_reference.py"), "--check"]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
