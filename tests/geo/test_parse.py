"""One parse a report: tokens and sentences map back to the report's own code points."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.geo.parse import parse_article
from dateline.geo.reports.article import Article, Span, Zone


def _article(*parts: tuple[str, str]) -> Article:
    text, zones = "", []
    for kind, words in parts:
        start = len(text)
        text += words
        if words.strip():
            begin = start + len(words) - len(words.lstrip())
            zones.append(Zone(span=Span(begin, start + len(words.rstrip())), kind=kind))  # type: ignore[arg-type]
        text += "\n\n"
    return Article(id="t", text=text, sha256="", zones=tuple(zones))


def test_wrapped_lines_and_hard_spaces_do_not_move_offsets() -> None:
    article = _article(
        ("paragraph", "«Fighters\u00a0crossed\n      the Tigris,» he said. Mosul is calm.")
    )
    parse = parse_article(article)
    assert [article.slice(s) for s in parse.sentences][-1] == "Mosul is calm."
    for token in parse.doc:
        assert parse.ends[token.i] - parse.starts[token.i] == len(token.text)


def test_no_sentence_crosses_a_zone_and_boilerplate_is_not_parsed() -> None:
    article = _article(
        ("headline", "Army enters Goma"), ("rates", "EUR 1.08"), ("paragraph", "Goma fell at dawn.")
    )
    parse = parse_article(article)
    assert [article.slice(s) for s in parse.sentences] == ["Army enters Goma", "Goma fell at dawn."]
    assert parse.sentence_of(article.text.index("EUR")) == -1


def test_an_empty_report_has_no_sentence() -> None:
    parse = parse_article(Article(id="e", text="", sha256="", zones=()))
    assert parse.sentences == ()
    assert len(parse.doc) == 0


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120))
def test_any_text_parses_and_every_token_slices_back(text: str) -> None:
    article = _article(("paragraph", text))
    parse = parse_article(article)
    for token in parse.doc:
        if not token.is_space:
            assert 0 <= parse.starts[token.i] < parse.ends[token.i] <= len(article.text)


def test_a_title_in_short_ends_no_sentence():
    text = "“It holds,” said Brig. Gen. Awad Ellis. Lt. Col. Ana Roe and Gov. Li left Bamako."
    parse = parse_article(_article(("paragraph", text)))
    assert [parse.article.slice(s) for s in parse.sentences] == [
        "“It holds,” said Brig. Gen. Awad Ellis.",
        "Lt. Col. Ana Roe and Gov. Li left Bamako.",
    ]
