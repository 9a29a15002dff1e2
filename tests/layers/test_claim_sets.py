"""Claims of several reports go to one file with the links between them, and each report's come back."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from dateline import InputError, analyse, article_from_text, join_reports, read_claims
from dateline.layers.claims.schema_check import published_schema
from dateline.layers.exports.claim_export import SET_FORMATS, write_set_claims

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.pipeline import AnalysisSet

TEXTS = {
    "wire": "MARIB, 3 March 2020 (Gulf Wire) - Shells killed 12 soldiers in Marib on Monday, the "
    "governor said.\n",
    "=daily": "ADEN, 3 March 2020 (Port Daily) - Shells killed 41 soldiers in Marib on Monday, a "
    "rebel spokesman said.\n\nTalks are held in Aden, the envoy said.\n",
}


@pytest.fixture(scope="module")
def joined() -> AnalysisSet:
    """Two reports that contradict each other."""
    articles = [article_from_text(text, id=name) for name, text in TEXTS.items()]
    return join_reports([analyse(article) for article in articles])


def written(joined: AnalysisSet, path: Path) -> Path:
    attributions = [analysis.attributions for analysis in joined.analyses]
    return write_set_claims(
        joined.reports, path, links=joined.links, attributions=attributions
    )  # fmt: skip


@pytest.mark.parametrize("kind", SET_FORMATS)
def test_the_claims_of_each_report_come_back_equal(
    kind: str, joined: AnalysisSet, tmp_path: Path
) -> None:
    path = written(joined, tmp_path / f"set.{kind}")
    for report in joined.reports:
        found = read_claims(path, article=report.article)
        assert found.claims == report.claims
        assert found.report["sha256"] == report.article.sha256
    assert {claim.id[:3] for report in joined.reports for claim in report.claims} == {"r1-", "r2-"}
    assert written(joined, tmp_path / f"again.{kind}").read_bytes() == path.read_bytes()
    with pytest.raises(InputError, match=r"claims of several reports: 'wire', '=daily'"):
        read_claims(path)


def test_the_document_says_the_links_and_follows_the_schema(
    joined: AnalysisSet, tmp_path: Path
) -> None:
    document = json.loads(written(joined, tmp_path / "set.json").read_bytes())
    validator = jsonschema.Draft202012Validator(published_schema())
    validator.validate(document)
    assert [report["report"] for report in document["reports"]] == ["r1", "r2"]
    assert [link["rel"] for link in document["links"]] == ["contradicts"]
    (link,) = document["links"]
    assert ("41" in link["from_words"], "12" in link["to_words"]) == (True, True)
    ids = [claim["id"] for claim in document["claims"]]
    assert {link["from"], link["to"]} <= set(ids)
    document["links"][0]["rel"] = "denies"
    assert not validator.is_valid(document)
    (tmp_path / "bad.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match=r"`links\[0\].rel`: 'denies' is not one of"):
        read_claims(tmp_path / "bad.json", article=joined.reports[0].article)


def test_a_table_has_one_head_and_names_the_report_in_each_row(
    joined: AnalysisSet, tmp_path: Path
) -> None:
    text = written(joined, tmp_path / "set.csv").read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [
        claim.id for report in joined.reports for claim in report.claims
    ]
    assert {row["report.id"] for row in rows} == {"wire", "'=daily"}  # no spreadsheet runs it
    assert any('"contradicts"' in row["links"] for row in rows)


def test_what_holds_one_report_is_refused(joined: AnalysisSet, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="do not go into jsonld"):
        written(joined, tmp_path / "set.jsonld")
    assert list(tmp_path.iterdir()) == []
