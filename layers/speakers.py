"""Who is meant by a source's words: one identity per speaker over the whole report."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dateline.layers import speaker_words as words
from dateline.layers.persons import Person, collect_persons, fold, name_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.article import Span
    from dateline.geo.parse import Parse
    from dateline.geo.places import Resolution
    from dateline.layers.attribution import Attribution

SpeakerKind = Literal[
    "person", "state", "government", "organisation", "news agency", "group", "outlet", "unknown"
]
OUTLET_NAME = "(publication’s own voice)"
MALE: Final = frozenset({"he", "him", "his", "himself"})
FEMALE: Final = frozenset({"she", "her", "hers", "herself"})
PLURAL: Final = frozenset({"they", "them", "their", "theirs"})
FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our"})
THING: Final = frozenset({"it", "its"})
RELATIVE: Final = frozenset({"who", "which", "that", "whom", "whose"})
_SILENT: Final = frozenset({"plan", "hope", "expect", "evaluate", "perceive"})
REACH: Final = 8  # sentences that a pronoun looks back
WORDS_SHOWN: Final = 14


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
class _Reader:
    """What one report tells about its speakers so far (state of one call)."""

    parse: Parse
    persons: tuple[Person, ...]
    countries: dict[int, str]  # token -> ISO 3166-1 alpha-3
    capitals: frozenset[int]  # tokens of mentions that stand for a government
    said: list[tuple[int, Speaker]]  # (token, speaker) in reading order


def _countries(parse: Parse, resolutions: Sequence[Resolution]) -> tuple[dict[int, str], set[int]]:
    """Map tokens of place names and demonyms to countries, and mark the metonyms."""
    if not resolutions:
        return {}, set()
    from dateline.geo.gazetteer import open_gazetteer

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


def _person_speaker(person: Person, countries: dict[int, str]) -> Speaker:
    codes = [countries[token] for token in person.evidence if token in countries]
    return Speaker(
        name=person.name,
        kind="person",
        role=person.role,
        country=codes[0] if codes else None,
    )


def _by_name(reader: _Reader, tokens: Sequence[Token]) -> tuple[Speaker, str] | None:
    found = name_range(tokens)
    if not found or (len(found) == 1 and found[0].i in reader.countries):
        return None
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
    return _person_speaker(person, reader.countries), step


def _head(tokens: Sequence[Token]) -> Token:
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])


def _core(tokens: Sequence[Token]) -> list[Token]:
    """Cut apposition and relative clause off a noun phrase: up to its first comma or dash."""
    out: list[Token] = []
    for token in tokens:
        if out and token.text in {",", "—", "–", "(", "-LRB-"} and _head(out).pos_ != "DET":
            break
        out.append(token)
    return out or list(tokens)


def _as_written(reader: _Reader, tokens: Sequence[Token]) -> str:
    core = [t for t in _core(tokens) if not t.is_space]
    while len(core) > 1 and (
        core[0].lower_ in {"the", "a", "an"} or (core[0].is_punct and core[0].text != "(")
    ):
        core = core[1:]
    while len(core) > 1 and (core[-1].is_punct or core[-1].tag_ == "POS"):
        core = core[:-1]
    relative = next((n for n, t in enumerate(core) if t.tag_ in {"WP", "WDT"} and n), len(core))
    core = core[:relative] if len(core) > WORDS_SHOWN else core
    article = reader.parse.article
    return " ".join(article.slice(reader.parse.span(core)).split())


def _kind(reader: _Reader, tokens: Sequence[Token]) -> SpeakerKind:
    core = _core(tokens)
    head = _head(core)
    lowered = {token.lower_.strip(".") for token in core}
    names = [t for t in core if t.pos_ != "DET" and not t.is_punct and t.tag_ != "POS"]
    if names and all(token.i in reader.capitals for token in names):
        return "state"
    if lowered & words.NEWS_AGENCIES or head.lower_ in words.NEWS_WORDS:
        return "news agency"
    if {head.lower_, head.lemma_.lower()} & words.GROUP_WORDS:
        return "group"
    if head.tag_ == "NN" and head.lower_ in words.TITLES:
        return "person"
    if {head.lower_, head.lemma_.lower()} & words.GOVERNMENT_WORDS:
        return "government"
    if {head.lower_, head.lemma_.lower()} & words.ORGANISATION_WORDS or head.ent_type_ == "ORG":
        return "organisation"
    if names and all(token.ent_type_ == "GPE" for token in names):
        return "state"
    if lowered & words.GOVERNMENT_WORDS:
        return "government"
    if head.lemma_.lower() in words.TITLES and head.tag_ in {"NN", "NNP"}:
        return "person"
    return "group" if head.tag_ in {"NNS", "NNPS"} else "unknown"


def _literal(reader: _Reader, tokens: Sequence[Token]) -> Speaker:
    codes = [reader.countries[t.i] for t in tokens if t.i in reader.countries]
    return Speaker(
        name=_as_written(reader, tokens),
        kind=_kind(reader, tokens),
        country=codes[0] if codes else None,
    )


def _role_words(tokens: Sequence[Token]) -> tuple[str, set[str]] | None:
    """Return the office that a noun phrase names and its subject matter, None where none."""
    head = _head(tokens)
    if head.tag_ not in {"NN", "NNP"} or head.lower_ not in words.TITLES:
        return None
    topics = {
        fold(t.lemma_)
        for t in tokens
        if t.i != head.i and (t.pos_ in {"NOUN", "PROPN", "ADJ"}) and not t.is_stop
    }
    office = head.lower_
    if office in {"head", "chief", "leader"}:
        for institution, title in words.HEADS.items():
            if institution in topics:
                return title, topics - {institution}
    return office, topics


def _by_role(reader: _Reader, tokens: Sequence[Token]) -> tuple[Speaker, str] | None:
    core = _core(tokens)
    if core[0].lower_ not in {"the", "this", "that"}:
        return None
    wanted = _role_words(core)
    if wanted is None:
        return None
    office, topics = wanted
    best: tuple[tuple[int, int], Person] | None = None
    for person in reader.persons:
        if not set(office.split()) <= person.role_words:
            continue
        shared = len(topics & person.role_words)
        if topics and not shared:
            continue
        before = [mention for mention in person.mentions if mention < core[0].i]
        score = (shared if before else shared - 1, before[-1] if before else -person.mentions[0])
        if best is None or score > best[0]:
            best = score, person
    if best is None:
        return None
    return _person_speaker(best[1], reader.countries), f"role {office}"


def _by_pronoun(
    reader: _Reader, token: Token, inside: Speaker | None
) -> tuple[Speaker, str] | None:
    word = token.lower_
    step = f"pronoun {'I' if word == 'i' else word}"
    if word in FIRST:
        return (inside, step) if inside is not None else None
    if word in MALE | FEMALE:
        gender = "m" if word in MALE else "f"
        unnamed = _unnamed_before(reader, token)
        if unnamed is not None:
            return unnamed, step
        person = _recent_person(reader, token, gender)
        if person is not None:
            return _person_speaker(person, reader.countries), step
        return None
    wanted = (
        {"group", "organisation", "government", "state", "news agency", "unknown"}
        if word in PLURAL
        else {"organisation", "government", "state", "news agency", "group"}
    )
    sentence = reader.parse.sentence_of(reader.parse.starts[token.i])
    for position, speaker in reversed(reader.said):
        near = sentence - reader.parse.sentence_of(reader.parse.starts[position]) <= REACH
        if position < token.i and near and speaker.kind in wanted:
            return speaker, step
    return None


def _unnamed_before(reader: _Reader, token: Token) -> Speaker | None:
    """Return who spoke last where that is one person without a name ("a local official")."""
    last = max((s for s in reader.said if s[0] < token.i), key=lambda s: s[0], default=None)
    if last is None or last[1].kind != "person":
        return None
    here = reader.parse.sentence_of(reader.parse.starts[token.i])
    near = here - reader.parse.sentence_of(reader.parse.starts[last[0]]) <= 1
    named = any(person.name == last[1].name for person in reader.persons)
    return last[1] if near and not named else None


def _recent_person(reader: _Reader, token: Token, gender: str) -> Person | None:
    """Weigh the persons before a pronoun: near, a subject, one who spoke already."""
    here = reader.parse.sentence_of(reader.parse.starts[token.i])
    spoke = {speaker.name: position for position, speaker in reader.said if position < token.i}
    last = max(spoke.values(), default=-1)
    best: tuple[float, Person] | None = None
    for person in reader.persons:
        if person.gender not in {gender, ""}:
            continue
        low = bisect_left(person.mentions, token.i)
        before = list(person.mentions[max(0, low - 3) : low])
        if person.name in spoke:
            before.append(spoke[person.name])
        if not before:
            continue
        position = max(before)
        distance = here - reader.parse.sentence_of(reader.parse.starts[position])
        if distance > REACH and person.name not in spoke:
            continue
        subject = any(
            reader.parse.doc[m].dep_ in {"nsubj", "nsubjpass"} for m in before if position - m < 40
        )
        score = -float(distance) + subject + 0.5 * (person.gender == gender)
        if person.name in spoke:
            score += 1.5 + (spoke[person.name] == last)
        score += position / (10 * len(reader.parse.doc))
        if best is None or score > best[0]:
            best = score, person
    return best[1] if best else None


def _antecedent(token: Token) -> list[Token]:
    """Return the noun phrase that a relative pronoun stands for, empty where not clear."""
    clause = token.head
    while clause.dep_ != "relcl" and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "relcl":
        return []
    noun = clause.head
    doc = token.doc
    return [doc[i] for i in range(noun.left_edge.i, noun.i + 1)]


def _identify(
    reader: _Reader, tokens: Sequence[Token], inside: Speaker | None
) -> tuple[Speaker, str]:
    if len(tokens) == 1 and tokens[0].lower_ in RELATIVE:
        noun = _antecedent(tokens[0])
        if noun:
            speaker, _ = _identify(reader, noun, inside)
            return speaker, f"pronoun {tokens[0].lower_}"
    core = _core(tokens)
    if len(core) == 1 and core[0].lower_ in MALE | FEMALE | PLURAL | FIRST | THING:
        found = _by_pronoun(reader, core[0], inside)
        return found or (_literal(reader, tokens), "literal")
    found = _by_name(reader, core) or _by_role(reader, tokens)
    if found is None and len(core) < len(tokens):
        found = _by_name(reader, [t for t in tokens if t.i > core[-1].i])
        if found is not None and _head(core).tag_ not in {"NN", "NNP"}:
            found = None
    return found or (_literal(reader, tokens), "literal")


def _is_place(person: Person, countries: dict[int, str]) -> bool:
    """Whether a name is a place's, as the resolved places tell; of a full name the last word."""
    return all(mention in countries for mention in person.mentions)


def _tokens(parse: Parse, spans: Sequence[Span]) -> list[Token]:
    return [token for span in spans for token in parse.tokens(span)]


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
    countries, capitals = _countries(parse, resolutions)
    sources = [_tokens(parse, attribution.source) for attribution in attributions]
    reader = _Reader(
        parse=parse,
        persons=tuple(p for p in collect_persons(parse, sources) if not _is_place(p, countries)),
        countries=countries,
        capitals=frozenset(capitals),
        said=[],
    )
    out: list[tuple[Speaker, str] | None] = [None] * len(attributions)
    order = sorted(range(len(attributions)), key=lambda n: _reading_key(attributions, n))
    for number in order:
        attribution, tokens = attributions[number], sources[number]
        if not tokens:
            out[number] = (OUTLET, "no source")
            continue
        holder = out[attribution.parent] if attribution.parent is not None else None
        found = _identify(reader, tokens, holder[0] if holder else None)
        if attribution.parent is None and all(t.lower_ in FIRST for t in tokens):
            found = OUTLET, found[1]  # "we", outside all quotations: who writes
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
