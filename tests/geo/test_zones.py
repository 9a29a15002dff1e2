from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.geo.reports.zones import find_zones

BODY = (
    "Two patrol boats stopped a trawler off Assab on Friday, the coast guard said.\n\n"
    "Its crew of nine was taken to Massawa, where a court will hear them next week.\n"
)


def kinds(text: str, **options: str) -> list[tuple[str, str]]:
    return [(z.kind, text[z.span.start : z.span.end]) for z in find_zones(text, **options)]


def kind_of(text: str, words: str) -> str:
    return next(kind for kind, found in kinds(text) if words in found)


def test_the_seed_report_has_rates_a_headline_and_one_caption(seed_path):
    text = seed_path.read_bytes().decode("utf-8")
    zones = kinds(text)
    assert [words for kind, words in zones if kind == "rates"] == [
        "USD 86.45", "EUR 92.47", "RUB 1.00",
    ]  # fmt: skip
    assert [kind for kind, _ in zones].count("headline") == 1
    assert [words for kind, words in zones if kind == "caption"] == [text[906:919]]
    assert [kind for kind, _ in zones].count("paragraph") == 11


@pytest.mark.parametrize(
    "line",
    ["USD 41.20", "EUR/USD 1.0842 (+0.3%)", "BTC 60,000", "Brent $85.12 ▲ 0.4%", "+12°C",
     "Tbilisi +12°C", "USD 90.11 | EUR 98.40", "€ 1.07", "-3…+1 °C"],
)  # fmt: skip
def test_tickers_are_rates(line):
    assert kind_of(f"{line}\n\n{BODY}", line) == "rates"


@pytest.mark.parametrize(
    "line",
    [
        "USD 40 million was sent to Moldova in May.",
        "NATO 2030 is a plan.",
        "Euro zone growth is 2%.",
    ],
)
def test_sentences_with_sums_are_no_rates(line):
    assert kind_of(f"{BODY}\n{line}\n", line) == "paragraph"


@pytest.mark.parametrize(
    "line",
    ["Read also: Ten dead in landslide", "READ MORE: Ten dead in landslide", "Subscribe to our channel",
     "© 2024 Horn Daily", "All rights reserved. Horn Daily 2024.", "Share this article", "Advertisement",
     "We use cookies to improve your visit.", "Home | World | Business | Sport", "* * *", "Page 2 of 3",
     "Related articles", "Follow us on Telegram", "Tags: Eritrea, sea"],
)  # fmt: skip
def test_furniture_of_the_page_is_boilerplate(line):
    assert kind_of(f"{BODY}\n{line}\n", line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    ["Share prices fell in Nairobi after the raid.", "Related parties must now answer in court.",
     "Follow the river north and you reach Juba, a soldier said.",
     "Copyright law does not reach the camps.", "Print workers struck in Athens."],
)  # fmt: skip
def test_news_that_begins_like_furniture_is_kept(line):
    assert kind_of(f"{BODY}\n{line}\n", line) == "paragraph"


@pytest.mark.parametrize(
    "line",
    ["By Selam Tesfaye", "By Selam Tesfaye and J. de Vries, Horn Daily", "Author: Selam Tesfaye",
     "27 July 2021", "Asmara, 3 March 2024", "Published: July 27, 2021 14:05",
     "Updated 2024-03-03, 10:11 GMT", "(Reporting by A. Bee in Oslo; Editing by C. Dee)",
     "ASSAB, Eritrea (Agency) –", "*Updated 3 March 2024*"],
)  # fmt: skip
def test_who_wrote_it_and_when_is_a_byline(line):
    assert kind_of(f"Trawler held near Assab\n\n{line}\n\n{BODY}", line) == "byline"


@pytest.mark.parametrize(
    "line",
    ["By Tuesday evening, the rebels had left.", "By Friday Assab was quiet again.",
     "By sea and by land the convoy came to Massawa."],
)  # fmt: skip
def test_a_sentence_that_begins_with_by_is_no_byline(line):
    assert kind_of(f"{BODY}\n{line}\n", line) == "paragraph"


@pytest.mark.parametrize(
    "line",
    ["Isaias Afwerki", "Photo: Horn Daily", "(Photo by Jan de Vries)", "FILE - Boats in the port of Assab",
     "Soldiers patrol the port in May. REUTERS/Jan Vries", "Ursula von der Leyen", "Background"],
)  # fmt: skip
def test_a_name_or_credit_between_paragraphs_is_a_caption(line):
    first, second = BODY.split("\n\n")
    assert kind_of(f"{first}\n\n{line}\n\n{second}", line) == "caption"


@pytest.mark.parametrize(
    "line", ["The boats left.", "“Never,” he said.", "They fired", "and then nothing"]
)
def test_short_sentences_between_paragraphs_stay(line):
    first, second = BODY.split("\n\n")
    assert kind_of(f"{first}\n\n{line}\n\n{second}", line) == "paragraph"


def test_items_of_a_list_stay_paragraphs():
    text = BODY + "\nThe towns that were shelled:\nAssab\nTio\nEdi\n"
    assert [kind for kind, _ in kinds(text)[-3:]] == ["paragraph"] * 3


def test_the_first_short_line_without_full_stop_is_the_headline():
    assert kinds(f"Trawler held near Assab\n\n{BODY}")[0][0] == "headline"
    assert kinds(f"Who stopped the trawler?\n\n{BODY}")[0][0] == "headline"
    assert kinds(f"Trawler held near Assab\n{BODY}")[0][0] == "headline"


def test_a_text_that_starts_with_a_sentence_has_no_headline():
    assert [kind for kind, _ in kinds(BODY)] == ["paragraph", "paragraph"]
    assert kinds("Rebels seized Tio")[0][0] == "paragraph"


def test_one_paragraph_a_line_is_read_as_paragraphs():
    text = BODY.replace("\n\n", "\n")
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "The convoy left the port of Assab before dawn and\n"
        "        reached the crossing at Bure by noon, a driver\n"
        "        said. Guards there let forty lorries through.\n"
        "        Nobody was hurt.\n"
        "        A second convoy waits in Massawa, where fuel is\n"
        "        short and the road has been closed since April.\n"
    )
    found = kinds(text)
    assert [kind for kind, _ in found] == ["paragraph", "paragraph"]
    assert found[0][1].endswith("Nobody was hurt.")


def test_a_dateline_stays_with_its_sentence():
    text = "ASSAB, Eritrea (Agency) – " + BODY
    assert kinds(text)[0][1].startswith("ASSAB")
    assert kinds(text)[0][0] == "paragraph"


def test_carriage_returns_and_nonbreaking_spaces_do_not_move_offsets():
    text = "Trawler held\u00a0near Assab\r\n\r\n" + BODY.replace("\n", "\r\n")
    assert kinds(text)[0] == ("headline", "Trawler held\u00a0near Assab")


def test_markdown_headings_images_and_front_matter_are_zones():
    text = (
        "---\ntitle: T\n---\n# Trawler held near Assab\n\n![boat](b.jpg)\n\n" + BODY
        + "\n## What next\n\n- The court sits on Monday in Massawa.\n"
    )  # fmt: skip
    found = kinds(text, markup="markdown")
    assert ("headline", "Trawler held near Assab") in found
    assert ("caption", "What next") in found
    assert ("boilerplate", "![boat](b.jpg)") in found
    assert ("paragraph", "The court sits on Monday in Massawa.") in found
    assert found[0][0] == "boilerplate"


@given(
    st.lists(
        st.sampled_from(
            ["USD 1.5", "By A. Bee", "Trawler held near Assab", "# Head", "- item one", "", "  ", "…",
             "Boats left the port of Assab on Friday.", "© 2024", "Isaias Afwerki", "\u00a0x\u2028y"]
        )
        | st.text(max_size=30)
    ),
    st.sampled_from(["\n", "\r\n", "\n\n", "\n   "]),
    st.sampled_from(["plain", "markdown"]),
)  # fmt: skip
def test_zones_are_sorted_apart_and_leave_only_white_space(lines, joint, markup):
    text = joint.join(lines)
    position = 0
    for zone in find_zones(text, markup=markup):
        assert zone.span.start >= position
        assert not text[position : zone.span.start].strip()
        words = text[zone.span.start : zone.span.end]
        assert words == words.strip()
        position = zone.span.end
    assert not text[position:].strip()
