"""Which attribution passes on another, stands in another, or speaks of the sentence before?"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.layers.attribution.cues import RELAY_LEMMAS, SPEECH_LEMMAS, load_cues
from dateline.layers.attribution.phrases import is_relay
from dateline.layers.attribution.tree import (
    Draft,
    cue_range,
    phrase_range,
    subject_of,
    trim,
    without,
)
from dateline.layers.speakers.words import GROUP_WORDS, TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from dateline.geo.parse import Parse
    from dateline.layers.attribution.tree import Range

# "They want war", "many doubt it": whoever has an object does not tell the sentence before.
PAST = frozenset({"VBD", "VBZ", "VBP"})
_CITING = frozenset({"citing", "quoting"})
_OBJECTS = frozenset({"dobj", "dative", "attr", "pobj"})
# "The army has responded": an answer to others, and nothing that the report told before.
_ANSWERS = frozenset({"comment", "respond", "reply", "answer", "elaborate"})


def next_sentence(parse: Parse) -> list[Draft]:
    """Read a sentence that is nothing but source and cue ("X promised, Y reports.").

    Its content is the sentence before it, in the same paragraph.
    """
    doc = parse.doc
    out: list[Draft] = []
    before = None
    for sent in doc.sents:
        previous, before = before, sent
        if len(sent) > 30 or previous is None:
            continue
        if parse.zone_of[previous.start] != parse.zone_of[sent.start]:
            continue
        if not any(token.dep_ == "ROOT" and token.pos_ == "VERB" for token in sent):
            continue
        if any(token.is_quote for token in sent):
            continue  # it has what is said in itself
        whole = trim(doc, (previous.start, previous.end))
        if whole is None:
            continue
        out += _bare_cues(doc, sent.start, sent.end, whole)
    return out


def next_paragraph(parse: Parse) -> list[Draft]:
    """Read a paragraph that ends with a cue and a colon; its content is the next paragraph.

    "The governor added:" Statements are often set apart so, without quotation marks.
    """
    doc = parse.doc
    out: list[Draft] = []
    for i in range(1, len(doc) - 1):
        opens = parse.zone_of[i] != parse.zone_of[i + 1] and doc[i].text == ":"
        if not opens or doc[i + 1].text in {'"', "''", "``", "-", "•"}:
            continue
        verb = next((t for t in reversed(doc[doc[i].sent.start : i]) if t.tag_ in PAST), None)
        subject = subject_of(verb) if verb is not None and verb.lemma_ in SPEECH_LEMMAS else None
        if verb is None or subject is None or subject.i > verb.i or i - verb.i > len("say it"):
            continue
        end = next(
            (j for j in range(i + 1, len(doc)) if parse.zone_of[j] != parse.zone_of[i + 1]), -1
        )
        content = trim(doc, (i + 1, end if end > 0 else len(doc)))
        if content is not None:
            cue = load_cues().get((verb.lemma_, "verb"))
            out.append(
                Draft(
                    head=verb.i,
                    cue=(cue_range(verb),),
                    source=(phrase_range(subject),),
                    content=(content,),
                    cue_class=cue[0].cue_class if cue else "say",
                    lemma=verb.lemma_,
                    frame="next paragraph",
                )
            )
    return out


def _bare_cues(
    doc: Doc,
    start: int,
    end: int,
    content: Range,
) -> list[Draft]:
    out: list[Draft] = []
    cues = load_cues()
    verbs = [
        token
        for token in doc[start:end]
        if token.pos_ == "VERB"
        and (token.dep_ in {"ROOT", "ccomp", "parataxis"})
        and (token.lemma_.lower(), "verb") in cues
        and subject_of(token) is not None
    ]
    covered: set[int] = set()
    for verb in verbs:
        subject = subject_of(verb)
        if subject is not None:
            covered |= set(range(*phrase_range(subject))) | set(range(*cue_range(verb)))
        covered |= {child.i for child in verb.children if child.dep_ in {"advmod", "npadvmod"}}
    rest = [t for t in doc[start:end] if t.i not in covered and not t.is_punct and not t.is_space]
    objects = any(t.dep_ in _OBJECTS for t in rest)
    if not verbs or len(rest) > 1 or objects or verbs[-1].dep_ != "ROOT" or len(verbs) > 2:
        return []
    for verb in verbs:
        subject = subject_of(verb)
        cue = cues[verb.lemma_.lower(), "verb"][0]
        if subject is None or "clause" not in cue.frames:
            continue
        silent = any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.lefts)
        if silent or verb.lemma_.lower() in _ANSWERS:
            continue  # "The ministry has not said."
        goes_on = verb.lemma_.lower() in {"continue", "go", "begin", "conclude", "read"}
        if goes_on and subject.pos_ == "NOUN" and subject.lower_ not in GROUP_WORDS | TITLES:
            continue  # "The searches continue."
        relay = verb.lemma_.lower() in RELAY_LEMMAS and len(verbs) > 1
        out.append(
            Draft(
                head=verb.i,
                cue=(cue_range(verb),),
                source=(phrase_range(subject),),
                content=(content,),
                cue_class=cue.cue_class,
                lemma=cue.lemma,
                frame="relay phrase" if relay else "next sentence",
            )
        )
    return out


def cited(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Give "citing X" the content of the report that it stands in ("Reuters reported …")."""
    reports = {d.cue[0][0]: d for d in drafts if d.lemma in RELAY_LEMMAS and d.frame == "clause"}
    heads = sorted(reports)
    out = []
    for given in drafts:
        draft = given
        if draft.frame == "relay phrase" and heads:
            low, high = draft.content[0][0], draft.content[-1][1]
            place = bisect_left(heads, low)
            if place < len(heads) and heads[place] < high:
                content = reports[heads[place]].content
                own = {i for begin, end in (*draft.cue, *draft.source) for i in range(begin, end)}
                kept = tuple(
                    (begin, min([end, *(i for i in own if begin < i < end)]))
                    for begin, end in content
                )
                draft = replace(draft, content=kept, frame="cited")
                reports[heads[place]] = replace(reports[heads[place]], content=kept)
        out.append(draft)
    return _passed_on(
        doc,
        [
            reports[d.cue[0][0]] if d.frame == "clause" and d.cue[0][0] in reports else d
            for d in out
        ],
    )


def _passed_on(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Give ", citing Y," between a source and its cue the content of that cue.

    "The police, citing Interpol, said …", "According to the Herald, citing a diplomat, …"
    """
    out = list(drafts)
    for number, draft in enumerate(drafts):
        if draft.frame != "relay phrase" or draft.lemma not in _CITING or not draft.source:
            continue
        for other, outer in enumerate(drafts):
            if other == number or not outer.source or outer.head == draft.head:
                continue
            group = (*outer.source, *outer.cue)
            low, high = min(g[0] for g in group), max(g[1] for g in group)
            behind = outer.frame == "phrase" and 0 <= draft.head - high <= 1
            if not (low < draft.head < high or behind):
                continue
            own = (draft.head, draft.source[-1][1])
            parts = [p for piece in outer.content for p in without(piece, own)]
            content = tuple(q for p in parts if (q := trim(doc, p)) is not None)
            if not content:
                continue
            out[number] = replace(draft, content=content, frame="cited")
            kept = tuple(
                (a, min(b, draft.head - 1) if a < draft.head < b else b) for a, b in outer.source
            )
            out[other] = replace(outer, content=content, source=kept, frame="relay phrase")
            break
    return out


def relays_of(drafts: Sequence[Draft]) -> dict[int, tuple[int, ...]]:
    """Map each relay to the drafts that it passes on: same or enclosed content."""
    out: dict[int, tuple[int, ...]] = {}
    by_start: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        by_start.setdefault(draft.content[0][0], []).append(number)
    for number, draft in enumerate(drafts):
        if not is_relay(draft):
            continue
        low, high = draft.content[0][0], draft.content[-1][1]
        passed = tuple(
            other
            for other in by_start[low]
            if other != number
            and not is_relay(drafts[other])
            and drafts[other].content[-1][1] <= high
        )
        if passed:
            out[number] = passed
    return out


def parents_of(drafts: Sequence[Draft], relays: dict[int, tuple[int, ...]]) -> list[int | None]:
    """Find for each draft the smallest content that holds its cue."""
    pieces = sorted(
        (low, -high, number)
        for number, draft in enumerate(drafts)
        if number not in relays
        for low, high in draft.content
    )
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].cue[0][0])
    parents: list[int | None] = [None] * len(drafts)
    stack: list[tuple[int, int]] = []
    place = 0
    for number in order:
        token = drafts[number].cue[0][0]
        while place < len(pieces) and pieces[place][0] <= token:
            low, high, owner = pieces[place]
            while stack and stack[-1][0] <= low:
                stack.pop()
            stack.append((-high, owner))
            place += 1
        while stack and stack[-1][0] <= token:
            stack.pop()
        holding = [
            owner
            for end, owner in stack
            if end > token and owner != number and not _encloses(drafts[number], drafts[owner])
        ]
        parents[number] = holding[-1] if holding else None
    return parents


def _encloses(outer: Draft, inner: Draft) -> bool:
    """Say whether one draft's content holds the cue of another and is the larger of the two."""
    token = inner.cue[0][0]
    sizes = [sum(high - low for low, high in draft.content) for draft in (outer, inner)]
    return sizes[0] > sizes[1] and any(low <= token < high for low, high in outer.content)
