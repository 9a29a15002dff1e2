"""Which reporting words did the parser tie the wrong way round, and how are they put right?

- A speaker before "said" split from it: "…, an army spokesman, Colonel Sen, said."
- A reporting clause taken for a second verb: "…, the colonel said on Friday".
- A reporting verb taken for a noun: "…, a surgeon in Nyala reports."
- What belongs to the statement tied to its reporter: "said ten fell, most of them in B".
- What others say of it tied to the statement: "said the mine was new, a charge Hanoi rejects".
- The last word of a name taken for a mark.
- What is dismissed tied to what it is called: "dismissed as fiction a report that …".

As in mending_clauses: one tree, heads and labels only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.cues import SPEECH_LEMMAS, load_cues
from dateline.layers.speakers.words import PEOPLE, TITLES
from dateline.layers.syntax.mending_clauses import SUBJECTS, TELLING, has_child, is_finite

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

_AUXILIARIES: Final = frozenset({"aux", "auxpass"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_THEM: Final = frozenset({"them", "whom", "which"})
_CLOSING_PLURAL: Final = frozenset("say report claim warn".split())
_CLOSING: Final = frozenset("reports claims notes states estimates warns stresses".split())
_CHARGES: Final = frozenset("charge claim accusation allegation assertion suggestion".split())
_REJECTING: Final = frozenset(
    "rejects rejected reject denies denied deny disputes disputed dispute dismisses dismissed dismiss "
    "contests contested refutes refuted".split()
)
_LONGEST: Final = 14  # tokens of an apposition between commas


def speaker_before(verb: Token) -> tuple[Token, Token] | None:
    """Return who says it and the apposition, where commas part both from a subjectless "said"."""
    if verb.tag_ not in {"VBD", "VBZ"} or verb.lemma_.lower() not in SPEECH_LEMMAS:
        return None
    if (
        has_child(verb, SUBJECTS)
        or has_child(verb, _AUXILIARIES)
        or verb.i < 4
        or verb.nbor(-1).text != ","
    ):
        return None
    doc, low = verb.doc, max(verb.sent.start, verb.i - 2 * _LONGEST)
    commas = [i for i in range(low, verb.i) if doc[i].text == ","]
    if len(commas) < 3:
        return None
    opens, middle, closes = commas[-3:]
    first = [doc[i] for i in range(opens + 1, middle)]
    second = [doc[i] for i in range(middle + 1, closes)]
    if any(t.pos_ in {"VERB", "AUX", "SCONJ"} or t.dep_ == "cc" for t in (*first, *second)):
        return None
    for name, office in ((second, first), (first, second)):
        holder = next((t for t in office if t.tag_ in {"NN", "NNP"} and _is_office(t)), None)
        plain = all(t.pos_ == "PROPN" or t.dep_ in {"compound", "punct"} for t in name)
        if holder is not None and name and plain and name[-1].pos_ == "PROPN":
            return (name[-1], holder) if name is first else (holder, name[-1])
    return None


def _is_office(token: Token) -> bool:
    return token.lower_ in TITLES | PEOPLE


def mend_speaker_before(verb: Token) -> None:
    """Make the noun phrase before the verb its subject."""
    found = speaker_before(verb)
    if found is None:
        return
    subject, apposition = found
    subject.head = verb
    subject.dep_ = "nsubj"
    apposition.head = subject
    apposition.dep_ = "appos"


def reporter_as_apposition(verb: Token) -> Token | None:
    """Return the subject of a reporting verb where it was tied to a noun before its comma.

    "Guards killed eleven migrants near X, a report by the centre | says"; "… between Chad and Niger,
    the mayor Ali Moussa | said".
    """
    if verb.tag_ not in {"VBD", "VBZ"} or verb.lemma_.lower() not in SPEECH_LEMMAS or verb.i < 3:
        return None
    if has_child(verb, SUBJECTS) or has_child(verb, _AUXILIARIES):
        return None
    noun = verb.nbor(-1)
    while not (aside := noun.dep_ == "appos" or _is_office_in_list(noun)) and noun.head.i < noun.i:
        noun = noun.head
    if not aside or noun.right_edge.i != verb.i - 1 or noun.pos_ not in _NOMINAL:
        return None
    first = noun.left_edge
    opens = first.i > 0 and first.nbor(-1).text == "," and first.pos_ in {"DET", "PROPN", "PRON"}
    return noun if opens and verb.head.i <= verb.i else None


def _is_office_in_list(noun: Token) -> bool:
    """Whether a person of an office was tied to nouns before: "Chad and Niger, Diffa's mayor Ali"."""
    return (
        noun.dep_ == "conj"
        and noun.pos_ == "PROPN"
        and any(_is_office(t) and t.dep_ == "compound" for t in noun.lefts)
    )


def mend_reporter_as_apposition(verb: Token) -> None:
    """Make the noun phrase before the verb its subject."""
    noun = reporter_as_apposition(verb)
    if noun is not None:
        noun.head = verb
        noun.dep_ = "nsubj"


def is_reporter_as_conjunct(verb: Token) -> bool:
    """Whether a reporting clause behind a comma was tied on as a second verb without "and"."""
    if verb.dep_ not in {"conj", "advcl"} or verb.tag_ not in {"VBD", "VBZ"}:
        return False
    if not has_child(verb, SUBJECTS) or has_child(verb, frozenset({"mark"})):
        return False
    tells = verb.lemma_.lower() in TELLING  # its object is whom it is told
    content = {"ccomp", "xcomp"} if tells else {"ccomp", "xcomp", "dobj"}
    if verb.lemma_.lower() not in SPEECH_LEMMAS | TELLING or has_child(verb, frozenset(content)):
        return False
    first = verb.left_edge
    joined = any(c.dep_ == "cc" and c.i > verb.head.i for c in verb.head.children if c.i < verb.i)
    return first.i > 0 and first.nbor(-1).text == "," and not joined and verb.head.i < first.i


def mend_reporter_as_conjunct(verb: Token) -> None:
    """Make the reporting clause an aside of the statement before it."""
    if not is_reporter_as_conjunct(verb):
        return
    verb.dep_ = "parataxis"
    for child in list(verb.head.rights):
        if child.i > verb.i and child.dep_ == "advcl" and child.tag_ == "VBG":
            child.head = verb


def name_before_office(verb: Token) -> tuple[Token, Token] | None:
    """Return a name that opens a sentence and the office behind it, taken for the subject."""
    office = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if office is None or not _is_office(office):
        return None
    first = office.left_edge.i
    if first < 2 or office.doc[first - 1].text != ",":
        return None
    name = office.doc[first - 2]
    loose = name.dep_ == "npadvmod" and name.head == verb and name.pos_ == "PROPN"
    return (name, office) if loose and name.left_edge.is_sent_start else None


def mend_name_before_office(verb: Token) -> None:
    """Make the name the subject and the office its apposition."""
    found = name_before_office(verb)
    if found is not None:
        name, office = found
        name.dep_, office.dep_ = "nsubj", "appos"
        office.head = name


def is_closing_verb_as_noun(token: Token) -> bool:
    """Whether the last word of a sentence, read as a plural noun, is a reporting verb."""
    noun = token.tag_ in {"NNS", "NNPS"} and token.lower_ in _CLOSING
    loose = token.dep_ in {"pobj", "dobj", "compound", "appos"} and token.lower_ in _CLOSING_PLURAL
    media = token.i > 0 and token.nbor(-1).lower_ == "media" and token.lower_ == "report"
    if not (noun or loose or media) or token.i < 4:
        return False
    last = next((t for t in reversed(token.sent) if not t.is_punct and not t.is_space), token)
    return last == token and _segment_before(token) is not None


def _segment_before(verb: Token) -> list[Token] | None:
    """Return the noun phrase between the last comma and a verb that closes its sentence."""
    doc, start = verb.doc, verb.sent.start
    comma = next((i for i in range(verb.i - 1, start, -1) if doc[i].text == ","), -1)
    if comma < 0 or not 1 < verb.i - comma <= _LONGEST:
        return None
    words = [doc[i] for i in range(comma + 1, verb.i)]
    opens = words[0].pos_ in {"DET", "PROPN", "ADJ"} or words[0].tag_ in {"PRP$", "NNS"}
    plain = not any(t.pos_ in {"VERB", "AUX", "SCONJ"} or t.dep_ == "cc" for t in words)
    told = any(is_finite(t) for t in doc[start:comma] if t.pos_ in {"VERB", "AUX"})
    nominal = words[-1].pos_ in _NOMINAL
    return words if opens and plain and told and nominal else None


def mend_closing_verb_as_noun(token: Token) -> None:
    """Make it the verb of an aside, and the noun phrase before it its subject."""
    if not is_closing_verb_as_noun(token):
        return
    words = _segment_before(token)
    if words is None:
        return
    root = next(t for t in token.sent if t.dep_ == "ROOT")
    near = token.nbor(-1)
    for child in list(token.children):
        if child != near and not child.is_punct:
            child.head = near
    if near.head == token:
        if token.dep_ == "ROOT":
            near.head, near.dep_ = token, "nsubj"
        else:
            near.head, near.dep_ = token.head, token.dep_
    if root != token:
        token.head, token.dep_ = root, "parataxis"
    token.tag_ = "VBP" if token.lower_ in _CLOSING_PLURAL else "VBZ"
    ending = "es" if token.lower_.endswith("sses") else "s"
    token.pos_, token.lemma_ = "VERB", token.lower_.removesuffix(ending)
    inside = {t.i for t in words}
    top = next((t for t in words if t.head.i not in inside), near)
    for stray in [t for t in words if t.head.i not in inside and t != top]:
        stray.head = top
    top.head, top.dep_ = token, "nsubj"
    for clause in list(top.lefts):
        if clause.dep_ == "ccomp" and clause.i not in inside:
            clause.head = token


def far_subject_of(verb: Token) -> tuple[Token, Token, list[Token]] | None:
    """Return the subject and verb of a statement taken for the subject of its closing reporter."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {"VBD", "VBZ"} or has_child(verb, _AUXILIARIES):
        return None
    if verb.lemma_.lower() not in SPEECH_LEMMAS | {"allege", "report", "announce"}:
        return None
    last = next((t for t in reversed(verb.sent) if not t.is_punct and not t.is_space), verb)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if last != verb or subject is None:
        return None
    told = next((c for c in subject.rights if c.dep_ == "acl" and c.tag_ in {"VBD", "VBN"}), None)
    doc = verb.doc
    comma = next((i for i in range(verb.i - 1, verb.sent.start, -1) if doc[i].text == ","), -1)
    if told is None or comma < told.i or not 1 < verb.i - comma <= _LONGEST:
        return None
    words = [doc[i] for i in range(comma + 1, verb.i)]
    opens = words[0].pos_ in {"DET", "PROPN"} or words[0].tag_ == "PRP$"
    plain = not any(t.pos_ in {"VERB", "AUX"} for t in words)
    return (subject, told, words) if opens and plain else None


def mend_far_subject(verb: Token) -> None:
    """Make the statement the content of the reporter behind it."""
    found = far_subject_of(verb)
    if found is None:
        return
    subject, told, words = found
    inside = {t.i for t in words}
    top = next((t for t in words if t.head.i not in inside and t.pos_ in _NOMINAL), words[-1])
    told.head, told.dep_, told.tag_ = verb, "ccomp", "VBD"
    subject.head = told
    top.head, top.dep_ = verb, "nsubj"


def told_above(token: Token) -> Token | None:
    """Return the verb of what is told where "most of them …" was tied to its reporter."""
    if not any(c.lower_ == "of" and any(p.lower_ in _THEM for p in c.rights) for c in token.rights):
        return None
    above = token.head
    if token.dep_ == "ROOT" or above.pos_ != "VERB" or token.i < above.i:
        return None
    clause = next((c for c in above.rights if c.dep_ == "ccomp"), None)
    edge = token.left_edge.i
    behind = clause is not None and clause.right_edge.i < edge and token.doc[edge - 1].text == ","
    return clause if behind else None


def mend_partitive(token: Token) -> None:
    """Tie "most of them …" to what is told."""
    clause = told_above(token)
    if clause is not None:
        token.head = clause


def rebuttal(token: Token) -> tuple[Token, Token] | None:
    """Return the top of ", a charge Hanoi rejects" and the reporter of what is rejected."""
    if token.lower_ not in _REJECTING or token.i < 4:
        return None
    sent = token.sent
    last = next((t for t in reversed(sent) if not t.is_punct and not t.is_space), token)
    comma = next((i for i in range(token.i, sent.start, -1) if token.doc[i].text == ","), -1)
    if last != token or comma < 0 or token.i - comma > _LONGEST:
        return None
    words = [token.doc[i] for i in range(comma + 1, token.i + 1)]
    start = words[0].lower_ in {"a", "an", "the"}
    if len(words) < 3 or words[start].lemma_.lower().removesuffix("s") not in _CHARGES:
        return None
    inside = {t.i for t in words}
    tops = [t for t in words if t.head.i not in inside]
    root = next((t for t in sent if t.dep_ == "ROOT"), token)
    reports = root.lemma_.lower() in SPEECH_LEMMAS and has_child(root, frozenset({"ccomp"}))
    return (tops[0], root) if len(tops) == 1 and reports and root.i not in inside else None


def mend_rebuttal(token: Token) -> None:
    """Tie it to the reporter: whoever is reported did not say it."""
    found = rebuttal(token)
    if found is not None:
        top, reporter = found
        top.head, top.dep_ = reporter, "npadvmod"


def dismissed_noun(noun: Token) -> tuple[Token, Token | None] | None:
    """Return the verb of dismissing whose object was tied to its "as", and what "as" then holds."""
    if (noun.lemma_.lower(), "noun") not in load_cues() or noun.dep_ not in {"appos", "pobj"}:
        return None
    told = any(
        c.dep_ in {"acl", "relcl", "ccomp"}
        and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.lefts)
        for c in noun.rights
    )
    calling = noun.head if noun.dep_ == "pobj" else noun.head.head
    verb = calling.head
    if not told or calling.lower_ != "as" or calling.dep_ != "prep" or noun.i < calling.i:
        return None
    denies = any(
        cue.cue_class == "deny" for cue in load_cues().get((verb.lemma_.lower(), "verb"), ())
    )
    if not denies or has_child(verb, frozenset({"dobj"})):
        return None
    if noun.dep_ == "appos":
        return (verb, None) if noun.head.dep_ == "pobj" and noun.head.i < noun.i else None
    near = {"amod", "nsubj", "compound"}
    quality = next((c for c in noun.lefts if c.i <= calling.i + 3 and c.dep_ in near), None)
    return (verb, quality) if quality is not None else None


def mend_dismissed_noun(noun: Token) -> None:
    """Make it the verb's object."""
    found = dismissed_noun(noun)
    if found is None:
        return
    verb, quality = found
    if quality is not None:
        quality.head, quality.dep_ = noun.head, "pobj"
    noun.head, noun.dep_ = verb, "dobj"
    for clause in noun.rights:
        if clause.dep_ == "relcl" and any(
            c.lower_ == "that" and c.dep_ == "mark" for c in clause.lefts
        ):
            clause.dep_ = "acl"


def is_word_as_mark(token: Token) -> bool:
    """Whether a capitalised word was labelled as punctuation."""
    named = token.is_alpha and token.is_title and token.i > 0
    return token.dep_ == "punct" and named and token.nbor(-1).is_title


def mend_word_as_mark(token: Token) -> None:
    """Tie it to the word before it, which it goes on."""
    if is_word_as_mark(token):
        token.head = token.nbor(-1)
        token.dep_ = "appos"


FAULTS: Final[tuple[Callable[[Token], object], ...]] = (
    speaker_before,
    reporter_as_apposition,
    is_reporter_as_conjunct,
    name_before_office,
    is_closing_verb_as_noun,
    far_subject_of,
    told_above,
    rebuttal,
    is_word_as_mark,
    dismissed_noun,
)
REPAIRS: Final[tuple[Callable[[Token], None], ...]] = (
    mend_speaker_before,
    mend_reporter_as_apposition,
    mend_reporter_as_conjunct,
    mend_name_before_office,
    mend_closing_verb_as_noun,
    mend_far_subject,
    mend_partitive,
    mend_rebuttal,
    mend_word_as_mark,
    mend_dismissed_noun,
)
