"""Who says it, where the reporting clause closes the sentence, is silent, or was parsed as a noun."""

from __future__ import annotations

import pytest
from claim_runs import extract

from dateline.layers.speakers.speakers import OUTLET_NAME


def told(text: str) -> list[tuple[str, str]]:
    """Return the speaker and the words of every claim."""
    article, _, claims = extract(text, "clauses")
    return [(c.speaker.name, article.slice(c.content)) for c in claims]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Three tanks were moved to Nyala, a driver who had seen them said on Friday.",
         "driver", "Three tanks were moved to Nyala"),
        ("If the road stays shut, the brigade will leave Kassala, an officer who asked for "
         "anonymity said.", "officer", "If the road stays shut, the brigade will leave Kassala"),
        ("Shepherds have left the plateau, rangers reported on Sunday.",
         "rangers", "Shepherds have left the plateau"),
        ("No post was given up, the Command stresses.", "Command", "No post was given up"),
        ("The patrol lost two men, aid workers in Bria say.",
         "aid workers in Bria", "The patrol lost two men"),
        ("Two mines went off on the road between Chad and Niger, Diffa's mayor Ali Moussa said.",
         "Ali Moussa", "Two mines went off on the road between Chad and Niger"),
    ],
)  # fmt: skip
def test_a_reporting_clause_that_closes_a_sentence_names_the_speaker(
    text: str, speaker: str, words: str
) -> None:
    assert told(text) == [(speaker, words)]


@pytest.mark.parametrize(
    "text",
    [
        "We saw no smoke over the port. The Interior Ministry has not commented.",
        "The column reached Ménaka on Sunday. The junta has never answered.",
        "Two bridges are down. The governor did not elaborate.",
    ],
)
def test_who_keeps_silent_has_not_said_the_sentence_before(text: str) -> None:
    assert told(text)[0][0] == OUTLET_NAME


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ('"They could hear us as far as Lake Albert from there," recalled a retired army cook.',
         "retired army cook", "They could hear us as far as Lake Albert from there"),
        ("Libya's coast guard claims it stopped three boats off Zuwara.",
         "Libya's coast guard", "it stopped three boats off Zuwara"),
        ("Ghana informed members that its post at Bawku had been reinforced by 40 men.",
         "Ghana", "its post at Bawku had been reinforced by 40 men"),
        ("@skywatch, a plane spotter, tells us he saw two jets near Larnaca.",
         "@skywatch", "he saw two jets near Larnaca"),
    ],
)  # fmt: skip
def test_a_speaker_is_found_where_the_parser_lost_the_verb(
    text: str, speaker: str, words: str
) -> None:
    assert (speaker, words) in told(text)


def test_a_participle_in_the_next_sentence_speaks_no_quotation() -> None:
    text = (
        'Mr Adu shrugged. "We can be there in an hour." The hamlets, called Tsa by Rabat, are new.'
    )
    assert all(speaker not in {"hamlets", "Rabat"} for speaker, _ in told(text))


def test_a_verb_of_a_relative_clause_speaks_no_quotation_before_it() -> None:
    text = '"We can be there in an hour." The hut stands in a gorge that Nepal claims.'
    assert all(speaker != "Nepal" for speaker, _ in told(text))


def test_the_body_that_spoke_before_is_meant_by_it_in_an_aside() -> None:
    text = "The delegation of Mali doubted the toll. Bamako, it said, had counted 20 lorries."
    assert ("delegation of Mali", "Bamako, it said, had counted 20 lorries") in told(text)


def test_a_relay_behind_the_speaker_is_not_the_speaker() -> None:
    text = "Peru will close two posts, President Ana Rojas said, the agency Andina reports."
    assert told(text)[0][0] == "Ana Rojas"


def test_a_headline_may_name_its_speaker_at_the_end() -> None:
    text = "Harbour to stay closed, rebels tell mediator\n\nThe harbour at Kismayo is closed, they say.\n"
    assert told(text)[0] == ("rebels", "Harbour to stay closed, rebels tell mediator")


def test_what_others_reject_is_no_part_of_what_is_said() -> None:
    text = "The colonel said on Monday that the fence had been cut, a charge Vientiane rejects."
    assert told(text) == [("colonel", "the fence had been cut")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('The navy dismissed as "a fable" a Greek report that its divers had landed on Symi.',
         "its divers had landed on Symi"),
        ("The ministry rejected as baseless claims by Chad that two jets had bombed Adré.",
         "two jets had bombed Adré"),
        ("The mayor dismissed as gossip reports that Lira had been emptied.",
         "Lira had been emptied"),
    ],
)  # fmt: skip
def test_what_is_dismissed_as_something_is_denied(text: str, words: str) -> None:
    article, _, claims = extract(text, "denied")
    (claim,) = [c for c in claims if article.slice(c.content) == words]
    assert (claim.act, claim.polarity) == ("deny", "-")
    assert claim.speaker.name in {"navy", "ministry", "mayor"}


@pytest.mark.parametrize(
    ("text", "realis", "polarity"),
    [
        ("Had they kept the ridge, Tessalit would not have fallen.", "conditional", "-"),
        ("Had the guards stayed, an elder argued, the well would have been safe.",
         "conditional", "+"),
        ("Were Tunis to open the gate, lorries would cross at night.", "conditional", "+"),
        ("Angola may not even want to leave Cabinda.", "hypothetical", "-"),
        ("Oslo might not be willing to send more ships.", "hypothetical", "-"),
    ],
)  # fmt: skip
def test_what_did_not_come_about_is_no_fact_and_a_guess_is_no_plan(
    text: str, realis: str, polarity: str
) -> None:
    _, _, claims = extract(text, "unreal")
    assert [(c.realis, c.polarity, c.act) for c in claims] == [(realis, polarity, "assert")]


def test_what_would_have_been_is_no_promise() -> None:
    text = "If Rabat had shut the road, the army would have starved, the minister said."
    _, _, (claim,) = extract(text, "starved")
    assert (claim.act, claim.realis) == ("assert", "conditional")


@pytest.mark.parametrize(
    "headline", ["No mines found in Juba search", "Navy: no shots fired off Aden"]
)
def test_a_headline_without_a_verb_keeps_its_no(headline: str) -> None:
    text = (
        f"{headline}\n\nEngineers searched the harbour and the road for two days, the navy said.\n"
    )
    _, _, claims = extract(text, "headline")
    assert claims[0].polarity == "-"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [('"Leave the gorge before dark," the mayor of Lira told herders.', "+"),
     ('"Do not drink from the well," the doctor said.', "-")],
)  # fmt: skip
def test_an_order_in_a_quotation_asks(text: str, polarity: str) -> None:
    _, _, (claim,) = extract(text, "order")
    assert (claim.act, claim.realis, claim.polarity) == ("request", "future", polarity)


def test_what_the_reader_is_told_to_do_is_no_claim() -> None:
    text = (
        "The barge left Mocha. Don't mistake it for the Zeila, which lay in Berbera. See the chart."
    )
    assert told(text) == [(OUTLET_NAME, "The barge left Mocha")]


def test_a_question_behind_a_label_is_no_headline_that_tells_something() -> None:
    text = (
        "Thread: who owns the barge?\n\nThe barge left Mocha on Monday with two cranes on deck.\n"
    )
    assert [speaker for speaker, _ in told(text)] == [OUTLET_NAME]


def test_what_is_said_without_confirming_something_does_not_confirm_it() -> None:
    text = (
        "The embassy said it regretted the raid, without confirming that its planes had left Sirte."
    )
    assert all(not words.startswith("its planes") for _, words in told(text))


def test_a_relative_clause_with_a_speaker_is_nobody_else_s_statement() -> None:
    text = "Oman answered a week later with shells on Rakhyut that Aden said hit two farms."
    assert [speaker for speaker, _ in told(text)] == [OUTLET_NAME]


def test_a_rumour_is_told_by_nobody_named_which() -> None:
    text = "Rumours according to which a ferry was shelled off Paros are not true."
    assert [speaker for speaker, _ in told(text)] == [OUTLET_NAME]


def test_neither_nor_negates() -> None:
    _, _, (claim,) = extract("Benin has neither agreed nor refused.", "neither")
    assert claim.polarity == "-"


def test_it_took_somebody_a_day_to_learn_has_no_speaker() -> None:
    text = "It took the fleet less than a week to learn that Crete was lost."
    assert all(speaker != "It" for speaker, _ in told(text))


def test_what_a_semicolon_parts_is_not_said() -> None:
    text = (
        "The mission has found shells but will not say whose; a convoy from Dori was turned back."
    )
    assert all(speaker == OUTLET_NAME for speaker, words in told(text) if "convoy" in words)


def test_a_kind_of_text_with_a_number_is_no_headline_that_tells_something() -> None:
    text = (
        "Press release no. 118/2024\n\nTwo patrol boats left Piraeus on Monday for the exercise.\n"
    )
    assert next(words for _, words in told(text)).startswith("Two patrol boats")


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Bria could not say if the shells had come from the ridge.",
        "The guards refused to comment on whether the boat had left Lamu.",
        "The navy declined to comment on whether two men had been shot.",
    ],
)
def test_what_nobody_will_say_is_left_open(text: str) -> None:
    _, _, (claim,) = extract(text, "open")
    assert (claim.act, claim.realis, claim.certainty) == ("question", "hypothetical", "Uu")


def test_a_condition_behind_said_is_no_question() -> None:
    _, _, (claim,) = extract("The chief said if the herders came back, his men would fire.", "if")
    assert claim.realis == "conditional"


def test_an_office_is_not_given_to_the_holder_of_another() -> None:
    mayor = "A bridge was blown up near Diffa, Mayor Ali Moussa said. "
    assert told(mayor + "The minister said the road was safe.")[-1][0] == "minister"
    assert told(mayor + "The official said the road was safe.")[-1][0] == "Ali Moussa"
