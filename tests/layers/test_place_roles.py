"""Roles of places: read off the sentence, over several conflicts and constructions."""

from __future__ import annotations

import pytest

from dateline.geo.parse import Parse, parse_article
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.places.roles import Role, role_of


def _parse(sentence: str) -> Parse:
    zone = Zone(span=Span(0, len(sentence)), kind="paragraph")
    return parse_article(Article(id="s", text=sentence, sha256="", zones=(zone,)))


def _role(sentence: str, name: str, *, country: bool) -> tuple[Role, str]:
    parse = _parse(sentence)
    start = sentence.index(name)
    tokens = parse.tokens(Span(start, start + len(name)))
    role = role_of(tokens, country=country, condition=frozenset())
    return role, parse.article.slice(parse.span(role.phrase))


@pytest.mark.parametrize(
    ("sentence", "name", "country", "expected"),
    [
        ("Two soldiers were killed near Bakhmut.", "Bakhmut", False, "location"),
        ("Fighting continues in Sudan.", "Sudan", True, "location"),
        ("Convoys crossed from Poland into Ukraine.", "Poland", True, "origin"),
        ("Convoys crossed from Poland into Ukraine.", "Ukraine", True, "destination"),
        ("France will send tanks to Ukraine.", "France", True, "none"),
        ("Germany helped Mali with training.", "Mali", True, "recipient_place"),
        ("The invasion of Kuwait shocked the region.", "Kuwait", True, "location"),
        ("The president of Kenya arrived.", "Kenya", True, "none"),
        ("Goma was captured by rebels.", "Goma", False, "location"),
        ("Israel attacked targets in Lebanon.", "Israel", True, "none"),
        ("Rebels seized Goma on Monday.", "Goma", False, "location"),
        ("Families fled to Tawila on foot.", "Tawila", False, "destination"),
        ("The Turkish army shelled two villages.", "Turkish", True, "none"),
        ("Recruits train in Russian schools.", "Russian", True, "location"),
        ("Talks between India and Pakistan failed.", "Pakistan", True, "none"),
        ("Ghana accused Lomé of arming the gunmen.", "Lomé", False, "none"),
        ("The council called on Tbilisi to free them.", "Tbilisi", False, "none"),
        ("Doha is considering a new base in the desert.", "Doha", False, "none"),
        ("Rebels hold Gonder for now.", "Gonder", False, "location"),
        ("They fled to Arua, 40 kilometres west of Gulu.", "Arua", False, "destination"),
        ("They fled to Arua, 40 kilometres west of Gulu.", "Gulu", False, "none"),
        ("Beds are ready in Arua, 35 km north-west of Gulu.", "Gulu", False, "none"),
        ("A mine went off 3 km south of Gulu.", "Gulu", False, "location"),
        ("The islet lies 90 kilometres from Cebu.", "Cebu", False, "none"),
        ("The deputy commander in Jammu visited two posts.", "Jammu", False, "none"),
        ("Patrols in Jammu found two mines.", "Jammu", False, "location"),
        ("Somalia's war began in 1991.", "Somalia", True, "location"),
        ("Somalia's coast was shelled.", "Somalia", True, "location"),
        ("Somalia's president left.", "Somalia", True, "none"),
        ("The quarrel dragged Nairobi into a war.", "Nairobi", False, "none"),
        ("Jets bombed targets in Omani positions.", "Omani", True, "none"),
        ("The Front for the Liberation of Ogaden fired rockets.", "Ogaden", False, "none"),
        ("Fighters of Islamic State in Somalia fled.", "Somalia", True, "none"),
        ("Fighters came from abroad, including Chad and Niger.", "Chad", True, "none"),
        ("Fighters came from several states, including Chad and Niger.", "Niger", True, "origin"),
    ],
)
def test_roles_follow_the_words_that_govern_the_name(
    sentence: str, name: str, country: bool, expected: str
) -> None:
    role, _ = _role(sentence, name, country=country)
    assert role.name == expected, role.reason


def test_the_phrase_of_a_part_of_a_country_is_the_whole_phrase() -> None:
    role, phrase = _role("Troops moved into the territory of Moldova.", "Moldova", country=True)
    assert (role.name, phrase) == ("destination", "the territory of Moldova")


def test_a_threat_in_a_condition_comes_from_its_place() -> None:
    sentence = "If a threat arises in Niger, Mali will close the road."
    parse = _parse(sentence)
    niger = sentence.index("Niger")
    condition = frozenset(range(6))
    role = role_of(parse.tokens(Span(niger, niger + 5)), country=True, condition=condition)
    assert role.name == "threat_origin"


@pytest.mark.parametrize(
    ("sentence", "name", "phrase"),
    [
        ("Shells fell on Moyale market.", "Moyale", "Moyale"),
        ("Troops wait at Moyale airport.", "Moyale", "Moyale airport"),
    ],
)
def test_only_nouns_of_spots_belong_to_the_words_of_a_place(
    sentence: str, name: str, phrase: str
) -> None:
    role, words = _role(sentence, name, country=False)
    assert (role.name, words) == ("location", phrase)
