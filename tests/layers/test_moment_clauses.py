"""Which clause tells when and where the event of another clause happened?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.geo.reports.reading import article_from_text
from dateline.pipeline import analyse

if TYPE_CHECKING:
    from dateline.layers.claims.claims import Claim


def _first(text: str) -> Claim:
    return analyse(article_from_text(text, id="t")).claims[0]


@pytest.mark.parametrize(
    ("text", "place", "time"),
    [
        ("Nine herders were killed when gunmen raided a well near Agadez on Friday.", "Agadez", "Friday"),
        ("Two nurses died after a drone struck a clinic in Marib on 6 May 2021.", "Marib", "6 May 2021"),
    ],
)  # fmt: skip
def test_who_is_harmed_is_harmed_where_and_when_the_harm_was_done(
    text: str, place: str, time: str
) -> None:
    claim = _first(text)
    assert any(place in str(p.text) and p.role == "location" for p in claim.places)
    assert claim.time is not None
    assert claim.time.core == time


def test_what_happens_after_something_else_is_neither_there_nor_then() -> None:
    claim = _first("The governor resigned after rebels seized Timbuktu on Monday.")
    assert not any(p.role == "location" for p in claim.places)
    assert claim.time is None


def test_a_place_of_its_own_stays_alone() -> None:
    claim = _first("Three miners were wounded in Gao when a shell hit Timbuktu.")
    assert [p.text for p in claim.places if p.role == "location"] == ["Gao"]
