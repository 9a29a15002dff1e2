"""The page lists rejected claims and orphans, and says what the analyst set; all as text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from page_sample import ADRE, make_report, resolution

from dateline.geo.gazetteer.places import Corrected
from dateline.layers.corrections.corrections import (
    Anchor,
    Applied,
    ClaimCorrection,
    Corrections,
    OrphanEntry,
    PlaceCorrection,
    ReportName,
)
from dateline.layers.corrections.write import corrections_text, degrees_text
from dateline.maps.page.corrected import corrected_words

MANUAL = Path(__file__).parents[2] / "docs" / "corrections.md"
HOSTILE = "<img src=x onerror=alert(1)>&\"'"
ESCAPED = "&lt;img src=x onerror=alert(1)&gt;"


def _with(number: int, **slots: Any) -> Any:
    report = make_report()
    claims = list(report.claims)
    claims[number] = claims[number] | slots
    return replace(report, claims=tuple(claims))


def test_a_rejected_claim_is_no_card_and_stands_in_the_list() -> None:
    html = _with(1, status="rejected", note=HOSTILE).render().html
    assert 'id="claim-C01"' not in html
    assert 'id="claim-C02"' in html
    listed = html[html.index("Claims rejected by the analyst") :]
    assert "<q>shells fell on Adre</q>" in listed
    assert f"Analyst&#39;s note: {ESCAPED}" in listed or f"Analyst's note: {ESCAPED}" in listed
    assert "<img src=x" not in html
    assert "2 claims" in html


def test_without_corrections_the_page_says_nothing_of_them() -> None:
    html = make_report().render(applied=Applied(corrections=Corrections())).html
    assert "rejected by the analyst" not in html
    assert "found no place in the report" not in html


def test_orphans_are_listed_with_their_reason() -> None:
    entries = (
        PlaceCorrection(anchor=Anchor(words=HOSTILE), none=True, note=HOSTILE),
        ClaimCorrection(anchor=Anchor(words="a column turned back"), status="accepted"),
    )
    orphans = tuple(OrphanEntry(entry=entry, reason="these words are gone") for entry in entries)
    html = make_report().render(applied=Applied(corrections=Corrections(), orphans=orphans)).html
    listed = html[html.index("2 corrections found no place in the report") :]
    assert listed.count("these words are gone") == 2
    assert "a column turned back" in listed
    assert ESCAPED in listed
    assert "<img src=x" not in html


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ({"corrected": [{"field": "added", "inferred": None}]}, "Claim added by the analyst"),
        ({"corrected": [{"field": "type", "inferred": "armed_conflict"}]},
         "The analyst set the type; read from the report: armed conflict"),
        ({"corrected": [{"field": "type", "inferred": None}]},
         "The analyst set the type; read from the report: nothing"),
        ({"corrected": [{"field": "type", "inferred": "shelling"}]}, "The analyst confirmed the type"),
        ({"corrected": [{"field": "time", "inferred": "../2042"}]},
         "The analyst set the time; read from the report: until 2042"),
        ({"corrected": [{"field": "speaker", "inferred": "(publication’s own voice)"}]},
         "The analyst set the speaker; read from the report: the report itself"),
        ({"status": "accepted"}, "Accepted by the analyst"),
    ],
)  # fmt: skip
def test_a_card_says_what_was_set_and_what_had_been_read(slots: dict[str, Any], words: str) -> None:
    report = _with(1, **slots)
    assert [str(line) for line in corrected_words(report.claims[1])] == [
        f'<p class="flag">{words}</p>'
    ]
    html = report.render().html
    assert words in html[html.index('id="claim-C01"') : html.index('id="claim-C02"')]


def test_what_is_no_place_is_said_to_be_none_by_the_analyst() -> None:
    found = resolution("Adre", None, "none")
    before = Corrected(place=ADRE, probability=0.9, reason="r", note=HOSTILE)
    report = make_report()
    others = tuple(r for r in report.resolutions if r.mention.surface != "Adre")
    html = replace(report, resolutions=(*others, replace(found, corrected=before))).render().html
    assert "mention-none" not in html
    listed = html[html.index("Not a place here") :]
    assert "Names no place here, says the analyst." in listed
    assert "It had been taken for Adré." in listed
    assert ESCAPED in listed


@pytest.mark.browser
def test_the_scripts_of_the_manual_write_the_same_strings_and_numbers(browser: Any) -> None:
    manual = MANUAL.read_text("utf-8")
    script = re.sub(
        r"^    ", "", manual[manual.index("    const SHORT") :].split("\n\n")[0], flags=re.MULTILINE
    )
    strings = ["".join(map(chr, range(0x250))), "\u2028\u202e\ufeff\u2069\u200f", "\U0001f9c2"]
    numbers = [0.0078125, -0.0078125, -1e-9, -5e-7, 38.56, -9.0, 180.0, 1e-7, 12.3456784]
    page = browser.new_page()
    code = f"{script}\nreturn [strings.map(string), numbers.map(degrees)]"
    got = page.evaluate(f"([strings, numbers]) => {{ {code} }}", [strings, numbers])
    page.close()
    wanted = [
        corrections_text(Corrections(reports=(ReportName(title=s),))).split("title = ")[1][:-1]
        for s in strings
    ]
    assert got == [wanted, [degrees_text(n) for n in numbers]]
