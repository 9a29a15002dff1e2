"""Which span of the report, which place, time and number does a model's claim mean?

The words are found again in the report; what they mean is read by dateline's own stages.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from dateline.geo.reports.article import Span
from dateline.layers.claims.claims import (
    Act,
    Actor,
    Certainty,
    Claim,
    ClaimPlace,
    PlaceRole,
    Realis,
    Tense,
)
from dateline.layers.claims.extraction import sentence_ids
from dateline.layers.events.events import event_types
from dateline.layers.language_model.answers import INVENTED, find_words
from dateline.layers.places.claim_places import precision_of
from dateline.layers.quantities.quantities import find_quantities
from dateline.layers.speakers.speakers import OUTLET, Speaker, SpeakerKind
from dateline.layers.times.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Tier
    from dateline.layers.language_model.answers import Reader
    from dateline.layers.quantities.quantities import Quantity
    from dateline.layers.times.times import TimeExpression

FLAG: Final = "read by a language model"
CONFIDENCE: Final = 0.5  # it gives none that could be trusted
SPEAKER_KINDS: Final = get_args(SpeakerKind)


class Grounder:
    """Turns a model's objects into claims of one report."""

    def __init__(
        self,
        article: Article,
        parse: Parse,
        resolutions: Sequence[Resolution],
        gazetteer: Gazetteer,
        reader: Reader,
    ) -> None:
        self.article = article
        self.parse = parse
        self.resolutions = [r for r in resolutions if r.mention.kind != "embedded"]
        self.gazetteer = gazetteer
        self.reader = reader
        self.times = find_times(parse, published=article.published)
        self.quantities = find_quantities(parse, times=self.times)

    def contents(
        self, answers: Sequence[Mapping[str, Any]], piece: Sequence[Span]
    ) -> Iterator[tuple[Span, Mapping[str, Any]]]:
        """Find the quotes of one answer in its piece of the report, in order where one recurs."""
        position = 0
        used: Counter[str] = Counter()
        for given in answers:
            words = self.reader.words(given.get("quote"))
            places = [s for zone in piece for s in find_words(self.article.text, words or "", zone)]
            places = [s for s in places if self._in_sentences(s)]
            if words is None or not places:
                self.reader.dropped[INVENTED] += 1
                continue
            key = " ".join(words.split())
            later = [s for s in places if s.start >= position]
            content = (later or places)[0]
            if used[key] and len(places) > used[key]:
                content = places[used[key]]
            used[key] += 1
            position = content.start
            yield content, given

    def _in_sentences(self, content: Span) -> bool:
        return bool(self.parse.tokens(content))

    def claim(self, content: Span, given: Mapping[str, Any]) -> Claim:
        """Return the claim of a quote that was found."""
        read, zone = self.reader, self._zone(content)
        sentence, number = self._sentence(content)
        source = read.span(given.get("source"), near=sentence, within=zone)
        cue = read.span(given.get("cue"), near=sentence, within=zone)
        speaker = self._speaker(given.get("speaker"), source, zone)
        certainty = cast(
            "Certainty", read.choice(given.get("certainty"), get_args(Certainty), "CT")
        )
        polarity = read.choice(given.get("polarity"), ("+", "-"), "+")
        kind = read.choice(given.get("type"), event_types(), "") or None
        own_voice = speaker == OUTLET
        sure = "Uu" if certainty == "Uu" or not own_voice else certainty + polarity
        near = {"near": content, "within": sentence}
        return Claim(
            id="",
            tier=self._tier(content),
            sentence=sentence,
            sentence_id=sentence_ids(self.parse)[number],
            content=content,
            source=(source,) if source else (),
            cue=(cue,) if cue else (),
            speaker=speaker,
            source_resolution="no cue" if own_voice else "as the model read it",
            via=None,
            type=kind,
            plover=event_codes().get(kind or "", ("", "", ""))[0] or None,
            mode=event_codes().get(kind or "", ("", "", ""))[1] or None,
            acled=event_codes().get(kind or "", ("", "", ""))[2] or None,
            act=cast("Act", read.choice(given.get("act"), get_args(Act), "assert")),
            realis=cast("Realis", read.choice(given.get("realis"), get_args(Realis), "actual")),
            certainty=certainty,
            polarity="-" if polarity == "-" else "+",
            author_certainty=sure,
            hedges=read.spans(given.get("hedges"), **near),
            condition=read.span(given.get("condition"), **near),
            negation=read.span(given.get("negation"), **near),
            time=self._time(read.span(given.get("time"), **near)),
            actors=self._people(read.spans(given.get("actors"), **near)),
            recipients=self._people(read.spans(given.get("recipients"), **near)),
            places=self._places(given.get("places"), content, sentence),
            implied_places=(),
            quantities=self._quantities(read.spans(given.get("quantities"), **near), content),
            links=(),
            flags=(FLAG,),
            confidence=CONFIDENCE,
            tense=cast("Tense", read.choice(given.get("tense"), get_args(Tense), "present")),
        )

    def _zone(self, content: Span) -> Span:
        zones = (z.span for z in self.article.zones)
        return next(z for z in zones if z.start <= content.start and content.end <= z.end)

    def _tier(self, content: Span) -> Tier:
        kinds = (z.kind for z in self.article.zones if z.span.start <= content.start < z.span.end)
        return "headline" if next(kinds) == "headline" else "core"

    def _sentence(self, content: Span) -> tuple[Span, int]:
        """Return the sentence of a quote, or the stretch of sentences, and the first one's number."""
        touched = [
            (number, span)
            for number, span in enumerate(self.parse.sentences)
            if span.start < content.end and content.start < span.end
        ]
        first, last = touched[0][1], touched[-1][1]
        return Span(min(first.start, content.start), max(last.end, content.end)), touched[0][0]

    def _speaker(self, value: object, source: Span | None, zone: Span) -> Speaker:
        given = self.reader.fields(value)
        everywhere = Span(0, max(1, len(self.article.text)))
        name = self.reader.span(given.get("name"), near=zone, within=everywhere)
        kind = self.reader.choice(given.get("kind"), SPEAKER_KINDS, "unknown")
        if name is None and source is None:
            return OUTLET
        role = self.reader.span(given.get("role"), near=zone, within=everywhere)
        country = given.get("country")
        known = isinstance(country, str) and bool(self.gazetteer.alpha2(country))
        return Speaker(
            name=self._line(name or source or zone),
            kind=cast("SpeakerKind", "unknown" if kind == "outlet" else kind),
            role=self._line(role) if role else None,
            country=str(country) if known else None,
        )

    def _line(self, span: Span) -> str:
        return " ".join(self.article.slice(span).split())

    def _time(self, span: Span | None) -> TimeExpression | None:
        if span is None:
            return None
        found = [t for t in self.times if _overlap(t.span, span)]
        return max(found, key=lambda t: (_overlap(t.span, span), -t.span.start), default=None)

    def _quantities(self, spans: Sequence[Span], content: Span) -> tuple[Quantity, ...]:
        """Return our own readings of the numbers that the model names, in the claim's words."""
        return tuple(
            q
            for q in self.quantities
            if content.start <= q.span.start
            and q.span.end <= content.end
            and any(_overlap(q.span, span) for span in spans)
        )

    def _mention(self, span: Span) -> Resolution | None:
        found = [r for r in self.resolutions if _overlap(r.mention.span, span)]
        return max(found, key=lambda r: (_overlap(r.mention.span, span), -r.mention.span.start),
                   default=None)  # fmt: skip

    def _people(self, spans: Sequence[Span]) -> tuple[Actor, ...]:
        people = []
        for span in spans:
            found = self._mention(span)
            code = found.place.country if found and found.place else ""
            people.append(
                Actor(
                    text=self.article.slice(span),
                    span=span,
                    country=(self.gazetteer.alpha3(code) or None) if code else None,
                    metonym=bool(found and found.mention.kind == "metonym"),
                )
            )
        return tuple(people)

    def _places(self, value: object, content: Span, sentence: Span) -> tuple[ClaimPlace, ...]:
        places: dict[Span, ClaimPlace] = {}
        for item in self.reader.items(value):
            given = self.reader.fields(item)
            span = self.reader.span(given.get("text"), near=content, within=sentence)
            role = self.reader.choice(given.get("role"), get_args(PlaceRole), "location")
            if span is not None and span not in places:
                places[span] = self._place(span, cast("PlaceRole", role))
        return tuple(places[span] for span in sorted(places))

    def _place(self, span: Span, role: PlaceRole) -> ClaimPlace:
        """Return a place that the model names: what it means says our own resolution alone."""
        found = self._mention(span)
        place = found.place if found else None
        metonym = bool(found and found.mention.kind == "metonym")
        drawn = place is not None and role != "none" and not metonym
        reason = found.reason if found else "no place of this name was recognised"
        return ClaimPlace(
            text=self.article.slice(span),
            span=span,
            role="none" if metonym else role,
            resolves_to=place.name if place else None,
            place_ids=(place.id,) if place and drawn else (),
            precision=_precision(place) if place and drawn else None,
            metonym=metonym,
            demonym=bool(found and found.mention.kind == "demonym"),
            reason=f"{FLAG}; {reason}" if reason else FLAG,
        )


def _precision(place: Place) -> str | None:
    return "line" if place.id.startswith("border:") else precision_of(place)


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


@lru_cache(maxsize=1)
def event_codes() -> dict[str, tuple[str, str, str]]:
    """Return PLOVER's type and mode and ACLED's sub-event, by our own event type."""
    text = files("dateline.layers").joinpath("data", "event_types.csv").read_text("utf-8")
    return {
        row["type"]: (row["plover"], row["mode"], row["acled"])
        for row in csv.DictReader(text.splitlines())
    }
