"""Which runs of words are place names here (toponym recognition proper)?

Every zone is cut into sequences of capitalised words, with the small words and type words between
them; each sequence is labelled by the chain of `geo/recognition/sequence_model.py` over the features of
`geo/recognition/word_features.py`. The gazetteer does not decide, it is asked: names that it lacks are found as
well, and towns called "Reading" are not found in every sentence.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import fold_name
from dateline.geo.recognition.lexicon import ORGANISATIONS, PLACE_NOUNS
from dateline.geo.recognition.listed_names import listed_names, lone_capitals
from dateline.geo.recognition.name_spans import NameSpan, spans_of
from dateline.geo.recognition.report_evidence import ReportEvidence, collect_evidence
from dateline.geo.recognition.sequence_model import recognition_models
from dateline.geo.recognition.word_features import NameInfo, Run, ZoneWords, features_of, name_info
from dateline.geo.words import APOSTROPHES, Word, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.recognition.sequence_model import RecognitionModels
    from dateline.geo.reports.article import Article

LONGEST_NAME: Final = 7  # words; longer gazetteer names are official titles nobody writes
LARGE_TOWN: Final = 300_000
_INNER: Final = frozenset(
    "of the and de del della di da do dos das du des la le las los el al ar as at an ash ad az "
    "en sur upon on in am im an der den van von bei zu s i e y au aux sous".split()
)
# Arabic articles, which open a name in lower case: "al-Tanf".
_ARTICLES: Final = frozenset("al el an as ash ad az ar at ul".split())
_DIVISIONS: Final = frozenset("ri do dong gun si myeon eup gu ku shi cho ken".split())
_CLITICS: Final = frozenset({"s", "t", "d", "ll", "re", "ve", "m"})
_SURE: Final = frozenset({"country", "admin1", "capital", "region", "big", "large", "town"})
Emitted = tuple[float, float, float, float]
# Reports of fronts name more villages unknown to any gazetteer than the corpus has: a little more
# weight (log odds) for a name beside these words. Chosen by cross-validation.
LOCATED: Final = 1.3
_PLACED: Final = frozenset(
    f"p=w:{word}"
    for word in "in at near from to outside around toward towards into across off".split()
) | {"p=verb:lower", *(f"k={kind}|p=w:on" for kind in "admin1 capital big large town".split())}
_BEFORE_AGAIN: Final = frozenset("in at near from to of into outside around toward towards".split())
_OTHER_KINDS: Final = frozenset(
    "title org cal acr cap agency given common0 common1 docperson|k=none".split()
)
_READ_ZONES: Final = frozenset({"headline", "paragraph", "caption", "byline"})


def recognise(
    article: Article,
    gazetteer: Gazetteer,
    parse: Parse | None = None,
    *,
    models: RecognitionModels | None = None,
) -> list[NameSpan]:
    """Return the place names and demonyms of a report, in reading order.

    The first pass says how likely each word is part of a name; the second also knows what the
    first thought of the same word elsewhere in the report.
    """
    chosen = models or recognition_models()
    zones, evidence = prepare(article, gazetteer, parse)
    read = sequences_of(zones, evidence)
    emitted = [[chosen.emit(features) for features in s.features] for s in read]
    found = _certain(zones)
    taken = {position for name in found for position in range(name.start, name.end)}
    for sequence, own, more in zip(read, emitted, votes(read, emitted, chosen), strict=True):
        scores: list[tuple[float, float]] = []
        for (_, _, begin, inside), features in zip(own, more, strict=True):
            _, _, more_begin, more_inside = chosen.emit(features)
            located = LOCATED * _is_located(sequence.features[len(scores)])
            scores.append((begin + more_begin + located, inside + more_inside))
        names = spans_of(sequence.indices, chosen.second.best(scores), sequence.words)
        found += [name for name in names if taken.isdisjoint(range(name.start, name.end))]
    found = _whole(zones, [*found, *lone_capitals(zones, found, evidence, gazetteer)])
    found += listed_names(zones, found, evidence)
    return _whole(zones, [*found, *_again(zones, found, evidence)])


def _whole(zones: Iterable[ZoneWords], found: Iterable[NameSpan]) -> list[NameSpan]:
    """Return the names in reading order, none over another, each to the end of its word.

    Where a known name is tied on without a space: "Port" of "Port-au-Prince", "Cox" of "Cox's Bazar".
    """
    runs = {
        zone.words[index].start: run
        for zone in zones
        for index, (run, _) in zone.cover.items()
        if index == run.first < run.last
    }
    kept: list[NameSpan] = []
    for name in sorted(found, key=lambda one: one.start):
        if kept and name.start < kept[-1].end:
            continue
        run = runs.get(name.start)
        if run is not None and run.last > name.last and _is_tied(name, run):
            kept.append(replace(name, last=run.last))
        else:
            kept.append(name)
    return kept


def _is_tied(name: NameSpan, run: Run) -> bool:
    """Whether one mark that is no space stands between a name and the next word of a longer one."""
    follower = name.words[name.last + 1]
    mark = run.surface[name.end - name.start]
    return follower.joint and follower.start == name.end + 1 and not mark.isspace()


def _again(
    zones: Iterable[ZoneWords], found: Sequence[NameSpan], evidence: ReportEvidence
) -> list[NameSpan]:
    """Return further uses of names found: one word, standing alone, known to the gazetteer.

    One that it lacks only where a place stands ("residents of Katogota").
    """
    taken = {position for name in found for position in range(name.start, name.end)}
    once = {name.words[name.first].text for name in found if name.first == name.last}
    more = []
    for zone in zones:
        for index, word in enumerate(zone.words):
            run = zone.cover.get(index)
            if word.text not in once or word.start in taken or (run is not None and run[1] != "S"):
                continue
            if run is None and not _is_behind(zone.words, index, _BEFORE_AGAIN):
                continue
            after = zone.words[index + 1] if index + 1 < len(zone.words) else None
            follows = after is not None and after.joint and after.capital
            before = word.joint and index > 0 and zone.words[index - 1].capital
            person = word.text.casefold() in evidence.person_words
            if word.capital and not (follows or before or person):
                more.append(NameSpan(zone.words, index, index))
    return more


def _is_behind(words: Sequence[Word], index: int, wanted: frozenset[str]) -> bool:
    return index > 0 and words[index].joint and words[index - 1].text in wanted


def _is_located(features: Sequence[str]) -> bool:
    """Whether a capitalised word that is no other known kind of word stands where places stand."""
    known = _PLACED.intersection(features)
    return bool(known) and _OTHER_KINDS.isdisjoint(features) and "Title" in features


def _certain(zones: Iterable[ZoneWords]) -> list[NameSpan]:
    """Names that need no model: of the user's own table, and known ones in another script."""
    return [
        NameSpan(zone.words, run.first, run.last)
        for zone in zones
        for index, (run, _) in zone.cover.items()
        if index == run.first
        and ("user" in run.info.flags or (run.info.kind in _SURE and _foreign(run.surface)))
    ]


def _foreign(surface: str) -> bool:
    """Whether the name is written in a script that English words are not written in."""
    first = surface[0]
    return len(surface) > 1 and not unicodedata.name(first, "LATIN").startswith("LATIN")


@dataclass(frozen=True, slots=True)
class WordSequence:
    """Neighbouring words of a zone that are labelled together.

    Attributes
    ----------
    indices
        Of the words in `words`, the zone's.
    features
        Of each of them.
    """

    words: Sequence[Word]
    indices: list[int]
    features: list[list[str]]


def sequences_of(zones: Iterable[ZoneWords], evidence: ReportEvidence) -> list[WordSequence]:
    """Return all sequences of a report with their features of the first pass."""
    return [
        WordSequence(zone.words, indices, [features_of(i, zone, evidence) for i in indices])
        for zone in zones
        for indices in sequences(zone)
    ]


def votes(
    read: Sequence[WordSequence],
    emitted: Sequence[Sequence[Emitted]],
    models: RecognitionModels,
) -> list[list[list[str]]]:
    """Return for each word what the first pass thought of the same word elsewhere, as features.

    Parameters
    ----------
    emitted
        For each word of each sequence what `RecognitionModels.emit` says of its features.
    """
    opinions: dict[str, list[float]] = {}
    likely = []
    for sequence, scores in zip(read, emitted, strict=True):
        chances = models.first.in_name([(begin, inside) for begin, inside, _, _ in scores])
        likely.append(chances)
        for index, chance in zip(sequence.indices, chances, strict=True):
            opinions.setdefault(sequence.words[index].text.casefold(), []).append(chance)
    totals = {word: (sum(found), len(found)) for word, found in opinions.items()}
    out = []
    for sequence, chances in zip(read, likely, strict=True):
        rows = []
        for at, (index, chance) in enumerate(zip(sequence.indices, chances, strict=True)):
            total, times = totals[sequence.words[index].text.casefold()]
            vote = "v=none"
            if times > 1:
                vote = f"v={min(4, int((total - chance) / (times - 1) * 5))}"
            gaz = next(f for f in sequence.features[at] if f.startswith("g="))
            rows.append([vote, f"{vote}|{gaz}"])
        out.append(rows)
    return out


def prepare(
    article: Article, gazetteer: Gazetteer, parse: Parse | None
) -> tuple[list[ZoneWords], ReportEvidence]:
    """Return the zones that are read, cut into words, and what the whole report tells of words."""
    zones = []
    countries: set[str] = set()
    for zone in article.zones:
        if zone.kind not in _READ_ZONES:
            continue
        words = split_words(article.text, zone.span.start, zone.span.end)
        cover, single = _covered(words, article.text, gazetteer)
        countries.update(run.info.country for run, _ in cover.values() if run.info.country)
        zones.append(ZoneWords(article.text, words, cover, single, zone.kind == "headline"))
    evidence = collect_evidence(
        article.text, [zone.words for zone in zones], countries=frozenset(countries), parse=parse
    )
    return zones, evidence


def sequences(zone: ZoneWords) -> Iterator[list[int]]:
    """Yield the runs of words that the chain labels; all other words name no place."""
    current: list[int] = []
    words = zone.words
    for index in range(len(words)):
        if _opens(words, index, zone.text) or (current and _goes_on(words, index, zone.text)):
            current.append(index)
        elif current:
            yield current
            current = []
    if current:
        yield current


def _opens(words: Sequence[Word], index: int, text: str) -> bool:
    """Whether a name may start with the word: a capital, or an article before one ("al-Tanf")."""
    word = words[index]
    if word.capital:
        return True
    if word.text not in _ARTICLES or text[word.end : word.end + 1] not in {"-", "‐", "‑"}:
        return False
    return index + 1 < len(words) and words[index + 1].capital and words[index + 1].joint


def _goes_on(words: Sequence[Word], index: int, text: str) -> bool:
    """Whether a word in lower case may stand inside a name: "of", "district", "Fu'ah"."""
    word = words[index]
    if not word.joint:
        return False
    lower = word.text.casefold()
    if text[word.start - 1] in APOSTROPHES:
        return lower not in _CLITICS
    if _is_suffix(word, text):
        return True
    if lower in _INNER:
        following = words[index + 1 : index + 3]
        return any(other.capital and other.joint for other in following)
    return lower in PLACE_NOUNS


def _is_suffix(word: Word, text: str) -> bool:
    """Whether the word ends a Korean or Japanese name: "Punggye-ri", "Gyeonggi-do"."""
    return word.text in _DIVISIONS and text[word.start - 1] in "-‐‑"


# ------------------------------------------------------------------ the gazetteer's view
def _covered(
    words: Sequence[Word], text: str, gazetteer: Gazetteer
) -> tuple[dict[int, tuple[Run, str]], dict[int, NameInfo]]:
    """The longest names of the gazetteer over the words, from the left; and one-word names in them."""
    cover: dict[int, tuple[Run, str]] = {}
    single: dict[int, NameInfo] = {}
    position = 0
    while position < len(words):
        run = _longest(words, position, text, gazetteer)
        if run is None:
            position += 1
            continue
        for index in range(run.first, run.last + 1):
            cover[index] = (run, _part(index, run))
            if run.last > run.first and words[index].capital:
                word = words[index].text
                if gazetteer.has(fold_name(word)):
                    single[index] = name_info(word, gazetteer)
        position = run.last + 1
    return cover, single


def _part(index: int, run: Run) -> str:
    if run.first == run.last:
        return "S"
    if index == run.first:
        return "B"
    return "E" if index == run.last else "I"


def _longest(words: Sequence[Word], first: int, text: str, gazetteer: Gazetteer) -> Run | None:
    """Return the longest name or demonym of the gazetteer that starts at word `first`."""
    if not _opens(words, first, text) or (words[first].joint and _inside_word(words, first, text)):
        return None
    found: tuple[int, str, bool] | None = None
    for last in range(first, min(first + LONGEST_NAME, len(words))):
        word = words[last]
        if last > first and not (word.joint and _may_continue(word, text)):
            break
        surface = text[words[first].start : word.end]
        key = fold_name(surface)
        demonym = last == first and is_demonym(surface, gazetteer)
        if (word.capital or last == first or _is_suffix(word, text)) and (
            demonym or _is_name(surface, key, gazetteer)
        ):
            found = (last, surface, demonym)
        follows = words[last + 1] if last + 1 < len(words) else None
        if follows is None or not (follows.joint and _may_continue(follows, text)):
            break
        if text[word.end : word.end + 1] not in APOSTROPHES and not gazetteer.is_prefix(key):
            break
    if found is None:
        return None
    last, surface, demonym = found
    return Run(first, last, surface, name_info(surface, gazetteer, demonym=demonym))


def is_demonym(surface: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a word is foremost a demonym: "German" is, though towns of that name exist."""
    if not gazetteer.demonym(surface) or _is_plural(surface, gazetteer):
        return False
    return not any(
        (place.feature_code.startswith(("PCL", "ADM1")) and kind != "alternate")
        or (place.population > LARGE_TOWN and kind == "name")
        for place, kind in gazetteer.candidates(surface)
    )


def _is_plural(surface: str, gazetteer: Gazetteer) -> bool:
    """Whether the word means people ("Cubans"), who are not a place."""
    return surface.endswith("s") and bool(gazetteer.demonym(surface[:-1]))


def _is_name(surface: str, key: str, gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer has the name, an article only where it belongs to it ("The Hague")."""
    if not gazetteer.has(key) or (surface.isupper() and key in ORGANISATIONS):
        return False
    if not key.startswith("the "):
        return True
    return any(fold_name(place.name) == key for place, _ in gazetteer.candidates(surface))


def _may_continue(word: Word, text: str) -> bool:
    if word.capital or word.text[0].isdigit() or word.text.casefold() in _INNER:
        return True
    return _is_suffix(word, text)


def _inside_word(words: Sequence[Word], index: int, text: str) -> bool:
    """Whether the word is the tail of "N'Djamena" or "O'Neill" rather than a word of its own."""
    between = text[words[index - 1].end : words[index].start]
    return between in APOSTROPHES and len(words[index - 1].text) <= 2
