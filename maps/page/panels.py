"""What could not be placed, whose data is this, and what do the signs mean?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.maps.drawing.symbols_svg import symbols_legend
from dateline.maps.escape import Html, join, tag, text, web_address
from dateline.maps.page.cards import symbol
from dateline.maps.page.corrected import not_a_place
from dateline.maps.page.marks import SHAPE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.gazetteer.places import Candidate, Resolution
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.maps.drawing.features import Feature

OSM: Final = (
    "Borders © OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright), modified"
)
NATURAL_EARTH: Final = "Land, areas and waters: Made with Natural Earth (public domain), simplified"
GEONAMES: Final = "Place names and points: GeoNames (geonames.org), CC BY 4.0"
FACTBOOK: Final = "Reference border lengths: CIA World Factbook (public domain)"
LEAFLET: Final = "Map software: Leaflet 1.9.4 © Volodymyr Agafonkin and CloudMade, BSD 2-Clause"
_HOLLOW: Final = (
    "On the map a sign is filled where something is stated; hollow or dotted where it is only "
    "promised, planned, expected or conditional; crossed out where it is denied."
)
_ONLY_IF: Final = frozenset({"conditional", "hypothetical"})
ONLINE: Final = "online:"  # ids of places that a service on the network gave
_PREFIXES: Final = {
    "air": "Airfields: OurAirports (public domain) and airportsdata (MIT)",
    "seed": "Supplement of places made for dateline; each row names its source",
}


def shown_candidates(resolution: Resolution) -> list[Candidate]:
    """Return the candidates that a reader should weigh, best first."""
    return list(resolution.candidates[:6])


def where_words(candidate: Candidate) -> str:
    """Return "Kulob, Khatlon, TJ": the place with what tells it from others of its name."""
    place = candidate.place
    parts = [place.name, place.admin1 if place.admin1 != place.name else "", place.country]
    return ", ".join(part for part in parts if part)


def unplaced_html(
    resolutions: Sequence[Resolution],
    features: Sequence[Feature],
    positions: Sequence[Position] = (),
) -> Html:
    """Return what is not drawn: unresolved names, governments, things without a shape."""
    unresolved = _grouped(r for r in resolutions if r.place is None and r.mention.is_place)
    others = _grouped(r for r in resolutions if not r.mention.is_place)
    shapeless = [f for f in features if f.shape is None]
    parts = [
        _section("Names that could not be placed", [_missing(group) for group in unresolved]),
        _section("Positions that could not be placed", [_lost(p) for p in _lost_once(positions)]),
        _section("Not a place here", [_no_place(group) for group in others]),
        _section("Known, but without a shape to draw", [_shapeless(f) for f in shapeless]),
    ]
    filled = [part for part in parts if part]
    return join(filled) if filled else tag("p", "Every place that the report names is on the map.")


def _section(title: str, items: Sequence[Html]) -> Html:
    if not items:
        return Html("")
    return tag("section", tag("h3", title), tag("ul", *items, class_="plain"))


def _grouped(resolutions: Iterable[Resolution]) -> list[tuple[Resolution, int]]:
    """One entry per wording and sense, with how often it stands in the report."""
    groups: dict[tuple[str, str], list[Resolution]] = {}
    for resolution in resolutions:
        mention = resolution.mention
        groups.setdefault((mention.surface, mention.kind), []).append(resolution)
    return [(group[0], len(group)) for group in groups.values()]


def _missing(group: tuple[Resolution, int]) -> Html:
    resolution, times = group
    head = [tag("bdi", resolution.mention.surface, class_="name"), _times(times)]
    options = [tag("li", where_words(c)) for c in shown_candidates(resolution)]
    rest = [tag("p", "It might be:"), tag("ul", *options)] if options else []
    reason = tag("p", resolution.reason, class_="reason")
    return tag("li", *head, reason, *rest, attrs=_at(resolution))


def _at(resolution: Resolution) -> dict[str, str | None]:
    """Where the words stand first, for the review."""
    span = resolution.mention.span
    return {"data-at": f"{span.start}-{span.end}"}


def _lost_once(positions: Sequence[Position]) -> list[Position]:
    lost = {" ".join(p.surface.split()): p for p in reversed(positions) if not p.placed}
    return list(reversed(lost.values()))


def _lost(position: Position) -> Html:
    words = tag("bdi", " ".join(position.surface.split()), class_="name")
    return tag("li", words, tag("p", position.reason, class_="reason"))


def _no_place(group: tuple[Resolution, int]) -> Html:
    resolution, times = group
    name = tag("bdi", resolution.mention.surface, class_="name")
    if resolution.mention.kind == "none":
        return tag("li", name, _times(times), not_a_place(resolution), attrs=_at(resolution))
    government = resolution.mention.kind == "metonym"
    what = "Stands for a government" if government else "Is part of the name of a body or road"
    sense = tag("p", f"{what} here, not for the place: no pin.")
    reason = [tag("p", resolution.reason, class_="reason")] if resolution.reason else []
    return tag("li", name, _times(times), sense, *reason, attrs=_at(resolution))


def _times(count: int) -> Html:
    return text(f" ×{count}") if count > 1 else Html("")


def _shapeless(feature: Feature) -> Html:
    links = [tag("a", claim, href=f"#claim-{claim}") for claim in feature.claim_ids]
    note = [tag("p", feature.note, class_="reason")] if feature.note else []
    return tag("li", tag("bdi", feature.name, class_="name"), " ", join(links, ", "), *note)


def sources_html(
    article: Article, resolutions: Sequence[Resolution], features: Sequence[Feature]
) -> Html:
    """Return the report's own particulars and the origin and licence of all data on the page."""
    return join([report_facts(article), data_sources(resolutions, features)])


def report_facts(article: Article, *, heading: str = "The report") -> Html:
    """Return a report's own particulars."""
    facts = [
        ("Report", article.title or article.id),
        ("Published by", article.source),
        ("Author", article.author),
        ("Report date", article.published or "unknown"),
        ("SHA-256 of the report", article.sha256),
    ]
    rows = [tag("div", tag("dt", name), tag("dd", value)) for name, value in facts if value]
    address = web_address(article.url)
    if address:
        link = tag("a", address, href=address, rel="noreferrer noopener")
        rows.append(tag("div", tag("dt", "Address"), tag("dd", link)))
    return tag("section", tag("h3", heading), tag("dl", *rows, class_="facts"))


def data_sources(resolutions: Sequence[Resolution], features: Sequence[Feature]) -> Html:
    """Return the origin and licence of all data on the page."""
    credited = [tag("li", line) for line in credit_lines(resolutions, features)]
    return join([
        tag("section", tag("h3", "Data on this map"), tag("ul", *credited, class_="plain")),
        tag("section", tag("h3", "Whose borders"), tag("p", _borders_note(features))),
    ])  # fmt: skip


def credit_lines(resolutions: Sequence[Resolution], features: Sequence[Feature]) -> list[str]:
    """Return the attributions that the data on the page asks for, each once."""
    # The base map draws OpenStreetMap's borders and GeoNames' cities on every page.
    lines = [OSM, NATURAL_EARTH, GEONAMES]
    prefixes = {r.place.id.partition(":")[0] for r in resolutions if r.place is not None}
    prefixes |= {f.place_id.partition(":")[0] for f in features}
    lines += [line for key, line in _PREFIXES.items() if key in prefixes]
    places = (r.place for r in resolutions if r.place is not None)
    asked = {p.source for p in places if p.id.startswith(ONLINE)}
    lines += [f"Places that the gazetteer lacks: {source}" for source in sorted(asked)]
    if any(f.reference_km for f in features):
        lines.append(FACTBOOK)
    return [*lines, LEAFLET]


def credit_words(features: Sequence[Feature]) -> str:
    """Return who must be named beside a map of these features, in one line."""
    short = "Borders © OpenStreetMap contributors, ODbL 1.0 · Made with Natural Earth · GeoNames"
    asked = {f.source for f in features if f.place_id.startswith(ONLINE) and f.source}
    disputed = ["disputed lines dashed"] if any(f.disputed for f in features) else []
    return " · ".join([short, *sorted(asked), *disputed])


def credits_html(features: Sequence[Feature]) -> Html:
    """Return the one line under the map: who must be named, and the way to the rest."""
    return join([f"{credit_words(features)} · ", tag("a", "All sources", href="#sources")])


def _borders_note(features: Sequence[Feature]) -> str:
    disputed = [f.name for f in features if f.disputed]
    note = (
        "Background boundaries follow Natural Earth with dateline's table of disputed areas; "
        "boundaries whose course is disputed are dashed. A line on this map takes no side."
    )
    if disputed:
        note += " Disputed among the report's own borders: " + ", ".join(disputed) + "."
    return note


def legend_signs(features: Sequence[Feature]) -> list[tuple[str, str]]:
    """Return name and words of the signs that a map of these features uses, in order."""
    used = {f.layer for f in features if f.shape is not None and not f.uncertain}
    uncertain = any(f.uncertain for f in features if f.shape is not None)
    moved = {f.status for f in features if f.layer == "movements"}
    signs = [
        ("areas" in used, "area", "Country or region that a claim is about"),
        (uncertain, "uncertain", "Uncertain area: the place lies somewhere in it"),
        ("borders" in used, "border", "Border that a claim is about"),
        (
            any(f.disputed for f in features if f.layer == "borders"),
            "disputed",
            "Border whose course is disputed",
        ),
        ("actual" in moved, "movement", "Movement or delivery, stated as happening"),
        ("future" in moved, "movement-open", "Movement or delivery, announced for later"),
        (bool(moved & _ONLY_IF), "movement-if", "Movement or delivery, only if … or imagined"),
        ("mixed" in moved, "movement-mixed", "Movement or delivery, claims differ"),
        ("bases" in used, "base", "Base or garrison"),
        ("events" in used, "event", "Place of a claim"),
    ]
    return [(name, words) for shown, name, words in signs if shown]


def legend_html(features: Sequence[Feature]) -> Html:
    """Return the legend: only the signs that this map uses, then the marks of the claims."""
    items = [_sign(name, words) for name, words in legend_signs(features)]
    marks = [tag("li", symbol(shape), tag("span", words)) for shape, words in SHAPE_WORDS.items()]
    return join([
        tag("section", tag("h3", "On the map"), tag("ul", *items, class_="legend")),
        symbols_legend(features),
        tag(
            "section",
            tag("h3", "How a claim is meant"),
            tag("ul", *marks, class_="legend"),
            tag("p", _HOLLOW, class_="reason"),
        ),
    ])  # fmt: skip


def _sign(name: str, words: str) -> Html:
    use = tag("use", attrs={"href": f"#s-{name}"})
    return tag("li", tag("svg", use, class_=f"sign sign-{name}", aria_hidden="true"), words)
