"""Which names are ships' names ("the cruiser Moskva", "USS Fallujah"), though places have them too?

Navies call ships after towns and rivers. A name behind the word for a vessel, behind a ship's
prefix, or before a Roman numeral is the vessel's, and so is the same name further on in the report
unless it stands where only places stand ("in Novocherkassk").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.recognition.name_spans import NameSpan

_KINDS: Final = frozenset(
    "ship warship steamship flagship gunship battleship motorship vessel frigate destroyer corvette "
    "cruiser submarine minesweeper minehunter minelayer carrier boat gunboat cutter tanker freighter "
    "trawler ferry tug tugboat barge bulker liner yacht dhow icebreaker steamer schooner supertanker "
    "lighter tender".split()
)
# "USS", "HMS" and their like; those that mean something else as often are left out.
_PREFIXES: Final = frozenset(
    "USS USNS USCGC USAV HMS HMAS HMCS HMNZS HSwMS HDMS HNoMS HNLMS RFA RFS INS ICGS PNS BRP KRI ROKS "
    "JS TCG FGS FS ITS ESPS SPS ORP BNS SLNS MV MT SS RV IRIS IRINS ENS LS KD RSS HTMS UMS".split()
)
_NUMERAL: Final = re.compile(r"(?:I{1,3}|I?V|VI{1,3}|IX|XI{0,3})\Z")
_BETWEEN: Final = 2  # further names before this one: "the frigate Admiral Essen"
_LOCATIVE: Final = frozenset(
    "in at near from to of outside around toward towards into across off between".split()
)


def without_vessels(
    names: Iterable[NameSpan], text: str, gazetteer: Gazetteer, parse: Parse | None = None
) -> list[NameSpan]:
    """Leave out the names that are ships'.

    Parameters
    ----------
    names
        As recognised, in reading order.
    text
        Of the report.
    gazetteer
        Tells countries: "Georgia" is one again where no word for a vessel stands before it.
    parse
        spaCy's view of the report: "the tanker Iran seized" names no ship.

    Returns
    -------
    list of NameSpan
    """
    found = list(names)
    ships = {
        name.start
        for name in found
        if _is_vessel(name, text)
        and not (_acts(name, parse) or _is_numbered(text[name.start : name.end], gazetteer))
    }
    called = {text[name.start : name.end] for name in found if name.start in ships}
    states = {word for word in called if _is_country(word, gazetteer)}
    return [
        name
        for name in found
        if name.start not in ships
        and (text[name.start : name.end] not in called or _is_place_again(name, text, states))
    ]


def _is_vessel(name: NameSpan, text: str) -> bool:
    words, after = name.words, name.last + 1
    if name.last > name.first and _NUMERAL.match(words[name.last].text):
        return True
    if after < len(words) and words[after].joint and _NUMERAL.match(words[after].text):
        return text[words[after].start - 1].isspace()
    index, capitals = name.first - 1, 0
    while index >= 0 and words[index + 1].joint:
        word = words[index]
        if word.text in _PREFIXES or (word.text in {"V", "T"} and text[word.start - 1] == "/"):
            return True
        if word.text.casefold() in _KINDS:
            return not word.capital or index == 0 or capitals == 0
        if not word.capital or capitals == _BETWEEN:
            return False
        index, capitals = index - 1, capitals + 1
    return False


def _is_numbered(surface: str, gazetteer: Gazetteer) -> bool:
    """Whether a place is known by a name that ends in a numeral."""
    last = surface.rsplit(maxsplit=1)[-1]
    return _NUMERAL.match(last) is not None and bool(gazetteer.candidates(surface))


def _acts(name: NameSpan, parse: Parse | None) -> bool:
    """Whether a clause about the vessel begins with the name: "the tanker | Iran seized in May"."""
    if parse is None:
        return False
    for token in parse.doc:
        if parse.starts[token.i] == name.words[name.last].start:
            clause = token.head
            inner = token.dep_ == "nsubj" and clause.dep_ in {"relcl", "acl"}
            return inner and clause.head.dep_ != "ROOT"  # else the only verb: "… caught fire"
    return False


def _is_place_again(name: NameSpan, text: str, states: Sequence[str] | set[str]) -> bool:
    """Whether a name that a ship has, too, is a place here."""
    before = name.words[name.first - 1] if name.first else None
    beside = before is not None and name.words[name.first].joint
    word = before.text.casefold() if before is not None and beside else ""
    return word in _LOCATIVE or (text[name.start : name.end] in states and word != "the")


def _is_country(surface: str, gazetteer: Gazetteer) -> bool:
    return any(
        place.feature_code.startswith("PCL") and kind != "alternate"
        for place, kind in gazetteer.candidates(surface)
    )
