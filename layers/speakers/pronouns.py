"""Whom does a pronoun mean that says something: a person, a body, a paper, or nobody sure?"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from dateline.layers.speakers import words
from dateline.layers.speakers.phrases import core_of
from dateline.layers.speakers.records import (
    BODIES,
    FEMALE,
    FIRST,
    MALE,
    PLURAL,
    THING,
    Reader,
    Speaker,
    by_body,
    literal,
    person_speaker,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.layers.speakers.persons import Person

REACH: Final = 8  # sentences that a pronoun looks back


def by_pronoun(
    reader: Reader, token: Token, inside: Speaker | None, *, quoted: bool
) -> tuple[Speaker, str] | None:
    """Return whom a pronoun means and the step there, None where that is not sure.

    `inside` is who says the words in which the pronoun stands; `quoted`: they are a quotation.
    """
    word = token.lower_
    step = f"pronoun {'I' if word == 'i' else word}"
    if word in FIRST:
        return (inside, step) if inside is not None else None
    if word in MALE | FEMALE:
        gender = "m" if word in MALE else "f"
        unnamed = _teller_inside(reader, token, gender) or _unnamed_before(reader, token)
        if unnamed is not None:
            return unnamed, step
        person = _recent_person(reader, token, gender)
        subject = _unnamed_subject(reader, token, gender)
        if subject is not None and subject[0] > _last_mention(person, token):
            return subject[1], step
        return (person_speaker(reader, person), step) if person is not None else None
    if quoted and word in PLURAL:
        return None  # "they say the road is open", in somebody's mouth: people at large
    subject = _subject_before(reader, token)
    wanted = BODIES | {"unknown"} if word in PLURAL else BODIES
    sentence = reader.parse.sentence_of(reader.parse.starts[token.i])
    for position, speaker in reversed(reader.said):
        near = sentence - reader.parse.sentence_of(reader.parse.starts[position]) <= REACH
        if position < token.i and near and speaker.kind in wanted:
            if subject is not None and subject[0] > position:
                break
            return speaker, step
    return (subject[1], step) if subject is not None else None


def _subject_before(reader: Reader, token: Token) -> tuple[int, Speaker] | None:
    """Return the body or paper that a clause just before has as its subject, with its place.

    "A confidential paper is blunter. It says …", "The channel had another story: it claimed …".
    """
    doc = reader.parse.doc
    here = reader.parse.sentence_of(reader.parse.starts[token.i])
    for i in range(token.i - 1, -1, -1):
        noun = doc[i]
        if here - reader.parse.sentence_of(reader.parse.starts[i]) > 1:
            return None
        if noun.dep_ not in {"nsubj", "nsubjpass"} or noun.pos_ not in {"NOUN", "PROPN"}:
            continue
        if reader.parse.zone_of[i] != reader.parse.zone_of[token.i] or noun.head.dep_ == "relcl":
            continue
        if noun.head.dep_ == "ccomp" and noun.head.i > noun.head.head.i and reader.said:
            continue  # "officials said families had fled. They expect …": the officials
        if _is_interrupted(noun, token):
            continue  # "the soldiers, they said, had left": others say it
        phrase = [t for t in noun.subtree if t.i <= noun.i]
        plural = noun.tag_ in {"NNS", "NNPS"}
        spoke = next((s for p, s in reader.said if noun.left_edge.i <= p <= i), None)
        found = (spoke, "") if spoke is not None else by_body(reader, core_of(phrase))
        speaker = found[0] if found is not None else literal(reader, phrase)
        paper = noun.lemma_.lower() in words.PAPERS
        if token.lower_ in THING and not plural and (speaker.kind in BODIES or paper):
            return i, speaker
        if token.lower_ in PLURAL and plural and speaker.kind in BODIES:
            return i, speaker
    return None


def _is_interrupted(noun: Token, pronoun: Token) -> bool:
    """Whether a pronoun's clause stands between a noun and its verb."""
    return noun.i + 1 < pronoun.i <= noun.i + 2 and noun.doc[noun.i + 1].text == ","


def _is_person_noun(noun: Token, gender: str) -> bool:
    """Whether a common noun names one person whom a pronoun of that gender may mean."""
    if noun.tag_ != "NN" or noun.lower_ not in words.TITLES | words.PEOPLE:
        return False
    other = words.FEMALE_WORDS if gender == "m" else words.MALE_WORDS
    return noun.lower_ not in other


def _teller_inside(reader: Reader, pronoun: Token, gender: str) -> Speaker | None:
    """Return the subject of what is told where its teller is meant by the pronoun behind it.

    "A doctor in Geneina counted 31 bodies, she told the radio."
    """
    cue = pronoun.head
    told = next((c for c in cue.lefts if c.dep_ == "ccomp"), cue.head)
    if cue.dep_ not in {"ROOT", "parataxis"} or told.i >= cue.i:
        return None
    noun = next((c for c in told.lefts if c.dep_ == "nsubj"), None)
    if noun is None or _is_interrupted(noun, pronoun) or noun.i >= pronoun.i:
        return None
    for person in reader.persons:
        if noun.i in person.mentions and person.gender in {gender, ""}:
            return person_speaker(reader, person)
    return literal(reader, _phrase(noun)) if _is_person_noun(noun, gender) else None


def _phrase(noun: Token) -> list[Token]:
    return [t for t in noun.subtree if not t.is_space]


def _unnamed_subject(reader: Reader, pronoun: Token, gender: str) -> tuple[int, Speaker] | None:
    """Return a person without a name who is the subject of the clause or sentence before.

    "A retired colonel is less sure: he thinks …", "The guard has two answers. One, he says, …"
    """
    doc, parse = reader.parse.doc, reader.parse
    here = parse.sentence_of(parse.starts[pronoun.i])
    for i in range(pronoun.i - 1, -1, -1):
        if here - parse.sentence_of(parse.starts[i]) > 1 or (
            parse.zone_of[i] != parse.zone_of[pronoun.i]
        ):
            return None
        noun = doc[i]
        if noun.dep_ != "nsubj" or noun.head.dep_ not in {"ROOT", "ccomp", "parataxis", "conj"}:
            continue
        if noun.pos_ == "PROPN":
            return None
        if _is_person_noun(noun, gender) and not _holds_known_office(reader, noun):
            return i, _named_apposition(noun) or literal(reader, _phrase(noun))
    return None


def _named_apposition(noun: Token) -> Speaker | None:
    """Return the person named behind a noun: "the driver, 23-year-old Hadi,"."""
    name = next((c for c in noun.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if name is None:
        return None
    parts = [c.text for c in name.lefts if c.dep_ == "compound"]
    return Speaker(name=" ".join([*parts, name.text]), kind="person")


def _holds_known_office(reader: Reader, noun: Token) -> bool:
    return any(noun.lower_ in person.role_words for person in reader.persons)


def _last_mention(person: Person | None, pronoun: Token) -> int:
    if person is None:
        return -1
    return max((m for m in person.mentions if m < pronoun.i), default=-1)


def _unnamed_before(reader: Reader, token: Token) -> Speaker | None:
    """Return who spoke last where that is one person without a name ("a local official")."""
    last = max((s for s in reader.said if s[0] < token.i), key=lambda s: s[0], default=None)
    if last is None:
        return None
    here = reader.parse.sentence_of(reader.parse.starts[token.i])
    if last[1].kind != "person":
        return _mouthpiece(reader, last, here)
    named_since = any(last[0] < m < token.i for p in reader.persons for m in p.mentions)
    reach = 1 if named_since else 3
    near = here - reader.parse.sentence_of(reader.parse.starts[last[0]]) <= reach
    named = any(person.name == last[1].name for person in reader.persons)
    return last[1] if near and not named else None


def _mouthpiece(reader: Reader, last: tuple[int, Speaker], here: int) -> Speaker | None:
    """Return the body that spoke last through one person without a name ("a spokeswoman")."""
    near = here - reader.parse.sentence_of(reader.parse.starts[last[0]]) <= 1
    if not near or last[1].kind not in BODIES:
        return None
    phrase = reader.parse.doc[last[0] : last[0] + 6]
    return last[1] if any(t.lower_ in words.MOUTHPIECES for t in phrase) else None


def _recent_person(reader: Reader, token: Token, gender: str) -> Person | None:
    """Weigh the persons before a pronoun: near, a subject, one who spoke already."""
    here = reader.parse.sentence_of(reader.parse.starts[token.i])
    spoke = {speaker.name: position for position, speaker in reader.said if position < token.i}
    last = max(spoke.values(), default=-1)
    best: tuple[float, Person] | None = None
    for person in reader.persons:
        if person.gender not in {gender, ""}:
            continue
        sure = " " in person.name or person.role or person.gender or person.name in spoke
        if not sure:
            continue  # one word that never spoke may as well be a place
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


def antecedent_of(token: Token) -> list[Token]:
    """Return the noun phrase that a relative pronoun stands for, empty where not clear."""
    clause = token.head
    while clause.dep_ != "relcl" and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "relcl":
        return []
    noun = clause.head
    doc = token.doc
    return [doc[i] for i in range(noun.left_edge.i, noun.i + 1)]
