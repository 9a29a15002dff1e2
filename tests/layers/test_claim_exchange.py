"""Claims go out to files and come back equal; what is wrong with a file is said in one line."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from claim_reports import REPORTS
from claim_runs import run
from claim_samples import CLAIMS, HOSTILE, TEXT, article, hostile_sets
from hypothesis import given, settings

from dateline import InputError, read_claims, write_claims
from dateline.layers.claims.schema_check import published_schema
from dateline.layers.corrections.grades import CREDIBILITY, RELIABILITY, grade_words, is_graded
from dateline.layers.exports.claim_export import FORMATS, ClaimFormat, claims_bytes
from dateline.layers.exports.claim_table import escape_cell, table_columns, unescape_cell
from dateline.layers.exports.records import claim_properties

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

formats = pytest.mark.parametrize("kind", FORMATS)


@formats
@pytest.mark.parametrize("name", sorted(REPORTS))
def test_claims_of_a_report_come_back_equal(kind: ClaimFormat, name: str, tmp_path: Path) -> None:
    report, _, claims = run(name)
    graded = tuple(replace(claim, grade="C2", graded_by="R.", note="=1") for claim in claims)
    path = write_claims(graded, tmp_path / f"claims.{kind}", article=report)
    found = read_claims(path, article=report)
    assert found.claims == graded
    assert (found.moved, found.orphans) == ((), ())


@formats
@settings(max_examples=80)
@given(drawn=hostile_sets())
def test_hostile_text_comes_back_equal(
    kind: ClaimFormat, drawn: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    report, claims = drawn
    path = tmp_path_factory.mktemp("hostile") / f"claims.{kind}"
    write_claims(claims, path, article=report)
    assert read_claims(path).claims == claims
    found = read_claims(path, article=report)
    assert found.claims == claims
    assert not found.moved
    assert found.report["id"] == (report.id if claims or kind != "csv" else None)


@formats
def test_every_field_comes_back_and_the_same_claims_give_the_same_bytes(
    kind: ClaimFormat, tmp_path: Path
) -> None:
    report = article(date="2031-01-09", title="Salt", source="Sahara Wire")
    first = write_claims(CLAIMS, tmp_path / f"a.{kind}", article=report)
    found = read_claims(first, article=report)
    assert found.claims == CLAIMS
    assert found.report == {
        "id": "flats", "sha256": report.sha256, "title": "Salt", "published": "2031-01-09",
        "source": "Sahara Wire", "author": None, "url": None,
    }  # fmt: skip
    again = write_claims(found.claims, tmp_path / f"b.{kind}", article=report)
    assert first.read_bytes() == again.read_bytes()


@formats
def test_the_analysts_grade_goes_through_every_format_and_none_makes_one(
    kind: ClaimFormat, tmp_path: Path
) -> None:
    path = write_claims(CLAIMS, tmp_path / f"a.{kind}", article=article())
    grades = [(c.grade, c.graded_by, c.note, c.gloss) for c in read_claims(path).claims]
    full = ("B3", "Nadia K.", "Ask the garrison.", "Forty patrols may go.")
    assert grades == [full, ("F6", None, None, None), ("F6", None, None, None)]


def test_layers_keep_the_grade_beside_the_claim() -> None:
    shown = claim_properties(article(), CLAIMS)["C01"]
    assert (shown["grade"], shown["graded_by"], shown["note"]) == (
        "B3", "Nadia K.", "Ask the garrison.",
    )  # fmt: skip


def test_a_grade_has_its_meaning_and_f6_with_a_name_is_one() -> None:
    assert "".join(RELIABILITY) + "".join(CREDIBILITY) == "ABCDEF123456"
    assert grade_words("A1") == "A1 (source completely reliable; information confirmed by other sources)"  # fmt: skip
    assert grade_words("<b>") == "<b>"
    assert not is_graded("F6", None)
    assert is_graded("F6", "Nadia K.")
    assert is_graded("B2", None)


# ------------------------------------------------------------------ the published schema
def test_a_document_and_each_claim_follow_the_published_schema() -> None:
    validator = jsonschema.Draft202012Validator(published_schema())
    document = json.loads(claims_bytes(CLAIMS, article=article(), format="json"))
    validator.validate(document)
    assert document["schema"] == published_schema()["$id"]
    for claim in document["claims"]:
        validator.validate(claim)
    del document["claims"][0]["speaker"]
    assert not validator.is_valid(document)


def test_a_document_without_claims_is_one() -> None:
    document = json.loads(claims_bytes((), article=article(), format="json"))
    jsonschema.Draft202012Validator(published_schema()).validate(document)
    assert document["claims"] == []


# ------------------------------------------------------------------ CSV
def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _bytes(rows: list[list[str]], separator: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode()


@given(HOSTILE)
def test_no_cell_begins_as_a_formula_and_each_text_comes_back(text: str) -> None:
    cell = escape_cell(text)
    assert not cell.startswith(tuple("=+-@\t\r\n"))
    assert unescape_cell(cell) == text


@given(drawn=hostile_sets())
def test_no_cell_of_a_table_begins_as_a_formula(drawn: Any) -> None:
    report, claims = drawn
    rows = _rows(claims_bytes(claims, article=report, format="csv"))
    assert len(rows) == len(claims) + 1
    assert not [c for row in rows for c in row if c.startswith(tuple("=+-@\t\r\n"))]


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    """Other separator and order of columns, byte order mark, decimal comma, TRUE, empty rows."""
    head, *rows = _rows(claims_bytes(CLAIMS, article=article(), format="csv"))
    for row in rows:
        at = head.index("confidence")
        row[at] = row[at].replace(".", ",")
        at = head.index("via.explicit")
        row[at] = row[at].upper()
    turned = [row[::-1] for row in [head, *rows, [""] * len(head)]]
    path = tmp_path / "saved.csv"
    path.write_bytes(b"\xef\xbb\xbf" + _bytes(turned, ";"))
    assert read_claims(path, article=article()).claims == CLAIMS


def test_a_byte_order_mark_is_written_when_wanted(tmp_path: Path) -> None:
    path = write_claims(CLAIMS, tmp_path / "a.csv", article=article(), bom=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert read_claims(path).claims == CLAIMS
    with pytest.raises(InputError, match="for CSV alone"):
        write_claims(CLAIMS, tmp_path / "a.json", article=article(), bom=True)


def test_what_the_analyst_types_into_the_sheet_is_read(tmp_path: Path) -> None:
    head, *rows = _rows(claims_bytes(CLAIMS, article=article(), format="csv"))
    for name, cell in (("grade", "D4"), ("graded_by", "Omar"), ("note", "seen, \nnot heard")):
        rows[1][head.index(name)] = cell
    path = tmp_path / "graded.csv"
    path.write_bytes(_bytes([head, *rows]))
    claim = read_claims(path, article=article()).claims[1]
    assert (claim.grade, claim.graded_by, claim.note) == ("D4", "Omar", "seen, \nnot heard")


def test_the_manual_lists_every_column() -> None:
    from pathlib import Path

    manual = (Path(__file__).parents[2] / "docs" / "claims-exchange.md").read_text("utf-8")
    for column in table_columns():
        top = column.name.split(".")[0]
        assert f"`{column.name}`" in manual or f"`{top}.…`" in manual, column.name


# ------------------------------------------------------------------ Web Annotations
def test_an_annotation_selects_the_words_in_the_report() -> None:
    collection = json.loads(claims_bytes(CLAIMS, article=article(), format="jsonld"))
    assert collection["type"] == "AnnotationCollection"
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 3
    assert len({item["id"] for item in items}) == 3
    assert [item["motivation"] for item in items] == ["classifying", "describing", "describing"]
    for item in items:
        assert item["target"]["source"] == f"urn:sha256:{article().sha256}"
        words, place = item["target"]["selector"]
        assert TEXT[place["start"] : place["end"]] == words["exact"]
        assert TEXT[: place["start"]].endswith(words["prefix"])
        assert TEXT[place["end"] :].startswith(words["suffix"])
        assert not {"created", "generated", "modified"} & set(item)


@pytest.mark.parametrize(
    ("url", "used"),
    [("https://wire.example/a?b=1", True), ("javascript:alert(1)", False), ("https://a b", False)],
)
def test_only_a_sound_address_becomes_the_source(url: str, used: bool) -> None:
    report = replace(article(), url=url)
    collection = json.loads(claims_bytes(CLAIMS, article=report, format="jsonld"))
    sources = {item["target"]["source"] for item in collection["first"]["items"]}
    assert sources == {url if used else f"urn:sha256:{report.sha256}"}
    assert collection["report"]["url"] == url


def test_our_words_are_explained_in_the_file() -> None:
    collection = json.loads(claims_bytes(CLAIMS, article=article(), format="jsonld"))
    own = collection["@context"][1]
    for term in ("claim", "report"):
        inside = own[term]["@context"]
        assert inside[0] is None  # a claim's "type" and "source" are not the standard's
        assert inside[1]["@vocab"].startswith("urn:dateline:")
    lists = {k for k, v in own["claim"]["@context"][1].items() if isinstance(v, dict)}
    claim = collection["first"]["items"][0]["body"][0]["claim"]
    assert {key for key, value in claim.items() if isinstance(value, list)} <= lists
    assert "place_ids" in lists


# ------------------------------------------------------------------ what is wrong with a file
def _edited(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(claims_bytes(CLAIMS, article=article(), format="json"))
    change(document)
    return json.dumps(document).encode()


def _table(row: int, column: str, cell: str) -> bytes:
    rows = _rows(claims_bytes(CLAIMS, article=article(), format="csv"))
    rows[row - 1][rows[0].index(column)] = cell
    return _bytes(rows)


def _annotated(change: Callable[[dict[str, Any]], object]) -> bytes:
    collection = json.loads(claims_bytes(CLAIMS, article=article(), format="jsonld"))
    change(collection)
    return json.dumps(collection).encode()


def _first(collection: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = collection["first"]["items"][0]
    return item


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.csv", _table(3, "act", "assrt"), r"row 3 \(C02\): `act`: 'assrt' is not one of assert,"),
        ("a.csv", _table(3, "grade", "G7"), r"row 3 \(C02\): `grade`: 'G7' .*Admiralty code"),
        ("a.csv", _table(2, "grade", "b2"), r"row 2 \(C01\): `grade`: 'b2'"),
        ("a.csv", _table(2, "content.start", "x"), r"row 2, column `content.start`: 'x' is not a whole"),
        ("a.csv", _table(2, "confidence", "nan"), r"row 2 \(C01\): `confidence`: nan is no number"),
        ("a.csv", _table(2, "via.explicit", "ja"), r"row 2, column `via.explicit`: 'ja'"),
        ("a.csv", _table(2, "places", "[{]"), r"row 2, column `places`: '\[{\]' is not JSON"),
        ("a.csv", _table(2, "places", "[{}]"), r"row 2 \(C01\): `places\[0\]`: the field `text` is missing"),
        ("a.csv", _table(2, "actors", ""), r"row 2, column `actors`"),
        ("a.csv", _table(2, "content.end", "9"), r"row 2 \(C01\): `content`: from 34 to 9 are not the 115"),
        ("a.csv", _table(3, "id", "C01"), r"row 3: the id C01 stands already at row 2"),
        ("a.csv", _table(3, "doc", "other"), r"claims of several reports: 'flats', 'other'"),
        ("a.csv", _table(3, "report.title", "Sand"), r"row 3: what it says of the report differs"),
        ("a.csv", _table(2, "schema_version", "2.0"), r"row 2: its `schema_version` is '2.0'"),
        ("a.csv", _table(1, "act", "acts"), r"row 1, column 3: 'acts' is no column"),
        ("a.csv", _table(1, "act", "id"), r"row 1, column 3: `id` stands there twice"),
        ("a.csv", b"id,act\nC01,assert\n", r"row 1: the column `speaker.name` is missing"),
        ("a.csv", b"", "row 1: the column `id` is missing"),
        ("a.csv", b"id\n\xff\n", "line 2: not UTF-8"),
        ("a.json", b"{", "the document: not JSON"),
        ("a.json", b"[" * 100_000, "the document: not JSON"),
        ("a.json", b"[]", "not a document of claims"),
        ("a.json", _edited(lambda d: d.update(schema_version="2.0")), "this dateline reads 1.x"),
        ("a.json", _edited(lambda d: d.update(claims={})), "`claims` must be a list"),
        ("a.json", _edited(lambda d: d.pop("article")), "the field `article` is missing"),
        ("a.json", _edited(lambda d: d["claims"][2].pop("time")), r"claim 3 \(C03\): the field `time` is"),
        ("a.json", _edited(lambda d: d["claims"][2].update(x=1)), r"claim 3 \(C03\): the field 'x' is not"),
        ("a.json", _edited(lambda d: d["claims"][0].update(confidence=True)), "`confidence`: true must be"),
        ("a.json", _edited(lambda d: d["claims"].append(7)), "claim 4: 7 must be an object"),
        ("a.json", _edited(lambda d: d["claims"][0]["quantities"][0].update(start=None)), "no range"),
        ("a.jsonl", b'{"record": "claim"}\n', "line 1: the field `doc` is missing"),
        ("a.jsonl", b'\n{"doc": "a", "error": "no"}\n', r'line 2: "record" must be "claim" or "document"'),
        ("a.jsonl", b"\n\nNaN\n", "line 3: not JSON: NaN is no number"),
        ("a.jsonld", b"{}", "not an AnnotationCollection"),
        ("a.jsonld", _annotated(lambda c: c["first"].pop("items")), "`first.items` must be a list"),
        ("a.jsonld", _annotated(lambda c: c.update(total=9)), "has 9 annotations, its first page 3"),
        ("a.jsonld", _annotated(lambda c: _first(c).pop("body")), "annotation 1: 0 bodies hold a claim"),
        ("a.jsonld", _annotated(lambda c: _first(c)["target"]["selector"][1].update(start=3)), "annotation 1: its selectors"),
        ("a.txt", b"", "the ending '.txt' is none of claims"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(
    name: str, data: bytes, what: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as raised:
        read_claims(path)
    message = str(raised.value)
    assert re.search(what, message), message
    assert message.startswith(str(path))
    assert "\n" not in message
    assert raised.value.hint
    assert raised.value.exit_code == 2


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        read_claims(tmp_path / "none.json")


def test_of_several_reports_the_one_at_hand_is_read(tmp_path: Path) -> None:
    other = replace(article("Two trucks were lost in a storm.\n"), id="other")
    moved = replace(CLAIMS[2], sentence=replace(CLAIMS[2].sentence, start=0, end=32),
                    content=replace(CLAIMS[2].content, start=0, end=31))  # fmt: skip
    path = tmp_path / "both.jsonl"
    path.write_bytes(
        claims_bytes(CLAIMS, article=article(), format="jsonl")
        + claims_bytes([moved], article=other, format="jsonl")
    )
    assert read_claims(path, article=article()).claims == CLAIMS
    assert read_claims(path, article=other).claims == (moved,)
    with pytest.raises(InputError, match="several reports"):
        read_claims(path)


# ------------------------------------------------------------------ whole or not at all
def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path as AnyPath

    path = write_claims(CLAIMS, tmp_path / "a.json", article=article())
    before = path.read_bytes()

    def fail(self: AnyPath, target: AnyPath) -> AnyPath:
        raise PermissionError(13, "no")

    monkeypatch.setattr(AnyPath, "replace", fail)
    with pytest.raises(InputError, match="cannot write the claims"):
        write_claims((), path, article=article())
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_half_a_surrogate_pair_goes_through_json_and_is_refused_by_csv(tmp_path: Path) -> None:
    report = article(TEXT.replace("Nomads", "N\ud800mads"))
    for kind in ("json", "jsonl", "jsonld"):
        path = write_claims(CLAIMS, tmp_path / f"a.{kind}", article=report)
        assert read_claims(path, article=report).claims == CLAIMS
    with pytest.raises(InputError, match=r"half of a surrogate pair \(U\+D800\)"):
        write_claims(CLAIMS, tmp_path / "a.csv", article=report)
    assert not (tmp_path / "a.csv").exists()
