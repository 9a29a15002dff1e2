"""Who is meant by a source's words: one identity per speaker over the whole report."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from dateline.layers.speakers import words
from dateline.layers.speakers.institutions import collect_bodies, letterhead_of, spelled_body
from dateline.layers.speakers.offices import (
    by_earlier_words,
    by_following_name,
    by_last_speaker,
)
from dateline.layers.speakers.persons import Person, alias_range, collect_persons, fold, name_range
from dateline.layers.speakers.phrases import (
    SpeakerKind,
    core_of,
    head_of,
    owner_of,
    role_words,
    without_time,
)
from dateline.layers.speakers.pronouns import antecedent_of, by_pronoun
from dateline.layers.speakers.records import (
    FEMALE,
    FIRST,
    MALE,
    OUTLET,
    OUTLET_NAME,
    PLURAL,
    RELATIVE,
    THING,
    Reader,
    Speaker,
    body_speaker,
    by_body,
    countries_of,
    literal,
    person_speaker,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span
    from dateline.layers.attribution.attributions import Attribution

__all__ = ["OUTLET", "OUTLET_NAME", "Speaker", "SpeakerKind", "identify_speakers"]

_RELATIVES: Final = frozenset({"WDT", "WP", "WP$"})
_SILENT: Final = frozenset({"plan", "hope", "expect", "evaluate", "perceive"})
_AGED: Final = frozenset({"year", "old", "-", "aged"})
_FORWARD: Final = 80  # words within which a role is still given its name


def _by_name(reader: Reader, tokens: Sequence[Token]) -> tuple[Speaker, str] | None:
    found = name_range(tokens)
    if not found or (len(found) == 1 and _names_place(reader, found[0])):
        return None
    if len(found) == 1 and found[0].is_upper and spelled_body(found[0], reader.bodies):
        return None  # an abbreviation that the tagger takes for a name
    last = fold(found[-1].text)
    words_of = [{fold(t.text) for t in found} <= person.words for person in reader.persons]
    fitting = [p for p, fits in zip(reader.persons, words_of, strict=True) if fits]
    # Alone, a first name stands for its person too, where only one has it ("Winai said").
    matching = [p for p in fitting if last in p.surnames] or (fitting if len(fitting) == 1 else [])
    if not matching:
        return None
    before = [p for p in matching if p.mentions[0] <= found[-1].i] or matching
    person = before[-1]
    step = "literal" if len(found) > 1 or len(person.words) == 1 else "surname"
    return person_speaker(reader, person), step


def _names_place(reader: Reader, token: Token) -> bool:
    """Whether one word names a place, and nobody who was named in full before."""
    if token.i not in reader.countries:
        return False
    word = fold(token.text)
    return not any(
        word == fold(p.name.split()[-1]) and " " in p.name and p.mentions[0] < token.i
        for p in reader.persons
    )


def _by_role(reader: Reader, tokens: Sequence[Token]) -> tuple[Speaker, str] | None:
    core = core_of(tokens)
    owned = any(t.tag_ == "POS" for t in core)  # "Peru's interior minister"
    zone = reader.parse.article.zones[reader.parse.zone_of[core[0].i]]
    owned = owned or zone.kind == "headline"  # headlines leave articles out
    if not owned and core[0].lower_ not in {"the", "this", "that", "its", "their"}:
        return None
    wanted = role_words(core)
    if wanted is None:
        return None
    office, topics = wanted
    best: tuple[tuple[int, int], Person] | None = None
    for person in reader.persons:
        if not set(office.split()) <= person.role_words:
            continue
        shared = len(topics & person.role_words)
        bare = person.role_words <= {*office.split(), "of", "the"}
        near = 0 < person.mentions[0] - core[-1].i < _FORWARD
        if topics and not shared and not (bare and near):
            continue
        before = [mention for mention in person.mentions if mention < core[0].i]
        score = (shared if before else shared - 1, before[-1] if before else -person.mentions[0])
        if best is None or score > best[0]:
            best = score, person
    if best is None:
        return None
    return person_speaker(reader, best[1]), f"role {office}"


def _identify(
    reader: Reader, tokens: Sequence[Token], inside: Speaker | None, *, quoted: bool = False
) -> tuple[Speaker, str]:
    if len(tokens) == 1 and tokens[0].lower_ in RELATIVE:
        noun = antecedent_of(tokens[0])
        if noun:
            speaker, _ = _identify(reader, noun, inside)
            return speaker, f"pronoun {tokens[0].lower_}"
    core = core_of(tokens)
    if len(core) == 1 and core[0].lower_ in MALE | FEMALE | PLURAL | FIRST | THING:
        found = by_pronoun(reader, core[0], inside, quoted=quoted)
        return found or (literal(reader, tokens), "literal")
    found = _by_alias(tokens) or _by_name(reader, core) or _by_apposition(reader, core, tokens)
    if found is None and len(core) < len(tokens) and head_of(core).tag_ in {"NN", "NNP"}:
        behind = (t for t in tokens if t.i > core[-1].i)
        rest = list(takewhile(lambda t: t.tag_ not in _RELATIVES, behind))
        found = _by_name(reader, rest) or _by_lone_name(core, rest)
    found = found or _by_role(reader, tokens)
    found = found or _by_owner(reader, core, inside) or by_body(reader, core)
    found = (
        found
        or by_following_name(reader, core)
        or by_last_speaker(reader, core)
        or by_earlier_words(reader, core)
    )
    return found or (literal(reader, tokens), "literal")


def _by_alias(tokens: Sequence[Token]) -> tuple[Speaker, str] | None:
    name = alias_range(tokens)
    return (Speaker(name=" ".join(t.text for t in name), kind="person"), "alias") if name else None


def _by_apposition(
    reader: Reader, core: Sequence[Token], tokens: Sequence[Token]
) -> tuple[Speaker, str] | None:
    """Return the body named behind a common noun: "a war monitor, the Observatory for Rights"."""
    head = head_of(core)
    rest = [t for t in tokens if t.i > core[-1].i]
    if head.tag_ != "NN" or core[0].lower_ not in {"a", "an", "another"} or len(rest) < 2:
        return None
    if head.lower_ in words.PEOPLE | words.TITLES or rest[0].text != ",":
        return None
    name = core_of(rest[1:])
    named = [t for t in name if t.pos_ not in {"DET", "ADP"} and not t.is_punct]
    if not named or not all(t.text[:1].isupper() for t in named):
        return None
    speaker = literal(reader, name)
    kind = "organisation" if speaker.kind in {"unknown", "person"} else speaker.kind
    return replace(speaker, kind=kind), "apposition"


def _by_lone_name(core: Sequence[Token], rest: Sequence[Token]) -> tuple[Speaker, str] | None:
    """Read one word as a name where it stands behind a person: "her neighbour, Taras"."""
    if head_of(core).lower_ not in words.PEOPLE | words.TITLES:
        return None
    named = [t for t in rest if not t.is_punct and t.pos_ != "NUM" and t.lower_ not in _AGED]
    if len(named) != 1 or named[0].pos_ != "PROPN":
        return None
    return Speaker(name=named[0].text, kind="person", role=None), "literal"


def _by_owner(
    reader: Reader, core: Sequence[Token], inside: Speaker | None
) -> tuple[Speaker, str] | None:
    """Give a statement to the body whose it is, and an unnamed spokesperson's words likewise."""
    owned = owner_of(core)
    if owned is None:
        return None
    speaker, _ = _identify(reader, owned[0], inside)
    return speaker, owned[1]


def _is_place(person: Person, countries: dict[int, str]) -> bool:
    """Whether a name is a place's, as the resolved places tell; of a full name the last word."""
    return all(mention in countries for mention in person.mentions)


def _tokens(parse: Parse, spans: Sequence[Span]) -> list[Token]:
    return without_time([token for span in spans for token in parse.tokens(span)])


def identify_speakers(
    parse: Parse,
    attributions: Sequence[Attribution],
    resolutions: Sequence[Resolution] = (),
) -> tuple[tuple[Speaker, str], ...]:
    """Say who is meant by the source of each attribution.

    Parameters
    ----------
    parse
        The report's one parse.
    attributions
        As `find_attributions` gives them.
    resolutions
        Places of the report; they tell the speakers' countries, and states from persons.

    Returns
    -------
    tuple of (Speaker, str)
        Aligned with `attributions`. The string is the step that led there: "literal",
        "surname", "role minister", "pronoun he", "no source".
    """
    countries, capitals = countries_of(parse, resolutions)
    sources = [_tokens(parse, attribution.source) for attribution in attributions]
    reader = Reader(
        parse=parse,
        persons=tuple(p for p in collect_persons(parse, sources) if not _is_place(p, countries)),
        countries=countries,
        capitals=frozenset(capitals),
        said=[],
        bodies=collect_bodies(parse),
    )
    letterhead = letterhead_of(reader.bodies)
    writer = body_speaker(reader, letterhead) if letterhead is not None else OUTLET
    out: list[tuple[Speaker, str] | None] = [None] * len(attributions)
    order = sorted(range(len(attributions)), key=lambda n: _reading_key(attributions, n))
    for number in order:
        attribution, tokens = attributions[number], sources[number]
        if not tokens:
            out[number] = (OUTLET, "no source")
            continue
        holder = out[attribution.parent] if attribution.parent is not None else None
        quoted = (
            attribution.parent is not None and attributions[attribution.parent].kind == "direct"
        )
        found = _identify(reader, tokens, holder[0] if holder else None, quoted=quoted)
        if attribution.parent is None and all(t.lower_ in FIRST for t in tokens):
            found = writer, found[1]  # "we", outside all quotations: who writes
        out[number] = found
        if not (attribution.kind == "nested" and attribution.cue_class in _SILENT):
            reader.said.append((tokens[0].i, found[0]))
    return tuple(entry if entry is not None else (OUTLET, "no source") for entry in out)


def _reading_key(attributions: Sequence[Attribution], number: int) -> tuple[int, int, int]:
    """Order by source, but a speaker before those inside the words spoken."""
    depth, place = 0, number
    parent = attributions[number].parent
    while parent is not None and depth < len(attributions):
        depth, place, parent = depth + 1, parent, attributions[parent].parent
    top = attributions[place]
    start = min((span.start for span in top.source), default=top.cue[0].start if top.cue else 0)
    own = attributions[number].source
    return start, depth, own[0].start if own else 0
