"""Where do source and content of a cue stand in the sentence? Dependency frames of cues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

    from dateline.layers.cues import Cue, CueClass, CuePart

SUBJECTS: Final = {"nsubj", "csubj"}
PASSIVE_SUBJECTS: Final = {"nsubjpass", "csubjpass"}
PARTS: Final[dict[str, CuePart]] = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
}
NOMINAL: Final = {"NOUN", "PROPN", "PRON", "NUM"}
# A report's "said" may stand after its content; these open a clause that is no content.

# Passives of these say something without a clause: "an attack is expected", "is feared".
FORECASTS: Final = frozenset({"expect", "hope"})
OBJECT_PREPOSITIONS: Final = frozenset({"for", "as", "over", "to", "of", "against", "on"})
LONG_FRAMES: Final = frozenset({"object", "prep on", "prep upon"})

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution in token indices, ranges half-open."""

    head: int
    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    cue_class: CueClass
    lemma: str
    frame: str


def child_of(token: Token, *deps: str) -> Token | None:
    """Return the first child of `token` with one of `deps`."""
    return next((child for child in token.children if child.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """Say whether `verb` is in the passive voice."""
    return any(child.dep_ in {"auxpass", *PASSIVE_SUBJECTS} for child in verb.children)


def phrase_range(head: Token) -> Range:
    """Return the range of the noun phrase of `head`, apposition and relative clause included."""
    low, high = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    while high - low > 1 and (doc[high - 1].is_punct or doc[high - 1].dep_ == "cc"):
        if doc[high - 1].text in ")]\"'" and any(
            doc[i].text in "([\"'" for i in range(low, high - 1)
        ):
            break
        high -= 1
    while high - low > 1 and (
        (doc[low].is_punct and doc[low].text not in "\"'") or doc[low].is_space
    ):
        low += 1
    return low, high


def subject_of(verb: Token, *, depth: int = 4) -> Token | None:
    """Find who does what `verb` says: its subject, a shared one, or the agent of a passive."""
    if is_passive(verb):
        agent = child_of(verb, "agent")
        return child_of(agent, "pobj") if agent is not None else None
    own = child_of(verb, *SUBJECTS)
    if own is not None:
        return own
    head = verb.head
    if depth == 0 or head.i == verb.i:
        return None
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBG"):
        return head if head.pos_ in NOMINAL else None
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return None
    if verb.dep_ == "pcomp" and head.lower_ == "as":  # quoted X as saying
        return child_of(head.head, "dobj")
    if verb.dep_ in {"conj", "xcomp", "advcl", "dep", "pcomp", "acl"}:
        while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i and head.dep_ != "relcl":
            head = head.head
        if head.pos_ in {"VERB", "AUX"}:
            if verb.dep_ == "xcomp":
                owner = child_of(head, "dobj")
                if owner is not None and owner.i < verb.i and head.lemma_ != "promise":
                    return owner
            found = child_of(head, *PASSIVE_SUBJECTS) if is_passive(head) else None
            return found if found is not None else subject_of(head, depth=depth - 1)
    return None


def cue_range(verb: Token) -> Range:
    """Return the cue's words: the verb with the auxiliaries and the negation before it."""
    low = verb.i
    doc = verb.doc
    inner = {
        child.i
        for child in verb.children
        if child.dep_ in {"aux", "auxpass", "neg", "advmod"} and child.i < verb.i
    }
    while low - 1 in inner:
        low -= 1
    while low < verb.i and doc[low].dep_ == "advmod":
        low += 1
    high = verb.i + 1
    if high < len(doc) and doc[high].dep_ == "prt" and doc[high].head.i == verb.i:
        high += 1
    return low, high


def _without(piece: Range, hole: Range) -> list[Range]:
    """Cut `hole` out of `piece`."""
    if hole[1] <= piece[0] or hole[0] >= piece[1]:
        return [piece]
    return [part for part in ((piece[0], hole[0]), (hole[1], piece[1])) if part[0] < part[1]]


def trim(doc: Doc, piece: Range) -> Range | None:
    """Strip white space, separators and stray conjunctions from the ends of a content."""
    low, high = piece
    while low < high and (doc[low].is_space or doc[low].text in ",;:.—–-―--)"):
        low += 1
    while low < high and (doc[high - 1].is_space or doc[high - 1].text in ",;:.—–-―--("):
        high -= 1
    return (low, high) if low < high else None


def _left_content(doc: Doc, verb: Token, clause: Token, group: Range) -> list[Range]:
    """Return the content of a cue that follows it or interrupts it."""
    sent = verb.sent
    low = clause.left_edge.i
    if low > sent.start and all(
        doc[i].head.i == verb.i or doc[i].head.i < low or doc[i].is_punct or doc[i].is_space
        for i in range(sent.start, low)
    ):
        low = sent.start
    pieces = [(low, group[0])] if low < group[0] else []
    if clause.right_edge.i >= group[1]:
        pieces.append((group[1], clause.right_edge.i + 1))
    return pieces


def _group(verb: Token, cue: Range, source: Range | None) -> Range:
    """Return the stretch of cue, source and the modifiers of the cue between or after them."""
    low, high = cue
    if source is not None:
        low, high = min(low, source[0]), max(high, source[1])
    for child in verb.children:
        small = child.dep_ in {"advmod", "npadvmod", "prep", "dative", "dobj", "prt", "advcl"}
        if small and high <= child.left_edge.i <= high + 1 and child.right_edge.i >= high:
            high = child.right_edge.i + 1
        if small and child.right_edge.i + 1 == low:
            low = child.left_edge.i
    return low, high


def _clauses(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ == "ccomp"]


def _frame_content(verb: Token, cue: Cue) -> tuple[str, Token] | None:
    """Find the content that stands after the cue, by the cue's frames."""
    for child in verb.children:
        found = _complement(child, cue.frames) if child.i > verb.i else None
        if found is not None:
            return found
    charge = _charge(verb, cue.frames)
    if charge is not None:
        return charge
    if "object infinitive" in cue.frames:
        clause = child_of(verb, "xcomp", "ccomp")
        if clause is not None and _is_infinitive(clause) and clause.i > verb.i:
            return "object infinitive", clause
    if "object" in cue.frames:
        target = child_of(verb, "dobj")
        if target is not None and target.i > verb.i and target.pos_ != "PRON":
            return "object", target
    return None


def _charge(verb: Token, frames: frozenset[str]) -> tuple[str, Token] | None:
    """Read "accused X of hiding arms" where the parser ties "of hiding" to X."""
    for target in verb.rights:
        if target.dep_ != "dobj":
            continue
        for prep in target.rights:
            what = child_of(prep, "pobj", "pcomp")
            if prep.dep_ != "prep" or f"object {prep.lower_}" not in frames or what is None:
                continue
            if what.left_edge.lower_.endswith("ing"):
                return f"object {prep.lower_}", what
    return None


def _complement(child: Token, frames: frozenset[str]) -> tuple[str, Token] | None:
    """Read one complement of a verb: infinitive, small clause, gerund or phrase."""
    if "infinitive" in frames and child.dep_ == "xcomp" and child.tag_ in {"VB", "VBN", "VBG"}:
        return "infinitive", child
    if "small clause" in frames and child.dep_ in {"oprd", "ccomp"} and child.tag_ != "VB":
        return "small clause", child
    if "gerund" in frames and child.dep_ in {"xcomp", "pcomp"} and child.tag_ == "VBG":
        return "gerund", child
    if child.dep_ in {"prep", "dobj"}:
        # "accuse of" is listed as an object with a phrase, "call for" as a phrase
        for frame in (f"prep {child.lower_}", f"object {child.lower_}"):
            target = child_of(child, "pobj", "pcomp")
            if frame in frames and target is not None:
                return frame, target
    return None


def _complement_range(frame: str, head: Token, verb: Token) -> Range:
    """Return the content of a complement with what belongs to it: object, "as …", "for …"."""
    low, high = head.left_edge.i, head.right_edge.i + 1
    if frame in {"small clause", "object infinitive"}:
        target = child_of(verb, "dobj")
        if target is not None and verb.i < target.i < head.i:
            low = target.left_edge.i
    for child in verb.children:
        extends = child.dep_ == "prep" and child.lower_ in OBJECT_PREPOSITIONS
        wanted = child.dep_ in {"xcomp", "advcl"} and child.tag_ == "VB"
        after = high <= child.left_edge.i <= high + 1
        if after and ((frame == "object" and extends) or (frame in LONG_FRAMES and wanted)):
            high = child.right_edge.i + 1
    return max(low, verb.i + 1), high


def _clause_draft(doc: Doc, verb: Token, source: Range | None) -> list[Range]:
    """Return the content of a cue that takes a clause, on either side of it."""
    words = cue_range(verb)
    group = _group(verb, words, source)
    for clause in _clauses(verb):
        if clause.i > verb.i:
            low = max(clause.left_edge.i, words[1])
            pieces = [(low, clause.right_edge.i + 1)]
            if clause.left_edge.i < group[0] and source is not None:
                pieces = _left_content(doc, verb, clause, group)
            elif source is not None:
                pieces = [part for piece in pieces for part in _without(piece, source)]
            return pieces
        if all(doc[i].text != ";" for i in range(clause.i, group[0])):
            return _left_content(doc, verb, clause, group)
    placed = verb.dep_ == "parataxis" or verb.head.i < verb.i
    placed = placed and child_of(verb, "xcomp") is None  # it has its own content
    if verb.dep_ in {"parataxis", "ccomp", "advcl"} and placed and source is not None:
        as_said = verb.dep_ == "advcl" and child_of(verb, "mark") is not None
        before = doc[group[0] - 1] if group[0] > 0 else verb
        if before.text in {",", '"', "—", "–"} and (verb.dep_ != "advcl" or as_said):
            host = verb.head
            whole = (host.left_edge.i, host.right_edge.i + 1)
            return _without(whole, (group[0], max(group[1], verb.right_edge.i + 1)))
    return []


def verb_draft(doc: Doc, verb: Token, cue: Cue) -> Draft | None:
    """Read one verb cue: a clause, or one of the other frames of the lexicon."""
    subject = subject_of(verb)
    passive = is_passive(verb)
    if subject is None and not passive and verb.dep_ in {"amod", "compound", "pobj"}:
        return None
    source = phrase_range(subject) if subject is not None else None
    content: list[Range] = []
    frame = "clause"
    if passive:
        frame, content = "passive", _passive_content(verb, cue)
    else:
        if "clause" in cue.frames:
            content = _clause_draft(doc, verb, source)
        if not content:
            found = _frame_content(verb, cue)
            if found is None:
                return None
            frame, head = found
            content = [_complement_range(frame, head, verb)]
    if source is None and not (passive and (cue.cue_class in FORECASTS or _has_clause(verb))):
        return None
    return _draft(doc, verb, cue, source, content, frame)


def _has_clause(verb: Token) -> bool:
    return any(
        child.dep_ in {"ccomp", "xcomp"} and (child.i > verb.i or child.dep_ == "ccomp")
        for child in verb.children
    )


def _passive_content(verb: Token, cue: Cue) -> list[Range]:
    subject = child_of(verb, *PASSIVE_SUBJECTS)
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i), None)
    if subject is None:
        return []
    if subject.lower_ == "it":
        told = clause or child_of(verb, "ccomp")  # "…, it was claimed"
        return [(told.left_edge.i, told.right_edge.i + 1)] if told is not None else []
    pieces = [phrase_range(subject)] if subject.tag_ not in {"WDT", "WP"} else []
    if clause is not None:
        pieces.append((clause.left_edge.i, clause.right_edge.i + 1))
    elif "object" not in cue.frames:
        return []
    return pieces


def _draft(
    doc: Doc,
    verb: Token,
    cue: Cue,
    source: Range | None,
    content: list[Range],
    frame: str,
) -> Draft | None:
    words = cue_range(verb)
    if frame.startswith("prep ") and doc[words[1]].lower_ == frame.removeprefix("prep "):
        words = (words[0], words[1] + 1)
    pieces = []
    for piece in content:
        for part in _without(piece, words):
            kept = trim(doc, part)
            if kept:
                pieces.append(kept)
    if source is not None:
        inside = [p for p in pieces if p[0] <= source[0] and source[1] <= p[1]]
        if inside:
            pieces = [q for p in pieces for q in _without(p, source)]
            pieces = [q for q in (trim(doc, p) for p in pieces) if q]
        overlap = [p for p in pieces if p[0] < source[1] and source[0] < p[1]]
        if overlap:
            return None
    if not pieces:
        return None
    return Draft(
        head=verb.i,
        cue=(words,),
        source=(source,) if source is not None else (),
        content=tuple(sorted(pieces)),
        cue_class=cue.cue_class,
        lemma=cue.lemma,
        frame=frame,
    )


def noun_draft(doc: Doc, noun: Token, cue: Cue) -> Draft | None:
    """Read one noun cue ("the ministry's claim that …", "a plan by X to …")."""
    clause = next(
        (
            child
            for child in noun.children
            if child.i > noun.i
            and (
                (child.dep_ in {"acl", "ccomp"} and _marked(child) and "clause" in cue.frames)
                or (
                    child.dep_ in {"acl", "relcl"}
                    and _is_infinitive(child)
                    and "infinitive" in cue.frames
                )
            )
        ),
        None,
    )
    frame = "noun clause"
    if clause is None:
        for child in noun.children:
            if child.dep_ == "prep" and f"prep {child.lower_}" in cue.frames and child.i > noun.i:
                clause, frame = child_of(child, "pobj", "pcomp"), "noun prep"
    if clause is None:
        return None
    source = _noun_source(noun)
    if source is None and cue.cue_class in {"plan", "request"}:
        return None
    content = [(clause.left_edge.i, clause.right_edge.i + 1)]
    return _draft(doc, noun, cue, source, content, frame)


def _marked(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _is_infinitive(clause: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)


def _noun_source(noun: Token) -> Range | None:
    owner = child_of(noun, "poss")
    if owner is not None:
        return phrase_range(owner)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among", "of"}:
            target = child_of(child, "pobj")
            if target is not None:
                return phrase_range(target)
    if noun.dep_ in {"dobj", "attr"}:
        subject = subject_of(noun.head)
        return phrase_range(subject) if subject is not None else None
    return None


def adjective_draft(doc: Doc, adjective: Token, cue: Cue) -> Draft | None:
    """Read one adjective cue ("X is confident that …", "X is ready to …")."""
    if adjective.dep_ not in {"acomp", "conj", "oprd", "amod", "ROOT"}:
        return None
    clause = next(
        (
            child
            for child in adjective.children
            if child.i > adjective.i
            and (
                (child.dep_ == "ccomp" and "clause" in cue.frames)
                or (child.dep_ == "xcomp" and "infinitive" in cue.frames)
            )
        ),
        None,
    )
    if clause is None:
        return None
    subject = subject_of(adjective.head)
    if subject is None or subject.lower_ in {"it", "there"}:
        return None
    content = [(clause.left_edge.i, clause.right_edge.i + 1)]
    return _draft(doc, adjective, cue, phrase_range(subject), content, "adjective")


def _quoting_draft(verb: Token) -> Draft | None:
    """Read the outlet in "TASS quoted the minister as saying …": a relay of the same content."""
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    saying = child_of(prep, "pcomp") if prep is not None else None
    clause = child_of(saying, "ccomp") if saying is not None else None
    outlet = subject_of(verb)
    if outlet is None:
        outlet = next((c for c in verb.children if c.dep_ == "npadvmod" and c.i < verb.i), None)
    if clause is None or outlet is None:
        return None
    return Draft(
        head=verb.i,
        cue=(cue_range(verb),),
        source=(phrase_range(outlet),),
        content=((clause.left_edge.i, clause.right_edge.i + 1),),
        cue_class="say",
        lemma=verb.lemma_.lower(),
        frame="relay phrase",
    )


READERS: Final[dict[str, Callable[[Doc, Token, Cue], Draft | None]]] = {
    "verb": verb_draft,
    "noun": noun_draft,
    "adjective": adjective_draft,
}


def syntax_drafts(doc: Doc) -> Iterator[Draft]:
    """Yield every attribution that a cue of the lexicon makes by syntax, in reading order."""
    lexicon = load_cues()
    for token in doc:
        part = PARTS.get(token.pos_)
        if part is None:
            continue
        if token.lemma_.lower() in {"quote", "cite"}:
            quoting = _quoting_draft(token)
            if quoting is not None:
                yield quoting
                continue
        reader = READERS[part]
        for cue in lexicon.get((token.lemma_.lower(), part), ()):
            draft = reader(doc, token, cue)
            if draft is not None:
                yield draft
                break
