"""Is a project's configuration read as it is meant, and told off where it is wrong?"""

from __future__ import annotations

import tomllib

import pytest
from cli_runner import run
from project_folder import TEXTS, project_in

from dateline.errors import InputError
from dateline.project.config_read import parse_project, read_project
from dateline.project.start import begin_project, find_reports

HEAD = "version = 1\n"
TWO = '[[report]]\npath = "a.txt"\n[[report]]\npath = "b.txt"\n'


def parsed(text, root):
    return parse_project(text, root=root)


def test_without_a_word_about_outputs_each_report_gets_a_map(tmp_path):
    project = parsed(HEAD + TWO, tmp_path)
    assert [(o.kind, o.path) for o in project.outputs] == [
        ("map", "out/a.html"),
        ("map", "out/b.html"),
    ]


def test_what_a_report_says_wins_over_what_the_project_says(tmp_path):
    project = parsed(
        HEAD
        + '[project]\ncountry = ["ML"]\nhome = "Bamako"\ncorrections = "all.toml"\n'
        + '[outputs]\nmap = "maps/{name}.html"\nclaims = ["{name}.csv", "{name}.json"]\n'
        + '[[report]]\npath = "in/a.txt"\nname = "first"\ncountry = "NE"\ndate = 2024-05-01\n'
        + 'corrections = "own.toml"\noutputs = { map = false }\n'
        + '[[report]]\npath = "b.txt"\n',
        tmp_path,
    )
    first, second = project.reports
    assert (first.countries, first.home, first.date) == (("NE",), "Bamako", "2024-05-01")
    assert (first.corrections, first.shares_corrections) == ("own.toml", False)
    assert [o.path for o in first.outputs] == ["out/first.csv", "out/first.json"]
    assert (second.countries, second.corrections) == (("ML",), "all.toml")
    assert second.shares_corrections
    assert second.outputs[0].path == "out/maps/b.html"


def test_a_set_takes_all_reports_or_those_named_in_its_order(tmp_path):
    sets = '[[together]]\nmap = "all.html"\n[[together]]\nname = "x"\nreports = ["b", "a"]\nmap = "x.html"\n'
    project = parsed(HEAD + TWO + sets, tmp_path)
    assert [together.reports for together in project.together] == [("a", "b"), ("b", "a")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no `version`"),
        ("version = 2", "`version` is 2"),
        ("version = true", "`version` is True"),
        ("version = ", "not TOML"),
        (HEAD + "[projekt]", "unknown key 'projekt'; did you mean project?"),
        (HEAD + "[[report]]\nname = 'a'", "[[report]] 1: no `path`"),
        (HEAD + TWO + "tittle = 'x'", "[[report]] 2: unknown key 'tittle'; did you mean title?"),
        (HEAD + TWO + "date = 'May'", "[[report]] 2: `date` is no date: 'May'"),
        (HEAD + TWO + "format = 'word'", "`format` 'word' is none of text"),
        (HEAD + TWO + "home = 3", "`home` must be words"),
        (HEAD + TWO + "name = 'a'", "two reports have the name 'a'"),
        (HEAD + TWO + "name = 'A'", "two reports have the name 'A'"),
        (HEAD + TWO + "name = 'x/y'", "'x/y' cannot be part of a file's name"),
        (HEAD + "[outputs]\nmap = 'a.html'\n" + TWO, "two outputs have the name out/a.html"),
        (HEAD + "[outputs]\nmap = '{name}.htm'\n" + TWO, "must end in .html"),
        (HEAD + "[outputs]\nmap = '{title}.html'\n" + TWO, "{name} is all that is filled in"),
        (HEAD + "[outputs]\nmap = '../{name}.html'\n" + TWO, "must lie within the output folder"),
        (HEAD + "[outputs]\nmap = '/{name}.html'\n" + TWO, "must lie within the output folder"),
        (HEAD + "[outputs]\nmap = '.{name}.html'\n" + TWO, "must lie within the output folder"),
        (HEAD + "[outputs]\nmap = 3\n" + TWO, "`map` must be words"),
        (HEAD + "[project]\noutput = '.'\n" + TWO, "must be a folder within the project"),
        (HEAD + "[project]\noutput = '../x'\n" + TWO, "must be a folder within the project"),
        (HEAD + "[[report]]\npath = 'out/a.txt'", "lies in the output folder"),
        (HEAD + TWO + "[[together]]\nreports = ['a', 'bb']\nmap = 'x.html'", "no report has the name 'bb'"),
        (HEAD + TWO + "[[together]]\nreports = ['a']\nmap = 'x.html'", "needs at least two reports"),
        (HEAD + TWO + "[[together]]\nreports = ['a', 'a']\nmap = 'x.html'", "named twice: 'a'"),
        (HEAD + TWO + "[[together]]\nname = 'x'", "makes nothing"),
        (HEAD + TWO + "[[together]]\nclaims = 'x.jsonld'", "must end in .json, .jsonl or .csv"),
        (HEAD + "[map]\ntiles = 'ftp://x/{z}/{x}/{y}'\ntiles_attribution = 'x'", "[map]: --tiles"),
        (HEAD + "[map]\ntiles_attribution = 'x'", "[map]: --tiles"),
        (HEAD + "[map]\nlanguage = 'fr'", "`language` 'fr' is none of en, ru, local"),
        (HEAD + "[map]\nlanguage = ['ru']", "[map]: `language` must be words"),
        (HEAD + "[figure]\nlanguage = 'uk'", "[figure]: `language` 'uk' is none of en, ru, local"),
        (HEAD + "[figure]\nlanguage = 7", "[figure]: `language` must be words"),
        (HEAD + "[figure]\nlangauge = 'ru'", "did you mean language?"),
        (HEAD + "[map]\nwith_all = true", "`with_all` without `with`"),
        (HEAD + "[map]\nwith = ['x.csv']\nwith_all = 'no'", "`with_all` must be true or false"),
        (HEAD + "[figure]\nwith_all = true", "[figure]: `with_all` without `with`"),
        (HEAD + "[figure]\nwith = 3", "[figure]: `with` must be words"),
        (HEAD + "[[report]]\npath = '*.txt'\nname = 'x'", "[[report]] 1: `name` is of one report"),
        (HEAD + TWO + "[[report]]\npath = 'in/'\ntitle = 'x'", "[[report]] 3: `title` is of one"),
        (HEAD + "[[report]]\npath = 'in/'\nhoem = 'x'", "unknown key 'hoem'; did you mean home?"),
        (HEAD + "[[report]]\npath = '**.txt'", "`path` '**.txt': "),
        (HEAD + "[figure]\nsize = 'a9'", "[figure]: "),
        (HEAD + "[figure]\ntheme = 'pink'", "`theme` 'pink' is none of light"),
        (HEAD + "[figure]\ndpi = 4", "`dpi` must be a whole number from 50 to 1200"),
        (HEAD + "[figure]\ndpi = true", "`dpi` must be a whole number"),
        (HEAD + "[figure]\nkey = 'yes'", "`key` must be true or false"),
        (HEAD + "report = 'a.txt'", "`report` must be a list of tables"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(text, words, tmp_path):
    with pytest.raises(InputError) as caught:
        parsed(text, tmp_path)
    assert words in str(caught.value)
    assert caught.value.hint


REPORTS = """
[[report]]
path = "in/*.txt"
country = ["CD"]
[[report]]
path = "in/lake.txt"
title = "The lake"
[[report]]
path = "wire/"
[outputs]
claims = "{name}.json"
"""


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Shells fell.\n", encoding="utf-8")


def test_a_folder_or_a_pattern_stands_for_the_reports_that_are_there(tmp_path):
    put(
        tmp_path, "in/b.txt", "in/a[1].txt", "in/lake.txt", "in/notes.md", "in/.c.txt", "in/x/d.txt",
        "in/README.txt", "wire/one/e: {f}.md", "wire/g.html", "wire/h.docx", "wire/i", "out/wire.txt",
        "in/b.corrections.toml",
    )  # fmt: skip
    page = "<meta content=\"default-src 'none'; script-src 'sha256-abc'\">"
    (tmp_path / "wire/map.html").write_text(page, encoding="utf-8")
    project = parsed(HEAD + REPORTS, tmp_path)
    assert [(r.name, r.path, r.countries, r.title) for r in project.reports] == [
        ("a[1]", "in/a[1].txt", ("CD",), None),
        ("b", "in/b.txt", ("CD",), None),
        ("lake", "in/lake.txt", (), "The lake"),
        ("g", "wire/g.html", (), None),
        ("e- -f-", "wire/one/e: {f}.md", (), None),
    ]
    assert [report.corrections for report in project.reports if report.corrections] == [
        "in/b.corrections.toml"
    ]
    assert [path for path, _ in project.found] == ["in/*.txt", "wire/"]
    assert project.notes == ()
    assert [r.name for r in parsed(HEAD + '[[report]]\npath = "wire"', tmp_path).reports] == [
        "g", "e- -f-"
    ]  # fmt: skip
    deep = parsed(HEAD + '[[report]]\npath = "i?/**/*.txt"', tmp_path)
    assert [report.name for report in deep.reports] == ["a[1]", "b", "lake", "d"]
    everything = parsed(HEAD + '[[report]]\npath = "./"', tmp_path)
    assert "out/wire.txt" not in [report.path for report in everything.reports]


def test_a_pattern_reaches_out_of_the_folder_and_names_other_endings(tmp_path):
    put(tmp_path, "desk/in/a.log", "desk/in/b.txt", "project/c.txt")
    beside = parsed(
        HEAD + '[[report]]\npath = "../desk/in/*.log"\nformat = "text"', tmp_path / "project"
    )
    assert [(r.name, r.path) for r in beside.reports] == [("a", "../desk/in/a.log")]
    absolute = (tmp_path / "desk").as_posix()
    found = parsed(f'{HEAD}[[report]]\npath = "{absolute}/"', tmp_path / "project").reports
    assert [report.path for report in found] == [f"{absolute}/in/b.txt"]


def test_two_found_reports_of_one_name_are_both_named(tmp_path):
    put(tmp_path, "in/a.txt", "wire/A.md")
    with pytest.raises(InputError, match=r"the name 'A': 'in/a\.txt' and 'wire/A\.md'"):
        parsed(HEAD + REPORTS.replace('[[report]]\npath = "in/lake.txt"\ntitle = "The lake"\n', ""), tmp_path)  # fmt: skip


def test_a_set_of_all_reports_waits_until_there_are_two(tmp_path):
    text = HEAD + '[[report]]\npath = "in/"\n[[together]]\nmap = "week.html"\nname = "week"\n'
    waits = parsed(text, tmp_path)
    assert waits.notes == ("in/: no report found there yet", "week: waits for a second report")
    put(tmp_path, "in/a.txt")
    assert parsed(text, tmp_path).notes == ("week: waits for a second report",)
    put(tmp_path, "in/b.txt")
    assert parsed(text, tmp_path).notes == ()
    assert parsed(text, tmp_path).together[0].reports == ("a", "b")
    with pytest.raises(InputError, match="no report has the name 'c'"):
        parsed(text + 'reports = ["a", "c"]', tmp_path)


def test_a_folder_without_configuration_says_how_to_begin(capfdbinary, tmp_path):
    code, out, err = run(capfdbinary, "build", tmp_path)
    assert (code, out) == (2, "")
    assert "no project here" in err
    assert f"dateline init {tmp_path}" in err


def test_init_finds_the_reports_and_leaves_out_what_is_none(capfdbinary, tmp_path):
    project_in(tmp_path)
    (tmp_path / "dateline.toml").unlink()
    for name in ("README.md", "notes.docx", "out/old.txt", ".hidden/x.txt", "deep/er/b.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Nothing to see.\n", encoding="utf-8")
    page = "<meta content=\"default-src 'none'; script-src 'sha256-abc'\">"
    (tmp_path / "map.html").write_text(page, encoding="utf-8")
    assert find_reports(tmp_path) == ("arica.txt", "deep/er/b.md", "goma.txt", "narva.txt")
    code, out, _ = run(capfdbinary, "init", tmp_path)
    assert code == 0
    assert "4 reports" in out
    project = read_project(tmp_path)
    assert [report.name for report in project.reports] == ["arica", "b", "goma", "narva"]
    assert project.together[0].reports == ("arica", "b", "goma", "narva")


def test_init_never_writes_over_a_configuration(capfdbinary, tmp_path):
    (tmp_path / "dateline.toml").write_text("mine", encoding="utf-8")
    code, _, err = run(capfdbinary, "init", tmp_path)
    assert code == 2
    assert "exists already" in err
    assert (tmp_path / "dateline.toml").read_text("utf-8") == "mine"


def test_init_in_an_empty_folder_makes_a_valid_beginning(tmp_path):
    path, reports = begin_project(tmp_path / "new" / "one")
    assert reports == ()
    assert read_project(path.parent).reports == ()


def test_every_commented_line_of_the_configuration_is_valid_when_its_mark_is_taken_away(tmp_path):
    for name in TEXTS:
        (tmp_path / f"{name}.txt").write_text("x", encoding="utf-8")
    path, _ = begin_project(tmp_path)
    lines = path.read_text("utf-8").splitlines()
    told = [line for line in lines if not line.startswith("# ") or " = " not in line]
    live = [line.removeprefix("# ") for line in lines]
    assert len(told) < len(live) - 10
    live = ["" if line.startswith("tiles_attribution") else line for line in live]  # of an address
    prose = ("What dateline makes", "docs/projects.md", "One map of")
    text = "\n".join(line for line in live if not line.startswith(prose))
    project = parse_project(text, root=tmp_path)
    assert project.reports[0].countries == ("AF",)
    assert project.options_of("figure") == {
        "key": True, "language": "en", "size": "a4", "theme": "light",
    }  # fmt: skip
    assert project.options_of("map") == {"language": "en", "tiles": "osm"}
    for kind in ("map", "figure"):
        assert project.datasets_of(kind) == (("events.csv", None),)
    assert {o.kind for o in project.outputs} == {"map", "figure", "layers", "claims"}


def test_files_of_one_stem_and_hostile_names_get_names_of_their_own(tmp_path):
    for name in ("a.txt", "a.md", "all.txt", 'q"uo\\te.txt', "two: three?.txt", "{x}.txt"):
        (tmp_path / name).write_text("Shells fell.\n", encoding="utf-8")
    path, reports = begin_project(tmp_path)
    data = tomllib.loads(path.read_text("utf-8"))
    assert [record["path"] for record in data["report"]] == list(reports)
    project = read_project(tmp_path)
    names = [report.name for report in project.reports]
    assert len(set(names)) == len(reports) == 6
    assert project.together[0].name not in names


def test_corrections_that_lie_beside_a_report_are_taken_up(tmp_path):
    project_in(tmp_path)
    (tmp_path / "dateline.toml").unlink()
    (tmp_path / "goma.corrections.toml").write_text("version = 1\n", encoding="utf-8")
    begin_project(tmp_path)
    chosen = {report.name: report.corrections for report in read_project(tmp_path).reports}
    assert chosen == {"arica": None, "goma": "goma.corrections.toml", "narva": None}


def test_layers_may_be_of_every_format_that_is_one_file():
    from dateline.layers.exports.export import SUFFIXES
    from dateline.project.config_read import ENDINGS

    assert set(ENDINGS["layers"]) == set(SUFFIXES) - {".shp", ".json"}


def test_claims_may_be_of_every_format():
    from dateline.layers.exports.claim_export import FORMATS
    from dateline.project.config_read import ENDINGS

    assert {ending.removeprefix(".") for ending in ENDINGS["claims"]} <= set(FORMATS)


def test_claims_of_a_set_may_be_of_every_format_that_holds_several_reports():
    from dateline.layers.exports.claim_export import SET_FORMATS
    from dateline.project.config_read import SET_ENDINGS

    assert tuple(ending.removeprefix(".") for ending in SET_ENDINGS["claims"]) == SET_FORMATS
