"""Is a page of very many claims small, whole, and usable like any other?"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_visits import violations

from dateline.layers.records import claim_record
from dateline.maps.large import LARGE, column, thin_document
from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from page_visits import Visit

SOURCE = Path(__file__).parents[2] / "benchmarks" / "speed" / "many_claims.py"
COUNT = LARGE + 200


@pytest.fixture(scope="module")
def crowd() -> Any:
    spec = importlib.util.spec_from_file_location("many_claims", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["many_claims"] = module
    spec.loader.exec_module(module)
    return module.crowd(COUNT)


@pytest.fixture(scope="module")
def crowd_path(crowd: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(crowd.render(), tmp_path_factory.mktemp("many") / "many.html")


def test_a_column_holds_repeated_values_once() -> None:
    assert column(["a", "a", None, "a"]) == {"v": ["a", None], "i": "0020"}
    assert column(["a", "b"]) == {"v": ["a", "b"]}


def test_a_thin_document_leaves_out_words_that_the_report_has(crowd: Any) -> None:
    records = [claim_record(claim, crowd.article) for claim in crowd.claims[:50]]
    document = json.dumps({"schema_version": "x", "claims": records})
    thin = json.dumps(thin_document(document, crowd.article.text))
    assert len(thin) * 2 < len(document)
    assert "shells fell on" not in thin
    assert json.loads(thin)["head"] == {"schema_version": "x"}


@pytest.mark.browser
def test_every_claim_reads_without_scripts(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    page = visit(where=crowd_path, java_script_enabled=False).page
    assert page.locator("#claim-list > li").count() == COUNT
    last = page.locator(f"#claim-C{COUNT - 1}")
    last.scroll_into_view_if_needed()
    claim = crowd.claims[-1]
    assert last.locator("q").text_content() == crowd.article.slice(claim.content)
    assert claim.speaker.name in (last.text_content() or "")
    assert page.locator("#report").is_visible()


@pytest.mark.browser
def test_the_list_holds_the_first_cards_and_fetches_the_others(
    visit: Callable[..., Visit], crowd_path: Path
) -> None:
    seen = visit(where=crowd_path)
    page = seen.page
    assert page.locator(".card").count() == 300
    page.click("#more-claims")
    assert page.locator(".card").count() == 600
    assert page.evaluate("document.activeElement.id") == "claim-C300"
    page.evaluate(f"dateline.select('C{COUNT - 1}', {{}})")
    card = page.locator(f"#claim-C{COUNT - 1}")
    assert card.get_attribute("aria-current") == "true"
    card.locator("dt", has_text="Sentence").wait_for()  # from the document of claims
    assert seen.clean(crowd_path), (seen.requests, seen.troubles)


@pytest.mark.browser
def test_filters_leave_what_fits_in_list_and_groups(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    page = visit(where=crowd_path).page
    speaker = crowd.claims[7].speaker.name
    own = [claim.id for claim in crowd.claims if claim.speaker.name == speaker]
    page.evaluate("(name) => dateline.ask({by: new Set([name])})", speaker)
    ids = page.locator(".card").evaluate_all("(nodes) => nodes.map((node) => node.dataset.claim)")
    assert ids == own
    grouped = page.evaluate("dateline.groups().flatMap((one) => one.members).length")
    shown = page.evaluate(
        "dateline.DATA.features.filter((one) => one.shape.t === 'point' && dateline.inView(one)).length"
    )
    assert grouped == shown > 0
    page.evaluate("dateline.ask({by: new Set(), q: 'zzzz'})")
    assert page.locator(".cluster, .pin").count() == 0


@pytest.mark.browser
def test_features_are_those_of_the_layers(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    found = visit(where=crowd_path).page.evaluate(
        "dateline.DATA.features.map((one) => [one.id, one.name, one.claims])"
    )
    rows = [row for layer in crowd.layers for row in layer.frame.to_dict("records")]
    wanted = {row["feature_id"]: row["name"] for row in rows}
    assert len(found) == len({one[0] for one in found})
    assert {one[0] for one in found} <= set(wanted)
    assert {claim for one in found for claim in one[2]} == {
        claim for row in rows for claim in row["claim_ids"] if row["geometry"] is not None
    }


@pytest.mark.browser
def test_a_group_stands_on_a_place_and_opens_by_keyboard(
    visit: Callable[..., Visit], crowd_path: Path
) -> None:
    page = visit(where=crowd_path).page
    page.wait_for_selector(".cluster")
    assert page.evaluate(
        "dateline.groups().every((one) => one.members.some((sign) => sign.spot.equals(one.head.spot)))"
    )
    group = page.locator(".cluster-box").first
    words = group.get_attribute("aria-label")
    assert "places around" in words
    assert "claim" in words
    before = page.evaluate("dateline.map.getZoom()")
    group.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    assert page.evaluate("dateline.map.getZoom()") > before or page.locator(".popup h2").count()


@pytest.mark.browser
def test_the_document_of_claims_is_whole_again(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    page = visit(where=crowd_path).page
    found = page.evaluate("dateline.open().then((pack) => pack.reports[0].document.claims)")
    records = json.loads(json.dumps([claim_record(c, crowd.article) for c in crowd.claims]))
    assert found == records


@pytest.mark.browser
def test_a_page_of_very_many_has_no_faults_of_access(
    visit: Callable[..., Visit], crowd_path: Path
) -> None:
    assert violations(visit(where=crowd_path)) == []


@pytest.mark.browser
def test_military_symbols_take_the_place_of_plain_signs(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    page = visit(where=seed_path).page
    assert page.locator(".pin .mil").first.is_hidden()
    page.check("#mil")
    assert page.locator(".pin .mil").first.is_visible()
    assert page.locator(".pin-bases .sign").first.is_hidden()
