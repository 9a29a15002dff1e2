"""Who holds an office that the report names apart from its holder?

"The mayor of X blamed smugglers. Jairo Pena said …": the next sentence names whom the first one
meant. "Commodore Jay Tan wrote …. The spokesman added …": the office means who spoke last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.speakers import words
from dateline.layers.speakers.phrases import head_of
from dateline.layers.speakers.records import BODIES, Reader, Speaker, person_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.layers.speakers.persons import Person

NEAR: Final = 2  # sentences between an office and the name of its holder
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
# Offices that are not another's: a mayor is no minister, though an official.
_EXACT: Final = frozenset(
    "minister president chancellor senator governor mayor ambassador judge bishop king queen emir".split()
)
_DEFINITE: Final = frozenset({"the", "this", "that"})


def by_following_name(reader: Reader, core: Sequence[Token]) -> tuple[Speaker, str] | None:
    """Return the person whose bare name follows an office that nobody is said to hold.

    Parameters
    ----------
    reader
        What the report tells of its speakers.
    core
        The office as written, with its article or owner.

    Returns
    -------
    tuple of (Speaker, str) or None
        The person and the step; None where the next name is not a bare one or not near.
    """
    office = head_of(core)
    if not _is_office(office) or not (_is_definite(core) or any(t.tag_ == "POS" for t in core)):
        return None
    here = _sentence(reader, core[0])
    doc = reader.parse.doc
    later = [
        (m, p)
        for p in reader.persons
        if (m := min((m for m in p.mentions if m > core[-1].i), default=0))
    ]
    after = [(m, p) for m, p in later if doc[m].dep_ in _SUBJECTS]
    if not after:
        return None
    position, person = min(after, key=lambda found: found[0])
    first = doc[position]
    if position != person.mentions[0]:
        return None  # named before the office already
    near = 0 < _sentence(reader, first) - here <= NEAR
    if not near or person.role is not None or " " not in person.name or not _is_bare(first):
        return None
    return person_speaker(reader, person), f"role {office.lower_}"


def by_last_speaker(reader: Reader, core: Sequence[Token]) -> tuple[Speaker, str] | None:
    """Return the person who spoke last where a bare office ("the spokesman") can mean only them.

    Parameters
    ----------
    reader
        What the report tells of its speakers.
    core
        The office as written.

    Returns
    -------
    tuple of (Speaker, str) or None
        None where the office has been named before, or is somebody else's.
    """
    office = head_of(core)
    if len(core) != 2 or not _is_definite(core) or not _is_office(office):
        return None
    last = max((s for s in reader.said if s[0] < office.i), key=lambda s: s[0], default=None)
    if last is None or last[1].kind != "person":
        return None
    person = next((p for p in reader.persons if p.name == last[1].name), None)
    near = _sentence(reader, office) - _sentence(reader, reader.parse.doc[last[0]]) <= NEAR
    if person is None or not near or _named_before(reader, office, person):
        return None
    if _holds_another(person, office):
        return None
    return person_speaker(reader, person), f"role {office.lower_}"


def _holds_another(person: Person, office: Token) -> bool:
    """Whether a person has an office that is not the one meant: "the minister" is no mayor."""
    if office.lemma_.lower() not in _EXACT or office.lemma_.lower() in person.role_words:
        return False
    return bool(person.role_words & _EXACT)


def by_earlier_words(reader: Reader, core: Sequence[Token]) -> tuple[Speaker, str] | None:
    """Return who spoke before in the fuller words that "the source", "the statement" take up.

    Parameters
    ----------
    reader
        What the report tells of its speakers.
    core
        A noun with its article.

    Returns
    -------
    tuple of (Speaker, str) or None
        None where nobody with that noun spoke, or no body spoke last ("the statement").
    """
    noun = head_of(core)
    if len(core) != 2 or not _is_definite(core) or noun.tag_ not in {"NN", "NNS", "NNP"}:
        return None
    here = _sentence(reader, noun)
    for position, speaker in sorted(reader.said, key=lambda s: -s[0]):
        if position >= noun.i:
            continue
        near = here - _sentence(reader, reader.parse.doc[position]) <= NEAR
        written = noun.lemma_.lower() in words.STATEMENTS and speaker.kind in BODIES
        if written and near:
            return speaker, "statement"
        same = noun.lower_ in speaker.name.lower().split()
        if same and len(speaker.name.split()) > 1 and speaker.kind != "outlet":
            return speaker, f"short form {noun.lower_}"
    return None


def _is_office(noun: Token) -> bool:
    return noun.tag_ in {"NN", "NNP"} and noun.lower_ in words.TITLES


def _is_definite(core: Sequence[Token]) -> bool:
    return core[0].lower_ in _DEFINITE


def _sentence(reader: Reader, token: Token) -> int:
    return reader.parse.sentence_of(reader.parse.starts[token.i])


def _is_bare(last: Token) -> bool:
    """Whether a name stands as a subject without apposition, age or clause."""
    doc = last.doc
    if last.dep_ not in _SUBJECTS or last.i + 1 >= len(doc):
        return False
    return doc[last.i + 1].text not in {",", "(", "-", "—", "–", "of", "'s", "’s"}


def _named_before(reader: Reader, office: Token, person: Person) -> bool:
    """Whether the same office stands before with somebody else, or without a name."""
    own = set(person.evidence)
    same = (t for t in reader.parse.doc[: office.i] if t.lemma_.lower() == office.lemma_.lower())
    return any(t.i not in own for t in same)
