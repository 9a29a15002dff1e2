"""A file of corrections is written in one form, read in any, and refused with line and entry."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from corrections_samples import corrections
from hypothesis import given

from dateline.errors import InputError
from dateline.layers.claims.claims import Act, Realis
from dateline.layers.corrections.corrections import (
    Anchor,
    ClaimCorrection,
    Corrections,
    PlaceCorrection,
    ReportName,
    in_order,
)
from dateline.layers.corrections.read import parse_corrections, read_corrections
from dateline.layers.corrections.write import (
    corrections_schema,
    corrections_text,
    degrees_text,
    entry_keys,
    rounded,
    write_corrections,
)
from dateline.layers.events.events import event_types

ROOT = Path(__file__).parents[2]
WHOLE = Corrections(
    reports=(ReportName(id="convoys", title='The "third" convoy', sha256="ab" * 32),),
    places=(
        PlaceCorrection(
            anchor=Anchor(words="Kassala", prefix="to ", suffix=" on", position=58), scope="all",
            place="gn:372753", note="the city",
        ),
        PlaceCorrection(
            anchor=Anchor(words="the depot", position=7), lat_deg=-15.25, lon_deg=36.0, name="Depot",
        ),
        PlaceCorrection(anchor=Anchor(words="Victory", position=90), none=True),
    ),
    claims=(
        ClaimCorrection(
            anchor=Anchor(words="It\nrained", position=12), add=True, status="accepted",
            speaker="a \\ b", speaker_country="SDN", time="2031-05~", act="assert", realis="actual",
            type="damage", grade="C3", graded_by="N", note="\u202e\ta",
        ),
    ),
)  # fmt: skip


def test_the_form_of_the_file_is_this_one() -> None:
    assert corrections_text(WHOLE) == (
        'version = 1\n\n[report]\nid = "convoys"\ntitle = "The \\"third\\" convoy"\n'
        f'sha256 = "{"ab" * 32}"\n\n'
        '[[place]]\nwords = "the depot"\nposition = 7\nscope = "this"\nlat = -15.25\nlon = 36.0\n'
        'name = "Depot"\n\n'
        '[[place]]\nwords = "Kassala"\nprefix = "to "\nsuffix = " on"\nposition = 58\n'
        'scope = "all"\nplace = "gn:372753"\nnote = "the city"\n\n'
        '[[place]]\nwords = "Victory"\nposition = 90\nscope = "this"\nnone = true\n\n'
        '[[claim]]\nadd = true\nquote = "It\\nrained"\nposition = 12\nstatus = "accepted"\n'
        'speaker = "a \\\\ b"\nspeaker_country = "SDN"\ntime = "2031-05~"\nact = "assert"\n'
        'realis = "actual"\ntype = "damage"\ngrade = "C3"\ngraded_by = "N"\nnote = "\\u202E\\ta"\n'
    )


@given(corrections())
def test_what_is_written_is_read_back_whatever_its_words_are(given_: Corrections) -> None:
    text = corrections_text(given_)
    assert parse_corrections(text) == in_order(given_)
    assert corrections_text(parse_corrections(text)) == text


@given(corrections())
def test_the_order_of_the_answers_leaves_no_trace(given_: Corrections) -> None:
    keys = {(p.anchor.report, p.anchor.words, p.anchor.position) for p in given_.places}
    if len(keys) < len(given_.places):
        return  # "this" and "all" about the same words keep the order of the file
    mixed = list(given_.places)
    random.Random(7).shuffle(mixed)
    other = Corrections(reports=given_.reports, places=tuple(mixed), claims=given_.claims[::-1])
    assert corrections_text(other) == corrections_text(given_)


@given(corrections())
def test_a_line_holds_one_key_and_hides_nothing(given_: Corrections) -> None:
    lines = corrections_text(given_).split("\n")
    known = {f"{key} =" for table in ("report", "place", "claim") for key in entry_keys(table)}
    for line in lines:
        fine = line in {"", "version = 1", "[report]", "[[report]]", "[[place]]", "[[claim]]"}
        assert fine or any(line.startswith(key) for key in known), line
        assert all(ord(c) >= 32 for c in line)
        assert not set(line) & set("\u200b\u202e\u2028\ufeff\x85\x7f")


@given(corrections())
def test_what_is_written_follows_the_published_schema(given_: Corrections) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    data = tomllib.loads(corrections_text(given_))
    jsonschema.Draft202012Validator(corrections_schema()).validate(data)


def test_the_schema_is_valid_and_knows_the_words_of_claims() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = corrections_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    fields = schema["properties"]["claim"]["items"]["properties"]
    assert tuple(fields["act"]["enum"]) == get_args(Act)
    assert tuple(fields["realis"]["enum"]) == get_args(Realis)
    assert set(fields["type"]["enum"]) == set(event_types())


def test_any_valid_toml_is_read() -> None:
    text = (
        "# by hand\r\nversion = 0x1\r\n"
        'claim = [{quote = "It rained", "time" = 2031-05-02, position = 1_2}]\r\n'
        "place = [{words = '''Port\nSudan''', lat = 19, lon = 3.7e1, scope = \"\"\"all\"\"\"}]\r\n"
    )
    found = parse_corrections(text)
    assert found.claims[0].time == "2031-05-02"
    assert found.claims[0].anchor.position == 12
    assert found.places[0].anchor.words == "Port\nSudan"
    assert (found.places[0].lat_deg, found.places[0].lon_deg) == (19.0, 37.0)


@pytest.mark.parametrize(
    ("degrees", "text"),
    [(38.56, "38.56"), (-9, "-9.0"), (1e-7, "0.0"), (-1e-9, "0.0"), (0.0078125, "0.007813"),
     (-0.0078125, "-0.007813"), (179.9999999, "180.0"), (12.3456784, "12.345678")],
)  # fmt: skip
def test_degrees_are_written_with_one_to_six_decimals(degrees: float, text: str) -> None:
    assert degrees_text(degrees) == text
    assert rounded(degrees) == float(text)


# ------------------------------------------------------------------ what is wrong is told
HEAD = "version = 1\n"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", "at its head", "no `version`"),
        ("\nversion = 2", "line 2", "`version` is 2"),
        ("version = true", "line 1", "`version` is true"),
        ("version = 1\nplace = [", "", "not TOML"),
        (HEAD + "plaec = 3", "line 2", "unknown key 'plaec'; did you mean place?"),
        (HEAD + "place = 3", "[place]", "3 must be a list"),
        (HEAD + "[[place]]\nwords = 'a'\nplcae = 'x'", "line 4, [[place]] 1",
         "unknown key 'plcae'; did you mean place?"),
        (HEAD + "[[place]]\nwords = 'a'\nxyzzy = true", "line 4, [[place]] 1",
         "unknown key 'xyzzy'; known are report, words"),
        (HEAD + "[report]\nsha256 = 'A'", "line 3, [report]", "`sha256`: 'A' is not of the form"),
        (HEAD + "[[place]]\nnone = true", "line 2, [[place]] 1", "the field `words` is missing"),
        (HEAD + "[[place]]\nwords = ' '\nnone = true", "line 3, [[place]] 1", "has no words"),
        (HEAD + "[[place]]\nwords = 'a'", "line 2, [[place]] 1", "says nothing"),
        (HEAD + "[[place]]\nwords = 'a'\nnone = true\nplace = 'b'", "line 2, [[place]] 1",
         "says more than one thing"),
        (HEAD + "[[place]]\nwords = 'a'\nlat = 3", "line 4, [[place]] 1", "go together"),
        (HEAD + "[[place]]\nwords = 'a'\nlat = 93\nlon = 3", "line 4", "`lat`: 93 is above 90"),
        (HEAD + "[[place]]\nwords = 'a'\nlat = nan\nlon = 3", "line 4", "is no number"),
        (HEAD + "[[place]]\nwords = 'a'\nnone = true\nname = 'b'", "line 5", "`name` goes with"),
        (HEAD + "[[place]]\nwords = 'a'\nnone = true\nscope = 'every'", "line 5", "`scope`: 'every'"),
        (HEAD + "[[claim]]\nquote = 'a'", "line 2, [[claim]] 1", "says nothing"),
        (HEAD + "[[claim]]\nquote = 'a'\nact = 'promised'", "line 4", "did you mean promise?"),
        (HEAD + "[[claim]]\nquote = 'a'\ntype = 'shellings'", "line 4", "did you mean shelling?"),
        (HEAD + "[[claim]]\nquote = 'a'\ntime = '2021-02-30'", "line 4",
         "the calendar has no 2021-02-30"),
        (HEAD + "[[claim]]\nquote = 'a'\ntime = 2021-02-03T04:05:06", "line 4", "must be text"),
        (HEAD + "[[claim]]\nquote = 'a'\ngrade = 'G9'", "line 4", "'G9' is not of the form"),
        (HEAD + "[[claim]]\nquote = 'a'\nadd = true\ngraded_by = 'x'", "line 5", "goes with `grade`"),
        (HEAD + "[[claim]]\nquote = 'a'\nstatus = 'accepted'\n[[claim]]\nquote = 'a'\nadd = true",
         "line 5, [[claim]] 2", "the same words as [[claim]] 1"),
        (HEAD + "[[claim]]\nquote = 'a'\nposition = -1\nadd = true", "line 4", "below 0"),
        (HEAD + "[[report]]\nid = 'a'\n[[report]]\nid = 'a'", "line 5, [[report]] 2", "twice"),
        (HEAD + "[[report]]\nid = 'a'\n[[report]]\nid = 'bee'\n[[place]]\nwords = 'x'\nnone = true",
         "line 6, [[place]] 1", "say which with `report`"),
        (HEAD + "[[report]]\nid = 'a'\n[[report]]\nid = 'bee'\n[[place]]\nwords = 'x'\nnone = true\n"
         "report = 'be'", "line 9, [[place]] 1", "did you mean bee?"),
        # headers inside of long strings are none
        (HEAD + "[[place]]\nwords = '''\n[[place]]\n'''\nnone = true\n[[place]]\nwords = 'b'",
         "line 7, [[place]] 2", "says nothing"),
        (HEAD + '[[place]]\nwords = """a\\"""\n[[place]]"""\nnone = true\n[[place]]\nwords = "b"',
         "line 6, [[place]] 2", "says nothing"),
        (HEAD + 'place = [{words = "a", none = true}, {words = "b"}]', "[[place]] 2", "says nothing"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_line_and_entry(text: str, where: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_corrections(text, name="c.toml")
    message = str(caught.value)
    assert message.startswith("c.toml")
    assert where in message
    assert what in message
    assert caught.value.hint
    assert "\n" not in message


def test_all_faults_are_told_and_of_many_how_many_more() -> None:
    entry = "[[claim]]\nquote = 'a{}'\n"
    text = HEAD + "".join(entry.format(n) for n in range(7))
    with pytest.raises(InputError, match=r"\[\[claim\]\] 1: .*\[\[claim\]\] 5: .*; and 2 more$"):
        parse_corrections(text)


def test_a_file_that_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes(b"version = 1\n# caf\xe9\n")
    with pytest.raises(InputError, match="line 2: not UTF-8"):
        read_corrections(path)
    with pytest.raises(InputError, match=r"cannot read .*none\.toml"):
        read_corrections(tmp_path / "none.toml")


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    assert read_corrections(write_corrections(WHOLE, path)) == in_order(WHOLE)
    half = Corrections(claims=(ClaimCorrection(anchor=Anchor(words="\ud800"), add=True),))
    before = path.read_bytes()
    with pytest.raises(InputError, match="half of a surrogate pair"):
        write_corrections(half, path)
    assert path.read_bytes() == before
    with pytest.raises(InputError, match="cannot write the corrections"):
        write_corrections(WHOLE, tmp_path / "no" / "c.toml")
    assert [p.name for p in tmp_path.iterdir()] == ["c.toml"]


# ------------------------------------------------------------------ the manual
MANUAL = (ROOT / "docs" / "corrections.md").read_text("utf-8")


def test_the_manual_tells_every_key_in_its_order_and_its_examples_are_read() -> None:
    for table in ("report", "place", "claim"):
        assert f"{table} {' '.join(entry_keys(table))}" in re.sub(r"\s+", " ", MANUAL).replace(
            "`", ""
        )
    blocks = re.findall(r"(?:^    .*\n|^\n)+", MANUAL, re.MULTILINE)
    examples = [re.sub(r"^    ", "", b, flags=re.MULTILINE) for b in blocks if "version = 1" in b]
    assert len(examples) == 2
    for text in examples:
        found = parse_corrections(text.replace('"9a5b…"', f'"{"0" * 64}"'))
        assert len(found) > 0
