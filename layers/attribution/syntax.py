"""Where do source and content of a cue stand in the sentence? Dependency frames of cues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.cues import load_cues
from dateline.layers.attribution.gaps import (
    around_aside,
    called,
    is_silent,
    rest_of_sentence,
    second_object,
    told_aside,
)
from dateline.layers.attribution.nouns import adjective_draft, noun_draft, quoting_draft
from dateline.layers.attribution.tree import (
    PASSIVE_SUBJECTS,
    Draft,
    child_of,
    cue_range,
    is_infinitive,
    is_marked,
    is_passive,
    make_draft,
    phrase_range,
    subject_of,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

    from dateline.layers.attribution.cues import Cue, CuePart
    from dateline.layers.attribution.tree import Range

PARTS: Final[dict[str, CuePart]] = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
}
# Passives of these say something without a clause: "an attack is expected", "is feared".
FORECASTS: Final = frozenset({"expect", "hope"})
OBJECT_PREPOSITIONS: Final = frozenset({"for", "as", "over", "to", "of", "against", "on"})
_GROUNDS: Final = frozenset({"condition", "grounds", "basis", "understanding", "proviso"})
_CONTRASTS: Final = frozenset({"although", "because", "though", "whereas", "while"})
LONG_FRAMES: Final = frozenset({"object", "prep on", "prep upon", "prep for"})


def _left_content(doc: Doc, verb: Token, clause: Token, group: Range) -> list[Range]:
    """Return the content of a cue that follows it or interrupts it."""
    sent = verb.sent
    low = clause.left_edge.i
    joined = verb.dep_ in {"relcl", "acl", "pcomp"}  # its clause is a part of another's
    if (
        not joined
        and low > sent.start
        and all(
            doc[i].head.i == verb.i or doc[i].head.i < low or doc[i].is_punct or doc[i].is_space
            for i in range(sent.start, low)
        )
    ):
        low = sent.start
    pieces = [(low, group[0])] if low < group[0] else []
    if clause.right_edge.i >= group[1]:
        pieces.append((group[1], clause.right_edge.i + 1))
    return pieces + [
        (child.left_edge.i, child.right_edge.i + 1)
        for child in verb.rights
        if clause.i < verb.i and _goes_on_with(doc, child)
    ]


def _goes_on_with(doc: Doc, child: Token) -> bool:
    """Whether what was said goes on behind the cue: "…, the mayor said, though soldiers are …"."""
    first = child.left_edge
    own = next((c for c in child.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return (
        child.dep_ == "advcl"
        and first.lower_ in _CONTRASTS
        and doc[first.i - 1].text == ","
        and own is not None
        and own.pos_ != "PRON"
    )


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
    """Return the clauses that a verb takes, the likelier first."""
    found = [c for c in verb.children if c.dep_ == "ccomp" and not _parted(verb, c)]
    if len(found) > 1 and verb.i + 1 < len(verb.doc) and not verb.nbor(1).is_punct:
        found.sort(key=lambda clause: not (clause.i > verb.i and is_marked(clause)))
    return found or [child for child in verb.rights if told_aside(verb, child)]


def _parted(verb: Token, clause: Token) -> bool:
    """Whether a mark parts a cue from a clause: "the mayor says; …", "X is less sure: he thinks …".

    A clause on condition of which something is done is none that is told either.
    """
    doc, first = verb.doc, clause.left_edge.i
    if clause.i > verb.i:
        noun = doc[first - 1].lower_ if first else ""
        return noun in _GROUNDS or any(t.text == ";" for t in doc[verb.i + 1 : clause.i])
    between = doc[clause.i : verb.i]
    marks = [t.i for t in between if t.text in {";", ":"}]
    quoted = any(t.is_quote for t in doc[verb.sent.start : verb.i])
    return bool(marks) and not quoted and any(c.dep_ == "nsubj" for c in clause.lefts)


def _frame_content(verb: Token, cue: Cue) -> tuple[str, Token] | None:
    """Find the content that stands after the cue, by the cue's frames."""
    for child in verb.children:
        found = _complement(child, cue.frames) if child.i > verb.i else None
        if found is not None:
            return found
    charge = _charge(verb, cue.frames)
    if charge is not None:
        return charge
    name = second_object(verb) if "small clause" in cue.frames else None
    if name is not None:
        return "small clause", name
    wish = _infinitive(verb, cue.frames)
    if wish is not None:
        return wish
    if "object" in cue.frames and not is_silent(verb):
        target = child_of(verb, "dobj")
        if target is not None and target.i > verb.i and target.pos_ != "PRON":
            return "object", target
    return None


def _infinitive(verb: Token, frames: frozenset[str]) -> tuple[str, Token] | None:
    """Read "told them to leave" and "called for the dam to be closed"."""
    if "object infinitive" in frames:
        clause = child_of(verb, "xcomp", "ccomp", *(("advcl",) if verb.lemma_ == "tell" else ()))
        if clause is not None and is_infinitive(clause) and clause.i > verb.i:
            return "object infinitive", clause
    if "prep for" not in frames:
        return None
    for clause in verb.rights:
        first = clause.left_edge
        opens = first.lower_ == "for" or (first.i > verb.i + 1 and first.nbor(-1).lower_ == "for")
        if clause.dep_ in {"ccomp", "advcl"} and is_infinitive(clause) and opens:
            return "prep for", clause
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
    having = child.dep_ == "xcomp" and any(c.lower_ == "having" for c in child.lefts)
    ing = child.dep_ in {"xcomp", "pcomp"} and (child.tag_ == "VBG" or having)
    if "gerund" in frames and ing:
        return "gerund", child
    if child.dep_ in {"prep", "dobj", "prt"}:
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
        if frame in LONG_FRAMES and child.dep_ in {"ccomp", "relcl"} and child.left_edge.i == high:
            high = child.right_edge.i + 1  # "cited remarks the envoy had made": a relative clause
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
                pieces = [part for piece in pieces for part in without(piece, source)]
            return pieces
        if all(doc[i].text != ";" for i in range(clause.i, group[0])):
            return _left_content(doc, verb, clause, group)
    as_said = verb.dep_ == "advcl" and any(c.lower_ == "as" for c in verb.lefts if c.dep_ == "mark")
    bare = child_of(verb, "dobj", "xcomp", "ccomp", "dative") is None
    if as_said and bare and verb.head.i > verb.i and source is not None:  # "As X noted, …"
        host, end = verb.head, max(group[1], source[1], words[1])
        if end < host.right_edge.i and doc[end].text != ",":
            end = verb.right_edge.i + 1
        return without((host.left_edge.i, host.right_edge.i + 1), (verb.left_edge.i, end))
    placed = verb.dep_ == "parataxis" or verb.head.i < verb.i
    placed = placed and child_of(verb, "xcomp") is None  # it has its own content
    if verb.dep_ in {"parataxis", "ccomp", "advcl"} and placed and source is not None:
        before = doc[group[0] - 1] if group[0] > 0 else verb
        if before.text in {",", '"', "—", "–"} and (verb.dep_ != "advcl" or as_said):
            host = verb.head
            whole = (host.left_edge.i, host.right_edge.i + 1)
            return without(whole, (group[0], max(group[1], verb.right_edge.i + 1)))
    return []


def verb_draft(doc: Doc, verb: Token, cue: Cue) -> Draft | None:
    """Read one verb cue: a clause, or one of the other frames of the lexicon."""
    subject = subject_of(verb)
    passive = is_passive(verb)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return None  # "without confirming that …": said by nobody
    if _is_impersonal(verb, subject) or (
        subject is None and not passive and verb.dep_ in {"amod", "compound", "pobj"}
    ):
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
            if found is None and "small clause" in cue.frames:
                content = called(doc, verb)
            if found is None and not content:
                content, frame = rest_of_sentence(doc, verb), "rest"
            if found is None and not content and "clause" in cue.frames and source is not None:
                content, frame = around_aside(doc, verb, source), "rest"
            if found is None and not content:
                return None
            if found is not None:
                frame, head = found
                content = [_complement_range(frame, head, verb)]
    if source is None and not (passive and (cue.cue_class in FORECASTS or _has_clause(verb, cue))):
        return None
    return make_draft(doc, verb, cue, source, content, frame)


def _is_impersonal(verb: Token, subject: Token | None) -> bool:
    """Whether nobody is said to say it: "it is too early to say who fired", "it took them a day to learn"."""
    if subject is None or subject.lower_ != "it":
        return False
    if verb.head.lemma_ == "take" and is_infinitive(verb):
        return True
    if verb.dep_ != "xcomp":
        return False
    return verb.head.dep_ in {"acomp", "attr"} or verb.head.pos_ == "ADJ"


def _has_clause(verb: Token, cue: Cue) -> bool:
    if any(f"object {child.lower_}" in cue.frames for child in verb.rights):
        return True
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
    charge = next((c for c in verb.rights if f"object {c.lower_}" in cue.frames), None)
    what = child_of(charge, "pobj", "pcomp") if charge is not None else None
    name = child_of(verb, "oprd")
    if what is not None:
        pieces.append((what.left_edge.i, what.right_edge.i + 1))
    elif name is not None and name.i > verb.i and "small clause" in cue.frames:
        pieces.append((name.left_edge.i, name.right_edge.i + 1))
    elif clause is not None:
        pieces.append((clause.left_edge.i, clause.right_edge.i + 1))
    elif "object" not in cue.frames:
        return []
    return pieces


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
            quoting = quoting_draft(token)
            if quoting is not None:
                yield quoting
                continue
        reader = READERS[part]
        for cue in lexicon.get((token.lemma_.lower(), part), ()):
            draft = reader(doc, token, cue)
            if draft is not None:
                yield draft
                break
