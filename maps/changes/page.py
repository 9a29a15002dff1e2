"""How is it shown what changed between two versions of a report? A map, and a list below it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import rcssmin

from dateline.layers.claims.changes import word_changes
from dateline.maps.escape import DOCTYPE, Html, join, tag
from dateline.maps.page.inline import asset, hash_source
from dateline.maps.page.render import MapPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.layers.claims.changes import (
        Changes,
        ClaimChange,
        FieldChange,
        PlaceMove,
        SeenClaim,
        SeenPlace,
    )
    from dateline.maps.drawing.features import Feature

# Told apart by form and by a sign; the colours (Okabe and Ito's) only help.
KINDS: Final = ("added", "gone", "changed")
WORDS: Final = {"added": "added", "gone": "gone", "changed": "changed", "moved": "place moved"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map where something changed.

    Attributes
    ----------
    claims
        Ids per kind, in the order of `KINDS`.
    first
        Id of the list's entry that the sign leads to.
    """

    place: SeenPlace
    claims: tuple[frozenset[str], ...]
    first: str


def counts_words(changes: Changes) -> str:
    """Return "2 claims added, 1 gone, 3 changed, 19 unchanged; 1 place moved"."""
    claims = "claim" if len(changes.added) == 1 else "claims"
    words = (
        f"{len(changes.added)} {claims} added, {len(changes.gone)} gone, "
        f"{len(changes.changed)} changed, {len(changes.unchanged)} unchanged"
    )
    moved = len(changes.moves)
    return f"{words}; {moved} place{'' if moved == 1 else 's'} moved" if moved else words


def distance_words(move: PlaceMove) -> str:
    """Return how far a place has moved, "distance not known" where one side lacks its position."""
    if move.distance_km is None:
        return "distance not known"
    if move.distance_km < 1.0:
        return f"{move.distance_km * 1000:,.0f} m"
    return f"{move.distance_km:,.{int(move.distance_km < 10)}f} km"


def place_words(place: SeenPlace) -> str:
    """Return a place with its latitude and longitude: "Odesa, Ukraine (46.478, 30.733)"."""
    if place.lon_deg is None or place.lat_deg is None:
        return place.name
    return f"{place.name} ({place.lat_deg:.3f}, {place.lon_deg:.3f})"


def changes_page(
    changes: Changes,
    *,
    names: tuple[str, str],
    features: tuple[Sequence[Feature], Sequence[Feature]],
) -> MapPage:
    """Render what changed as one page without script.

    Parameters
    ----------
    names
        Of the old and the new side.
    features
        What the maps of both sides draw, EPSG:4326; empty where not known.

    Returns
    -------
    MapPage
        The same input gives the same bytes.
    """
    from dateline.maps.changes.map import changes_map

    title = f"What changed: {names[0]} → {names[1]}"
    style = rcssmin.cssmin(asset("changes.css"))
    policy = (
        f"default-src 'none'; style-src {hash_source(style)}; base-uri 'none'; form-action 'none'"
    )
    head = join([
        tag("meta", charset="utf-8"),
        tag("meta", attrs={"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", Html(style)),
    ])  # fmt: skip
    body = join([
        tag("header", tag("h1", "What changed"), tag("p", tag("code", names[0]), " → ",
            tag("code", names[1])), tag("p", counts_words(changes) + ".", class_="counts")),
        tag("main", changes_map(spots_of(changes), changes.moves, features),
            *_sections(changes)),
    ])  # fmt: skip
    page = tag("html", tag("head", head), "\n", tag("body", body), "\n", lang="en")
    return MapPage(html=join([DOCTYPE, page], "\n"), title=title)


def spots_of(changes: Changes) -> tuple[Spot, ...]:
    """Return the places of added, gone and changed claims that have a position."""
    found: dict[str, list[set[str]]] = defaultdict(lambda: [set() for _ in KINDS])
    seen: dict[str, tuple[SeenPlace, str]] = {}
    groups: tuple[tuple[int, str, Sequence[SeenClaim]], ...] = (
        (0, "added", changes.added),
        (1, "gone", changes.gone),
        (2, "changed", [pair.new for pair in changes.changed]),
    )
    for index, kind, claims in groups:
        for claim in claims:
            for place in claim.places:
                if place.lon_deg is not None:
                    found[place.id][index].add(claim.id)
                    seen.setdefault(place.id, (place, f"{kind}-{claim.id}"))
    return tuple(
        Spot(place=place, claims=tuple(map(frozenset, found[key])), first=first)
        for key, (place, first) in seen.items()
    )


# ------------------------------------------------------------------ the list
def _sections(changes: Changes) -> list[Html]:
    parts = [
        _section("added", [_card("added", claim) for claim in changes.added]),
        _section("gone", [_card("gone", claim) for claim in changes.gone]),
        _section("changed", [_changed(pair) for pair in changes.changed]),
        _section("moved", [_moved(move) for move in changes.moves]),
    ]
    if not changes.any:
        parts.append(tag("p", "Nothing changed: both have the same claims and places."))
    if changes.unchanged:
        same = [
            tag("li", tag("span", pair.new.id, class_="id"), " ", _quote(pair.new.quote))
            for pair in changes.unchanged
        ]
        count = len(changes.unchanged)
        told = f"{count} claim{'' if count == 1 else 's'} unchanged"
        parts.append(tag("details", tag("summary", told), tag("ul", *same)))
    return parts


def _section(kind: str, items: Sequence[Html]) -> Html:
    if not items:
        return Html("")
    head = tag("h2", sign(kind), f" {WORDS[kind].capitalize()} ({len(items)})")
    return tag("section", head, tag("ul", *(tag("li", item) for item in items)), class_=kind)


def sign(kind: str) -> Html:
    """Return the sign of a kind of change as a small picture."""
    attrs = {"viewBox": "-9 -9 18 18", "width": "18", "height": "18"}
    return tag("svg", join(sign_parts(kind)), class_="sign", aria_hidden="true", attrs=attrs)


def sign_parts(kind: str) -> list[Html]:
    """Return the shapes of a sign around the origin: disc, square, diamond, arrow."""
    css = f"mark {kind}"
    if kind == "added":
        return [tag("circle", r="7.5", class_=css), tag("path", d="M-4 0H4M0-4V4", class_="cut")]
    if kind == "gone":
        square = {"x": "-7", "y": "-7", "width": "14", "height": "14"}
        return [tag("rect", class_=css, attrs=square), tag("path", d="M-4 0H4", class_="cut")]
    if kind == "changed":
        return [tag("path", d="M0-8.5 8.5 0 0 8.5-8.5 0z", class_=css),
                tag("path", d="M-3.5-1.7H3.5M-3.5 1.7H3.5", class_="cut")]  # fmt: skip
    return [tag("path", d="M-8 4Q0-6 7-1M1.5-2.5 7-1 5 4", class_="way")]


def _card(kind: str, claim: SeenClaim, *more: Html, ids: str = "") -> Html:
    facts = [claim.fields.get(name, "") for name in ("act", "type", "time")]
    told = " · ".join(fact for fact in (*facts, *(p.name for p in claim.places)) if fact)
    return tag(
        "article",
        tag("p", tag("span", ids or claim.id, class_="id"), " ",
            tag("b", claim.fields.get("speaker", "")), class_="who"),
        tag("p", _quote(claim.quote), class_="quote"),
        *(more or [tag("p", told, class_="facts")]),
        id=f"{kind}-{claim.id}",
    )  # fmt: skip


def _changed(pair: ClaimChange) -> Html:
    rows = [
        tag("div", tag("dt", change.field), tag("dd", _values(change)))
        for change in pair.fields
    ]  # fmt: skip
    ids = pair.new.id if pair.old.id == pair.new.id else f"{pair.old.id} → {pair.new.id}"
    return _card("changed", pair.new, tag("dl", *rows), ids=ids)


def _values(change: FieldChange) -> Html:
    """Both values; of a claim's words each run that differs, in its place."""
    if change.field != "words":
        old, new = change.old or "nothing", change.new or "nothing"
        return join([tag("del", old), " → ", tag("ins", new)])
    parts: list[str] = []
    for piece in word_changes(change.old, change.new):
        if piece.kept:
            parts.append(piece.new)
            continue
        parts += [
            tag(name, words) for name, words in (("del", piece.old), ("ins", piece.new)) if words
        ]
    return join(parts, " ")


def _moved(move: PlaceMove) -> Html:
    claims = f" · {', '.join(move.claims)}" if move.claims else ""
    return tag(
        "article",
        tag("p", tag("b", f"“{move.words}”"), class_="who"),
        tag("p", tag("del", place_words(move.old)), " → ", tag("ins", place_words(move.new))),
        tag("p", distance_words(move) + claims, class_="facts"),
    )


def _quote(words: str) -> Html:
    return tag("q", " ".join(words.split()))
