"""Does ``dateline watch`` build at every change of contents, show it, and end when told to?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from urllib.request import urlopen

import pytest
from project_folder import project_in

from dateline.project.config_read import read_project
from dateline.project.serve import Pages
from dateline.project.watch import Watch, watch
from dateline.project.workers import Workers

FILES = 'claims = ["{name}.json"]'


class Script:
    """Does one thing at each pause, then ends the watch."""

    def __init__(self, *steps):
        self.steps = list(steps)

    def __call__(self, _):
        if not self.steps:
            raise KeyboardInterrupt
        self.steps.pop(0)()


def watched(folder, *steps):
    results, errors, _ = watched_with_words(folder, *steps)
    return results, errors


def watched_with_words(folder, *steps):
    results, errors, words = [], [], []
    with pytest.raises(KeyboardInterrupt), Workers(1) as workers:
        watch(
            folder, workers, told=results.append, said=words.append, wrong=errors.append,
            pause=Script(*steps),
        )  # fmt: skip
    return results, errors, words


def test_a_change_of_contents_builds_and_a_touch_does_not(tmp_path):
    folder = project_in(tmp_path, outputs=FILES)
    report = folder / "goma.txt"

    def touch():
        os.utime(report, (1, 1))

    def change():
        report.write_text(report.read_text("utf-8") + "\nTwo bridges near Sake fell.\n", "utf-8")

    results, errors = watched(folder, touch, change, lambda: None)
    assert [result.written for result in results] == [
        ["out/goma.json", "out/narva.json", "out/arica.json"],
        ["out/goma.json"],
    ]
    assert errors == []


def test_a_wrong_configuration_is_told_once_and_mended_later(tmp_path):
    folder = project_in(tmp_path, outputs=FILES)
    config = folder / "dateline.toml"
    good = config.read_text("utf-8")

    def spoil():
        config.write_text("version = ", encoding="utf-8")

    def mend():
        config.write_text(good.replace('"goma.txt"', '"goma.txt"\nsource = "Lake"'), "utf-8")

    results, errors = watched(folder, spoil, lambda: None, mend)
    assert [result.written for result in results][1:] == [["out/goma.json"]]
    assert len(errors) == 1
    assert "not TOML" in str(errors[0])


def test_a_report_that_goes_away_and_comes_back_is_a_change(tmp_path):
    folder = project_in(tmp_path, outputs=FILES)
    report = folder / "goma.txt"
    text = report.read_text("utf-8")
    results, _ = watched(folder, report.unlink, lambda: report.write_text(text, encoding="utf-8"))
    assert [len(result.failures) for result in results] == [0, 1, 0]
    assert results[2].written == []


def test_a_new_input_is_watched_from_then_on(tmp_path):
    folder = project_in(tmp_path, outputs=FILES)
    seen = Watch(folder)
    assert not seen.changed()
    config = folder / "dateline.toml"
    text = config.read_text("utf-8")
    config.write_text(text.replace('"goma.txt"', '"goma.txt"\ncorrections = "c.toml"'), "utf-8")
    assert seen.changed()
    (folder / "c.toml").write_text("version = 1\n", encoding="utf-8")
    assert seen.changed()
    assert not seen.changed()


def inbox(folder, *, more=""):
    """Make a project whose reports are those of a folder."""
    project_in(folder / "in")
    (folder / "in/dateline.toml").unlink()
    text = f'version = 1\n[outputs]\n{FILES}\n[[report]]\npath = "in/*.txt"\n{more}'
    (folder / "dateline.toml").write_text(text, encoding="utf-8")
    return folder


def test_reports_of_a_folder_are_taken_up_and_let_go_as_they_come_and_go(tmp_path):
    sets = '[[together]]\nname = "all"\nlayers = "{name}.geojson"\n'
    folder = inbox(tmp_path, more=sets)
    away = {name: folder / f"{name}.txt" for name in ("goma", "narva")}
    for name, path in away.items():
        (folder / f"in/{name}.txt").rename(path)

    def come(name):
        return lambda: away[name].rename(folder / f"in/{name}.txt")

    def go(name):
        return lambda: (folder / f"in/{name}.txt").rename(away[name])

    def nothing():
        (folder / "in/notes.docx").write_text("none of ours", encoding="utf-8")

    results, errors, words = watched_with_words(
        folder, nothing, come("goma"), nothing, come("narva"), go("goma")
    )
    assert errors == []
    assert words == ["new report: in/goma.txt", "new report: in/narva.txt", "gone: in/goma.txt"]
    assert [(r.written, r.orphans, r.current) for r in results] == [
        (["out/arica.json"], [], 0),
        (["out/goma.json", "out/all.geojson"], [], 1),
        (["out/narva.json", "out/all.geojson"], [], 2),
        (["out/all.geojson"], ["out/goma.json"], 2),
    ]
    assert [result.notes for result in results] == [["all: waits for a second report"], [], [], []]
    assert (folder / "out/goma.json").is_file()


def test_corrections_laid_beside_a_found_report_are_taken_up(tmp_path):
    folder = inbox(tmp_path)
    quote = 'version = 1\n[[claim]]\nquote = "Shells hit Sake on Monday"\nnote = "seen"\n'
    beside = folder / "in/goma.corrections.toml"
    results, _, words = watched_with_words(
        folder, lambda: beside.write_text(quote, encoding="utf-8"), beside.unlink
    )
    assert [result.written for result in results][1:] == [["out/goma.json"]] * 2
    assert words == []


def test_two_reports_of_one_name_are_told_once_and_mended_by_moving_one(tmp_path):
    folder = inbox(tmp_path)
    config = folder / "dateline.toml"
    config.write_text(config.read_text("utf-8").replace("in/*.txt", "in/"), "utf-8")
    other = folder / "in/wire/goma.txt"

    def clash():
        other.parent.mkdir()
        other.write_text("Shells fell on Bukavu on Monday, the mayor said.\n", encoding="utf-8")

    results, errors, words = watched_with_words(
        folder, clash, lambda: None, lambda: other.rename(other.with_name("bukavu.txt"))
    )
    assert len(errors) == 1
    assert "'in/goma.txt' and 'in/wire/goma.txt'" in str(errors[0])
    assert results[1].written == ["out/bukavu.json"]
    assert words == ["new report: in/wire/bukavu.txt"]


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="such names cannot be there")
def test_a_file_whose_name_cannot_be_shown_is_no_report(tmp_path):
    folder = inbox(tmp_path)
    names = (b"\xe9.txt", b"\x1b[2J.txt", b"made\nout.txt")

    def come():
        for name in names:
            (folder / "in" / os.fsdecode(name)).write_text("Shells fell.\n", encoding="utf-8")

    results, errors, words = watched_with_words(folder, come, lambda: None)
    assert (len(results), errors, words) == (1, [], [])


def test_a_report_that_comes_while_the_others_are_read_is_not_missed(tmp_path, monkeypatch):
    folder = inbox(tmp_path)
    away = folder / "narva.txt"
    (folder / "in/narva.txt").rename(away)
    seen = Watch(folder)
    (folder / "in/goma.txt").unlink()

    def read_and_come(root):
        project = read_project(root)
        away.rename(folder / "in/narva.txt")
        return project

    monkeypatch.setattr("dateline.project.watch.read_project", read_and_come)
    assert seen.changed()
    assert [report.name for report in seen.project.reports] == ["arica"]
    monkeypatch.undo()
    assert seen.changed()
    assert [report.name for report in seen.project.reports] == ["arica", "narva"]
    assert not seen.changed()


def test_a_folder_that_is_made_later_is_looked_into(tmp_path):
    folder = inbox(tmp_path)
    config = folder / "dateline.toml"
    config.write_text(config.read_text("utf-8").replace("in/*.txt", "inbox"), "utf-8")
    results, _, words = watched_with_words(folder, lambda: (folder / "in").rename(folder / "inbox"))
    assert results[0].failures[0].error.startswith("cannot read ")
    assert len(results[1].written) == 3
    assert words[0] == "gone: inbox"
    assert len(words) == 4


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_ends_the_command_cleanly(tmp_path):
    folder = project_in(tmp_path, outputs='map = "{name}.html"')
    command = [sys.executable, "-m", "dateline", "watch", "--port", "0", "--jobs", "2"]
    running = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    address = running.stdout.readline().split()[0]
    while "made" not in running.stdout.readline():
        pass
    with urlopen(address, timeout=30) as answer:
        assert "goma.html" in answer.read().decode("utf-8")
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes of the group
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, "")
    assert out.endswith("ended\n")


@pytest.mark.browser
def test_an_open_page_reloads_when_it_is_made_anew(tmp_path):
    from playwright.sync_api import sync_playwright

    from dateline.project.build import build

    folder = project_in(tmp_path)
    report = folder / "goma.txt"
    pages = Pages(folder / "out", port=0)
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    with Workers(1) as workers, sync_playwright() as play:
        build(read_project(folder), workers)
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        told = []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(pages.address + "goma.html")
        page.wait_for_function("window.L !== undefined || document.querySelector('.leaflet-pane')")
        assert page.get_by_text("Two bridges").count() == 0
        time.sleep(0.5)  # until the page listens
        text = report.read_text("utf-8")
        report.write_text(text + "\nTwo bridges near Sake fell on Sunday, he said.\n", "utf-8")
        result = build(read_project(folder), workers)
        assert result.written == ["out/goma.html"]
        pages.tell(["narva.html"])  # another page: no reload
        pages.tell(["goma.html"])
        page.get_by_text("Two bridges near Sake fell").first.wait_for(
            state="attached", timeout=20_000
        )
        assert told == []
        browser.close()
    assert "EventSource" not in (folder / "out/goma.html").read_text("utf-8")
    pages.stop()
