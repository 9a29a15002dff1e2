"""Do the words around a time speak of the past or of the future?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.geo.reports.article import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.layers.times.moments import Tense

_FUTURE_LEMMAS: Final = frozenset(
    "plan expect intend schedule aim hope vow promise agree want due set plan prepare likely order "
    "slate decide pledge commit".split()
)
_MODALS: Final = frozenset("will shall would 'll wo ll may might could should must".split())
_AHEAD: Final = frozenset({"if", "unless", "once", "until"})
_FUTURE_ADJECTIVES: Final = frozenset({"due", "set", "likely", "slated"})


def tense_at(parse: Parse, position: int) -> Tense:
    """Return the tense of the verb that governs the words at the code point `position`.

    "future" also for plans and expectations ("is planned for September", "hopes to leave by …");
    "" where no verb governs them or its tense says nothing ("the September deadline").
    """
    tokens = parse.tokens(Span(position, position + 1))
    if not tokens:
        return ""
    for token in (tokens[0], *tokens[0].ancestors):
        if token.pos_ == "ADJ" and token.lower_ in _FUTURE_ADJECTIVES:
            return "future"
        if token.pos_ not in {"VERB", "AUX"} and token.tag_ not in {"VBD", "VBN", "VBP", "VBZ"}:
            continue
        return _tense_of(token)
    return ""


def _tense_of(verb: Token) -> Tense:
    if verb.lemma_ == "be" and any(child.lower_ in _FUTURE_ADJECTIVES for child in verb.children):
        return "future"
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {helper.lower_ for helper in helpers}
    if words & _MODALS and "have" not in words:
        return "future"
    opener = next((c.lower_ for c in verb.lefts if c.dep_ in {"mark", "advmod"}), "")
    if opener in _AHEAD and verb.dep_ == "advcl" and verb.tag_ in {"VBZ", "VBP"}:
        return "future"  # "if she sails by Thursday"
    if verb.lemma_ in _FUTURE_LEMMAS and (verb.tag_ != "VBD" or "to" in words):
        return "future"
    if "to" in words:
        head = verb.head
        if head.lemma_.lower() in _FUTURE_LEMMAS or head.lower_ in {
            "going",
            "due",
            "set",
            "likely",
        }:
            return "future"
    if verb.tag_ == "VBD" or words & {"was", "were", "had", "did", "has", "have"}:
        return "past"
    if verb.tag_ in {"VBN", "VBG"} and verb.dep_ in {"acl", "advcl"}:
        return "past" if verb.tag_ == "VBN" else ""
    if (
        verb.tag_ in {"VB", "VBN", "VBG"}
        and verb.dep_ in {"xcomp", "conj", "ccomp"}
        and verb.head != verb
    ):
        return _tense_of(verb.head) if verb.head.pos_ in {"VERB", "AUX"} else ""
    return ""
