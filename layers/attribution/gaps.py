"""Where is the content of a cue that the parse ties to nothing? Rules of position, last resort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.tree import (
    NOMINAL,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    child_of,
    subject_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.layers.attribution.tree import Range

# Verbs of plain telling: a clause beside them is what is told.
TELLING: Final = frozenset({"say", "tell", "report", "announce", "reveal", "disclose"})
# What shows something by itself.
EVIDENCE: Final = frozenset(
    "video footage image imagery photo photograph picture poll survey study data figure map chart "
    "analysis record document recording test result report".split()
)
ASIDE: Final = 8  # tokens from a verb to the end of its parenthesis
CALLED: Final = 20  # tokens from "calls" to the end of the name in quotation marks


def told_aside(verb: Token, clause: Token) -> bool:
    """Say whether the parse took what is said for an aside ("said after the talks he would go")."""
    if clause.dep_ != "advcl" or clause.tag_ == "VBG" or verb.lemma_.lower() not in TELLING:
        return False
    if not any(c.dep_ in {*SUBJECTS, *PASSIVE_SUBJECTS} for c in clause.lefts):
        return False
    first = next((t for t in clause.subtree if t.dep_ == "mark" or t.tag_ == "WRB"), None)
    if first is not None and first.head.i == clause.i:
        asks = any(c.dep_ == "neg" for c in verb.lefts) and first.tag_ == "WRB"
        return asks and first.i == verb.i + 1
    return True


def is_silent(verb: Token) -> bool:
    """Say whether a verb with an object tells nothing: "did not unveil plans", "obliges them to report fires".

    "show" tells something only where pictures, polls or papers show it.
    """
    duty = child_of(verb, "nsubj") is not None or verb.dep_ in {"acl", "relcl"}
    duty = duty or (verb.dep_ == "xcomp" and child_of(verb.head, "dobj") is not None)
    if any(c.dep_ == "neg" or (duty and c.dep_ == "aux" and c.lower_ == "to") for c in verb.lefts):
        return True
    if verb.lemma_.lower() != "show":
        return False
    subject = subject_of(verb)
    return subject is None or subject.lemma_.lower() not in EVIDENCE


def second_object(verb: Token) -> Token | None:
    """Return what somebody is called where the parse has two objects or an apposition.

    "called them “lone wolves”", "called the raid and the fire a turning point"
    """
    objects = [c for c in verb.rights if c.dep_ in {"dobj", "appos"} and c.pos_ in NOMINAL]
    if len(objects) > 1 and objects[0].dep_ == "dobj":
        return objects[1]
    if len(objects) != 1 or objects[0].dep_ != "dobj":
        return None
    for token in objects[0].subtree:
        named = token.dep_ == "appos" and token.i > verb.i + 1
        if named and token.left_edge.lower_ in {"a", "an"} and token.left_edge.nbor(-1).text != ",":
            return token
    return None


def called(doc: Doc, verb: Token) -> list[Range]:
    """Return whom a verb calls what, up to the closing mark ("calls the deal a “bad joke”")."""
    stop = min(verb.sent.end, verb.i + CALLED)
    marks = [i for i in range(verb.i + 1, stop) if doc[i].text in {'"', "'", "``", "''"}]
    if len(marks) < 2 or (marks[0] < verb.i + 3 and doc[verb.i + 1].pos_ in {"DET", "PUNCT"}):
        return []
    plain = doc[verb.i + 1].pos_ in {*NOMINAL, "DET", "ADJ"}
    plain = plain and all(doc[i].text not in {",", ";"} for i in range(verb.i + 1, marks[0]))
    return [(verb.i + 1, marks[1] + 1)] if plain else []


def rest_of_sentence(doc: Doc, verb: Token) -> list[Range]:
    """Return the rest of the sentence behind "say" where the parse found no clause in it."""
    end = verb.sent.end
    if verb.lemma_.lower() != "say" or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i + 2 >= end:
        return []
    subject, first = child_of(verb, *SUBJECTS), doc[verb.i + 1]
    if subject is None or subject.i > verb.i or first.ent_type_ in {"DATE", "TIME"}:
        return []
    opens = first.lower_ == "that" or first.pos_ in {"DET", "PRON", "PROPN", "NOUN", "ADJ"}
    told = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[verb.i + 2 : end])
    return [(verb.i + 1, end)] if opens and told else []


def around_aside(doc: Doc, verb: Token, source: Range) -> list[Range]:
    """Return the sentence around ", X explained," where the parse tied it to neither side."""
    sent, low = verb.sent, min(source[0], verb.i)
    if low > sent.start and doc[low - 1].lower_ == "as":
        low -= 1
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or low <= sent.start or doc[low - 1].text != ",":
        return []
    high = verb.i + 1
    while high < sent.end and doc[high].text not in {",", ".", "—", "–"}:
        if doc[high].tag_ in {"VBD", "VBZ", "VBP", "MD", "TO", "WRB"} or doc[high].dep_ == "mark":
            return []
        high += 1
    last = high >= sent.end - 1
    quoted = not last and doc[high + 1].text in {'"', "``", "''"}
    clause = doc[sent.start].tag_ in {"VBG", "VBN", "WRB", "IN", "CC"} and last
    object_ = verb.i + 1 < high and doc[verb.i + 1].pos_ in {*NOMINAL, "DET", "ADJ"}
    apart = high - verb.i > ASIDE or not source[0] <= verb.i - 1 < source[1] + 2
    if apart or quoted or clause or object_:
        return []
    return [part for part in ((sent.start, low - 1), (high, sent.end)) if part[0] < part[1]]
