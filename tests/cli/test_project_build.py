"""Does a build make what has changed, all of it, and nothing else?"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_runner import run
from project_folder import contents, die_of_narva, project_in

from dateline.project import fingerprint
from dateline.project.build import build, check
from dateline.project.config_read import read_project
from dateline.project.make import Draft, Outcome, Work, do
from dateline.project.state import one_build, read_state
from dateline.project.workers import Workers

FILES = 'claims = ["{name}.json"]'  # the cheapest of all outputs


def built(folder, jobs=1):
    with Workers(jobs) as workers:
        return build(read_project(folder), workers)


def checked(folder):
    with Workers(1) as workers:
        return check(read_project(folder), workers)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = project_in(tmp_path_factory.mktemp("finished"), outputs=FILES)
    built(folder)
    return folder


@pytest.fixture
def project(finished, tmp_path):
    shutil.copytree(finished, tmp_path / "project")
    return tmp_path / "project"


def test_the_first_build_makes_all_and_the_second_nothing(project):
    before = contents(project / "out")
    assert sorted(before) == ["arica.json", "goma.json", "narva.json"]
    result = built(project)
    assert (result.written, result.same, result.current) == ([], [], 3)
    assert contents(project / "out") == before


def test_a_build_with_nothing_to_do_loads_nothing_heavy(project):
    built(project)
    code = (
        "import sys\nfrom dateline.cli import main\n"
        "try:\n    main(['build'])\nexcept SystemExit as left:\n    assert not left.code\n"
        "heavy = {'spacy', 'geopandas', 'pandas', 'numpy', 'folium', 'shapely', 'trafilatura'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True
    )
    assert shown.stdout.splitlines() == ["0 outputs made, 3 as they were", "[]"]


def test_clocks_decide_nothing(project):
    for path in project.rglob("*"):
        os.utime(path, (time.time() + 1000, time.time() + 1000))
    assert built(project).current == 3


def test_one_changed_report_makes_its_own_outputs_and_those_of_its_sets(tmp_path):
    pair = '[[together]]\nreports = ["goma", "arica"]\nlayers = "pair.geojson"\n'
    other = '[[together]]\nname = "x"\nreports = ["narva", "arica"]\nlayers = "x.geojson"\n'
    folder = project_in(tmp_path, outputs=FILES, more=pair + other)
    assert len(built(folder).written) == 5
    report = folder / "goma.txt"
    report.write_text(report.read_text("utf-8") + "\nTwo bridges near Sake fell.\n", "utf-8")
    result = built(folder)
    assert result.written == ["out/goma.json", "out/pair.geojson"]
    assert result.current == 3


def test_a_changed_option_makes_anew_and_equal_bytes_are_left_alone(project):
    config = project / "dateline.toml"
    text = config.read_text("utf-8")
    config.write_text(text.replace('"goma.txt"', '"goma.txt"\nsource = "Lake Daily"'), "utf-8")
    stamps = {path: path.stat().st_mtime_ns for path in (project / "out").iterdir()}
    assert built(project).written == ["out/goma.json"]
    config.write_text(
        config.read_text("utf-8").replace('"arica.txt"', '"arica.txt"\nhome = "Arica"'), "utf-8"
    )
    result = built(project)
    assert result.written + result.same == ["out/arica.json"]
    unmoved = [path.name for path, stamp in stamps.items() if path.stat().st_mtime_ns == stamp]
    assert "narva.json" in unmoved
    if result.same:
        assert "arica.json" in unmoved


def test_an_online_map_is_offered_where_the_project_says_so(tmp_path):
    folder = project_in(tmp_path)
    config = folder / "dateline.toml"
    built(folder)
    assert b"tile.openstreetmap.org" not in (folder / "out/goma.html").read_bytes()
    config.write_text(config.read_text("utf-8") + '[map]\ntiles = "osm"\n', encoding="utf-8")
    assert len(built(folder).written) == 3
    assert b"https://tile.openstreetmap.org/" in (folder / "out/goma.html").read_bytes()


KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>NAME</name>'
    "<Point><coordinates>29.04,-1.57</coordinates></Point></Placemark></Document></kml>"
)


def test_a_data_set_beside_the_claims_is_an_input_of_maps(tmp_path):
    outputs = f'map = "{{name}}.html"\n{FILES}'
    folder = project_in(
        tmp_path, outputs=outputs, more='[map]\nwith = ["seen.kml:kml"]\nwith_all = true'
    )
    seen = folder / "seen.kml"
    seen.write_text(KML.replace("NAME", "Burnt lorry"), encoding="utf-8")
    assert built(folder).failures == []
    assert b"Burnt lorry" in (folder / "out/goma.html").read_bytes()
    seen.write_text(KML.replace("NAME", "Burnt bus"), encoding="utf-8")
    assert built(folder).written == ["out/goma.html", "out/narva.html", "out/arica.html"]
    assert b"Burnt bus" in (folder / "out/goma.html").read_bytes()
    seen.unlink()
    assert "cannot read" in built(folder).failures[0].error


def test_a_data_set_beside_the_claims_is_an_input_of_figures(capfdbinary, tmp_path):
    outputs = f'figure = "{{name}}.svg"\n{FILES}'
    more = '[[together]]\nfigure = "all.svg"\n[figure]\nwith = "seen.kml"\nwith_all = true'
    folder = project_in(tmp_path, outputs=outputs, more=more)
    seen = folder / "seen.kml"
    seen.write_text(KML.replace("NAME", "Burnt lorry"), encoding="utf-8")
    assert built(folder).failures == []
    for name, texts in (("goma", ["goma"]), ("all", ["goma", "narva", "arica"])):
        alone = tmp_path / f"alone-{name}.svg"
        paths = [folder / f"{text}.txt" for text in texts]
        code = run(capfdbinary, "figure", *paths, "--with", seen, "--with-all", "-o", alone)[0]
        assert code == 0
        assert (folder / f"out/{name}.svg").read_bytes() == alone.read_bytes()
    seen.write_text(KML.replace("29.04,-1.57", "29.3,-1.6"), encoding="utf-8")
    result = built(folder)
    assert result.written == ["out/goma.svg", "out/all.svg"]
    assert result.same == ["out/narva.svg", "out/arica.svg"]  # far from there
    assert result.current == 3  # of claims, that data sets are no part of
    config = folder / "dateline.toml"
    config.write_text(config.read_text("utf-8").replace("with_all = true", ""), encoding="utf-8")
    assert (built(folder).current, built(folder).current) == (3, 7)


def test_the_claims_of_a_set_are_those_of_the_command_line_with_the_links(capfdbinary, tmp_path):
    more = (
        '[[report]]\npath = "bukavu.txt"\n[[together]]\nreports = ["goma", "bukavu"]\n'
        'claims = ["{name}.jsonl", "{name}.json", "{name}.csv"]\n'
    )
    folder = project_in(tmp_path, outputs="map = false", more=more)
    text = "BUKAVU, 5 March 2024 (Hill Wire) - No shells hit Sake on Monday, the mayor said.\n"
    (folder / "bukavu.txt").write_text(text, encoding="utf-8")
    result = built(folder)
    assert (result.failures, result.written) == (
        [], ["out/all.jsonl", "out/all.json", "out/all.csv"]
    )  # fmt: skip
    paths = [folder / "goma.txt", folder / "bukavu.txt"]
    code, out, _ = run(capfdbinary, "claims", *paths, "--json")
    assert (code, out) == (0, (folder / "out/all.jsonl").read_text("utf-8"))
    links = json.loads((folder / "out/all.json").read_bytes())["links"]
    assert [(link["rel"], link["from"], link["to"]) for link in links] == [
        ("contradicts", "r2-C01", "r1-C01")
    ]
    (folder / "bukavu.txt").write_text(text.replace("No shells", "Shells"), encoding="utf-8")
    assert built(folder).written == result.written


def test_names_are_in_the_language_that_the_project_asks_for(capfdbinary, tmp_path):
    outputs = 'map = "{name}.html"\nfigure = "{name}.svg"'
    folder = project_in(
        tmp_path, outputs=outputs, more='[map]\nlanguage = "ru"\n[figure]\nlanguage = "local"'
    )
    assert built(folder).failures == []
    for command, name, language in (("map", "goma.html", "ru"), ("figure", "narva.svg", "local")):
        alone = tmp_path / f"alone-{name}"
        text = (folder / name).with_suffix(".txt")
        run(capfdbinary, command, text, "--language", language, "-o", alone)
        assert (folder / "out" / name).read_bytes() == alone.read_bytes()


def test_where_a_report_was_fetched_from_is_an_input(project):
    said = {
        "record": "source", "url": "https://lake.example/1", "asked": "https://lake.example/1",
        "retrieved": "2024-03-05T10:00:00Z", "sha256": "0" * 64, "kind": "text/plain",
        "publication": "Lake Daily",
    }  # fmt: skip
    (project / "goma.txt.source.json").write_text(json.dumps(said), encoding="utf-8")
    result = built(project)
    assert (result.written, result.current) == (["out/goma.json"], 2)
    assert b"lake.example" in (project / "out/goma.json").read_bytes()


def test_figures_are_made_of_each_report_and_of_a_set_as_the_options_say(tmp_path):
    more = '[[together]]\nfigure = "all.svg"\ntitle = "Three at once"\n'
    folder = project_in(tmp_path, outputs='figure = "{name}.svg"', more=more)
    assert built(folder).failures == []
    figures = contents(folder / "out")
    assert sorted(figures) == ["all.svg", "arica.svg", "goma.svg", "narva.svg"]
    assert b"Three at once" in figures["all.svg"]
    config = folder / "dateline.toml"
    text = config.read_text("utf-8") + '[figure]\nsize = "square"\ntheme = "print"\nkey = true\n'
    config.write_text(text, encoding="utf-8")
    assert len(built(folder).written) == 4
    assert len(contents(folder / "out")["goma.svg"]) != len(figures["goma.svg"])


def test_an_output_that_was_edited_or_lost_is_made_again(project):
    before = contents(project / "out")
    (project / "out/goma.json").write_text("{}", encoding="utf-8")
    (project / "out/narva.json").unlink()
    result = built(project)
    assert result.written == ["out/goma.json", "out/narva.json"]
    assert contents(project / "out") == before


def test_another_version_of_dateline_makes_all_anew(project, monkeypatch):
    monkeypatch.setattr(fingerprint, "program_hash", lambda: "another")
    result = built(project)
    assert (len(result.same), result.current) == (3, 0)


def test_corrections_and_own_places_are_inputs(tmp_path):
    folder = project_in(tmp_path, outputs=FILES)
    config = folder / "dateline.toml"
    head = '[project]\ngazetteer = ["own.csv"]\n[outputs]'
    text = config.read_text("utf-8").replace("[outputs]", head)
    text = text.replace('"goma.txt"', '"goma.txt"\ncorrections = "goma.toml"')
    config.write_text(text, encoding="utf-8")
    (folder / "own.csv").write_text("name,lat,lon\nSake,-1.57,29.04\n", encoding="utf-8")
    (folder / "goma.toml").write_text("version = 1\n", encoding="utf-8")
    built(folder)
    quote = '[[claim]]\nquote = "Shells hit Sake on Monday"\nnote = "seen"\n'
    (folder / "goma.toml").write_text(f"version = 1\n{quote}", encoding="utf-8")
    assert built(folder).written == ["out/goma.json"]
    assert b'"seen"' in (folder / "out/goma.json").read_bytes()
    (folder / "own.csv").write_text("name,lat,lon\nSake,-1.60,29.04\n", encoding="utf-8")
    result = built(folder)
    assert result.current == 0
    lost = '[[claim]]\nquote = "nothing of the kind"\nnote = "x"\n'
    (folder / "goma.toml").write_text(f"version = 1\n{lost}", encoding="utf-8")
    assert "nothing of the kind" in " ".join(built(folder).warnings)


def test_corrections_of_the_whole_project_reach_the_report_that_they_name(tmp_path):
    folder = project_in(tmp_path, outputs=FILES)
    config = folder / "dateline.toml"
    head = '[project]\ncorrections = "all.toml"\n[outputs]'
    config.write_text(config.read_text("utf-8").replace("[outputs]", head), encoding="utf-8")
    entry = 'quote = "Shells hit Sake on Monday"\nnote = "seen"\nreport = "goma"\n'
    text = f'version = 1\n[[report]]\nid = "goma"\n[[claim]]\n{entry}'
    (folder / "all.toml").write_text(text, encoding="utf-8")
    result = built(folder)
    assert (result.failures, result.warnings) == ([], [])
    noted = [name for name, data in contents(folder / "out").items() if b'"seen"' in data]
    assert noted == ["goma.json"]
    (folder / "all.toml").write_text("\n\n" + text.replace("seen", "heard"), encoding="utf-8")
    result = built(folder)
    assert (result.written, result.current) == (["out/goma.json"], 2)
    (folder / "all.toml").write_text("version = 1\nclaims = 3\n", encoding="utf-8")
    assert len(built(folder).failures) == 3
    nobody = '[[claim]]\nquote = "Shells hit Sake on Monday"\nnote = "seen"\n'
    (folder / "all.toml").write_text(f"version = 1\n{nobody}", encoding="utf-8")
    errors = {failure.error for failure in built(folder).failures}
    assert errors == {"all.toml: the corrections of several reports must say of which each is"}


def test_a_report_that_fails_does_not_stop_the_others(capfdbinary, project):
    (project / "goma.txt").write_bytes(b"   ")
    (project / "arica.txt").unlink()
    (project / "narva.txt").write_text("Shells hit Narva on Monday, the mayor said.\n", "utf-8")
    before = (project / "out/goma.json").read_bytes()
    code, out, err = run(capfdbinary, "build", project, "--jobs", "1")
    assert code == 1
    assert "made out/narva.json" in out
    errors = [line for line in err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 2
    assert errors[0].startswith("error: goma: empty: ")
    assert errors[1].startswith("error: arica: cannot read ")
    assert (project / "out/goma.json").read_bytes() == before
    code, _, err = run(capfdbinary, "build", project, "--jobs", "1")
    assert code == 1
    assert "goma" in err  # what failed is tried again


def test_outputs_that_nothing_makes_any_more_are_named_and_kept(capfdbinary, project):
    config = project / "dateline.toml"
    text = config.read_text("utf-8").replace('[[report]]\npath = "arica.txt"', "")
    config.write_text(text, encoding="utf-8")
    for _ in range(2):
        code, _, err = run(capfdbinary, "build", project)
        assert code == 0
        assert "note: out/arica.json: nothing in dateline.toml makes it any more" in err
    (project / "out/arica.json").unlink()
    _, _, err = run(capfdbinary, "build", project)
    assert err == ""
    assert "out/arica.json" not in read_state(project)


def test_check_says_what_is_missing_and_what_differs_and_writes_nothing(capfdbinary, project):
    (project / "out/goma.json").write_text("{}", encoding="utf-8")
    (project / "out/narva.json").unlink()
    before = contents(project)
    code, out, err = run(capfdbinary, "build", project, "--check", "--jobs", "1")
    assert code == 1
    assert out == "1 output as the inputs give, 2 not\n"
    assert "error: out/narva.json: is missing" in err
    assert "error: out/goma.json: is not what its inputs give" in err
    assert contents(project) == before


def test_check_works_in_a_checkout_without_state(project):
    shutil.rmtree(project / ".dateline")
    result = checked(project)
    assert (len(result.same), result.written, result.missing) == (3, [], [])
    assert not (project / ".dateline").exists()
    report = project / "goma.txt"
    report.write_text(report.read_text("utf-8") + "\nTwo bridges near Sake fell.\n", "utf-8")
    assert checked(project).written == ["out/goma.json"]


def test_check_does_not_believe_a_state_of_other_inputs(project):
    report = project / "goma.txt"
    report.write_text(
        report.read_text("utf-8") + "\n", "utf-8"
    )  # another hash, perhaps other bytes
    result = checked(project)
    assert result.written + result.same == ["out/goma.json"]
    assert result.current == 2


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"[]", b'{"version": 1, "outputs": []}', b'{"version": 9, "outputs": {}}', b"\xff"]
)  # fmt: skip
def test_a_state_that_cannot_be_read_only_costs_time(project, broken):
    (project / ".dateline/state.json").write_bytes(broken)
    result = built(project)
    assert (len(result.same), result.failures) == (3, [])
    assert built(project).current == 3


def test_what_changes_while_it_is_made_is_made_again(project):
    report = project / "goma.txt"
    before = report.read_text("utf-8")
    report.write_text(before + "\nTwo bridges near Sake fell.\n", "utf-8")

    def meanwhile(work):
        report.write_text(before + "\nThree bridges near Sake fell.\n", "utf-8")
        return do(work)

    with Workers(1, job=meanwhile) as workers:
        build(read_project(project), workers)
    report.write_text(before + "\nTwo bridges near Sake fell.\n", "utf-8")
    assert built(project).written == ["out/goma.json"]
    assert b"Two bridges" in (project / "out/goma.json").read_bytes()


def test_drafts_of_a_killed_build_are_swept_away(project):
    left = project / "out/.dateline-draft/half.json"
    left.parent.mkdir()
    left.write_text("{", encoding="utf-8")
    built(project)
    assert not left.parent.exists()


def test_two_builds_do_not_meet(capfdbinary, project):
    with one_build(read_project(project).root):
        code, _, err = run(capfdbinary, "build", project)
    assert code == 2
    assert "another build of" in err


def test_an_output_that_cannot_be_written_is_one_line(capfdbinary, project):
    (project / "out/goma.json").unlink()
    (project / "out/goma.json").mkdir()
    code, _, err = run(capfdbinary, "build", project, "--jobs", "1")
    assert code == 1
    assert err.startswith("error: goma: cannot write ")
    assert not (project / "out/.dateline-draft").exists()


def test_what_a_format_cannot_hold_is_a_note_that_quiet_leaves_out(capfdbinary, tmp_path):
    folder = project_in(tmp_path, outputs='layers = "{name}.shp.zip"')
    code, _, err = run(capfdbinary, "build", folder, "--jobs", "1")
    assert code == 0
    assert "note: goma.shp.zip: Shapefiles" in err
    shutil.rmtree(folder / ".dateline")
    assert run(capfdbinary, "build", folder, "--jobs", "1", "--quiet") == (0, "", "")


def test_json_tells_all_and_quiet_nothing(capfdbinary, project):
    code, out, err = run(capfdbinary, "build", project, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["current"] == 3
    assert run(capfdbinary, "build", project, "--quiet") == (0, "", "")


def test_the_folder_is_not_part_of_what_is_made(finished, tmp_path):
    other = project_in(tmp_path / "quite" / "elsewhere", outputs=FILES)
    built(other)
    assert contents(other / "out") == contents(finished / "out")


def test_a_fault_of_ours_is_an_outcome_not_an_end(tmp_path, monkeypatch):
    folder = project_in(tmp_path, outputs=FILES)
    project = read_project(folder)
    draft = Draft(kind="claims", path=tmp_path / "x.json")
    work = Work(root=folder, reports=project.reports[:1], drafts=(draft,))
    monkeypatch.setattr("dateline.pipeline.analyse", lambda *_, **__: 1 / 0)
    outcome = do(work)
    assert outcome.error == "ZeroDivisionError: division by zero"
    assert isinstance(outcome, Outcome)


@pytest.mark.slow
def test_several_processes_make_what_one_makes(finished, tmp_path):
    folder = project_in(tmp_path / "p", outputs='map = "{name}.html"\nlayers = "{name}.gpkg"')
    assert built(folder, jobs=2).failures == []
    alone = project_in(tmp_path / "q", outputs='map = "{name}.html"\nlayers = "{name}.gpkg"')
    built(alone)
    assert contents(folder / "out") == contents(alone / "out")
    assert len(contents(alone / "out")) == 6


@pytest.mark.slow
def test_a_report_that_brings_its_process_down_fails_alone(tmp_path):
    project = read_project(project_in(tmp_path))
    works = [Work(root=tmp_path, reports=(report,), drafts=()) for report in project.reports]
    with Workers(2, job=die_of_narva) as workers:
        outcomes = dict(workers.run(works))
    assert [outcomes[n].hashes for n in range(3)] == [("goma",), (), ("arica",)]
    assert outcomes[1].error == "the process that read it died"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_bar_is_shown_at_a_terminal_alone_and_not_when_told_to_be_quiet(project):
    import pty

    (project / ".dateline/state.json").unlink()
    shown = {}
    for more in ([], ["--quiet"]):
        (project / ".dateline/state.json").unlink(missing_ok=True)
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "dateline", "build", "--jobs", "1", *more]
        done = subprocess.run(command, cwd=project, stderr=theirs, capture_output=False,
                              stdout=subprocess.PIPE, text=True, check=True,
                              env=os.environ | {"NO_COLOR": "1", "TERM": "xterm"})  # fmt: skip
        os.close(theirs)
        try:
            shown[bool(more)] = os.read(ours, 100_000).decode("utf-8")
        except OSError:  # nothing was written
            shown[bool(more)] = ""
        os.close(ours)
        assert "building" not in done.stdout
    assert "building" in shown[False]
    assert "3/3" in shown[False]
    assert "\x1b[3" not in shown[False]  # no colours
    assert shown[True] == ""


def children_of(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    return [int(child) for child in found]


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
def test_workers_end_with_a_build_that_is_killed(tmp_path):
    folder = project_in(tmp_path, outputs=FILES)
    command = [sys.executable, "-m", "dateline", "build", str(folder), "--jobs", "2"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    workers: list[int] = []
    until = time.monotonic() + 60
    while len(workers) < 2 and running.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
        workers = children_of(running.pid)
    assert len(workers) >= 2
    running.kill()
    running.wait()
    until = time.monotonic() + 30
    while any(is_running(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in workers if is_running(pid)]
