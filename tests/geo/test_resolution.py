"""Resolution: votes of all names, words beside a name, what the user says, and honest doubt."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.recognition.toponyms import mentions_from_spans
from dateline.geo.reports.article import Span
from dateline.geo.reports.reading import article_from_text
from dateline.geo.resolution.candidates import candidates_of
from dateline.geo.resolution.resolve import resolve_toponyms

if TYPE_CHECKING:
    from dateline.geo.gazetteer.places import Resolution


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def resolved(
    text: str, names: list[str], gazetteer: Gazetteer, **hints: object
) -> dict[str, Resolution]:
    """Resolve the first occurrence of each name."""
    article = article_from_text(text, id="t")
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    mentions = mentions_from_spans(article, spans, gazetteer=gazetteer)
    found = resolve_toponyms(article, mentions, gazetteer=gazetteer, **hints)  # type: ignore[arg-type]
    return {r.mention.surface: r for r in found}


def where(resolution: Resolution) -> tuple[str, str]:
    assert resolution.place is not None, resolution.reason
    return resolution.place.country, resolution.place.admin1


@pytest.mark.parametrize(
    ("text", "names", "name", "country", "admin1"),
    [
        ("The fair in Long Beach, CA, opened.", ["Long Beach", "CA"], "Long Beach", "US", "California"),
        ("A storm hit Paris, Texas, on Monday.", ["Paris", "Texas"], "Paris", "US", "Texas"),
        ("A storm hit Turkey, Texas, on Monday.", ["Turkey", "Texas"], "Turkey", "US", "Texas"),
        ("Militants struck Tripoli, a port in northern Lebanon.", ["Tripoli", "Lebanon"],
         "Tripoli", "LB", ""),
        ("Troops left the Georgian city of Gori.", ["Georgian", "Gori"], "Gori", "GE", ""),
        ("Shells fell in Syria’s Idlib and in Aleppo.", ["Syria", "Idlib", "Aleppo"], "Idlib", "SY", ""),
        ("Talks in Valletta; divers from Malta and Victoria, on Gozo.",
         ["Valletta", "Malta", "Victoria"], "Victoria", "MT", ""),
    ],
)  # fmt: skip
def test_the_words_beside_a_name_and_the_other_names_choose(
    text: str, names: list[str], name: str, country: str, admin1: str, gazetteer: Gazetteer
) -> None:
    found = where(resolved(text, names, gazetteer)[name])
    assert found[0] == country
    assert not admin1 or found[1] == admin1


def test_a_country_is_never_a_building_and_a_state_never_a_village(gazetteer: Gazetteer) -> None:
    text = "Jordan, Georgia and Lebanon spoke; Ohio and Virginia listened in Lima."
    names = ["Jordan", "Georgia", "Lebanon", "Ohio", "Virginia"]
    for resolution in resolved(text, names, gazetteer).values():
        assert resolution.place is not None
        assert resolution.place.feature_code.startswith(("PCL", "ADM1"))


def test_equal_names_mean_one_place_in_a_report(gazetteer: Gazetteer) -> None:
    text = "Kandahar was shelled. The road to Kandahar is cut. Kandahar holds out."
    starts = [i for i in range(len(text)) if text.startswith("Kandahar", i)]
    article = article_from_text(text, id="t")
    spans = [Span(start, start + 8) for start in starts]
    mentions = mentions_from_spans(article, spans, gazetteer=gazetteer)
    places = {
        r.place.id for r in resolve_toponyms(article, mentions, gazetteer=gazetteer) if r.place
    }
    assert len(places) == 1


def test_the_users_countries_and_home_move_a_homonym(gazetteer: Gazetteer) -> None:
    text = "The council of London met on Tuesday."
    assert where(resolved(text, ["London"], gazetteer)["London"])[0] == "GB"
    ontario = resolved(text, ["London"], gazetteer, countries=("CA",))["London"]
    assert where(ontario) == ("CA", "Ontario")
    home = next(p for p, _ in gazetteer.candidates("Kitchener") if p.country == "CA")
    at_home = resolved(text, ["London"], gazetteer, home=home)["London"]
    assert where(at_home) == ("CA", "Ontario")
    assert "home" in at_home.reason


def test_probabilities_are_shares_and_alternatives_are_kept(gazetteer: Gazetteer) -> None:
    found = resolved("He moved to Springfield.", ["Springfield"], gazetteer)["Springfield"]
    assert len(found.candidates) == 8
    scores = [candidate.score for candidate in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert found.probability < 0.6
    assert all(candidate.features for candidate in found.candidates)


def test_a_village_that_nothing_speaks_for_is_not_drawn(gazetteer: Gazetteer) -> None:
    text = "Militias from Khartoum, Nyala and Geneina entered Tawila in Sudan."
    found = resolved(text, ["Khartoum", "Nyala", "Geneina", "Tawila", "Sudan"], gazetteer)
    place = found["Tawila"].place
    assert place is None or place.country == "SD"


def test_a_name_alone_is_what_the_gazetteer_has_of_it(gazetteer: Gazetteer) -> None:
    assert where(resolved("Shells fell on Marib.", ["Marib"], gazetteer)["Marib"])[0] == "YE"


def test_type_words_are_left_off_where_the_whole_name_is_unknown(gazetteer: Gazetteer) -> None:
    assert {p.name for p, _ in candidates_of("Khatlon Governorate", gazetteer)} >= {"Khatlon"}
    assert candidates_of("Nowhere-on-Earth Province", gazetteer) == ()


@pytest.mark.slow
def test_four_thousand_names_take_time_in_proportion(gazetteer: Gazetteer) -> None:
    names = [row[0] for row in _names(gazetteer, 4_000)]

    def seconds(count: int) -> float:
        text = ". ".join(names[:count])
        article = article_from_text(text, id="t")
        spans, at = [], 0
        for name in names[:count]:
            spans.append(Span(at, at + len(name)))
            at += len(name) + 2
        mentions = mentions_from_spans(article, spans, gazetteer=gazetteer)
        began = time.process_time()
        resolve_toponyms(article, mentions, gazetteer=gazetteer)
        return time.process_time() - began

    seconds(4_000)
    assert seconds(4_000) < 16 * seconds(500) + 0.5  # eight times the names


def _names(gazetteer: Gazetteer, count: int) -> list[tuple[str]]:
    import sqlite3

    with sqlite3.connect(f"file:{gazetteer.path}?mode=ro", uri=True) as db:
        query = "SELECT name FROM place WHERE population > 20000 ORDER BY row LIMIT ?"
        return db.execute(query, (count,)).fetchall()
