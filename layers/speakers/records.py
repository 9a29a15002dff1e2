"""Who can speak in a report: speakers, the persons and bodies it names, and their countries?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.speakers import words
from dateline.layers.speakers.institutions import full_body, letterhead_of, spelled_body
from dateline.layers.speakers.phrases import SpeakerKind, as_written, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.parse import Parse
    from dateline.layers.speakers.institutions import Body
    from dateline.layers.speakers.persons import Person

OUTLET_NAME = "(publication’s own voice)"
MALE: Final = frozenset({"he", "him", "his", "himself"})
FEMALE: Final = frozenset({"she", "her", "hers", "herself"})
PLURAL: Final = frozenset({"they", "them", "their", "theirs"})
FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our"})
THING: Final = frozenset({"it", "its"})
RELATIVE: Final = frozenset({"who", "which", "that", "whom", "whose"})
BODIES: Final[frozenset[SpeakerKind]] = frozenset(
    {"organisation", "government", "state", "news agency", "group"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker as first named in full.

    Attributes
    ----------
    name
        First full mention; for the report itself `OUTLET_NAME` with kind "outlet".
    role
        "Minister of Defence of Russia" as the report words it, None where not given.
    country
        ISO 3166-1 alpha-3, None where not clear.
    """

    name: str
    kind: SpeakerKind
    role: str | None = None
    country: str | None = None


OUTLET: Final = Speaker(name=OUTLET_NAME, kind="outlet")


@dataclass(slots=True)
class Reader:
    """What one report tells about its speakers so far (state of one call)."""

    parse: Parse
    persons: tuple[Person, ...]
    countries: dict[int, str]  # token -> ISO 3166-1 alpha-3
    capitals: frozenset[int]  # tokens of mentions that stand for a government
    said: list[tuple[int, Speaker]]  # (token, speaker) in reading order
    bodies: tuple[Body, ...] = ()


def countries_of(
    parse: Parse, resolutions: Sequence[Resolution]
) -> tuple[dict[int, str], set[int]]:
    """Map tokens of place names and demonyms to countries, and mark the metonyms."""
    if not resolutions:
        return {}, set()
    from dateline.geo.gazetteer.gazetteer import open_gazetteer

    gazetteer = open_gazetteer()
    countries: dict[int, str] = {}
    metonyms: set[int] = set()
    for resolution in resolutions:
        place, mention = resolution.place, resolution.mention
        tokens = [token.i for token in parse.tokens(mention.span)]
        whole = mention.kind == "metonym" or (place is not None and place.id.startswith("country:"))
        if whole and mention.kind != "demonym":
            metonyms.update(tokens)
        code = gazetteer.alpha3(place.country) if place is not None and place.country else ""
        if code and mention.kind != "border":
            countries.update(dict.fromkeys(tokens, code))
    return countries, metonyms


def person_speaker(reader: Reader, person: Person) -> Speaker:
    """Return a person of the report as a speaker."""
    return Speaker(
        name=person.name,
        kind="person",
        role=person.role,
        country=_country_of(reader, person),
    )


def _country_of(reader: Reader, person: Person) -> str | None:
    """Return the country in a person's role, of the body in it, or of the letterhead."""
    doc = reader.parse.doc
    abroad = person.role_words & words.POSTED
    evidence = [
        i for i in person.evidence if not any(t.lower_ in {"in", "to"} for t in doc[i].ancestors)
    ]
    for i in evidence:
        if i in reader.countries:
            return reader.countries[i]
    for i in evidence:
        body = full_body(reader.parse, [doc[i]], reader.bodies)
        if body is not None and (country := body_speaker(reader, body).country):
            return country
    if person.role is None or abroad:
        return None
    letterhead = letterhead_of(reader.bodies)
    return body_speaker(reader, letterhead).country if letterhead is not None else None


def literal(reader: Reader, tokens: Sequence[Token]) -> Speaker:
    """Return a speaker by the words as written."""
    codes = [reader.countries[t.i] for t in tokens if t.i in reader.countries]
    return Speaker(
        name=as_written(reader.parse, tokens),
        kind=kind_of(tokens, reader.capitals),
        country=codes[0] if codes else None,
    )


def body_speaker(reader: Reader, body: Body) -> Speaker:
    """Return a body as a speaker, by its full name."""
    codes = [reader.countries[t.i] for t in body.tokens if t.i in reader.countries]
    kind = kind_of(body.tokens, ())
    return Speaker(
        name=" ".join(reader.parse.article.slice(reader.parse.span(body.tokens)).split()),
        kind="organisation" if kind in {"person", "unknown"} else kind,
        country=codes[0] if codes else None,
    )


def by_body(reader: Reader, core: Sequence[Token]) -> tuple[Speaker, str] | None:
    """Find the full name of a body that a short form stands for ("the ministry", "RSF")."""
    words_of = [t for t in core if t.pos_ != "DET"]
    if len(words_of) == 1 and (spelled := spelled_body(words_of[0], reader.bodies)) is not None:
        return body_speaker(reader, spelled), "abbreviation"
    body = full_body(reader.parse, core, reader.bodies)
    return (body_speaker(reader, body), "short form") if body is not None else None
