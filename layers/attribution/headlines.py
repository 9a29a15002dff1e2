"""Who speaks in a headline or a line of a transcript? "Minister: …", "Army Vows to Return"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.cues import load_cues
from dateline.layers.attribution.speech import MARKS, NAME, colon_draft
from dateline.layers.attribution.tree import NOMINAL, Draft, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from dateline.geo.parse import Parse
    from dateline.layers.attribution.cues import Cue
    from dateline.layers.attribution.tree import Range

LABEL: Final = 10  # tokens of a label before its colon
_LEAST: Final = 3  # tokens of what is told
OPENING: Final = 8  # tokens of a headline's subject
_CLOSING: Final = {
    "say": "say", "says": "say", "tell": "tell", "tells": "tell", "told": "tell", "warn": "warn",
    "warns": "warn", "claim": "claim", "claims": "claim", "insist": "insist", "insists": "insist",
}  # fmt: skip
# Classes of verbs whose object is no statement by itself ("Army finds mines").
_SILENT: Final = frozenset({"perceive", "evaluate", "plan"})


def label_drafts(parse: Parse, zones: Mapping[int, Range]) -> Iterator[Draft]:
    """Yield what headlines and lines of transcripts of the form "Source: content" say."""
    doc = parse.doc
    for zone, (start, end) in zones.items():
        first = start + (doc[start].text in MARKS and start + 1 < end)
        colon = next((i for i in range(first, min(end, first + LABEL)) if doc[i].text == ":"), None)
        if colon is None or colon + 2 >= end:
            continue
        if parse.article.zones[zone].kind != "headline" and not doc[first].text.isupper():
            continue
        draft = colon_draft(doc, first, colon, (colon + 1, end))
        if draft is not None:
            yield draft


def headline_drafts(
    parse: Parse, zones: Mapping[int, Range], known: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield statements of headlines whose verb the parse missed ("Chad Vows to Return Fire").

    Headlines in capitals are hard to parse: verbs are taken for names. The first word that can be
    the present tense of a cue, behind words that can be its subject, is the cue.
    """
    heads = {draft.head for draft in known}
    for zone, (start, end) in zones.items():
        if parse.article.zones[zone].kind == "headline" and not heads & set(range(start, end)):
            draft = _headline_draft(parse.doc, start, end) or _closing_draft(parse.doc, start, end)
            if draft is not None:
                yield draft


def _closing_draft(doc: Doc, start: int, end: int) -> Draft | None:
    """Read who tells it at the end: "Airport to Stay Shut, Rebels Tell Envoy"."""
    comma = next((i for i in range(end - 1, start, -1) if doc[i].text == ","), -1)
    if comma - start < _LEAST:
        return None
    for i in range(comma + 2, min(end, comma + OPENING)):
        if not _may_be_subject(doc[i - 1]):
            return None
        lemma = _CLOSING.get(doc[i].lower_)
        if lemma is None:
            continue
        whom = trim(doc, (i + 1, end))
        if whom is not None and lemma != "tell":
            return None
        return Draft(
            head=i,
            cue=((i, i + 1),),
            source=((comma + 1, i),),
            content=((start, comma),),
            cue_class="warn" if lemma == "warn" else "say",
            lemma=lemma,
            frame="headline",
        )
    return None


def _headline_draft(doc: Doc, start: int, end: int) -> Draft | None:
    for i in range(start + 1, min(end - 1, start + OPENING)):
        token = doc[i]
        if not _may_be_subject(doc[i - 1]):
            return None
        cue = _cue_of(token)
        if cue is None:
            continue
        source, content = trim(doc, (start, i)), trim(doc, (i + 1, end))
        follows = doc[i + 1]
        listed = f"prep {follows.lower_}" in cue.frames
        if source is None or content is None or (follows.pos_ == "ADP" and not listed):
            return None
        if content[1] - content[0] <= listed:
            return None
        return Draft(
            head=i,
            cue=((i, i + 1 + listed),),
            source=(source,),
            content=((content[0] + listed, content[1]),),
            cue_class=cue.cue_class,
            lemma=cue.lemma,
            frame="headline",
        )
    return None


def _may_be_subject(token: Token) -> bool:
    return token.pos_ in {*NOMINAL, "ADJ", "DET"} or bool(NAME.match(token.text))


def _cue_of(token: Token) -> Cue | None:
    """Return the cue whose present tense a word can be, capital or not."""
    word = token.lower_
    if not word.endswith("s") or len(word) < len("says"):
        return None
    stems = [word[:-1], word[:-2], word[:-3] + "y"]
    for stem in stems:
        for cue in load_cues().get((stem, "verb"), ()):
            if cue.cue_class not in _SILENT or "small clause" in cue.frames:
                return cue
    return None
