"""Claims of a made-up report with every field filled, and hostile variants of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from dateline.geo.reports.article import Article, Span
from dateline.geo.reports.reading import article_from_text
from dateline.layers.claims.claims import Actor, Claim, ClaimPlace, Link, Via
from dateline.layers.quantities.quantities import Quantity
from dateline.layers.speakers.speakers import Speaker
from dateline.layers.times.times import TimeExpression

TEXT = (
    "Patrols return to the salt flats\n\n"
    "The frontier guard will probably send about 40 patrols from Ouargla to the salt flats by "
    "May 2031 if the wells hold, Captain Imane Belkacem said, according to the agency Sahara Wire. "
    "Nomads said “the wells are not dry”.\n\n"
    "The captain gave no date for a second crossing. Two trucks were lost in a storm.\n"
)


def span(words: str, *, cut: int = 0) -> Span:
    """Return where words stand first, without the last `cut` characters."""
    start = TEXT.index(words)
    return Span(start, start + len(words) - cut)


def article(text: str = TEXT, **more: str) -> Article:
    """Return the report, or another text of the same name."""
    return article_from_text(text, id="flats", **more)  # type: ignore[arg-type]


FULL = Claim(
    id="C01",
    tier="core",
    sentence=Span(TEXT.index("The frontier"), TEXT.index(" Nomads")),
    sentence_id="S1",
    content=span(
        "The frontier guard will probably send about 40 patrols from Ouargla to the salt flats by "
        "May 2031 if the wells hold"
    ),
    source=(span("Captain Imane Belkacem"),),
    cue=(span("said"),),
    speaker=Speaker(name="Imane Belkacem", kind="person", role="Captain", country="DZA"),
    source_resolution="literal",
    via=Via(
        name="Sahara Wire", explicit=True, source=span("the agency Sahara Wire"),
        cue=span("according to"),
    ),
    type="deployment",
    plover="MOBILIZE",
    mode="troops",
    acled=None,
    act="plan",
    realis="conditional",
    certainty="PR",
    polarity="+",
    author_certainty="Uu",
    hedges=(span("probably"),),
    condition=span("if the wells hold"),
    negation=None,
    time=TimeExpression(
        span=span("by May 2031"), core_span=span("May 2031"), text="by May 2031", core="May 2031",
        timex="2031-05", mod=None, value="../2031-05", precision="month", bound="before_or_at",
        resolvable_without_dct=True, latest="2031-05-31",
    ),
    actors=(Actor(text="The frontier guard", span=span("The frontier guard"), sector="MIL"),),
    recipients=(Actor(text="nobody named"),),
    places=(
        ClaimPlace(
            text="Ouargla", span=span("Ouargla"), role="origin", resolves_to="Ouargla",
            place_ids=("gn:2485801",), precision="1", reason="words before it",
        ),
        ClaimPlace(
            text="the salt flats", span=span("the salt flats by", cut=3), role="destination",
            resolves_to=None,
        ),
    ),
    implied_places=(
        ClaimPlace(text=None, span=None, role="location", resolves_to="Algeria", implicit=True,
                   place_ids=("country:DZ",), precision="6"),
    ),
    quantities=(
        Quantity(span=span("about 40 patrols"), text="about 40 patrols", value=40.0, unit="",
                 modifier="approximately", of="patrols"),
    ),
    links=(Link(kind="elaborates", to="C00"),),
    flags=("possibly indirect speech",),
    confidence=0.75,
    tense="future",
    grade="B3",
    graded_by="Nadia K.",
    note="Ask the garrison.",
    gloss="Forty patrols may go.",
)  # fmt: skip
BARE = replace(
    FULL, id="C02", sentence=span("Nomads said “the wells are not dry”."), sentence_id="S2",
    content=span("the wells are not dry"), source=(span("Nomads"),), cue=(),
    speaker=Speaker(name="Nomads", kind="group"), source_resolution="literal", via=None, type=None,
    plover=None, mode=None, act="deny", realis="actual", certainty="CT", polarity="-", hedges=(),
    condition=None, negation=span("not"), time=None, actors=(), recipients=(), places=(),
    implied_places=(), quantities=(), links=(), flags=(), confidence=1.0, tense=None, grade="F6",
    graded_by=None, note=None, gloss=None,
)  # fmt: skip
LAST = replace(
    BARE, id="C03", sentence=span("Two trucks were lost in a storm."), sentence_id="S4",
    content=span("Two trucks were lost in a storm"), source=(), negation=None, polarity="+",
    act="assert", tense="past",
)  # fmt: skip
CLAIMS = (FULL, BARE, LAST)

_NASTY = st.sampled_from(
    [
        '=HYPERLINK("x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'", "''", "'=1", '"',
        '""', ",", ";", "\n", "\r\n", "\r", "\u2028", "\x85", "\x00", "</script>", "null", "[]",
        "{}", "true", "0", "\ufeff", "\u202e", "\U0001f9c2", "e\u0301", " ", "",
    ]
)  # fmt: skip
HOSTILE = st.lists(_NASTY | st.text(max_size=6), max_size=4).map("".join)
_OPTIONAL = st.none() | HOSTILE


@st.composite
def hostile_sets(draw: st.DrawFn) -> tuple[Article, tuple[Claim, ...]]:
    """Draw a report of hostile text, and claims whose free fields are hostile."""
    before, core, after = draw(HOSTILE), draw(HOSTILE.filter(bool)), draw(HOSTILE)
    text = before + core + after
    whole, words = Span(0, len(text)), Span(len(before), len(before) + len(core))
    report = article_from_text(
        text, id=draw(HOSTILE), title=draw(HOSTILE), source=draw(HOSTILE)
    )  # fmt: skip
    claims = tuple(
        replace(
            BARE,
            id=f"C{number:02d}",
            sentence=whole,
            content=words,
            source=(words,),
            negation=draw(st.sampled_from([None, words])),
            speaker=Speaker(name=draw(HOSTILE.filter(bool)), kind="person", role=draw(_OPTIONAL)),
            source_resolution=draw(HOSTILE),
            via=draw(st.none() | st.builds(Via, name=HOSTILE, explicit=st.booleans())),
            plover=draw(_OPTIONAL),
            actors=draw(
                st.lists(st.builds(Actor, text=HOSTILE, country=_OPTIONAL), max_size=2).map(tuple)
            ),
            flags=draw(st.lists(HOSTILE, max_size=2).map(tuple)),
            confidence=draw(st.floats(0, 1)),
            polarity=draw(st.sampled_from("+-")),
            grade=draw(st.from_regex(r"[A-F][1-6]", fullmatch=True)),
            graded_by=draw(_OPTIONAL),
            note=draw(_OPTIONAL),
            gloss=draw(_OPTIONAL),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    return report, claims
