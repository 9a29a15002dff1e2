"""Resolution: which of the places of a name is meant, with its evidence, or why none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.recognition.toponyms import mentions_from_spans, recognize_toponyms
from dateline.geo.reports.article import Article, Span, Zone
from dateline.geo.resolution.resolve import resolve_toponyms

if TYPE_CHECKING:
    from dateline.geo.gazetteer.places import Resolution


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def resolved(text: str, names: list[str], gazetteer: Gazetteer) -> dict[str, Resolution]:
    zone = Zone(span=Span(0, len(text)), kind="paragraph")
    article = Article(id="t", text=text, sha256="", zones=(zone,))
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    mentions = mentions_from_spans(article, spans, gazetteer=gazetteer)
    found = resolve_toponyms(article, mentions, gazetteer=gazetteer)
    return {r.mention.surface: r for r in found}


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Police in Paris, Texas, said so.", "Paris", "gn:4717560"),
        ("Fighting near Tripoli, Lebanon, went on.", "Tripoli", "gn:266826"),
        ("Ships left Tripoli as Libya’s war went on in Misrata.", "Tripoli", "gn:2210247"),
        ("Moscow lies on the Moskva.", "Moscow", "gn:524901"),
        ("Tbilisi is the capital of Georgia.", "Georgia", "country:GE"),
        ("Atlanta is in Georgia, near Macon and Savannah.", "Georgia", "admin1:US-GA"),
    ],
)
def test_the_words_around_decide_between_homonyms(
    text: str, name: str, place_id: str, gazetteer: Gazetteer
) -> None:
    names = [n for n in ("Texas", "Lebanon", "Libya", "Misrata", "Tbilisi", "Atlanta", "Macon",
                         "Savannah") if n in text]  # fmt: skip
    place = resolved(text, [name, *names], gazetteer)[name].place
    assert place is not None
    assert place.id == place_id


def test_one_sense_per_report(gazetteer: Gazetteer) -> None:
    text = "London, Ontario, is calm. Snow fell on London."
    zone = Zone(span=Span(0, len(text)), kind="paragraph")
    article = Article(id="t", text=text, sha256="", zones=(zone,))
    mentions = recognize_toponyms(article, gazetteer=gazetteer)
    found = resolve_toponyms(article, mentions, gazetteer=gazetteer)
    places = {r.place.id for r in found if r.mention.surface == "London" and r.place}
    assert len(places) == 1
    assert {r.place.country for r in found if r.place} == {"CA"}


def test_evidence_is_kept_and_probabilities_are_shares(gazetteer: Gazetteer) -> None:
    found = resolved("Kant and Bishkek in Kyrgyzstan", ["Kant", "Bishkek", "Kyrgyzstan"], gazetteer)
    kant = found["Kant"]
    assert kant.place is not None
    assert kant.place.country == "KG"
    assert 0 < kant.probability <= 1
    assert kant.candidates[0].place == kant.place
    assert dict(kant.candidates[0].features)["country_named"] == 1.0


def test_an_unknown_name_is_unresolved_with_its_reason(gazetteer: Gazetteer) -> None:
    resolution = resolved("He lives in Qwertzuiopolis.", ["Qwertzuiopolis"], gazetteer)[
        "Qwertzuiopolis"
    ]
    assert resolution.place is None
    assert resolution.probability == 0.0
    assert "Qwertzuiopolis" in resolution.reason


def test_a_demonym_means_its_country(gazetteer: Gazetteer) -> None:
    place = resolved("Kenyan troops", ["Kenyan"], gazetteer)["Kenyan"].place
    assert place is not None
    assert place.id == "country:KE"


@pytest.mark.parametrize(
    ("text", "border"),
    [
        ("Niger closed the border with Benin.", "border:BJ-NE"),
        ("Estonia and Latvia rely on NATO. Russia masses troops near the border with Estonia.",
         "border:EE-RU"),
        ("Lebanon and Israel exchanged fire across the border.", "border:IL-LB"),
        ("France spoke about the border.", None),
    ],
)  # fmt: skip
def test_a_border_with_a_missing_side_is_completed_from_the_report(
    text: str, border: str | None, gazetteer: Gazetteer
) -> None:
    zone = Zone(span=Span(0, len(text)), kind="paragraph")
    article = Article(id="t", text=text, sha256="", zones=(zone,))
    mentions = recognize_toponyms(article, gazetteer=gazetteer)
    found = resolve_toponyms(article, mentions, gazetteer=gazetteer)
    (resolution,) = [r for r in found if r.mention.kind == "border"]
    assert (resolution.place.id if resolution.place else None) == border
