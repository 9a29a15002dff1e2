"""Are two sets of claims matched as a reader would, and is each difference told?"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.layers.claims.changes import SeenClaim, SeenPlace, find_changes, word_changes


def claim(quote, *, id="C01", places=(), **fields):  # noqa: A002
    return SeenClaim(
        id=id, quote=quote, fields={"speaker": "mayor", **fields}, places=tuple(places)
    )


def place(words, key, lon=None, lat=None, name=None):
    return SeenPlace(words=(words,), name=name or words, id=key, lon_deg=lon, lat_deg=lat)


def told(changes):
    return (
        [c.quote for c in changes.added],
        [c.quote for c in changes.gone],
        [[(f.field, f.old, f.new) for f in pair.fields] for pair in changes.changed],
        len(changes.unchanged),
    )


def test_equal_claims_are_unchanged_whatever_their_ids_and_order():
    old = [claim("Boats sank off Aden", id="C01"), claim("A mine went off", id="C02")]
    new = [claim("A mine went off", id="C07"), claim("Boats sank off Aden", id="C09")]
    assert told(find_changes(old, new)) == ([], [], [], 2)


def test_a_number_that_changed_is_a_change_not_a_new_claim():
    old, new = claim("Shells killed 12 men in Marib"), claim("Shells killed 14 men in Marib")
    _, _, changed, _ = told(find_changes([old], [new]))
    assert changed == [[("words", old.quote, new.quote)]]


def test_claims_with_little_in_common_are_one_gone_and_one_added():
    old, new = claim("Shells killed 12 men in Marib"), claim("The port of Aden was open again")
    assert told(find_changes([old], [new])) == ([new.quote], [old.quote], [], 0)


def test_of_two_versions_the_one_of_the_same_speaker_is_taken():
    old = [claim("nobody was hurt near the bridge", speaker="governor")]
    new = [
        claim("nobody was hurt near that bridge", id="C01", speaker="army"),
        claim("nobody was hurt near a bridge", id="C02", speaker="governor"),
    ]
    changes = find_changes(old, new)
    assert [pair.new.id for pair in changes.changed] == ["C02"]
    assert [c.id for c in changes.added] == ["C01"]


def test_repeated_words_are_matched_by_speaker_then_in_order():
    old = [claim("It fell", id="1", speaker="a"), claim("It fell", id="2", speaker="b")]
    new = [claim("It fell", id="x", speaker="b"), claim("It fell", id="y", speaker="c")]
    changes = find_changes(old, new)
    pairs = {(p.old.id, p.new.id) for p in (*changes.changed, *changes.unchanged)}
    assert pairs == {("2", "x"), ("1", "y")}


def test_quotation_marks_spaces_and_capitals_are_no_change():
    old, new = claim("“We” held it,\u00a0he said"), claim('"we" held  it, he said')
    assert told(find_changes([old], [new])) == ([], [], [], 1)


def test_a_slot_that_one_side_does_not_carry_is_not_compared():
    old, new = claim("It fell", act="stated", grade="B2"), claim("It fell", act="denied")
    assert told(find_changes([old], [new]))[2] == [[("act", "stated", "denied")]]


def test_a_place_that_means_another_one_has_moved_so_many_kilometres():
    here = place("Tripoli", "gn:1", 13.187, 32.875, "Tripoli, Libya")
    there = place("Tripoli", "gn:2", 35.844, 34.437, "Tripoli, Lebanon")
    old, new = (
        claim("Tripoli was calm", places=[here]),
        claim("Tripoli was calm", id="C3", places=[there]),
    )
    changes = find_changes([old], [new])
    assert [f.field for f in changes.changed[0].fields] == ["places"]
    (move,) = changes.moves
    assert move.words == "Tripoli"
    assert move.distance_km == pytest.approx(2097, abs=15)
    assert move.claims == ("C3",)


def test_the_same_place_elsewhere_has_moved_and_a_hair_is_no_move():
    base = place("Camp", "user:camp", 69.0, 37.0)
    for step, moved in ((0.0001, 0), (0.01, 1)):
        other = place("Camp", "user:camp", 69.0 + step, 37.0)
        changes = find_changes([claim("x y", places=[base])], [claim("x y", places=[other])])
        assert len(changes.moves) == moved


def test_a_move_whose_distance_nobody_knows_is_told_without():
    old, new = place("the ridge", "position:1"), place("the ridge", "gn:9", 1.0, 1.0)
    (move,) = find_changes([claim("x", places=[old])], [claim("x", places=[new])]).moves
    assert move.distance_km is None


def test_words_that_name_several_places_on_a_side_are_not_paired_by_guess():
    old = [
        claim(
            "a b", places=[place("Springfield", "gn:1", 0, 0), place("Springfield", "gn:2", 1, 1)]
        )
    ]
    new = [claim("a b", places=[place("Springfield", "gn:3", 2, 2)])]
    assert find_changes(old, new).moves == ()


def test_places_beside_the_claims_move_too():
    old, new = place("Soi", "gn:1", 10.0, 10.0), place("Soi", "gn:2", 11.0, 10.0)
    changes = find_changes([], [], old_places=[old], new_places=[new])
    assert len(changes.moves) == 1
    assert changes.any


def test_two_places_of_one_name_are_told_apart_by_id():
    old, new = place("Rivne", "gn:1"), place("Rivne", "gn:2")
    changes = find_changes([claim("x", places=[old])], [claim("x", places=[new])])
    assert told(changes)[2] == [[("places", "Rivne [gn:1]", "Rivne [gn:2]")]]


def test_word_changes_give_both_versions_back():
    old, new = "two of three boats sank", "all three boats were sunk"
    pieces = word_changes(old, new)
    assert " ".join(p.old for p in pieces if p.old) == old
    assert " ".join(p.new for p in pieces if p.new) == new
    assert "three boats" in [p.new for p in pieces if p.kept]


QUOTES = st.lists(st.sampled_from("shells fell on nine boats near a bridge".split()), max_size=6)


@given(st.lists(QUOTES, max_size=8), st.lists(QUOTES, max_size=8))
def test_every_claim_is_told_once(one, other):
    old = [claim(" ".join(words), id=f"o{n}") for n, words in enumerate(one)]
    new = [claim(" ".join(words), id=f"n{n}") for n, words in enumerate(other)]
    changes = find_changes(old, new)
    pairs = (*changes.changed, *changes.unchanged)
    assert sorted([p.old.id for p in pairs] + [c.id for c in changes.gone]) == [c.id for c in old]
    assert sorted([p.new.id for p in pairs] + [c.id for c in changes.added]) == [c.id for c in new]
    assert not find_changes(new, new).any


def test_ten_thousand_claims_are_compared_in_seconds():
    old = [
        claim(f"Convoy {n} left depot {n * 7} with crew {n * 3}", id=str(n)) for n in range(10_000)
    ]
    new = [
        claim(f"Convoy {n} left depot {n * 7} with crew {n * 3 + n % 2}", id=str(n))
        for n in range(10_000)
    ]
    began = time.process_time()
    changes = find_changes(old, new)
    assert time.process_time() - began < 4
    assert len(changes.unchanged) + len(changes.changed) + len(changes.added) == 10_000
    assert len(changes.changed) == 5_000
