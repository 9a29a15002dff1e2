"""Which words announce that somebody says, thinks or wants something?

The lexicon is ``data/cues.csv``, compiled by hand for dateline: lemma, part of speech, class and
the frames in which the content stands. No licensed list was copied.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from dateline.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

CueClass = Literal[
    "say", "think", "promise", "plan", "hope", "expect", "request", "deny", "warn", "threaten",
    "ask", "perceive", "evaluate",
]  # fmt: skip
CuePart = Literal["verb", "noun", "adjective", "preposition", "adverb"]
LEXICON: Final = "cues.csv"

# Longer cues of several words: what stands before the source, in lower case.
PHRASES: Final[Mapping[tuple[str, ...], CueClass]] = {
    ("according", "to"): "say",
    ("in", "the", "words", "of"): "say",
    ("in", "the", "view", "of"): "think",
    ("in", "the", "opinion", "of"): "think",
    ("in", "the", "eyes", "of"): "think",
    ("as", "per"): "say",
    ("per",): "say",
    ("as", "quoted", "by"): "say",
    ("as", "reported", "by"): "say",
    ("as", "cited", "by"): "say",
    ("with", "reference", "to"): "say",
    ("citing",): "say",
    ("quoting",): "say",
    ("referring", "to"): "say",
}
# Verbs with which an outlet passes on what another said.
RELAY_LEMMAS: Final = frozenset(
    "report write cite quote relay broadcast publish carry inform notify transmit".split()
)
# Words that end in a person's mouth only: a bare quotation beside them is speech.
SPEECH_LEMMAS: Final = frozenset(
    "say tell add write tweet post reply respond answer ask explain continue declare state "
    "announce insist argue warn note stress emphasize emphasise conclude claim recall admit "
    "acknowledge concede joke quip vow promise assert complain comment remark observe read "
    "report suggest shout yell cry exclaim call describe retort counter reiterate underline "
    "underscore confirm begin sing chant think wonder predict deny demand urge caution testify "
    "scoff grumble mutter sigh laugh shrug whisper snap sneer fume chuckle murmur growl moan plead "
    "recount reminisce muse reason counsel vent object interject allege "
    "boast lament maintain reveal agree quote go".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One row of the lexicon.

    Attributes
    ----------
    frames
        Where the content stands: "clause", "infinitive", "object", "object infinitive",
        "small clause", "gerund", "report" (no content of its own), or "prep X" and "object X"
        for a prepositional phrase with X.
    """

    lemma: str
    part: CuePart
    cue_class: CueClass
    frames: frozenset[str]


@lru_cache(maxsize=1)
def load_cues() -> Mapping[tuple[str, CuePart], tuple[Cue, ...]]:
    """Read the lexicon, grouped by lemma and part of speech.

    Raises
    ------
    DataError
        A row has a class or a part that the vocabulary does not have.
    """
    cues: dict[tuple[str, CuePart], list[Cue]] = {}
    text = files("dateline.layers").joinpath("data", LEXICON).read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if row["class"] not in get_args(CueClass) or row["part"] not in get_args(CuePart):
            msg = f"{LEXICON}, line {number}: unknown class or part of speech"
            raise DataError(msg, hint="reinstall dateline")
        cue = Cue(
            lemma=row["lemma"],
            part=cast("CuePart", row["part"]),
            cue_class=cast("CueClass", row["class"]),
            frames=frozenset(row["frames"].split(";")),
        )
        cues.setdefault((cue.lemma, cue.part), []).append(cue)
    return {key: tuple(value) for key, value in cues.items()}
