"""Which clause tells when and where a claim's event happened: "were killed when shells hit a market in X"?

"When" makes two events one moment. Whoever is harmed "when", "as" or "after" something happens is
harmed where it happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

_HARMED: Final = frozenset("kill wound injure hurt die perish maim damage destroy wreck".split())
_HARMED_AT: Final = frozenset({"when", "as", "after"})


def moment_clause(verb: Token) -> Token | None:
    """Return the verb of the clause that happens at the same moment; None where there is none."""
    return _clause(verb, _HARMED_AT if is_harmed(verb) else frozenset({"when"}))


def harming_clause(verb: Token) -> Token | None:
    """Return the verb of what did harm where the claim's verb tells harm; else None."""
    return _clause(verb, _HARMED_AT) if is_harmed(verb) else None


def is_harmed(verb: Token) -> bool:
    """Whether somebody or something suffers what the verb tells: "was killed", "died"."""
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    return verb.lemma_.lower() in _HARMED and (passive or verb.lemma_.lower() in {"die", "perish"})


def _clause(verb: Token, words: frozenset[str]) -> Token | None:
    for clause in verb.rights:
        if clause.dep_ == "advcl" and clause.tag_ in {"VBD", "VBZ", "VBP", "VBN"}:
            first = next((c for c in clause.lefts if c.dep_ in {"advmod", "mark"}), None)
            if first is not None and first.lower_ in words:
                return clause
    return None
