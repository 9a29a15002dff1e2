from __future__ import annotations

import codecs
import hashlib
import io
import sys
from contextlib import suppress
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.geo.reports.article import Span
from dateline.geo.reports.decoding import decode
from dateline.geo.reports.pdf import join_pages
from dateline.geo.reports.reading import LARGEST_BYTES, article_from_text, read_article

LATIN = "El ejército cruzó el río Putumayo, dijo un portavoz. “Volveremos”, añadió."
CYRILLIC = "Погранслужба сообщила о перестрелке у села Ворух. Никто не пострадал."


def pdf_of(pages: list[list[str]]) -> bytes:
    """Write a small PDF, a string a line, in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]  # fmt: skip
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 750 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 2)])
def test_a_span_cannot_be_empty_or_backwards(start, end):
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


def test_the_seed_report_is_read_byte_for_byte(seed_path):
    article = read_article(seed_path)
    assert article.text.encode("utf-8") == seed_path.read_bytes()
    assert article.sha256 == hashlib.sha256(seed_path.read_bytes()).hexdigest()
    assert len(article.text) == 2664
    assert article.id == "russia-tajikistan"
    assert article.published is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (LATIN.encode("utf-8"), LATIN),
        (codecs.BOM_UTF8 + LATIN.encode("utf-8"), LATIN),
        (codecs.BOM_UTF16_LE + LATIN.encode("utf-16-le"), LATIN),
        (codecs.BOM_UTF16_BE + CYRILLIC.encode("utf-16-be"), CYRILLIC),
        (codecs.BOM_UTF32_LE + LATIN.encode("utf-32-le"), LATIN),
        (LATIN.encode("cp1252"), LATIN),
        (CYRILLIC.encode("cp1251"), CYRILLIC),
        (b"a\r\nb\xc2\xa0c\n", "a\r\nb\u00a0c\n"),
    ],
)
def test_text_is_decoded_without_being_told_how(data, text):
    assert decode(data, name="x") == text


def test_one_broken_byte_does_not_spoil_utf8():
    data = CYRILLIC.encode("utf-8") + b" \xff " + CYRILLIC.encode("utf-8")
    assert decode(data, name="x") == f"{CYRILLIC} \ufffd {CYRILLIC}"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused_with_a_hint(data):
    with suppress(InputError):
        assert isinstance(decode(data, name="x"), str)


@given(st.text())
def test_a_given_text_is_kept_exactly(text):
    article = article_from_text(text, id="x")
    assert article.text == text
    for zone in article.zones:
        assert article.slice(zone.span)


@pytest.mark.parametrize("date", ["2021", "2021-07", "2021-07-27", "2024-02-29"])
def test_a_day_a_month_or_a_year_is_a_date(date):
    assert article_from_text("x", id="x", date=date).published == date


@pytest.mark.parametrize(
    "date", ["", "27 July 2021", "2021-13", "2021-02-29", "2021-7-1", "21-07-27", "2021-00"]
)
def test_anything_else_is_no_date(date):
    with pytest.raises(InputError, match="no date") as caught:
        article_from_text("x", id="x", date=date)
    assert "2021-07-27" in caught.value.hint


def test_the_callers_word_wins_over_the_files(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Old\ndate: 3 March 2024\nsource: Horn Daily\n---\nIt rained.\n")
    said = read_article(path)
    assert (said.title, said.published, said.source) == ("Old", "2024-03-03", "Horn Daily")
    told = read_article(path, date="2023", title="New", source="S")
    assert (told.title, told.published, told.source) == ("New", "2023", "S")


def test_a_full_date_under_the_headline_is_the_reports_date():
    text = "Trawler held near Assab\n\nAsmara, 3 March 2024\n\nIt was towed into port on Friday.\n"
    assert article_from_text(text, id="x").published == "2024-03-03"
    unclear = text.replace("3 March 2024", "03/04/2024")
    assert article_from_text(unclear, id="x").published is None


def test_a_web_page_gives_its_text_title_date_and_site(tmp_path):
    body = "".join(
        f"<p>Patrol boat number {n} reached the harbour of Assab on Friday night, and its crew of "
        f"{n} sailors was questioned there by officers of the coast guard.</p>"
        for n in range(3, 9)
    )
    path = tmp_path / "page.html"
    path.write_text(
        "<html lang='en'><head><title>Boats held | Horn Daily</title>"
        "<meta property='og:title' content='Boats held in Assab'>"
        "<meta property='og:site_name' content='Horn Daily'>"
        "<meta property='article:published_time' content='2024-03-03T10:00:00Z'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Boats held in Assab</h1>{body}"
        "</article><footer>All rights reserved</footer></body></html>",
        encoding="utf-8",
    )
    article = read_article(path)
    assert article.title == "Boats held in Assab"
    assert article.published == "2024-03-03"
    assert article.source == "Horn Daily"
    assert article.zones[0].kind == "headline"
    assert article.text.count("Patrol boat number") == 6
    assert "<p>" not in article.text


def test_a_pdf_gives_paragraphs_of_whole_sentences(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(
        pdf_of([["The convoy left the port before dawn and reached", "the crossing by noon.",
                 "Nobody was hurt, the drivers said later that day in", "town."]])
    )  # fmt: skip
    text = read_article(path).text
    assert "reached the crossing by noon." in text
    assert "day in town." in text


def test_a_pdf_of_pictures_is_refused_with_a_hint(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf_of([[]]))
    with pytest.raises(InputError, match="no text") as caught:
        read_article(path)
    assert "OCR" in caught.value.hint


def test_running_heads_of_a_pdf_go_to_the_end_once():
    towns = ["Tio", "Edi", "Bure", "Tserona"]
    pages = [
        [
            "HORN DAILY",
            f"In {town} the army said on Friday that the road",
            f"to {town} is open, and that the lorries which",
            f"wait in {town} may leave for the coast at once.",
            f"Nobody in {town} believed it.",
            f"Page {number}",
        ]
        for number, town in enumerate(towns, start=1)
    ]
    text = join_pages(pages)
    assert text.count("HORN DAILY") == 1
    assert text.index("HORN DAILY") > text.index("Nobody in Tserona")
    assert "that the road to Edi is open, and that the lorries which wait" in text


def test_standard_input_is_read_and_its_kind_is_seen(monkeypatch):
    page = b"<!DOCTYPE html><html><body><article><p>" + b"Boats left Assab. " * 40
    for data, words in ((b"Boats left Assab.", "Boats left"), (page, "Boats left Assab.")):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        article = read_article("-")
        assert article.id == "stdin"
        assert article.text.startswith(words)


def test_every_unreadable_input_gives_one_line_and_a_hint(tmp_path):
    def made(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    faulty = {
        str(tmp_path / "none.txt"): "no such file",
        str(tmp_path): "a folder",
        made("empty.txt", b" \n"): "empty",
        made("binary.txt", bytes(range(32)) * 40): "not a text file",
        made("photo.jpg", b"\xff\xd8"): "unknown kind",
        made("big.txt", b"a" * (LARGEST_BYTES + 1)): "too large",
        made("broken.pdf", b"%PDF-1.4 nothing"): "cannot be read",
        made("named.txt", b"%PDF-1.4 nothing"): "a PDF",
        made("bare.html", b"<html><body></body></html>"): "no running text",
        "https://example.org/a.html": "address",
        "nul\0name.txt": "cannot read",
    }
    for path, words in faulty.items():
        with pytest.raises(InputError, match=words) as caught:
            read_article(path)
        assert "\n" not in str(caught.value)
        assert caught.value.hint


def test_an_unknown_extension_can_be_read_by_saying_what_it_is(tmp_path):
    path = tmp_path / "report.wire"
    path.write_text("Boats left Assab.")
    assert read_article(path, format="text").text == "Boats left Assab."
    with pytest.raises(InputError, match="unknown `format`"):
        read_article(path, format="docx")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("GOMA, 3 June 2024 - Rebels entered the town.", "2024-06-03"),
        ("GOMA, June 3, 2024 (Wire) — Rebels entered the town.", "2024-06-03"),
        ("GOMA, June 3 (Wire) — Rebels entered the town.", None),
        ("Rebels entered Goma on 3 June 2024 - again.", None),
    ],
)
def test_a_full_date_in_the_place_line_dates_the_report(
    opening: str, published: str | None
) -> None:
    assert article_from_text(opening, id="d").published == published
