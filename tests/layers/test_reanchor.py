"""Words of claims are found again in a report that has changed; what is gone is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from claim_samples import BARE, CLAIMS, FULL, LAST, TEXT, article
from hypothesis import given
from hypothesis import strategies as st

from dateline.layers.claims.records import claim_from_record, claim_record
from dateline.layers.corrections.reanchor import reanchor, word_spans

if TYPE_CHECKING:
    from dateline.layers.claims.claims import Claim
    from dateline.layers.corrections.reanchor import Anchored

RECORDS = [claim_record(claim, article()) for claim in CLAIMS]


def _in(text: str) -> Anchored:
    return reanchor(RECORDS, article(text))


def _claims(found: Anchored) -> dict[str, Claim]:
    return {record["id"]: claim_from_record(record) for record in found.records}


def test_claims_of_the_same_text_stay_as_they_are() -> None:
    found = _in(TEXT)
    assert list(found.records) == RECORDS
    assert (found.moved, found.orphans) == ((), ())


def test_a_paragraph_put_in_front_moves_every_offset() -> None:
    text = "Correction of 3 May.\n\n" + TEXT
    found = _in(text)
    assert found.moved == ("C01", "C02", "C03")
    for record in found.records:
        for path, span in word_spans(record):
            assert text[span["start"] : span["end"]] == span["text"], path
    claim = _claims(found)["C01"]
    assert article(text).slice(claim.content) == article().slice(FULL.content)
    assert claim.time is not None
    assert article(text).slice(claim.time.core_span) == "May 2031"


def test_only_what_stands_behind_the_change_moves() -> None:
    found = _in(TEXT.replace("gave no date", "gave no date at all"))
    assert found.moved == ("C03",)
    assert _claims(found)["C01"] == FULL


def test_an_edited_sentence_is_read_anew_around_its_claim() -> None:
    text = TEXT.replace("Nomads said “", "On the road, nomads and Nomads said again “")
    claim = _claims(_in(text))["C02"]
    assert article(text).slice(claim.content) == "the wells are not dry"
    assert article(text).slice(claim.sentence) == (
        "On the road, nomads and Nomads said again “the wells are not dry”."
    )


def test_other_quotes_and_spaces_are_the_same_words() -> None:
    text = TEXT.replace("“", '"').replace("”", '"').replace("salt flats by", "salt\u00a0flats by")
    claims = _claims(_in(text))
    assert set(claims) == {"C01", "C02", "C03"}
    assert claims["C01"].places[1].text == "the salt\u00a0flats"


def test_a_claim_whose_words_were_edited_is_an_orphan_with_its_reason() -> None:
    found = _in(TEXT.replace("about 40 patrols", "about 14 patrols"))
    (orphan,) = found.orphans
    assert orphan.id == "C01"
    assert "are not in the report" in orphan.reason
    assert orphan.record == RECORDS[0]
    assert [record["id"] for record in found.records] == ["C02", "C03"]


def test_a_claim_whose_speaker_is_gone_is_an_orphan() -> None:
    found = _in(TEXT.replace("Captain Imane Belkacem", "an officer"))
    (orphan,) = found.orphans
    assert orphan.reason == "its `source` 'Captain Imane Belkacem' is not there any more"


def test_short_words_in_other_company_are_not_taken_for_the_claim() -> None:
    text = (
        "Reports say nothing new, since the wells are not dry in any of the northern towns today.\n"
    )
    reasons = {orphan.id: orphan.reason for orphan in _in(text).orphans}
    assert set(reasons) == {"C01", "C02", "C03"}
    assert "stand in other company now" in reasons["C02"]


def test_of_two_equal_places_the_one_with_the_same_company_is_taken_though_farther() -> None:
    kept = TEXT.index("The captain gave")
    text = TEXT[:kept] + "Was it that two? Two trucks were lost in a storm, or three?\n\n"
    text += "Filler stands here. " * 20 + TEXT[kept:]
    (record,) = reanchor(RECORDS[2:], article(text)).records
    assert record["content"]["start"] == text.rindex("Two trucks")


def test_of_two_equal_paragraphs_the_one_that_moved_like_its_neighbours_is_taken() -> None:
    last = TEXT.split("\n\n")[-1]
    text = TEXT + "\n" + last
    assert _claims(_in(text))["C03"] == LAST
    # A copy nearer to the old place, but the claims before have moved farther.
    front = last + "\n" + "Filler stands here. " * 20 + "\n\n"
    claim = _claims(_in(front + TEXT))["C03"]
    assert claim.content.start == LAST.content.start + len(front)


@pytest.mark.parametrize("word", ["Nomadsland", "McNomads"])
def test_a_word_is_not_found_inside_a_longer_one(word: str) -> None:
    # One letter more in front, so that the word does not stand where it is expected.
    text = TEXT.replace("Nomads said", f"{word}, as was said,")
    assert {orphan.id for orphan in _in(text).orphans} == {"C02"}


@given(
    st.integers(0, len(TEXT)), st.integers(0, 40), st.text("ab .\n“é\U0001f9c2", max_size=30)
)  # fmt: skip
def test_every_claim_is_kept_or_named_and_what_is_kept_quotes_the_report(
    at: int, cut: int, new: str
) -> None:
    text = TEXT[:at] + new + TEXT[at + cut :]
    found = _in(text)
    kept, lost = [r["id"] for r in found.records], [o.id for o in found.orphans]
    assert sorted(kept + lost) == ["C01", "C02", "C03"]
    for record in found.records:
        claim_from_record(record)
        for path, span in word_spans(record):
            assert text[span["start"] : span["end"]] == span["text"], path
        start, end = record["content"]["start"], record["content"]["end"]
        assert record["sentence"]["start"] <= start < end <= record["sentence"]["end"]


@pytest.mark.parametrize("text", ["", "\n", "."])
def test_in_an_empty_report_every_claim_is_an_orphan(text: str) -> None:
    assert len(_in(text).orphans) == 3


def test_actors_written_with_plain_spaces_stand_where_the_report_has_hard_ones() -> None:
    text = TEXT.replace("The frontier guard", "The frontier\u00a0guard")
    record = claim_record(FULL, article(text))
    assert record["actors"][0]["text"] == "The frontier guard"
    assert reanchor([record], article(text)).moved == ()
    assert BARE.actors == ()
