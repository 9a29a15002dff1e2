"""What do the words around a cue tell: who is no source, and where does its content begin?

Readings of one cue and its neighbours in the tree, for the frames of a report (layers/attribution/frames.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_ADDRESSING: Final = frozenset({"on", "upon", "to"})
_VALUING: Final = frozenset({"put", "estimate", "value", "number"})
_CHARGING: Final = frozenset({"accuse", "suspect"})
_NAMING: Final = frozenset(
    """call describe dismiss brand label denounce reject condemn portray characterise characterize
    depict present term deem""".split()
)
_NOBODY: Final = frozenset({"nobody", "none", "nothing", "neither"})
_HARDLY: Final = frozenset({"hardly", "scarcely", "barely"})


def tells_by_showing(cue: Token, lemma: str) -> bool:
    """Whether things are pointed to or shown, and no statement made of them."""
    if lemma not in {"show", "point"} or cue.pos_ != "VERB":
        return False
    return not any(c.dep_ in {"ccomp", "xcomp"} for c in cue.children)


def is_inside_relative(cue: Token, content: set[int]) -> bool:
    """Whether "it says" stands in a relative clause that goes on: "a post that it says stands …"."""
    verb = next((c for c in cue.rights if c.dep_ == "ccomp" and c.i == cue.i + 1), None)
    opener = next((t for t in cue.subtree if t.i < cue.i and t.lower_ in {"that", "which"}), None)
    if verb is None or opener is None or verb.i not in content:
        return False
    gap = not any(c.dep_ in _SUBJECTS and c.i > cue.i for c in verb.children)
    return gap and opener.i > cue.i - 4


def raises_deed(cue: Token) -> bool:
    """Whether somebody wants or plans that another does something: "wants the army to leave"."""
    return any(c.dep_ == "ccomp" for c in cue.rights)


def is_nobody(source: Sequence[Token]) -> bool:
    """Whether a source denies that anybody says it: "nobody", "hardly anyone", "no official"."""
    first = [t.lower_ for t in source[:2]]
    hardly = first[0] in _HARDLY and first[-1].startswith("any")
    return hardly or first[0] in _NOBODY or (first[0] == "no" and len(source) > 1)


def is_inverted(head: Token) -> bool:
    """Whether a cue stands in an inverted condition: "should they wish to"."""
    subject = next((c for c in head.lefts if c.dep_ in _SUBJECTS), None)
    return subject is not None and any(
        c.lower_ in {"should", "were", "had"} and c.dep_ == "aux" and c.i < subject.i
        for c in head.lefts
    )


def is_fragment(head: Token, content: set[int]) -> bool:
    """Whether a quotation beside its cue is no clause with a subject: "By smugglers, not by us"."""
    doc = head.doc
    words = [doc[i] for i in content if not doc[i].is_punct]
    if not len(words) > 1 or head.i in content or head.pos_ not in {"VERB", "AUX"}:
        return False
    same = all(t.sent.start == head.sent.start for t in words)
    set_off = min(content) > 0 and doc[min(content) - 1].text in {",", ":"}
    return same and (max(content) < head.i or set_off)


def top_of(head: Token, content: set[int]) -> Token:
    """Return the word of a content that its others hang on, a verb where there is one."""
    words = [head.doc[i] for i in sorted(content) if not head.doc[i].is_punct]
    tops = [t for t in words if t.head.i not in content]
    return next((t for t in tops if t.pos_ in {"VERB", "AUX"}), (tops or words)[0])


def own_subject(cue: Token) -> Token | None:
    """Return the object of a cue that is the subject of its content, None where it has none.

    "Urged the army to leave", "accused Chad of arming rebels", "called the report a lie", "put the
    toll at nine": what is said begins with the object.
    """
    if any(c.dep_ == "auxpass" for c in cue.lefts):
        return None
    subject = next((c for c in cue.rights if c.dep_ == "dobj"), None)
    phrase = next((c for c in cue.rights if c.dep_ == "prep" and c.lower_ in _ADDRESSING), None)
    if subject is None and phrase is not None:
        subject = next((c for c in phrase.rights if c.dep_ == "pobj"), None)
    name = next((c for c in cue.rights if c.dep_ == "oprd"), None)
    if subject is None and name is not None and cue.lemma_.lower() in _NAMING:
        return name if name.left_edge.i < name.i - 1 else None  # "called | the decision insane"
    if subject is None:
        return None
    behind = [c for t in (cue, subject) for c in t.rights if c.i > subject.i]
    return subject if any(_predicates(c, cue) for c in behind) else None


def _predicates(token: Token, cue: Token) -> bool:
    """Whether a word behind a cue's object says something of the object."""
    lemma = cue.lemma_.lower()
    addressed = any(c.dep_ in {"prep", "prt"} and c.lower_ in _ADDRESSING for c in cue.rights)
    if token.dep_ in {"xcomp", "ccomp", "advcl"} and (addressed or lemma not in _NAMING):
        return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.lefts)
    if token.dep_ == "oprd" or (token.dep_ == "ccomp" and lemma in _NAMING):
        return True
    if token.dep_ != "prep":
        return False
    if token.lower_ == "of":
        what = next((c for c in token.rights if c.dep_ in {"pobj", "pcomp"}), None)
        return lemma in _CHARGING and what is not None and token.head in {cue, *cue.rights}
    return (token.lower_ == "as" and lemma in _NAMING) or (
        token.lower_ == "at" and lemma in _VALUING
    )
