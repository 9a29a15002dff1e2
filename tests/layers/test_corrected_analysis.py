"""What an analyst says of places and claims wins over what was read, and the rest stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.geo.reports.article import Span
from dateline.geo.reports.reading import article_from_text
from dateline.layers.claims.claims import CorrectedField
from dateline.layers.claims.records import claim_from_record, claim_record
from dateline.layers.claims.schema_check import first_fault
from dateline.layers.corrections.anchor import anchor_at
from dateline.layers.corrections.corrections import (
    Anchor,
    Applied,
    ClaimCorrection,
    Corrections,
    OrphanEntry,
    PlaceCorrection,
    ReportName,
    for_report,
    settled,
)
from dateline.layers.corrections.doubts import find_doubts
from dateline.layers.corrections.edit import corrections_of, with_entries
from dateline.layers.corrections.read import parse_corrections
from dateline.layers.corrections.write import corrections_text
from dateline.pipeline import analyse, layers_of, locate

if TYPE_CHECKING:
    from typing import Any

    from dateline.geo.gazetteer.places import Resolution
    from dateline.layers.claims.claims import Claim
    from dateline.pipeline import Analysis

TEXT = (
    "Rebels attack garrison in Agadez\n\n"
    "Rebels attacked the garrison in Agadez on Friday, Colonel Idrissa Abdou said. "
    "Moscow will send two helicopters to Niger, he added.\n\n"
    "Trucks moved from Arlit to Zurbatan on Monday. The convoy crossed the border with Chad. "
    "Victory Camp is 30 km north of Arlit. Shells hit a depot there.\n"
)
ARTICLE = article_from_text(TEXT, id="agadez", date="2031-05-05")


@pytest.fixture(scope="module")
def base() -> Analysis:
    return analyse(ARTICLE)


def anchor(words: str, nth: int = 0, text: str = TEXT) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return anchor_at(article_from_text(text, id="agadez"), Span(start, start + len(words)))


def place(words: str, nth: int = 0, **said: Any) -> PlaceCorrection:
    return PlaceCorrection(anchor=anchor(words, nth), **said)


def claim(words: str, **said: Any) -> ClaimCorrection:
    return ClaimCorrection(anchor=anchor(words), **said)


def corrected(*entries: PlaceCorrection | ClaimCorrection, text: str = TEXT) -> Analysis:
    article = article_from_text(text, id="agadez", date="2031-05-05")
    return analyse(article, corrections=with_entries(Corrections(), entries))


def mention(analysis: Analysis, words: str, nth: int = 0) -> Resolution:
    return [r for r in analysis.resolutions if r.mention.surface == words][nth]


def of_words(analysis: Analysis, start: str) -> Claim:
    return next(c for c in analysis.claims if analysis.article.slice(c.content).startswith(start))


def drawn(analysis: Analysis) -> set[str]:
    return {place for layer in layers_of(analysis) for place in layer.frame["place_id"]}


def test_no_corrections_change_nothing(base: Analysis) -> None:
    found = corrected()
    assert found.claims == base.claims
    assert found.resolutions == base.resolutions
    assert base.applied is None
    assert found.applied == Applied(corrections=Corrections())


# ------------------------------------------------------------------ places
def test_a_place_goes_into_every_claim_that_happens_there(base: Analysis) -> None:
    found = corrected(place("Arlit", scope="all", place="gn:2448085"))
    assert [r.place.id for r in found.resolutions if r.mention.surface == "Arlit" and r.place] == [
        "gn:2448085"
    ] * 2
    assert of_words(found, "Trucks").places[0].place_ids == ("gn:2448085",)
    # "30 km north of Arlit", and "there" after it, are measured from the corrected place
    before, after = base.positions[0], found.positions[0]
    assert before.lat_deg is not None
    assert after.lat_deg is not None
    assert abs(before.lat_deg - after.lat_deg) > 1.0
    assert of_words(found, "Shells").places[0].place_ids == (after.id,)


def test_what_was_inferred_and_its_candidates_stay_beside_it(base: Analysis) -> None:
    before = mention(base, "Arlit")
    found = mention(corrected(place("Arlit", place="gn:2448085", note="see map 4")), "Arlit")
    assert found.reason.startswith("corrected by the analyst; taken for Arlit, ")
    assert found.probability == 1.0
    assert found.corrected is not None
    assert found.corrected.place == before.place
    assert found.corrected.probability == before.probability
    assert found.corrected.note == "see map 4"
    assert found.candidates[1:] == before.candidates
    assert found.candidates[0].place == found.place
    same = mention(corrected(place("Arlit", place="gn:2447513")), "Arlit")
    assert (same.reason, same.candidates) == ("confirmed by the analyst", before.candidates)


def test_this_mention_wins_over_all_of_its_words() -> None:
    found = corrected(
        place("Arlit", 1, place="country:NE"), place("Arlit", scope="all", lat_deg=1.0, lon_deg=2.0)
    )
    ids = [r.place.id for r in found.resolutions if r.mention.surface == "Arlit" and r.place]
    assert ids == ["point:1.0,2.0", "country:NE"]


def test_a_point_is_placed_in_its_country_and_drawn() -> None:
    found = corrected(place("Zurbatan", lat_deg=18.0, lon_deg=9.5, note="n"))
    spot = mention(found, "Zurbatan").place
    assert spot is not None
    assert (spot.id, spot.name, spot.country) == ("point:18.0,9.5", "Zurbatan", "NE")
    assert (spot.geometry, spot.source) == ("point", "the analyst")
    assert of_words(found, "Trucks").places[-1].place_ids == ("point:18.0,9.5",)
    assert "point:18.0,9.5" in drawn(found)


def test_what_is_no_place_is_kept_in_the_list_and_out_of_the_claims(base: Analysis) -> None:
    assert "gn:2448085" in drawn(base)
    found = corrected(place("Agadez", 1, scope="all", none=True))
    for resolution in (r for r in found.resolutions if r.mention.surface == "Agadez"):
        assert (resolution.mention.kind, resolution.place) == ("none", None)
        assert resolution.reason.startswith("no place, says the analyst; taken for Agadez")
        assert resolution.candidates
    assert not any(p.text == "Agadez" for c in found.claims for p in c.places)
    assert "gn:2448085" not in drawn(found)


def test_words_that_no_name_was_found_in_become_one(base: Analysis) -> None:
    assert not any(r.mention.surface == "Victory Camp" for r in base.resolutions)
    found = corrected(place("Victory Camp", lat_deg=19.1, lon_deg=7.4))
    assert mention(found, "Victory Camp").corrected is not None
    assert [r.mention.span for r in found.resolutions] == sorted(
        r.mention.span for r in found.resolutions
    )
    claims = of_words(found, "Victory")
    assert any(p.place_ids == ("point:19.1,7.4",) for p in claims.places)


def test_a_longer_name_takes_the_place_of_the_one_in_it() -> None:
    found = corrected(place("Colonel Idrissa Abdou", none=True), place("from Arlit", none=True))
    assert [o.reason for o in found.applied.orphans] == ["no place was read in these words"] * 2  # type: ignore[union-attr]
    found = corrected(place("garrison in Agadez", place="gn:2448085"))
    names = [r.mention.surface for r in found.resolutions]
    assert names.count("garrison in Agadez") == 1
    assert names.count("Agadez") == 1


def test_a_government_becomes_the_city_that_the_analyst_names() -> None:
    found = corrected(place("Moscow", place="gn:524901"))
    assert mention(found, "Moscow").mention.kind == "metonym"  # confirmed, not changed
    found = corrected(place("Moscow", lat_deg=55.75, lon_deg=37.6))
    assert mention(found, "Moscow").mention.kind == "name"


def test_a_border_follows_the_country_that_its_words_name_nothing_of() -> None:
    text = TEXT.replace("the border with Chad", "the border")
    before = analyse(article_from_text(text, id="agadez"))
    assert mention(before, "the border").place is None
    entry = PlaceCorrection(anchor=anchor("Zurbatan", text=text), place="country:TD")
    found = corrected(entry, text=text)
    border = mention(found, "the border")
    assert border.place is not None
    assert border.place.id == "border:NE-TD"
    assert border.corrected is None


def test_a_border_can_be_set_itself() -> None:
    found = corrected(place("the border with Chad", place="border:LY-NE"))
    assert of_words(found, "The convoy").places[0].place_ids == ("border:LY-NE",)


@pytest.mark.parametrize(
    "place_id", ["gn:99999999999", "gn:x", "border:", "border:XX-YY", "zurbatan"]
)
def test_an_id_that_nobody_knows_is_an_error_with_its_entry(place_id: str) -> None:
    text = f'version = 1\n[[place]]\nwords = "Zurbatan"\nplace = "{place_id}"\n'
    with pytest.raises(InputError, match=r"c\.toml, line 2, \[\[place\]\] 1: the gazetteer has no"):
        analyse(ARTICLE, corrections=parse_corrections(text, name="c.toml"))


def test_only_places_can_be_asked_for() -> None:
    entries = Corrections(places=(place("Zurbatan", place="gn:2448085"),))
    found = locate(ARTICLE, corrections=entries)
    assert [r.place.id for r in found if r.corrected and r.place] == ["gn:2448085"]


# ------------------------------------------------------------------ claims
def test_each_field_wins_and_what_was_read_is_kept() -> None:
    found = of_words(
        corrected(
            claim(
                "Trucks moved from Arlit to Zurbatan on Monday", speaker="Idrissa Abdou",
                time="2031-05-03/2031-05-04", act="expect", realis="future", type="deployment",
                grade="B2", graded_by="Nadia", note="two sources", status="accepted",
            )
        ),
        "Trucks",
    )  # fmt: skip
    assert (found.speaker.name, found.speaker.role) == ("Idrissa Abdou", "Colonel")
    assert found.source_resolution == "given by the analyst"
    assert found.time is not None
    assert (found.time.text, found.time.value) == ("on Monday", "2031-05-03/2031-05-04")
    assert (found.time.earliest, found.time.latest) == ("2031-05-03", "2031-05-04")
    assert (found.act, found.realis, found.type) == ("expect", "future", "deployment")
    assert (found.plover, found.mode) == ("MOBILIZE", "troops")
    assert (found.grade, found.graded_by, found.note) == ("B2", "Nadia", "two sources")
    assert found.status == "accepted"
    kept = {item.field: item.inferred for item in found.corrected}
    assert kept == {
        "speaker": "(publication’s own voice)", "time": "2031-05-05", "act": "assert",
        "realis": "actual", "type": None,
    }  # fmt: skip


def test_a_date_for_words_without_one_has_no_words_and_survives_the_exchange() -> None:
    found = of_words(corrected(claim("Shells hit a depot there", time="../2031-05")), "Shells")
    assert found.time is not None
    assert (found.time.text, found.time.bound, found.time.latest) == (
        "",
        "before_or_at",
        "2031-05-31",
    )
    record = claim_record(found, ARTICLE)
    assert (record["time"]["text"], record["time"]["start"]) == (None, None)
    assert record["time"]["normal"] == "../2031-05"
    assert first_fault(record, "claim") == ""
    assert claim_from_record(record) == found


def test_a_speaker_that_the_report_does_not_know_is_taken_as_named() -> None:
    entry = claim("Shells hit a depot there", speaker="A. Driver", speaker_country="TD")
    speaker = of_words(corrected(entry), "Shells").speaker
    assert (speaker.name, speaker.kind, speaker.country) == ("A. Driver", "unknown", "TCD")
    outlet = claim("Moscow will send two helicopters to Niger", speaker="(publication’s own voice)")
    assert of_words(corrected(outlet), "Moscow").speaker.kind == "outlet"
    with pytest.raises(InputError, match="no country has the code 'ZZZ'"):
        corrected(claim("Shells hit a depot there", speaker_country="ZZZ"))


def test_a_rejected_claim_is_listed_and_not_drawn() -> None:
    found = corrected(
        claim("The convoy crossed the border with Chad", status="rejected", note="no")
    )
    assert of_words(found, "The convoy").status == "rejected"
    assert [c.id for c in found.claims] == [f"C{n:02d}" for n in range(7)]
    assert "border:NE-TD" not in drawn(found)


def test_a_rejected_claim_is_linked_to_none() -> None:
    text = (
        "Shells hit a depot in Agadez on Friday, Colonel Idrissa Abdou said.\n\n"
        "Shells hit a depot in Agadez on Friday, the mayor of the town said.\n"
    )
    article = article_from_text(text, id="two", date="2031-05-05")
    before = analyse(article)
    assert [link.to for link in before.claims[1].links] == ["C01"]
    first = ClaimCorrection(anchor=anchor_at(article, before.claims[0].content), status="rejected")
    found = analyse(article, corrections=Corrections(claims=(first,)))
    assert [c.links for c in found.claims] == [(), ()]


def test_an_added_claim_is_read_like_any_other_and_moves_no_number(base: Analysis) -> None:
    words = "two helicopters to Niger"
    found = corrected(claim(words, add=True, type="military_aid"))
    new = of_words(found, "two helicopters")
    assert new.id == "C07"
    assert [c.id for c in found.claims].index("C07") == 3
    assert new.corrected[0] == CorrectedField(field="added", inferred=None)
    assert new.speaker.name == "Idrissa Abdou"
    assert [p.place_ids for p in new.places] == [("country:NE",)]
    others = [c for c in found.claims if c.id != "C07"]
    assert [replace(c, links=()) for c in others] == [replace(c, links=()) for c in base.claims]
    assert first_fault(claim_record(new, ARTICLE), "claim") == ""


def test_adding_words_that_are_a_claim_already_corrects_that_one() -> None:
    found = corrected(claim("Shells hit a depot there", add=True, note="seen"))
    assert len(found.claims) == 7
    assert (of_words(found, "Shells").note, of_words(found, "Shells").corrected) == ("seen", ())


def test_a_quote_cut_a_little_otherwise_is_the_same_claim() -> None:
    found = corrected(claim("convoy crossed the border with Chad", note="n"))
    assert of_words(found, "The convoy").note == "n"
    found = corrected(claim("crossed", note="n"))
    assert [o.reason for o in found.applied.orphans] == ["no claim has these words"]  # type: ignore[union-attr]


def test_records_with_corrections_follow_the_schema_and_come_back() -> None:
    found = corrected(
        claim("Shells hit a depot there", speaker="N", time="2031", status="rejected"),
        claim("two helicopters", add=True),
    )
    for item in found.claims:
        record = claim_record(item, ARTICLE)
        assert first_fault(record, "claim") == ""
        assert claim_from_record(record) == item


# ------------------------------------------------------------------ orphans, several reports
def test_orphans_are_named_with_their_reason_and_kept_by_a_rewrite() -> None:
    text = TEXT.replace("Shells hit a depot there.", "")
    entries = Corrections(
        places=(place("Zurbatan", place="gn:2448085"), place("Arlit", 1, none=True)),
        claims=(claim("Shells hit a depot there", status="rejected", note="n"),),
    )
    changed = article_from_text("Correction.\n\n" + text, id="agadez")
    found = analyse(changed, corrections=entries)
    assert [(o.kind, o.words, o.reason) for o in found.applied.orphans] == [  # type: ignore[union-attr]
        ("claim", "Shells hit a depot there", "these words are not in the report")
    ]
    again = corrections_of(changed, entries)
    assert again.claims == entries.claims
    assert [p.anchor.position for p in again.places] == [
        p.anchor.position + 13
        for p in entries.places  # type: ignore[operator]
    ]
    assert again.reports[0].sha256 == changed.sha256
    assert parse_corrections(corrections_text(again)) == again


def test_entries_that_turn_out_to_be_about_the_same_words_become_one() -> None:
    words = "Shells hit a depot there"
    old = Corrections(
        claims=(
            ClaimCorrection(anchor=Anchor(words=words), note="n"),
            ClaimCorrection(anchor=Anchor(words=words, position=3), status="accepted"),
        )
    )
    (one,) = corrections_of(ARTICLE, old).claims
    assert (one.note, one.status, one.anchor) == ("n", "accepted", anchor(words))


@settings(max_examples=8)
@given(
    st.sampled_from(["", "Amended. ", "A long first paragraph of other words.\n\n"]), st.booleans()
)
def test_edits_in_other_paragraphs_leave_every_correction_where_it_is(new: str, end: bool) -> None:
    head, rest = TEXT.split("\n\n", 1)
    text = f"{head}\n\n{new}\n\n{rest}" + ("\nMore will follow." if end else "")
    found = corrected(
        place("Zurbatan", place="gn:2448085"),
        place("Arlit", 1, lat_deg=18.0, lon_deg=8.0),
        claim("Shells hit a depot there", status="rejected"),
        claim("Trucks moved from Arlit to Zurbatan on Monday", type="deployment"),
        text=text,
    )
    assert found.applied is not None
    assert found.applied.orphans == ()
    assert of_words(found, "Shells").status == "rejected"
    assert of_words(found, "Trucks").type == "deployment"
    ids = [r.place.id for r in found.resolutions if r.corrected and r.place]
    assert ids == ["gn:2448085", "point:18.0,8.0"]


def test_entries_of_other_reports_are_counted_and_left_alone() -> None:
    def entry(report: str | None) -> ClaimCorrection:
        return ClaimCorrection(anchor=Anchor(words="It rained", report=report), add=True)

    names = (ReportName(id="agadez"), ReportName(id="other"))
    both = Corrections(reports=names, claims=(entry("agadez"), entry("other")))
    mine, others = for_report(both, ARTICLE)
    assert ([e.anchor.report for e in mine.claims], others) == (["agadez"], 1)
    found = analyse(ARTICLE, corrections=both)
    assert found.applied is not None
    assert (len(found.applied.orphans), found.applied.others) == (1, 1)
    # a file about one report is about the one at hand, unless several are read together
    foreign = Corrections(reports=(ReportName(id="other"),), claims=(entry(None),))
    assert for_report(foreign, ARTICLE)[1] == 0
    assert for_report(foreign, ARTICLE, several=True)[1] == 1
    renamed = Corrections(
        reports=(ReportName(id="old", sha256=ARTICLE.sha256),), claims=(entry("old"),)
    )
    assert for_report(renamed, ARTICLE)[1] == 0


def test_of_reports_read_together_an_entry_is_an_orphan_once_or_not_at_all() -> None:
    lost, found = claim("Shells hit", add=True), claim("The convoy", add=True)
    both = Corrections(claims=(lost, found))
    one = Applied(corrections=both, orphans=(OrphanEntry(entry=lost, reason="a"), OrphanEntry(entry=found, reason="b")))  # fmt: skip
    two = Applied(corrections=both, orphans=(OrphanEntry(entry=lost, reason="c"),), others=3)
    assert [[o.reason for o in a.orphans] for a in settled([one, two])] == [["a"], []]


# ------------------------------------------------------------------ what is unsure
def test_the_most_useful_question_comes_first(base: Analysis) -> None:
    doubts = find_doubts(ARTICLE, base.resolutions, base.claims, gazetteer=base.gazetteer)
    assert (doubts[0].kind, ARTICLE.slice(doubts[0].spans[0])) == ("place", "Zurbatan")
    assert doubts[0].claims == ("C03",)
    worth = [d.worth for d in doubts]
    assert worth == sorted(worth, reverse=True)
    speaker = next(d for d in doubts if d.kind == "speaker" and d.claims == ("C02",))
    assert speaker.options[0].value == speaker.current == "Idrissa Abdou"


def test_an_unlikely_place_of_many_claims_is_asked_before_an_unplaced_one_of_none(
    base: Analysis,
) -> None:
    unsure = [
        replace(r, probability=0.4) if r.mention.surface == "Agadez" else r
        for r in base.resolutions
    ]
    far = [replace(c, content=c.content) for c in base.claims if c.id != "C03"]
    doubts = find_doubts(ARTICLE, unsure, far, gazetteer=base.gazetteer)
    places = [ARTICLE.slice(d.spans[0]) for d in doubts if d.kind == "place"]
    assert places[:2] == ["Agadez", "Zurbatan"]
    assert (doubts[0].chance, doubts[0].worth, len(doubts[0].spans)) == (0.6, 1.2, 2)


def test_what_the_analyst_has_said_is_not_asked_again() -> None:
    found = corrected(
        place("Zurbatan", none=True),
        claim("Moscow will send two helicopters to Niger", speaker="Idrissa Abdou"),
        claim("Rebels attacked the garrison in Agadez on Friday", status="accepted"),
    )
    doubts = find_doubts(ARTICLE, found.resolutions, found.claims, gazetteer=found.gazetteer)
    asked = {(d.kind, ARTICLE.slice(d.spans[0])) for d in doubts}
    assert ("place", "Zurbatan") not in asked
    assert ("speaker", "Moscow will send two helicopters to Niger") not in asked
    assert ("type", "Rebels attacked the garrison in Agadez on Friday") not in asked
    assert ("type", "Rebels attack garrison in Agadez") in asked
