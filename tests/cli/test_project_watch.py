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
    results, errors = [], []
    with pytest.raises(KeyboardInterrupt), Workers(1) as workers:
        watch(folder, workers, told=results.append, wrong=errors.append, pause=Script(*steps))
    return results, errors


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
    from dateline.project.config_read import read_project

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
