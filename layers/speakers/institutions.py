"""Which bodies does the report name in full, and which one does a short form mean?

"The ministry" is the ministry named before, or the one whose letterhead the report bears; "RSF"
is a body whose capitals spell it. Where several fit and none is near, the words stay as written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.layers.speakers import words
from dateline.layers.speakers.persons import fold
from dateline.layers.speakers.phrases import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from dateline.geo.parse import Parse

NEAR: Final = 3  # sentences within which the nearest of several bodies is meant
LONGEST_ABBREVIATION: Final = 7
_INNER: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "VBN"})
_NAMES: Final = frozenset({"PERSON", "GPE", "LOC", "FAC", "DATE", "EVENT"})
_DEFINITE: Final = frozenset({"the", "this", "that"})
_ARMIES: Final = frozenset({"army", "military"})
_SMALL: Final = frozenset("of in for on to and the".split())
_NO_BODY: Final = frozenset(
    "official officials office officers diplomats prosecutors house court press daily".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One mention of a body.

    Attributes
    ----------
    tokens
        Its words, without article.
    words, head
        The words folded, and the folded dictionary form of the noun they hang on.
    capitals
        Initials of its capitalised words.
    letterhead
        Whether it stands in a title that asserts nothing, as that of a statement.
    """

    tokens: tuple[Token, ...]
    words: frozenset[str]
    head: str
    capitals: str
    letterhead: bool

    @property
    def position(self) -> int:
        """Index of its first token."""
        return self.tokens[0].i


def collect_bodies(parse: Parse) -> tuple[Body, ...]:
    """Find the mentions of ministries, armies, agencies and other bodies, in reading order."""
    doc = parse.doc
    heads = {t.i for t in doc if _is_body(t)}
    heads |= {e.root.i for e in doc.ents if e.label_ == "ORG" and e.root.pos_ in {"NOUN", "PROPN"}}
    letterheads = _letterhead_zones(parse)
    out: list[Body] = []
    for i in sorted(heads):
        low, end = _reach(doc, i)
        tokens = tuple(doc[low : end + 1])
        capitals = "".join(t.text[0] for t in tokens if t.text[:1].isupper())
        out.append(
            Body(
                tokens=tokens,
                words=_words(tokens),
                head=fold(doc[i].lemma_),
                capitals=capitals,
                letterhead=parse.zone_of[i] in letterheads,
            )
        )
    return tuple(out)


def _is_body(token: Token) -> bool:
    named = token.lower_ == "office" and token.text[:1].isupper()
    if token.pos_ not in {"NOUN", "PROPN"} or (token.lower_ in _NO_BODY and not named):
        return False
    if token.dep_ == "compound" and token.head.i == token.i + 1:
        return False
    lowered = {token.lower_, token.lemma_.lower()}
    if token.pos_ == "PROPN" and token.ent_type_ not in _NAMES and token.i:
        before = token.nbor(-1)
        if before.head.i == token.i and before.pos_ == "PROPN":
            return True  # "the Sudan Liberation Movement"
    known = words.GOVERNMENT_WORDS | words.ORGANISATION_WORDS | words.NEWS_WORDS
    return bool(lowered & known) and not lowered & words.GROUP_WORDS


def _reach(doc: Doc, i: int) -> tuple[int, int]:
    """Return first and last token of a body's name around its head: "X of the Republic of Y"."""
    low = i
    zone = doc[i].sent.start
    while low > zone and _inside(doc[low - 1], doc[i]):
        low -= 1
    while low < i and doc[low].tag_ in {"POS", "HYPH"}:
        low += 1
    end = i
    last = doc[i].sent.end - 1
    while end < last and doc[end + 1].lower_ in {"of", "for"}:
        if doc[end + 1].lower_ == "for" and not doc[end].text[:1].isupper():
            break  # "the ministry for its part"; "State Committee for Security" is a name
        step = end + 2
        while step <= last and doc[step].pos_ == "DET":
            step += 1
        start = step
        while step <= last and doc[step].text[:1].isupper() and doc[step].pos_ != "VERB":
            step += 1
        if step == start:
            break
        end = step - 1
    return low, end


def _inside(token: Token, head: Token) -> bool:
    return token.tag_ in _INNER and (token.head.i == head.i or head in token.ancestors)


def _words(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(
        fold(t.lemma_ if t.pos_ == "NOUN" else t.text)
        for t in tokens
        if t.pos_ not in {"DET", "ADP"} and t.tag_ != "POS" and not t.is_punct
    )


def _letterhead_zones(parse: Parse) -> set[int]:
    """Return the headline zones that tell nothing: no verb in them."""
    zones: dict[int, bool] = {}
    for token in parse.doc:
        zone = parse.zone_of[token.i]
        if parse.article.zones[zone].kind == "headline":
            verb = token.pos_ in {"VERB", "AUX"} or token.text == ":"
            zones[zone] = zones.get(zone, False) or verb
    return {zone for zone, tells in zones.items() if not tells}


def letterhead_of(bodies: Sequence[Body]) -> Body | None:
    """Return the body in whose name the report is written, None where none is."""
    return next((b for b in bodies if b.letterhead), None)


def full_body(parse: Parse, tokens: Sequence[Token], bodies: Sequence[Body]) -> Body | None:
    """Return the full mention of the body that a short form means.

    Parameters
    ----------
    parse
        The report's parse.
    tokens
        The short form, with its article.
    bodies
        As from `collect_bodies`.

    Returns
    -------
    Body or None
        None where the words are as full as any, or where it is not clear which body is meant.
    """
    first = tokens[0]
    bare = [t for t in tokens if t.pos_ != "DET"]
    if not bare or (first.pos_ == "DET" and first.lower_ not in _DEFINITE):
        return None
    short, head = _words(bare), fold(head_of(bare).lemma_)
    if len(bare) == 1 and head in _ARMIES and (forces := _armed_forces(tokens, bodies)) is not None:
        return forces
    own = {t.i for t in tokens}
    fuller = [
        b
        for b in bodies
        if short < b.words and b.head == head and not own & {t.i for t in b.tokens}
    ]
    if not fuller:
        return None
    printed = next((b for b in fuller if b.letterhead), None)
    if printed is not None:
        return printed
    before = [b for b in fuller if b.position < first.i]
    known = {b.words for b in before or fuller}
    if len(known) == 1:
        return (before or fuller)[0]
    if not before:
        return None
    here, there = (parse.sentence_of(parse.starts[i]) for i in (first.i, before[-1].position))
    return before[-1] if here - there <= NEAR else None


def spelled_body(token: Token, bodies: Sequence[Body]) -> Body | None:
    """Return the body whose capitals an abbreviation spells, None where none or several do."""
    short = token.text.replace(".", "")
    if not (short.isupper() and 1 < len(short) < LONGEST_ABBREVIATION):
        return None
    fitting = [
        replace(b, tokens=whole) for b in bodies if (whole := _spelled(short, b)) and len(whole) > 1
    ]
    return fitting[0] if len({b.tokens for b in fitting}) == 1 else None


def _armed_forces(tokens: Sequence[Token], bodies: Sequence[Body]) -> Body | None:
    """Return the one body that "the army" can mean where it is called armed forces in full."""
    if any(b.head in _ARMIES and len(b.words) > 1 for b in bodies):
        return None
    forces = [b for b in bodies if {"armed", "force"} <= {w.removesuffix("s") for w in b.words}]
    whole = [b for b in forces if len(b.words) > len({"armed", "force"})]
    known = {b.words for b in whole if b.position < tokens[0].i}
    return next((b for b in whole if b.words in known), None) if len(known) == 1 else None


def _spelled(short: str, body: Body) -> tuple[Token, ...]:
    """Return the words of a body, or of what goes on behind it, that an abbreviation spells.

    Small words may give a letter or none: "United Nations Interim Force in Lebanon", UNIFIL.
    """
    if body.capitals == short:
        return body.tokens
    doc, first = body.tokens[0].doc, body.tokens[0]
    places = {0}  # numbers of letters spelled so far
    for token in doc[first.i : min(first.i + 2 * len(short), first.sent.end)]:
        small = token.lower_ in _SMALL
        if not small and not token.text[:1].isupper():
            return ()
        letter = token.text[0].upper()
        spelled = {n + 1 for n in places if n < len(short) and short[n] == letter}
        places = spelled | places if small else spelled
        if not places:
            return ()
        if len(short) in spelled and not small and token.i >= body.tokens[-1].i:
            return tuple(doc[first.i : token.i + 1])
    return ()
