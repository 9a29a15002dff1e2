"""Our check of records judges as a validator of JSON Schema does."""

from __future__ import annotations

import copy
from typing import Any

import jsonschema
from claim_samples import BARE, FULL, article
from hypothesis import given
from hypothesis import strategies as st

from dateline.layers.claims.records import claim_record
from dateline.layers.claims.schema_check import (
    KEYWORDS,
    definition,
    first_fault,
    published_schema,
    version_fault,
)

RECORDS = [claim_record(claim, article()) for claim in (FULL, BARE)]
VALIDATOR = jsonschema.Draft202012Validator({**published_schema(), "oneOf": [{"$ref": "#/$defs/claim"}]})  # fmt: skip
VALUES = st.sampled_from(
    [None, True, False, 0, -1, 7, 0.5, 1e400, "", "x", "assert", "C01", "C1", "B2", [], [None], {},
     {"start": 1, "end": 2, "text": "a"}, {"start": 1, "end": 2, "text": ""}, "line", "6", "CT+"]
)  # fmt: skip


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys: Any = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = range(len(value))
    return [p for key in keys for p in [(*path, key), *_paths(value[key], (*path, key))]]


def test_the_schema_uses_only_what_the_check_knows() -> None:
    def keywords(node: dict[str, Any]) -> set[str]:
        found = set(node)
        inner = [*node.get("properties", {}).values(), *node.get("oneOf", [])]
        inner += [node["items"]] if "items" in node else []
        return found.union(*(keywords(item) for item in inner))

    used = set().union(*(keywords(node) for node in published_schema()["$defs"].values()))
    assert used <= KEYWORDS


def test_the_schema_is_a_schema_and_good_records_have_no_fault() -> None:
    jsonschema.Draft202012Validator.check_schema(published_schema())
    for record in RECORDS:
        assert VALIDATOR.is_valid(record)
        assert first_fault(record, "claim") == ""


@given(st.data())
def test_a_changed_record_is_judged_alike(data: st.DataObject) -> None:
    record = copy.deepcopy(data.draw(st.sampled_from(RECORDS)))
    path = data.draw(st.sampled_from(_paths(record)))
    parent: Any = record
    for step in path[:-1]:
        parent = parent[step]
    match data.draw(st.sampled_from(["change", "remove", "add"])):
        case "change":
            parent[path[-1]] = data.draw(VALUES)
        case "remove":
            del parent[path[-1]]
        case "add" if isinstance(parent, dict):
            parent["surplus"] = 1
    fault = first_fault(record, "claim")
    expected = VALIDATOR.is_valid(record) and "inf" not in repr(record)
    assert (fault == "") is expected, fault
    assert "\n" not in fault


def test_a_line_break_at_the_end_does_not_slip_through_a_pattern() -> None:
    assert "is not of the form" in first_fault({**RECORDS[0], "id": "C01\n"}, "claim")
    assert "is not of the form" in first_fault({**RECORDS[0], "grade": "B2\n"}, "claim")


def test_every_minor_version_is_read_and_no_other_major_one() -> None:
    assert version_fault("1.0") == version_fault("1.7") == ""
    for wrong in ("2.0", "", 1.0, None):
        assert "this dateline reads 1.x" in version_fault(wrong)


def test_the_grade_is_in_the_schema_with_its_standard() -> None:
    assert "STANAG 2511" in definition("claim")["properties"]["grade"]["description"]
