"""A repeat is no confirmation; another voice is; a denial contradicts."""

from __future__ import annotations

from dataclasses import replace

from dateline.geo.reports.article import Span
from dateline.layers.claims.claims import Claim, ClaimPlace
from dateline.layers.links.within import link_claims
from dateline.layers.quantities.quantities import Quantity
from dateline.layers.speakers.speakers import OUTLET_NAME, Speaker


def _claim(number: int, who: str = "", *, place: str = "gn:1", event: str = "capture") -> Claim:
    span = Span(number * 100, number * 100 + 50)
    speaker = Speaker(name=who, kind="person") if who else Speaker(name=OUTLET_NAME, kind="outlet")
    where = ClaimPlace(
        text="X", span=span, role="location", resolves_to="X", place_ids=(place,), precision="1"
    )
    return Claim(
        id=f"C{number:02d}", tier="core", sentence=span, sentence_id=f"S{number}", content=span,
        source=(), cue=(), speaker=speaker, source_resolution="literal", via=None, type=event,
        plover=None, mode=None, acled=None, act="assert", realis="actual", certainty="CT",
        polarity="+", author_certainty="Uu", hedges=(), condition=None, negation=None, time=None,
        actors=(), recipients=(), places=(where,), implied_places=(), quantities=(), links=(),
    )  # fmt: skip


def _kinds(*claims: Claim) -> list[list[tuple[str, str]]]:
    return [[(x.kind, x.to) for x in links] for links in link_claims(claims)]


def test_the_same_speaker_repeats_and_never_confirms() -> None:
    assert _kinds(_claim(1, "Ali"), _claim(2, "Ali")) == [[], [("repeats", "C01")]]


def test_another_speaker_confirms() -> None:
    assert _kinds(_claim(1, "Ali"), _claim(2, "Berg")) == [[], [("corroborates", "C01")]]


def test_the_reports_own_voice_confirms_nobody() -> None:
    assert _kinds(_claim(1, "Ali"), _claim(2)) == [[], [("elaborates", "C01")]]


def test_a_denial_by_another_contradicts() -> None:
    denied = replace(_claim(2, "Berg"), act="deny", polarity="-")
    assert _kinds(_claim(1, "Ali"), denied) == [[], [("contradicts", "C01")]]


def test_counts_that_differ_contradict_and_close_ones_do_not() -> None:
    span = Span(0, 5)
    many = Quantity(span=span, text="90", value=90, unit="person", of="dead")
    few = replace(many, value=30)
    near = replace(many, value=85)
    first = replace(_claim(1, "Ali", event="casualties"), quantities=(many,))
    second = _claim(2, "Berg", event="casualties")
    assert _kinds(first, replace(second, quantities=(few,)))[1] == [("contradicts", "C01")]
    assert _kinds(first, replace(second, quantities=(near,)))[1] == [("corroborates", "C01")]


def test_another_place_or_type_is_another_event() -> None:
    claims = _claim(1, "Ali"), _claim(2, "Berg", place="gn:2"), _claim(3, "Cruz", event="arrest")
    assert _kinds(*claims) == [[], [], []]


def test_a_headline_points_to_the_claims_that_it_sums_up() -> None:
    headline = replace(_claim(0), tier="headline")
    assert _kinds(headline, _claim(1, "Ali"), _claim(2, "Ali", place="gn:2"))[0] == [
        ("summarises", "C01")
    ]
