"""Which place do "there", "the country", "the town", "it" or "both towns" take up?

The last place told before that fits the word: a town for "the town", a shoal for "the reef", a
border for "the line". Where nothing fits the word stays without a place: a guess would be a pin.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.geo.reports.article import Span
from dateline.geo.shapes.borders import as_place, border_between
from dateline.layers.claims.claims import ClaimPlace
from dateline.layers.places.known import (
    Known,
    adverb_role,
    closes,
    is_bare,
    is_stretch,
    is_town,
    last_of,
    moves,
    of_size,
    seat_of,
)
from dateline.layers.places.roles import role_of
from dateline.layers.places.words import (
    ARGUMENTS,
    ARRIVING,
    BESIDE,
    BUILT,
    COMPASS,
    COUNTERS,
    COUNTRY,
    EVENT_SIDES,
    FACILITY,
    FEATURES,
    HELD,
    HERE,
    LEAVING,
    LINE,
    MEASURES,
    OPENING,
    OVER_A_LINE,
    OVER_A_PLACE,
    OWN_LAND,
    SCENE,
    SHARING,
    SPOTS,
    STRETCHES,
    TOWN,
    ZONE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.layers.claims.claims import PlaceRole
    from dateline.layers.claims.clauses import ClaimDraft

REACH: Final = 3  # sentences back that "there" or "the country" may reach
_WIDE_REACH: Final = 6  # "the town", "the reef": the noun says what is meant
SPOT_PRECISIONS: Final = frozenset({"1", "2", "3"})
_GONE_TO: Final = frozenset({"location", "destination", "origin", "border"})


def taken_up(
    draft: ClaimDraft,
    parse: Parse,
    known: Sequence[Known],
    gazetteer: Gazetteer,
    *,
    taken: Sequence[Span] = (),
    condition: frozenset[int] = frozenset(),
    lost: Sequence[int] = (),
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
    lost
        Where names stand that could not be placed: they may be meant rather than what came before.
    """
    reader = _Reader(draft, parse, known, gazetteer, lost)
    for i in sorted(draft.tokens):
        token = parse.doc[i]
        if any(s.start <= parse.starts[i] < s.end for s in taken):
            continue
        yield from reader.read(token, condition)


def _is_gone_to(land: Token) -> bool:
    """Whether land is where something goes or happens: "inside its territory", "left its soil"."""
    verb_of_place = land.dep_ == "dobj" and land.head.lemma_ in LEAVING | ARRIVING
    return verb_of_place or (land.dep_ == "pobj" and land.head.lower_ != "of")


def _is_side(source: Known, recent: Sequence[Known]) -> bool:
    """Whether a country was named only for its side of a line, beside places that lie there."""
    finer = any(k.sentence == source.sentence and k.precision != "6" and k.drawn for k in recent)
    return source.precision == "6" and source.words.lower().endswith("side") and finer


class _Reader:
    """Finds what one word takes up."""

    def __init__(
        self,
        draft: ClaimDraft,
        parse: Parse,
        known: Sequence[Known],
        gazetteer: Gazetteer,
        lost: Sequence[int],
    ) -> None:
        self.draft, self.parse, self.known, self.gazetteer = draft, parse, known, gazetteer
        self.lost = lost

    def _is_lost(self, token: Token, source: Known) -> bool:
        """Whether a spot that nobody could place was named between a word and what it takes up."""
        here = self.parse.starts[token.i]
        return any(source.position < at < here for at in self.lost)

    def read(self, token: Token, condition: frozenset[int]) -> Iterator[ClaimPlace]:
        """Yield the place that a word takes up, if it takes up any."""
        word, lemma = token.lower_, token.lemma_.lower()
        before = [k for k in self.known if k.position < self.parse.starts[token.i]]
        if word in {"there", "here"} and token.dep_ in {"advmod", "pcomp", "pobj", "npadvmod"}:
            yield from self._adverb(token, before)
        elif word == "it" and token.dep_ == "pobj":
            yield from self._it(token, before)
        elif word == "it" and token.dep_ in {"dobj", "nsubjpass", "nsubj"}:
            yield from self._it_acted_on(token, before)
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
            source = last_of([k for k in recent if k.position not in subject], _GONE_TO)
            if source is not None and source.position >= self.draft.content.start:
                return  # "fled to X and from there …": the claim has that place already
            if source is not None and self._is_lost(token, source):
                yield self._open(self.parse.span(token), adverb_role(token))
                return
            if source is not None and _is_side(source, recent):
                return  # "between A and B on the Omani side. Posts stand there": not all of Oman
        if source is not None:
            yield self._place(self.parse.span(token), adverb_role(token), source)

    def _it(self, token: Token, before: Sequence[Known]) -> Iterator[ClaimPlace]:
        near = [k for k in self._recent(before, 1) if k.drawn and k.precision != "6"]
        source = near[-1] if near else None
        prep = token.head.lower_
        afloat = source is not None and source.place.feature_code in FEATURES["reef"]
        if source is not None and (prep in BESIDE or (prep in {"on", "at"} and afloat)):
            role: PlaceRole = "destination" if prep in {"into", "onto"} else "location"
            yield self._place(self.parse.span(token), role, source)

    def _it_acted_on(self, token: Token, before: Sequence[Known]) -> Iterator[ClaimPlace]:
        """Read "left it", "it was shelled", "it reopened": the town or post told just before."""
        verb = token.head
        opens = verb.lemma_ in OPENING
        given_up = verb.lemma_ == "give" and any(c.dep_ == "prt" for c in verb.children)
        if not (verb.lemma_ in OVER_A_PLACE or given_up) or (token.dep_ == "nsubj" and not opens):
            return
        near = [k for k in self._recent(before, 1) if k.drawn and k.precision in SPOT_PRECISIONS]
        if not near or (opens and not closes(near[-1])):
            return
        if any(not is_town(k.place) and not k.words for k in near[-1:]):
            return
        role: PlaceRole = "origin" if verb.lemma_ in LEAVING else "location"
        role = "destination" if verb.lemma_ in ARRIVING else role
        yield self._place(self.parse.span(token), role, near[-1])

    def _owned(self, token: Token, before: Sequence[Known]) -> Iterator[ClaimPlace]:
        """Read "its length", "its airfield", "to their side"."""
        lemma = token.head.lemma_.lower()
        recent = self._recent(before, REACH)
        if token.lower_ == "its" and lemma in MEASURES:
            source = last_of(recent, {"border"})
            if source is not None:
                yield self._place(self.parse.span(token), "border", source)
        elif token.lower_ == "its" and lemma in FACILITY:
            towns = [k for k in self._recent(before, 1) if k.drawn and is_town(k.place)]
            role = role_of([token.head], country=False, condition=frozenset()).name
            if towns and role != "none":
                yield self._place(self.parse.span(token), role, towns[-1])
        elif lemma in OWN_LAND and _is_gone_to(token.head):
            source = self._own_country(before)
            role = role_of([token.head], country=False, condition=frozenset()).name
            if source is not None and role != "none":
                span = Span(self.parse.starts[token.i], self.parse.ends[token.head.i])
                yield self._place(span, role, source)

    def _own_country(self, before: Sequence[Known]) -> Known | None:
        """Return the country whose force the subject is: "The Omani patrol … to its side"."""
        low, high = self.draft.content.start, self.draft.content.end
        inside = [k for k in before if low <= k.position < high and k.precision == "6"]
        if inside:
            return inside[0]
        told = [k for k in self._recent(before, 0) if k.precision == "6"]
        return told[-1] if told else None  # "Kabul denied that anybody had left its territory"

    def _noun(
        self, token: Token, lemma: str, before: Sequence[Known], condition: frozenset[int]
    ) -> Iterator[ClaimPlace]:
        if lemma in TOWN and (pair := self._two(token, before)):
            yield from pair
            return
        if lemma in COMPASS and token.lower_ == lemma and is_bare(token):
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
        if lemma in TOWN | SCENE and self._is_lost(token, source):
            yield self._open(span, role)
            return
        if country and (whole := self.gazetteer.country(source.place.country)):
            source = Known(source.position, source.sentence, whole, source.role, "6")
        yield self._place(span, role, source)

    def _named_by_noun(self, token: Token, lemma: str, before: Sequence[Known]) -> Known | None:
        if lemma == "side" and token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ != "be":
            return None  # "the other side will not sleep": people
        if lemma == "side":
            return self._other_side(token, before)
        if lemma in ZONE:
            beside = [c for c in token.lefts if c.lemma_.lower() in {"frontier", "border"}]
            return last_of(before, {"border"}) if beside else None
        if is_stretch(token):
            return last_of(self._recent(before, 1), {"border"})
        if not is_bare(token):
            return None
        if lemma in COUNTRY:
            recent = self._recent(before, REACH)
            found = last_of(recent, {"location", "destination", "origin", "recipient_place"})
            return found if found is not None and found.place.country else None
        wide = self._recent(before, _WIDE_REACH)
        if lemma in SCENE:
            return last_of([k for k in self._recent(before, 2) if k.precision != "6"], HERE)
        if lemma in SPOTS and (called := [k for k in before if lemma in k.words.lower().split()]):
            return called[-1]  # "the bridge" after "the Kerch bridge", "the village of X"
        if lemma in TOWN:
            if token.tag_ == "NNS":
                return None  # which of them nobody said
            towns = [k for k in wide if is_town(k.place)]
            fitting = [k for k in towns if of_size(k.place, lemma)] or towns
            return fitting[-1] if fitting else seat_of(wide)
        if lemma in LINE and lemma != "border":
            built = token.dep_ in ARGUMENTS and token.head.lemma_ not in OVER_A_LINE
            return None if lemma in BUILT and built else last_of(before, {"border"})
        codes = FEATURES.get(lemma)
        fitting = [k for k in before if codes and k.place.feature_code in codes]
        return fitting[-1] if fitting else None

    def _other_side(self, token: Token, before: Sequence[Known]) -> Known | None:
        """Read "the other side" after "the Omani side of the border": the other country."""
        border = last_of(before, {"border"})
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
        bare = token.tag_ == "NNS" and is_bare(token)  # "left the villages"
        counted = bare or [c for c in token.lefts if c.lower_ in COUNTERS]
        near = [k for k in self._recent(before, 2) if k.drawn and is_town(k.place)]
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
        into = token.dep_ == "pobj" and token.head.lower_ in {"to", "in", "into", "across", "for"}
        if into and token.head.lower_ == "to" and not moves(token.head.head):
            return  # "the plateau to the east"
        if not (into or (token.dep_ == "dobj" and verb in HELD)):
            return
        spots = [k for k in before if k.place.country and k.precision in {"1", "3", "4"}]
        drawn = [k for k in spots if k.drawn]
        if drawn and spots[-1].place.country != drawn[-1].place.country:
            return  # whose west, is open
        inner = drawn or spots
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

    def _open(self, span: Span, role: PlaceRole) -> ClaimPlace:
        """Return a place that words take up, where it may be one that nobody could place."""
        return ClaimPlace(
            text=self.parse.article.slice(span),
            span=span,
            role=role,
            resolves_to=None,
            anaphor=True,
            reason="may take up a name just before that could not be placed",
        )

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
