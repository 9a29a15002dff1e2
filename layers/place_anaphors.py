"""Which place do "there", "the country", "the town", "it" or "both towns" take up?

The last place told before that fits the word: a town for "the town", a shoal for "the reef", a
border for "the line". Where nothing fits the word stays without a place: a guess would be a pin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.geo.article import Span
from dateline.geo.borders import as_place, border_between
from dateline.layers.claims import ClaimPlace
from dateline.layers.place_roles import lies_off, role_of
from dateline.layers.place_words import (
    ARGUMENTS,
    BESIDE,
    COMPASS,
    COUNTERS,
    COUNTRY,
    EVENT_SIDES,
    FACILITY,
    FEATURES,
    HELD,
    HERE,
    LINE,
    MEASURES,
    MOTION,
    OF_A_WHOLE,
    OWN_LAND,
    SHARING,
    STRETCHES,
    TOWN,
    ZONE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from dateline.geo.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.places import Place
    from dateline.layers.claims import PlaceRole
    from dateline.layers.clauses import ClaimDraft

REACH: Final = 3  # sentences back that "there" or "the country" may reach
_WIDE_REACH: Final = 6  # "the town", "the reef": the noun says what is meant
_GONE_TO: Final = frozenset({"location", "destination", "origin", "border"})


@dataclass(frozen=True, slots=True)
class Known:
    """A place already met in reading order, for what later words take up.

    Attributes
    ----------
    drawn
        Whether it was a place of a claim; places of speaking are known without that.
    name
        Name to show, where it is not the gazetteer's own.
    """

    position: int
    sentence: int
    place: Place
    role: PlaceRole
    precision: str | None
    drawn: bool = True
    name: str = ""


def taken_up(
    draft: ClaimDraft,
    parse: Parse,
    known: Sequence[Known],
    gazetteer: Gazetteer,
    *,
    taken: Sequence[Span] = (),
    condition: frozenset[int] = frozenset(),
) -> Iterator[ClaimPlace]:
    """Yield the places that words of a claim take up.

    Parameters
    ----------
    draft, parse
        The claim's words and the report's parse.
    known
        Places met in the whole report, in reading order.
    gazetteer
        Names countries.
    taken
        Spans of the claim's places that are named.
    condition
        Token indices of the claim's condition.
    """
    reader = _Reader(draft, parse, known, gazetteer)
    for i in sorted(draft.tokens):
        token = parse.doc[i]
        if any(s.start <= parse.starts[i] < s.end for s in taken):
            continue
        yield from reader.read(token, condition)


class _Reader:
    """Finds what one word takes up."""

    def __init__(
        self, draft: ClaimDraft, parse: Parse, known: Sequence[Known], gazetteer: Gazetteer
    ) -> None:
        self.draft, self.parse, self.known, self.gazetteer = draft, parse, known, gazetteer

    def read(self, token: Token, condition: frozenset[int]) -> Iterator[ClaimPlace]:
        """Yield the place that a word takes up, if it takes up any."""
        word, lemma = token.lower_, token.lemma_.lower()
        before = [k for k in self.known if k.position < self.parse.starts[token.i]]
        if word in {"there", "here"} and token.dep_ in {"advmod", "pcomp", "pobj", "npadvmod"}:
            yield from self._adverb(token, before)
        elif word == "it" and token.dep_ == "pobj":
            yield from self._it(token, before)
        elif word in EVENT_SIDES and token.dep_ == "poss":
            yield from self._owned(token, before)
        elif token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            yield from self._noun(token, lemma, before, condition)

    def _adverb(self, token: Token, before: Sequence[Known]) -> Iterator[ClaimPlace]:
        recent = self._recent(before, REACH)
        if token.lower_ == "here":
            spoken = [
                k for k in self._recent(before, _WIDE_REACH) if k.precision not in {"6", "line"}
            ]
            source = next((k for k in reversed(spoken) if k.role in HERE), None)
        else:
            subject = {self.parse.starts[i] for i in self.draft.subject}
            source = _last([k for k in recent if k.position not in subject], _GONE_TO)
            if source is not None and source.position >= self.draft.content.start:
                return  # "fled to X and from there …": the claim has that place already
        if source is not None:
            yield self._place(self.parse.span(token), _adverb_role(token), source)

    def _it(self, token: Token, before: Sequence[Known]) -> Iterator[ClaimPlace]:
        near = [k for k in self._recent(before, 1) if k.drawn and k.precision != "6"]
        source = near[-1] if near else None
        prep = token.head.lower_
        afloat = source is not None and source.place.feature_code in FEATURES["reef"]
        if source is not None and (prep in BESIDE or (prep in {"on", "at"} and afloat)):
            role: PlaceRole = "destination" if prep in {"into", "onto"} else "location"
            yield self._place(self.parse.span(token), role, source)

    def _owned(self, token: Token, before: Sequence[Known]) -> Iterator[ClaimPlace]:
        """Read "its length", "its airfield", "to their side"."""
        lemma = token.head.lemma_.lower()
        recent = self._recent(before, REACH)
        if token.lower_ == "its" and lemma in MEASURES:
            source = _last(recent, {"border"})
            if source is not None:
                yield self._place(self.parse.span(token), "border", source)
        elif token.lower_ == "its" and lemma in FACILITY:
            towns = [k for k in self._recent(before, 1) if k.drawn and _is_town(k.place)]
            role = role_of([token.head], country=False, condition=frozenset()).name
            if towns and role != "none":
                yield self._place(self.parse.span(token), role, towns[-1])
        elif lemma in OWN_LAND and token.head.dep_ == "pobj" and token.head.head.lower_ != "of":
            source = self._own_country(before)
            role = role_of([token.head], country=False, condition=frozenset()).name
            if source is not None and role != "none":
                span = Span(self.parse.starts[token.i], self.parse.ends[token.head.i])
                yield self._place(span, role, source)

    def _own_country(self, before: Sequence[Known]) -> Known | None:
        """Return the country whose force the subject is: "The Omani patrol … to its side"."""
        low, high = self.draft.content.start, self.draft.content.end
        inside = [k for k in before if low <= k.position < high and k.precision == "6"]
        return inside[0] if inside else None

    def _noun(
        self, token: Token, lemma: str, before: Sequence[Known], condition: frozenset[int]
    ) -> Iterator[ClaimPlace]:
        if lemma in TOWN and (pair := self._two(token, before)):
            yield from pair
            return
        if lemma in COMPASS and token.lower_ == lemma and _is_bare(token):
            yield from self._quarter(token, lemma, before)
            return
        if lemma in LINE and token.head.lemma_.lower() in SHARING:
            yield from self._shared_border(token, before)
            return
        source = self._named_by_noun(token, lemma, before)
        if source is None:
            return
        country = lemma in COUNTRY
        role = role_of([token], country=country, condition=condition).name
        if role == "none" and not country and token.dep_ in ARGUMENTS:
            role = "location"  # a reef is no government that one speaks to
        if role == "none":
            return
        if source.role == "border" and lemma in LINE | STRETCHES:
            role = "border"
        start = token.left_edge if token.left_edge.dep_ == "det" else token
        span = Span(self.parse.starts[start.i], self.parse.ends[token.i])
        if country and (whole := self.gazetteer.country(source.place.country)):
            source = Known(source.position, source.sentence, whole, source.role, "6")
        yield self._place(span, role, source)

    def _named_by_noun(self, token: Token, lemma: str, before: Sequence[Known]) -> Known | None:
        if lemma == "side":
            return self._other_side(token, before)
        if lemma in ZONE:
            beside = [c for c in token.lefts if c.lemma_.lower() in {"frontier", "border"}]
            return _last(before, {"border"}) if beside else None
        if _is_stretch(token):
            return _last(self._recent(before, 1), {"border"})
        if not _is_bare(token):
            return None
        if lemma in COUNTRY:
            recent = self._recent(before, REACH)
            found = _last(recent, {"location", "destination", "origin", "recipient_place"})
            return found if found is not None and found.place.country else None
        wide = self._recent(before, _WIDE_REACH)
        if lemma in TOWN:
            towns = [k for k in wide if _is_town(k.place)]
            return towns[-1] if towns else _seat(wide)
        if lemma in LINE and lemma != "border":
            return _last(before, {"border"})
        codes = FEATURES.get(lemma)
        fitting = [k for k in before if codes and k.place.feature_code in codes]
        return fitting[-1] if fitting else None

    def _other_side(self, token: Token, before: Sequence[Known]) -> Known | None:
        """Read "the other side" after "the Omani side of the border": the other country."""
        border = _last(before, {"border"})
        if border is None or not any(c.lower_ in {"other", "opposite"} for c in token.lefts):
            return None
        sides = border.place.id.removeprefix("border:").split("-")
        told = [k for k in self._recent(before, 1) if k.place.country in sides]
        others = [code for code in sides if told and code != told[-1].place.country]
        country = self.gazetteer.country(others[0]) if others else None
        return (
            Known(border.position, border.sentence, country, "location", "6") if country else None
        )

    def _two(self, token: Token, before: Sequence[Known]) -> list[ClaimPlace]:
        """Read "both towns", "the two villages": the last two that were named together."""
        counted = [c for c in token.lefts if c.lower_ in COUNTERS]
        near = [k for k in self._recent(before, 2) if k.drawn and _is_town(k.place)]
        towns = {k.place.id: k for k in near if k.sentence == near[-1].sentence}
        if not counted or len(towns) < 2:
            return []
        first, second = list(towns.values())[-2:]
        role = role_of([token], country=False, condition=frozenset()).name
        if role == "none":
            return []
        span = Span(self.parse.starts[token.left_edge.i], self.parse.ends[token.i])
        return [
            replace(
                self._place(span, role, second),
                resolves_to=f"{first.place.name}; {second.place.name}",
                place_ids=(first.place.id, second.place.id),
                precision="multi",
                reason="the last two towns named before",
            )
        ]

    def _shared_border(self, token: Token, before: Sequence[Known]) -> Iterator[ClaimPlace]:
        """Read "Oman and Yemen share a border"."""
        inside = [k for k in before if k.position >= self.draft.content.start]
        sides = sorted({k.place.country for k in inside if k.precision == "6"})
        border = border_between(*sides) if len(sides) == 2 else None
        if border is not None:
            start = token.left_edge if token.left_edge.dep_ == "det" else token
            span = Span(self.parse.starts[start.i], self.parse.ends[token.i])
            source = Known(span.start, self.draft.sentence, as_place(border), "border", "line")
            yield self._place(span, "border", source)

    def _quarter(self, token: Token, lemma: str, before: Sequence[Known]) -> Iterator[ClaimPlace]:
        """Read "to the north", "lost the south": a part of the country the report was in."""
        verb = token.head.lemma_.lower()
        into = token.dep_ == "pobj" and token.head.lower_ in {"to", "in", "into", "across"}
        if not (into or (token.dep_ == "dobj" and verb in HELD)):
            return
        inner = [k for k in before if k.place.country and k.precision in {"1", "3", "4"}]
        country = self.gazetteer.country(inner[-1].place.country) if inner else None
        role = role_of([token], country=False, condition=frozenset()).name
        if country is None or role == "none":
            return
        name = f"{COMPASS[lemma]} {country.name}"
        source = Known(inner[-1].position, inner[-1].sentence, country, role, "region", name=name)
        span = Span(self.parse.starts[token.i - 1], self.parse.ends[token.i])
        yield self._place(span, role, source)

    def _recent(self, before: Sequence[Known], reach: int) -> list[Known]:
        return [k for k in before if self.draft.sentence - k.sentence <= reach]

    def _place(self, span: Span, role: PlaceRole, source: Known) -> ClaimPlace:
        name = source.name or source.place.name
        return ClaimPlace(
            text=self.parse.article.slice(span),
            span=span,
            role=role,
            resolves_to=name,
            place_ids=(source.place.id,),
            precision=source.precision,
            anaphor=True,
            reason=f"takes up {name}, the last fitting place named before",
        )


def _seat(known: Sequence[Known]) -> Known | None:
    """Return the last spot, else the last district: that is often its town as well."""
    drawn = [k for k in known if k.drawn]
    spots = [k for k in drawn if k.precision == "1"] or [
        k for k in drawn if k.precision in {"3", "4"}
    ]
    return spots[-1] if spots else None


def _adverb_role(token: Token) -> PlaceRole:
    if token.head.pos_ == "ADP":
        away = token.head.lower_ == "from" and not lies_off(token.head.head)
        return "origin" if away else "location"
    verb = token.head if token.head.pos_ == "VERB" else token.head.head
    return "destination" if verb.lemma_.lower() in MOTION else "location"


def _is_town(place: Place) -> bool:
    return place.feature_code.startswith("PPL")


def _is_bare(token: Token) -> bool:
    """Whether a noun stands alone with "the": "the town", not "the nearby town of X"."""
    determined = token.i > 0 and token.nbor(-1).lower_ in {"the", "that", "this"}
    after = any(
        c.lower_ == "of" or c.dep_ in {"appos", "relcl"} or c.pos_ == "PROPN" for c in token.rights
    )
    return determined and not after and token.dep_ not in {"compound", "nmod", "amod", "poss"}


def _is_stretch(token: Token) -> bool:
    """Whether a noun is a piece of a line told before: "along the other 80 kilometres"."""
    if token.lemma_.lower() not in STRETCHES or token.dep_ != "pobj":
        return False
    before = {c.lower_ for c in token.lefts}
    along = token.head.lower_ in {"along", "on", "of", "in"}
    return along and "the" in before and bool(before & OF_A_WHOLE)


def _last(known: Sequence[Known], roles: frozenset[str] | set[str]) -> Known | None:
    return next((k for k in reversed(known) if k.drawn and k.role in roles), None)
