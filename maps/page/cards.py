"""What does one claim look like in words? Cards for the panel, made of escaped text only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dateline.layers.corrections.grades import UNGRADED, grade_words, is_graded
from dateline.layers.report_sets import report_name, report_of_claim
from dateline.maps.escape import Html, join, tag, text
from dateline.maps.page.card_links import LINK_WORDS, card_links
from dateline.maps.page.corrected import corrected_lines
from dateline.maps.page.marks import mark_of, type_words
from dateline.maps.page.time_text import time_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.maps.page.card_links import CardLink

Record = "Mapping[str, Any]"
_ROLES: Final = {
    "location": "at",
    "origin": "from",
    "destination": "to",
    "border": "border",
    "recipient_place": "for",
    "threat_origin": "threat from",
    "none": "named",
}
_TIERS: Final = {
    "headline": "headline",
    "background": "background",
    "presupposed": "taken for granted",
}
_MODIFIERS: Final = {
    "approximately": "about",
    "more_than": "over",
    "less_than": "under",
    "at_least": "at least",
    "at_most": "up to",
}
_RESULTS: Final = {  # in which words a check is shown; never "true" or "false"
    "agreement": "≈ agreement with our data",
    "difference": "≠ difference from our data",
    "not comparable": "? not comparable with our data",
}
_POSITION: Final = "position:"  # ids of uncertain areas
_MEASURED: Final = "only a distance from there is told"  # as layers/places/positions.py says
_GOVERNMENT: Final = " (government; metonym)"


def symbol(name: str) -> Html:
    """Return a small picture that the page defines once; the words beside it say the same."""
    use = tag("use", attrs={"href": f"#m-{name}"})
    return tag("svg", use, class_=f"mark mark-{name}", aria_hidden="true")


def claim_cards(
    records: Sequence[Mapping[str, Any]],
    *,
    linked: Mapping[str, Sequence[CardLink]] | None = None,
) -> Html:
    """Return the list of cards, one `article` a claim, in the order given.

    Parameters
    ----------
    records
        Claim records.
    linked
        Of several reports: per claim id its links, both ways; they stand in place of the records'
        own, and each card names its report.
    """
    items = [tag("li", _card(record, linked)) for record in records]
    return tag("ol", *items, class_="cards", id="claim-list")


def speaker_words(record: Mapping[str, Any]) -> str:
    """Return who says it: "Ahmad Karimi, mayor of Herat"; the outlet is "the report itself"."""
    speaker = record.get("speaker") or {}
    if speaker.get("kind") == "outlet":
        return "The report itself"
    name, role = str(speaker.get("name") or "Unknown speaker"), speaker.get("role")
    return f"{name}, {role}" if role else name


def relay_words(record: Mapping[str, Any]) -> str:
    """Return through whom the report has it ("via Reuters"), "" where not relayed."""
    via = record.get("via") or {}
    if not via.get("name"):
        return ""
    return f"via {via['name']}" + ("" if via.get("explicit") else " (from the context)")


def quantity_words(quantity: Mapping[str, Any]) -> str:
    """Return a quantity as said, with what was read out of it: "over 1,350 km = over 1350 km"."""
    said = str(quantity.get("text") or "")
    counted = quantity.get("of")
    return f"{said} ({counted})" if counted and str(counted) not in said else said


def _card(record: Mapping[str, Any], linked: Mapping[str, Sequence[CardLink]] | None) -> Html:
    mark = mark_of(record)
    claim_id = str(record["id"])
    report = report_of_claim(claim_id) if linked is not None else ""
    links = card_links(linked.get(claim_id, ())) if linked is not None else None
    head = tag(
        "p",
        tag("span", symbol(mark.shape), tag("span", mark.words), class_="how"),
        *(
            [tag("a", report_name(report), href=f"#report-{report}", class_="tag")]
            if report
            else []
        ),
        *_tags(record),
        tag("a", claim_id, href=f"#claim-{claim_id}", class_="claim-id"),
        class_="card-head",
    )
    return tag(
        "article",
        tag("h3", _title(record), class_="card-title", id=f"head-{claim_id}"),
        head,
        tag("blockquote", tag("p", _quote(record)), dir="auto"),
        tag("dl", *_facts(record, links), class_="facts"),
        *_checks(record),
        *_flags(record),
        class_="card",
        id=f"claim-{claim_id}",
        aria_labelledby=f"head-{claim_id}",
        attrs={"data-claim": claim_id, "data-mark": mark.shape, "data-report": report or None},
    )


def _title(record: Mapping[str, Any]) -> Html:
    relay = relay_words(record)
    who = tag("bdi", speaker_words(record))
    return join([who, tag("span", f" {relay}", class_="via")]) if relay else who


def context_of(record: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return what stands before and after a claim's words in their sentence; None if not in one."""
    content, sentence = record["content"], record["sentence"]
    quote, whole = str(content["text"]), str(sentence.get("text") or "")
    at = content.get("start", -1) - sentence.get("start", 0)
    if at < 0 or whole[at : at + len(quote)] != quote:
        at = whole.find(quote)
    return (whole[:at], whole[at + len(quote) :]) if at >= 0 else None


def _quote(record: Mapping[str, Any]) -> Html:
    """The exact words, inside their sentence where that is longer."""
    mark, context = tag("mark", str(record["content"]["text"])), context_of(record)
    if context is None:
        return mark
    before, after = (tag("span", words, class_="context") for words in context)
    return join([before, mark, after])


def tier_words(record: Mapping[str, Any]) -> str:
    """Return how a claim stands in its report ("background"), "" where in its main part."""
    return _TIERS.get(str(record.get("tier")), "")


def _tags(record: Mapping[str, Any]) -> list[Html]:
    words = [type_words(record), tier_words(record)]
    return [tag("span", word, class_="tag") for word in words if word]


def fact_words(record: Mapping[str, Any]) -> dict[str, str]:
    """Return what a card says in rows besides time, places and links, by the rows' names."""
    cue, condition = record.get("cue"), record.get("condition")
    return {
        "How much": "; ".join(quantity_words(q) for q in record.get("quantities") or ()),
        "Only if": str(condition["text"]) if condition else "",
        "Cue": "; ".join(f"“{piece['text']}”" for piece in _pieces(cue)),
    }


def _facts(record: Mapping[str, Any], links: Html | None = None) -> list[Html]:
    rows = [
        ("When", [text(time_words(record))]),
        ("Where", _places(record)),
        *((name, [text(words)] if words else []) for name, words in fact_words(record).items()),
        ("Linked", _links(record) if links is None else [links] if links else []),
    ]
    return [
        tag("div", tag("dt", name), tag("dd", join(values, "; ")))
        for name, values in rows
        if values
    ]


def _pieces(value: Any) -> list[Mapping[str, Any]]:
    """A span slot holds None, one span or several."""
    if not value:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def place_words(record: Mapping[str, Any]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return each place's role and words, then how uncertain areas were found."""
    # A position says itself what it is measured from.
    named = [p for p in record.get("places") or () if p.get("reason") != _MEASURED]
    carried = record.get("implied_places") or ()
    said = [_place(place, implied=False) for place in named]
    said += [_place(place, implied=True) for place in carried]
    areas = [p for p in (*named, *carried) if _is_position(p)]
    how = dict.fromkeys(str(place.get("reason") or "") for place in areas)
    return said, [reason for reason in how if reason]


def _places(record: Mapping[str, Any]) -> list[Html]:
    said, how = place_words(record)
    rows = [
        join([tag("span", role, class_="role"), " ", tag("bdi", words)]) for role, words in said
    ]
    notes = [tag("small", reason, class_="reason") for reason in how]
    return [join([join(rows, "; "), *notes])] if rows else []


def _is_position(place: Mapping[str, Any]) -> bool:
    return any(str(i).startswith(_POSITION) for i in place.get("place_ids") or ())


def _place(place: Mapping[str, Any], *, implied: bool) -> tuple[str, str]:
    role = _ROLES.get(str(place.get("role")), str(place.get("role")))
    said, name = place.get("text"), place.get("resolves_to")
    words = name or said or "?"
    if said and name and str(said) != str(name):
        words = f"{name} (“{said}”)"
    if place.get("metonym"):
        state = str(name or said or "?").removesuffix(_GOVERNMENT)
        words = f"government of {state}" + (f" (“{said}”)" if said and said != state else "")
    if implied:
        words = f"{words}, from another sentence"
    return role, words


def _links(record: Mapping[str, Any]) -> list[Html]:
    return [_link(link) for link in record.get("links") or ()]


def _link(link: Mapping[str, Any]) -> Html:
    kind = str(link.get("rel") or link.get("kind"))
    target = str(link.get("to"))
    return join([LINK_WORDS.get(kind, kind), " ", tag("a", target, href=f"#claim-{target}")])


def check_words(record: Mapping[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """Return per check its result, its heading, the report's words, our figure, a note or ""."""
    rows = []
    for check in record.get("checks") or ():
        result = str(check["result"])
        dated = f", {check['source_date']}" if check.get("source_date") else ""
        head = f"{_RESULTS.get(result, result)} · {check['kind']}"
        ours = f"{check['ours']} · {check['source']}{dated}"
        rows.append((result, head, str(check["text"]), ours, str(check.get("note") or "")))
    return rows


def _checks(record: Mapping[str, Any]) -> list[Html]:
    """What our geometry and tables say beside the claim: its words, our figure, whose and of when."""
    rows = []
    for result, head, said, ours, note in check_words(record):
        words = [
            tag("dt", head, class_="check-head"),
            tag("dd", join(["report: ", tag("q", said)])),
            tag("dd", f"our data: {ours}"),
        ]
        if note:
            words.append(tag("dd", tag("small", note)))
        rows.append(tag("div", *words, class_="check", attrs={"data-result": result}))
    return [tag("dl", *rows, class_="checks")] if rows else []


def flag_words(record: Mapping[str, Any]) -> list[str]:
    """Return a card's last lines: doubts, what the analyst says, what was corrected."""
    lines = [str(flag) for flag in record.get("flags") or ()]
    grade, by = str(record.get("grade") or UNGRADED), record.get("graded_by")
    if is_graded(grade, by):
        who = f", by {by}" if by else ""
        lines.append(f"Analyst's grade: {grade_words(grade)}{who}")
    if record.get("note"):
        lines.append(f"Analyst's note: {record['note']}")
    return lines + corrected_lines(record)


def _flags(record: Mapping[str, Any]) -> list[Html]:
    return [tag("p", line, class_="flag") for line in flag_words(record)]
