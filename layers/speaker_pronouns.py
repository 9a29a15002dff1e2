"""Whom does a pronoun mean that says something: a person, a body, a paper, or nobody sure?"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from dateline.layers import speaker_words as words
from dateline.layers.speaker_phrases import core_of
from dateline.layers.speaker_records import (
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

    from dateline.layers.persons import Person

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
        unnamed = _unnamed_before(reader, token)
        if unnamed is not None:
            return unnamed, step
        person = _recent_person(reader, token, "m" if word in MALE else "f")
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
        phrase = [t for t in noun.subtree if t.i <= noun.i]
        plural = noun.tag_ in {"NNS", "NNPS"}
        found = by_body(reader, core_of(phrase))
        speaker = found[0] if found is not None else literal(reader, phrase)
        paper = noun.lemma_.lower() in words.PAPERS
        if token.lower_ in THING and not plural and (speaker.kind in BODIES or paper):
            return i, speaker
        if token.lower_ in PLURAL and plural and speaker.kind in BODIES:
            return i, speaker
    return None


def _unnamed_before(reader: Reader, token: Token) -> Speaker | None:
    """Return who spoke last where that is one person without a name ("a local official")."""
    last = max((s for s in reader.said if s[0] < token.i), key=lambda s: s[0], default=None)
    if last is None or last[1].kind != "person":
        return None
    here = reader.parse.sentence_of(reader.parse.starts[token.i])
    near = here - reader.parse.sentence_of(reader.parse.starts[last[0]]) <= 1
    named = any(person.name == last[1].name for person in reader.persons)
    return last[1] if near and not named else None


def _recent_person(reader: Reader, token: Token, gender: str) -> Person | None:
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
