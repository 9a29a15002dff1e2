"""Claims go to JSON and come back equal; records follow the published schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, get_args

import jsonschema
import pytest
from claim_reports import REPORTS
from claim_runs import run

from dateline.layers.attribution.attributions import find_attributions
from dateline.layers.claims.claims import Act, Certainty, PlaceRole, Realis
from dateline.layers.claims.records import claim_from_record, claim_record, document_record
from dateline.layers.events.events import event_types


def _schema() -> dict[str, Any]:
    text = files("dateline.layers").joinpath("data", "claim.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_claims_survive_json(name: str) -> None:
    article, _, claims = run(name)
    for claim in claims:
        record = json.loads(json.dumps(claim_record(claim, article)))
        assert claim_from_record(record) == claim


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_records_follow_the_schema(name: str) -> None:
    article, _, claims = run(name)
    validator = jsonschema.Draft202012Validator(_schema())
    for claim in claims:
        assert list(validator.iter_errors(claim_record(claim, article))) == []


def test_the_schema_refuses_a_record_without_a_field() -> None:
    article, _, claims = run("wire")
    record = claim_record(claims[0], article)
    del record["speaker"]
    assert list(jsonschema.Draft202012Validator(_schema()).iter_errors(record))


def test_the_schema_lists_the_same_words_as_the_code() -> None:
    fields = _schema()["$defs"]["claim"]["properties"]
    assert fields["act"]["enum"] == list(get_args(Act))
    assert fields["realis"]["enum"] == list(get_args(Realis))
    assert fields["certainty"]["enum"] == list(get_args(Certainty))
    assert fields["type"]["enum"] == [*event_types(), None]
    assert _schema()["$defs"]["place"]["properties"]["role"]["enum"] == list(get_args(PlaceRole))


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_span_quotes_the_report(name: str) -> None:
    article, parse, claims = run(name)
    document = document_record(article, parse, find_attributions(parse))
    records = [claim_record(c, article) for c in claims]
    spans = list(_spans([*records, document]))
    assert spans
    for span in spans:
        assert article.text[span["start"] : span["end"]] == span["text"]


def _spans(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        for item in value.values():
            yield from _spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from _spans(item)


def test_a_claim_without_a_time_says_what_its_tense_refers_to() -> None:
    article, _, claims = run("statement")
    times = {article.slice(c.content): claim_record(c, article)["time"] for c in claims}
    shattered = times["the windshield was shattered"]
    assert (shattered["text"], shattered["timex"]) == (None, "PAST_REF")
