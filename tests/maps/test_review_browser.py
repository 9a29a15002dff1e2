"""A review as a person does it: accept, reject, correct, undo, take the file along and go on with it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile_sample import PAYLOADS, hostile
from page_deeds import select_words
from page_sample import ADRE, TEXT, make_report, place, resolution
from page_visits import violations
from toml_samples import BAD, DATES, GOOD, NO_DATES, WRONG_FILES

from dateline.errors import InputError
from dateline.geo.gazetteer.places import Candidate, Corrected
from dateline.geo.reports.article import Span
from dateline.layers.corrections.anchor import anchor_at
from dateline.layers.corrections.corrections import (
    Anchor,
    Applied,
    ClaimCorrection,
    Corrections,
    PlaceCorrection,
    ReportName,
)
from dateline.layers.corrections.read import parse_corrections
from dateline.layers.corrections.write import corrections_text, entry_record, report_record
from dateline.layers.times.edtf import read_edtf
from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from page_visits import Visit

pytestmark = pytest.mark.browser

OTHER = place("gn:2245662", "Adré (well)", 21.0, 14.25, "point")
REVIEW = "#review-button"
SAVE = "dialog button:text-is('Save')"
TEXT_OF_DRAFT = "dateline.draft.text()"


def sample(**options: Any) -> Any:
    """The sample with a second candidate for Adre."""
    report = make_report()
    found = resolution("Adre", ADRE)
    options_ = (*found.candidates, Candidate(place=OTHER, score=0.5, features=(("near", 0.2),)))
    others = tuple(
        replace(r, candidates=options_) if r.mention.surface == "Adre" else r
        for r in report.resolutions
    )
    return replace(report, resolutions=others).render(**options)


@pytest.fixture(scope="module")
def review_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(sample(), tmp_path_factory.mktemp("review") / "map.html")


@pytest.fixture
def seen(visit: Callable[..., Visit], review_path: Path) -> Visit:
    opened = visit(where=review_path, reduced_motion="reduce")
    opened.page.set_default_timeout(6000)
    opened.page.click(REVIEW)
    opened.page.wait_for_selector(".review-bar:visible")
    return opened


@pytest.fixture
def live(seen: Visit) -> Any:
    return seen.page


def draft(live: Any) -> Corrections:
    """What the page would write, read as Python reads it; the bytes must be Python's own."""
    text = live.evaluate(TEXT_OF_DRAFT)
    found = parse_corrections(text)
    assert corrections_text(found) == text
    return found


def choose(live: Any, claim: str) -> None:
    live.evaluate("claim => dateline.select(claim, {from: 'link'})", claim)


def act(live: Any, claim: str, words: str) -> None:
    choose(live, claim)
    live.click(f".card-actions button:text-is('{words}')")


def open_place(live: Any, words: str) -> None:
    live.click("#tab-report")
    live.locator("#report .mention", has_text=words).first.click()
    live.wait_for_selector("dialog[open]")


# ------------------------------------------------------------------ on and off


def test_the_review_is_off_until_it_is_asked_for(
    visit: Callable[..., Visit], review_path: Path
) -> None:
    opened = visit(where=review_path)
    assert opened.page.locator(".review-bar").count() == 0
    choose(opened.page, "C01")
    assert "Reject" not in opened.page.locator(".card-actions").inner_text()
    opened.page.click(REVIEW)
    opened.page.wait_for_selector(".review-bar")
    assert opened.page.get_attribute(REVIEW, "aria-pressed") == "true"
    assert "Reject" in opened.page.locator(".card-actions").inner_text()
    opened.page.click(REVIEW)
    assert opened.page.locator(".review-bar").is_hidden()
    assert "Reject" not in opened.page.locator(".card-actions").inner_text()
    assert opened.clean(review_path), (opened.requests, opened.troubles)


def test_a_claim_is_rejected_and_taken_back_and_done_again(live: Any) -> None:
    act(live, "C01", "Reject")
    assert "Corrected: rejected" in live.locator("#claim-C01").inner_text()
    (entry,) = draft(live).claims
    assert (entry.status, entry.anchor.words) == ("rejected", "shells fell on Adre")
    live.keyboard.press("Control+z")
    assert draft(live).claims == ()
    assert "Corrected" not in live.locator("#claim-C01").inner_text()
    live.keyboard.press("Control+y")
    assert len(draft(live).claims) == 1
    live.click("text=Undo")
    live.click("text=Redo")
    assert draft(live).claims == (entry,)
    act(live, "C01", "Reject")  # a second time takes it back
    assert draft(live).claims == ()


def test_letters_do_the_same_only_in_review(visit: Callable[..., Visit], review_path: Path) -> None:
    live = visit(where=review_path).page
    choose(live, "C02")
    live.keyboard.press("x")
    live.keyboard.press("r")
    live.wait_for_selector(".review-bar")
    assert draft(live).claims == ()
    live.keyboard.press("x")
    assert draft(live).claims[0].status == "rejected"
    live.keyboard.press("a")
    assert draft(live).claims[0].status == "accepted"
    live.keyboard.press("e")
    assert live.locator("dialog h2").inner_text() == "Correct claim C02"
    live.keyboard.press("Escape")
    assert live.locator("dialog[open]").count() == 0


def test_a_claim_form_sets_every_field(live: Any) -> None:
    act(live, "C01", "Correct …")
    live.check("dialog[open] >> text=accepted")
    live.fill("#r-speaker", "Idriss “the mayor” Saleh")
    live.fill("#r-date", "2024-05-03/2024-05-04")
    live.select_option("#r-meant-as", "warn")
    live.select_option("#r-told-as", "hypothetical")
    live.select_option("#r-kind-of-event", "air_strike")
    live.select_option("#r-source", "B")
    live.select_option("#r-credibility", "2")
    live.fill("#r-graded-by", "N. N.")
    live.fill("#r-note", "two\nlines\\")
    live.click(SAVE)
    (entry,) = draft(live).claims
    wanted = ClaimCorrection(
        anchor=anchor_at(make_report().article, Span(TEXT.index("shells"), TEXT.index(", mayor"))),
        status="accepted", speaker="Idriss “the mayor” Saleh", time="2024-05-03/2024-05-04",
        act="warn", realis="hypothetical", type="air_strike", grade="B2", graded_by="N. N.",
        note="two\nlines\\",
    )  # fmt: skip
    assert entry == wanted
    act(live, "C01", "Correct …")
    assert live.input_value("#r-date") == "2024-05-03/2024-05-04"
    live.fill("#r-speaker", "")
    live.click(SAVE)
    assert draft(live).claims[0].speaker is None


@pytest.mark.parametrize("wrong", ["2024-13", "next week", "2024-05-04/2024-05-03"])
def test_a_date_that_is_none_is_not_taken(live: Any, wrong: str) -> None:
    act(live, "C01", "Correct …")
    live.fill("#r-date", wrong)
    live.click(SAVE)
    assert live.locator("dialog[open]").count() == 1
    live.wait_for_function("document.activeElement.id === 'r-date'")
    assert live.get_attribute("#r-date", "aria-invalid") == "true"
    assert draft(live).claims == ()
    live.fill("#r-date", "2024-05~")
    assert live.inner_text("#r-date-hint") == "2024-05-01 to 2024-05-31"
    live.click(SAVE)
    assert draft(live).claims[0].time == "2024-05~"


def test_half_a_grade_is_not_taken(live: Any) -> None:
    act(live, "C01", "Correct …")
    live.select_option("#r-source", "B")
    live.click(SAVE)
    assert live.locator("dialog[open]").count() == 1
    live.select_option("#r-credibility", "6")
    live.click(SAVE)
    assert draft(live).claims[0].grade == "B6"


# ------------------------------------------------------------------ places


def test_a_name_is_given_another_candidate(live: Any) -> None:
    open_place(live, "Adre")
    live.click("dialog[open] >> text=Adré (well)")
    live.fill("#r-note", "the well")
    live.click(SAVE)
    (entry,) = draft(live).places
    assert (entry.place, entry.note, entry.scope) == ("gn:2245662", "the well", "this")
    assert "is-corrected" in live.locator("#report .mention", has_text="Adre").first.get_attribute(
        "class"
    )
    assert live.locator(".draft-spot").count() == 1
    assert live.locator(".draft-line").count() == 1
    live.click("text=Undo")
    assert live.locator(".draft-spot").count() == 0


def test_a_name_is_no_place_or_a_typed_point(live: Any) -> None:
    open_place(live, "Adre")
    live.click("dialog[open] >> text=not a place")
    live.click(SAVE)
    assert draft(live).places[0].none is True
    open_place(live, "Adre")
    live.fill("#r-point", "95, 22")
    live.click(SAVE)
    assert live.inner_text("#r-point-hint").startswith("Latitude first")
    live.fill("#r-point", "13.5 N 22.25 E")
    live.click(SAVE)
    (entry,) = draft(live).places
    assert (entry.lat_deg, entry.lon_deg, entry.none) == (13.5, 22.25, False)
    open_place(live, "Adre")
    live.click("dialog[open] >> text=as read")
    live.click(SAVE)
    assert draft(live).places == ()


def test_a_spot_is_chosen_on_the_map_by_click_and_by_key(live: Any) -> None:
    open_place(live, "Adre")
    live.click("text=Choose on the map")
    frame = live.locator(".map").first.bounding_box()
    x, y = frame["x"] + frame["width"] * 0.3, frame["y"] + frame["height"] * 0.3
    live.mouse.click(x, y)
    want = live.evaluate(
        "([x, y]) => dateline.map.containerPointToLatLng([x, y])", [x - frame["x"], y - frame["y"]]
    )
    live.click(SAVE)
    (entry,) = draft(live).places
    assert entry.lat_deg == pytest.approx(want["lat"], abs=0.06)
    assert entry.lon_deg == pytest.approx(want["lng"], abs=0.06)
    assert live.locator(".popup").count() == 0  # the click was for the spot alone
    open_place(live, "Adre")
    live.click("text=Choose on the map")
    live.keyboard.press("Enter")
    middle = live.evaluate("dateline.map.getCenter()")
    live.click(SAVE)
    assert draft(live).places[0].lat_deg == pytest.approx(middle["lat"], abs=0.06)
    kept = draft(live)
    open_place(live, "Adre")
    live.click("text=Choose on the map")
    live.keyboard.press("Escape")
    live.click("dialog button:text-is('Cancel')")
    assert draft(live) == kept


def test_names_without_a_place_and_places_on_the_map_lead_to_the_form(live: Any) -> None:
    live.click("#tab-unplaced")
    live.click("#unplaced button[aria-label='Correct Khartoum']")
    assert live.inner_text("dialog h2") == "What does “Khartoum” mean?"
    live.keyboard.press("Escape")
    live.evaluate("dateline.goTo(dateline.byId.get('events-1'))")
    live.click(".popup button:has-text('Correct “Adre”')")
    assert live.inner_text("dialog h2") == "What does “Adre” mean?"


# ------------------------------------------------------------------ files


def test_the_download_is_the_draft_and_ends_the_warning(live: Any, tmp_path: Path) -> None:
    leave = "(() => { const e = new Event('beforeunload', {cancelable: true}); dispatchEvent(e); return e.defaultPrevented; })()"
    assert live.evaluate(leave) is False
    act(live, "C01", "Accept")
    assert live.evaluate(leave) is True
    assert "not downloaded yet" in live.inner_text(".review-words")
    with live.expect_download() as waiting:
        live.click("#save-corrections")
    assert waiting.value.suggested_filename == "corrections.toml"
    waiting.value.save_as(tmp_path / "corrections.toml")
    data = (tmp_path / "corrections.toml").read_bytes()
    assert data == live.evaluate(TEXT_OF_DRAFT).encode()
    assert live.evaluate(leave) is False
    live.click("text=Undo")
    assert live.evaluate(leave) is True


def upload(live: Any, text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    live.set_input_files("#open-corrections", {"name": "x.toml", "mimeType": "", "buffer": data})
    live.wait_for_selector("dialog[open]")
    words: str = live.inner_text("dialog[open]")
    live.keyboard.press("Escape")
    return words


BY_HAND = """# by hand
version = 1
[[place]]
  words = 'Khartoum'   # the first
  lat = 13.5
  lon = 22
  scope = "all"
[[place]]
words = "Nowhere"
none = true
[[claim]]
quote = '''shells fell on Adre'''
time = 2024-05-03
"""


def test_a_file_by_hand_is_opened_and_nothing_of_it_is_lost(live: Any) -> None:
    act(live, "C02", "Accept")
    words = upload(live, BY_HAND)
    assert "3 corrections of x.toml added" in words
    assert "1 of them found no place" in words
    found = draft(live)
    assert [(e.anchor.words, e.anchor.position) for e in found.places] == [
        ("Khartoum", TEXT.index("Khartoum")), ("Nowhere", None),
    ]  # fmt: skip
    assert {e.time or e.status for e in found.claims} == {"2024-05-03", "accepted"}
    live.click("text=Undo")
    assert len(draft(live)) == 1


@pytest.mark.parametrize("text", WRONG_FILES)
def test_a_wrong_file_is_told_and_nothing_is_lost(live: Any, text: str) -> None:
    act(live, "C02", "Reject")
    before = draft(live)
    words = upload(live, text)
    assert "cannot be opened" in words
    assert WRONG_FILES[text] in words
    assert draft(live) == before
    with pytest.raises(InputError):
        parse_corrections(text)


def test_files_that_are_no_text_are_told(live: Any) -> None:
    assert "not a text in UTF-8" in upload(live, b"version = 1\n\xff\xfe")
    assert "cannot be opened" in upload(live, b"\x89PNG\r\n\x1a\n\x00\x00")


def test_the_page_and_python_agree_on_toml(live: Any) -> None:
    code = "texts => texts.map(text => { try { return JSON.stringify(dateline.readToml(text)) } catch (e) { return 'ERROR ' + e.message } })"
    got = [json.loads(answer) for answer in live.evaluate(code, list(GOOD))]
    wanted = [
        json.loads(json.dumps(tomllib.loads(t.removeprefix("\ufeff")), default=str)) for t in GOOD
    ]
    assert got == wanted
    for text, answer in zip(BAD, live.evaluate(code, list(BAD)), strict=True):
        assert str(answer).startswith("ERROR line "), text
        with pytest.raises((tomllib.TOMLDecodeError, RecursionError)):
            tomllib.loads(text)


def test_the_page_and_python_agree_on_dates(live: Any) -> None:
    code = "all => all.map(one => { try { return dateline.readEdtf(one) } catch { return null } })"
    days = live.evaluate(code, list(DATES))
    assert days == [[read_edtf(d).earliest or "", read_edtf(d).latest or ""] for d in DATES]
    assert live.evaluate(code, list(NO_DATES)) == [None] * len(NO_DATES)
    for text in NO_DATES:
        with pytest.raises(ValueError):  # noqa: PT011 -- read_edtf says no more
            read_edtf(text)


def test_the_page_writes_the_bytes_that_python_writes(live: Any) -> None:
    odd = "".join(map(chr, range(1, 0x250))) + "\u2028\u202e\ufeff\U0001f9c2"
    places = [
        PlaceCorrection(anchor=Anchor(words=w, position=p, report=r), lat_deg=x, lon_deg=-x, note=odd)
        for w, p, r, x in [
            ("\U0001d11e", 5, "b", 0.0078125), ("\ufb00", 5, "b", -1e-9), ("a", None, "a", 90.0),
            ("ab", 0, "a", 12.3456784), ("a", 0, "a", -9.0),
        ]
    ]  # fmt: skip
    claims = [
        ClaimCorrection(anchor=Anchor(words="x", prefix="\n", report="b"), add=True, note="'")
    ]
    reports = (ReportName(id="a", title="", sha256="ab" * 32), ReportName(id="b"))
    whole = Corrections(reports=reports, places=tuple(places), claims=tuple(claims))
    records = [entry_record(one) | {"words": one.anchor.words} for one in (*places, *claims)]
    given = {
        "reports": [report_record(r) for r in reports],
        "places": records[:-1],
        "claims": records[-1:],
    }
    assert live.evaluate("given => dateline.writeCorrections(given)", given) == corrections_text(
        whole
    )


def test_anchors_are_those_of_python(seen: Visit, tmp_path: Path) -> None:
    from dateline.geo.reports.reading import article_from_text

    part = "The \U0001f6a9 convoy reached Adre at “noon”, he said. "
    article = article_from_text("Héad\r\n\n" + part * 5 + "x" * 40 + part, id="adre")
    text = article.text
    starts = [i for i in range(len(text)) if text.startswith("Adre", i)]
    wanted = [
        entry_record(PlaceCorrection(anchor=anchor_at(article, Span(i, i + 4)), none=True))
        for i in starts
    ]
    code = """([text, starts]) => { const report = {...dateline.draft.pack().reports[0], text, letters: Array.from(text), plain: text.replace(/[“”]/g, '"').replace(/[\\r\\n]/g, ' ')};
      return starts.map(at => { const made = dateline.anchor(report, at, at + 4); return [made, dateline.findAnchor(report, made)]; }); }"""
    for (made, at), want, start in zip(
        seen.page.evaluate(code, [text, starts]), wanted, starts, strict=True
    ):
        assert made == {key: want.get(key, "") for key in ("words", "prefix", "suffix", "position")}
        assert at == start


def test_a_page_drawn_with_corrections_goes_on_with_them(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    article = make_report().article
    entry = PlaceCorrection(
        anchor=anchor_at(article, Span(TEXT.index("Adre"), TEXT.index("Adre") + 4)), none=True
    )
    made = Corrections(
        reports=(ReportName(id="adre", title="Chad reinforces its frontier", sha256="ab" * 32),),
        places=(entry,),
    )
    where = write_page(sample(applied=Applied(corrections=made)), tmp_path / "map.html")
    live = visit(where=where).page
    live.click(REVIEW)
    live.wait_for_selector(".review-bar")
    assert live.inner_text(".review-words") == "1 correction"
    assert live.evaluate(TEXT_OF_DRAFT) == corrections_text(made)
    live.click("text=List")
    live.click("dialog button:has-text('Take back')")
    assert len(draft(live)) == 0


# ------------------------------------------------------------------ for everyone


@pytest.mark.parametrize(
    ("size", "scheme"),
    [("desktop", "light"), ("desktop", "dark"), ("phone", "light"), ("phone", "dark")],
)
def test_axe_finds_nothing_in_any_state(
    visit: Callable[..., Visit], review_path: Path, size: str, scheme: str
) -> None:
    opened = visit(size, where=review_path, reduced_motion="reduce", color_scheme=scheme)
    live = opened.page
    live.click(REVIEW)
    live.wait_for_selector(".review-bar")
    assert violations(opened) == []
    act(live, "C01", "Reject")
    open_place(live, "Adre")
    assert violations(opened) == []
    live.fill("#r-point", "x")
    live.click(SAVE)
    assert violations(opened) == []
    live.fill("#r-point", "13, 22")
    live.click("text=Choose on the map")
    assert violations(opened) == []
    live.keyboard.press("Escape")
    live.click(SAVE)
    live.click("text=List")
    assert violations(opened) == []
    live.keyboard.press("Escape")
    act(live, "C01", "Correct …")
    live.fill("#r-date", "x")
    assert violations(opened) == []
    live.keyboard.press("Escape")
    live.click("#take-button")
    assert violations(opened) == []
    assert opened.clean(review_path), (opened.requests, opened.troubles)


def test_the_keyboard_alone_does_it_all(visit: Callable[..., Visit], review_path: Path) -> None:
    live = visit(where=review_path, reduced_motion="reduce").page
    live.focus(REVIEW)
    live.keyboard.press("Enter")
    live.wait_for_selector(".review-bar")
    live.click("#tab-report")
    live.locator("#report .mention", has_text="Khartoum").focus()
    live.keyboard.press("Enter")
    live.wait_for_selector("dialog[open]")
    live.focus("dialog input[value=none]")
    live.keyboard.press("Space")
    live.keyboard.press("Enter")
    assert draft(live).places[0].none is True
    live.wait_for_function("document.activeElement.textContent === 'Khartoum'")


def test_hostile_words_stay_words_in_the_review(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    where = write_page(hostile().render(title="".join(PAYLOADS)), tmp_path / "hostile.html")
    opened = visit(where=where)
    live = opened.page
    live.click(REVIEW)
    live.wait_for_selector(".review-bar")
    ids = live.evaluate("[...dateline.cards.keys()]")
    for number, claim in enumerate(ids):
        live.evaluate("id => dateline.correctClaim(id)", claim)
        live.fill("#r-note", PAYLOADS[number % len(PAYLOADS)])
        live.click(SAVE)
    for number in range(live.evaluate("dateline.draft.pack().reports[0].mentions.length")):
        live.evaluate(
            "n => dateline.correctPlace(dateline.draft.pack().reports[0].mentions[n])", number
        )
        live.click("dialog button:text-is('Cancel')")
    live.click("text=List")
    assert live.evaluate("window.__hit") is None
    assert opened.clean(where), (opened.requests, opened.troubles)
    assert len(tomllib.loads(live.evaluate(TEXT_OF_DRAFT))["claim"]) > 0


# ------------------------------------------------------------------ the whole loop


def test_a_downloaded_file_draws_the_corrected_map(
    visit: Callable[..., Visit], seed_path: Path, tmp_path: Path
) -> None:
    from dateline import analyse, draw, read_article, read_corrections

    seed = Path(__file__).parents[2] / "seeds" / "russia-tajikistan.txt"
    article = read_article(str(seed))
    live = visit(where=seed_path, reduced_motion="reduce").page
    live.click(REVIEW)
    live.wait_for_selector(".review-bar")
    bases = live.evaluate(
        "dateline.DATA.features.filter(f => f.layer === 'bases').map(f => [f.place, f.name])"
    )
    moved, name = bases[0]
    mention = live.evaluate(
        "id => dateline.draft.pack().reports[0].mentions.find(m => m.place === id && m.kind === 'name').i",
        moved,
    )
    live.evaluate(
        "i => dateline.correctPlace(dateline.draft.pack().reports[0].mentions[i])", mention
    )
    live.fill("#r-point", "37.25, 68.5")
    if live.locator("dialog input[name=scope]").count():
        live.check("dialog input[value=all]")
    live.click(SAVE)
    ids = live.evaluate("[...dateline.cards.keys()]")
    act(live, ids[3], "Reject")
    act(live, ids[4], "Correct …")
    live.fill("#r-speaker", "Somebody Else")
    live.fill("#r-date", "2021-07-05")
    live.click(SAVE)
    with live.expect_download() as waiting:
        live.click("#save-corrections")
    file = tmp_path / "corrections.toml"
    waiting.value.save_as(file)
    corrections = read_corrections(file)
    for entry in (*corrections.places, *corrections.claims):
        start = entry.anchor.position
        assert start is not None
        assert article.text[start : start + len(entry.anchor.words)] == entry.anchor.words
    analysis = analyse(article, corrections=corrections)
    assert analysis.applied is not None
    assert analysis.applied.orphans == ()
    again = visit(
        where=write_page(draw(analysis), tmp_path / "again.html"), reduced_motion="reduce"
    ).page
    assert again.locator(".card").count() == len(ids) - 1
    spots = again.evaluate(
        "dateline.DATA.features.filter(f => f.shape.t === 'point').map(f => dateline.decode(f.shape.p)[0])"
    )
    assert [37.25, 68.5] in spots, (name, spots)
    assert "Somebody Else" in again.locator(".card", has_text="5 July 2021").first.inner_text()
    again.click(REVIEW)
    again.wait_for_selector(".review-bar")
    assert again.evaluate(TEXT_OF_DRAFT).encode() == file.read_bytes()


def test_the_forms_of_a_corrected_page_say_what_had_been_read(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    report = make_report()
    before = Corrected(place=ADRE, probability=0.9, reason="Near the other places.", note=None)
    found = replace(resolution("Adre", OTHER), probability=1.0, corrected=before)
    names = tuple(r for r in report.resolutions if r.mention.surface != "Adre")
    claims = list(report.claims)
    claims[1] = claims[1] | {
        "type": "air_strike",
        "corrected": [
            {"field": "type", "inferred": "shelling"},
            {"field": "speaker", "inferred": None},
        ],
    }
    page = replace(report, resolutions=(*names, found), claims=tuple(claims)).render()
    live = visit(where=write_page(page, tmp_path / "map.html")).page
    live.click(REVIEW)
    live.wait_for_selector(".review-bar")
    open_place(live, "Adre")
    assert "as read: Adré, 90 %" in live.inner_text("dialog[open]")
    live.keyboard.press("Escape")
    act(live, "C01", "Correct …")
    assert live.inner_text("#r-kind-of-event option >> nth=0") == "as read: shelling"


def test_selected_words_become_a_place_and_a_claim(live: Any) -> None:
    live.click("#tab-report")
    select_words(live, "along the border")
    live.click("text=It is a place …")
    assert live.locator("dialog input[value=none]").count() == 0
    live.fill("#r-point", "14, 22.5")
    live.click(SAVE)
    select_words(live, "XAF 601.12")
    live.click("text=It is a claim")
    found = draft(live)
    article = make_report().article
    start = TEXT.index("along the border")
    assert found.places[0].anchor == anchor_at(article, Span(start, start + 16))
    assert (found.places[0].lat_deg, found.places[0].lon_deg) == (14.0, 22.5)
    assert (found.claims[0].add, found.claims[0].anchor.words) == (True, "XAF 601.12")
    assert live.locator(".review-selection").is_hidden()
    live.click("text=List")
    live.click("dialog button:text-is('Change …') >> nth=0")
    assert live.input_value("#r-point") == "14, 22.5"
