"""Do claims reach the field's tools whole, and does nothing reach them that nobody said?"""

from __future__ import annotations

import csv
import io
import json

import pytest

from dateline import analyse, article_from_text
from dateline.errors import InputError
from dateline.layers.exports.acled import COLUMNS, OWN, is_event, left_out
from dateline.layers.exports.claim_export import claim_format, claims_bytes

TEXT = (
    "Rebels shelled Goma on Monday, killing three soldiers, the governor said. "
    "Rebels attacked Bukavu on Tuesday, killing at least five civilians, a doctor said. "
    "The army will attack Uvira, the general warned. "
    "The minister denied that troops had shelled Beni. "
    "Rebels shelled Butembo on 12 January 2025, residents said.\n"
)


@pytest.fixture(scope="module")
def analysis():
    article = article_from_text(TEXT, id="kivu", date="2025-01-15", source="Own Paper")
    return analyse(article)


def rows(analysis):
    data = claims_bytes(analysis.claims, article=analysis.article, format="acled")
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_the_columns_are_acleds_in_order_and_ours_after_them(analysis):
    assert tuple(rows(analysis)[0]) == (*COLUMNS, *OWN)
    assert len(COLUMNS) == 31


def test_only_what_is_stated_to_have_happened_becomes_a_row(analysis):
    notes = " ".join(row["notes"] for row in rows(analysis))
    assert "Butembo" in notes
    assert "Uvira" not in notes
    assert "Beni" not in notes
    assert len(rows(analysis)) + left_out(analysis.claims) == len(analysis.claims)
    assert sum(map(is_event, analysis.claims)) == len(rows(analysis)) > 0


def test_a_row_has_its_day_its_place_and_its_types(analysis):
    row = next(row for row in rows(analysis) if "Butembo" in row["notes"])
    assert (row["event_date"], row["time_precision"]) == ("2025-01-12", "1")
    assert row["event_type"] == "Explosions/Remote violence"
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert (row["location"], row["geo_precision"], row["country"][:8]) == (
        "Butembo",
        "1",
        "Democrat",
    )
    assert float(row["latitude"]) == pytest.approx(0.14, abs=0.05)


def test_the_dead_are_those_of_the_words_and_never_a_guess(analysis):
    by_place = {row["location"]: row["fatalities"] for row in rows(analysis)}
    assert by_place["Goma"] == "3"
    assert by_place["Bukavu"] == ""  # "at least five" is no number of ACLED's
    assert by_place["Butembo"] == ""


def test_a_country_gets_no_coordinates():
    article = article_from_text("Rebels attacked Mali on 3 May 2024.", id="m", date="2024-05-04")
    found = rows(analyse(article))
    assert found
    for row in found:
        assert row["latitude"] == row["longitude"] == row["geo_precision"] == ""


def test_a_cell_that_a_spreadsheet_would_run_is_kept_from_it():
    article = article_from_text(
        "=HYPERLINK rebels shelled Goma on 3 May 2024.", id="=x", date="2024-05-04"
    )
    assert all(not row[key].startswith("=") for row in rows(analyse(article)) for key in row)


def test_stix_is_valid_and_has_a_note_a_claim(analysis):
    stix2 = pytest.importorskip("stix2")
    data = claims_bytes(analysis.claims, article=analysis.article, format="stix")
    parsed = stix2.parse(data.decode(), allow_custom=False)
    kinds = [thing.type for thing in parsed.objects]
    assert kinds.count("note") == len(analysis.claims)
    assert kinds.count("report") == kinds.count("identity") == 1
    ids = {thing.id for thing in parsed.objects}
    refs = {ref for thing in parsed.objects for ref in getattr(thing, "object_refs", [])}
    assert refs <= ids
    names = [thing.name for thing in parsed.objects if thing.type == "location"]
    assert "Goma" in names


def test_stix_gives_the_same_bytes_and_ids_again(analysis):
    one, other = (
        claims_bytes(analysis.claims, article=analysis.article, format="stix") for _ in "ab"
    )
    assert one == other
    ids = [thing["id"] for thing in json.loads(one)["objects"]]
    assert len(ids) == len(set(ids))
    assert all(name.partition("--")[2][14] == "5" for name in ids)


def test_stix_of_a_country_has_its_code_and_no_coordinates():
    article = article_from_text("Rebels attacked Mali on 3 May 2024.", id="m", date="2024-05")
    bundle = json.loads(claims_bytes(analyse(article).claims, article=article, format="stix"))
    place = next(thing for thing in bundle["objects"] if thing["type"] == "location")
    assert (place["country"], "latitude" in place) == ("ML", False)
    report = next(thing for thing in bundle["objects"] if thing["type"] == "report")
    assert report["published"] == "2024-05-01T00:00:00.000Z"
    assert "dated 2024-05." in report["description"]


def test_stix_asks_for_the_date_of_a_report_without_one():
    article = article_from_text("Rebels attacked Mali.", id="m")
    with pytest.raises(InputError, match="no date"):
        claims_bytes((), article=article, format="stix")


def test_endings_do_not_choose_what_cannot_be_read_back(tmp_path):
    with pytest.raises(InputError):
        claim_format(tmp_path / "a.stix")
    assert claim_format(tmp_path / "a.json", "stix") == "stix"
