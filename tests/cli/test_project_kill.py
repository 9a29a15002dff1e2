"""Is a build that is killed at any moment harmless? No half-written file, and the next one mends all."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time

import pytest
from project_folder import TEXTS, contents, project_in

from dateline.project.build import build
from dateline.project.config_read import read_project
from dateline.project.workers import Workers

MOMENTS = 30
OUTPUTS = 'map = "{name}.html"\nlayers = ["{name}.gpkg", "{name}.geojson"]\nclaims = ["{name}.csv"]'
TOGETHER = '[[together]]\nmap = "all.html"\n'


def edition(folder, number):
    """Write the reports as they were in one of two editions."""
    for name, text in TEXTS.items():
        more = f"\nOfficers counted {number + 2} trucks at the crossing, the mayor said.\n"
        (folder / f"{name}.txt").write_text(text + more * number, encoding="utf-8")


def clean_build(folder, number):
    project_in(folder, outputs=OUTPUTS, more=TOGETHER)
    edition(folder, number)
    with Workers(1) as workers:
        assert build(read_project(folder), workers).failures == []
    return contents(folder / "out")


@pytest.mark.slow
def test_a_build_killed_at_thirty_moments_leaves_whole_files_and_the_next_completes(tmp_path):
    clean = [clean_build(tmp_path / f"clean{number}", number) for number in (0, 1)]
    assert len(clean[0]) == 13
    assert clean[0] != clean[1]
    folder = project_in(tmp_path / "killed", outputs=OUTPUTS, more=TOGETHER)
    command = [sys.executable, "-m", "dateline", "build", "--quiet", "--jobs", "2"]
    began = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, timeout=300)
    lasts = time.monotonic() - began
    draw = random.Random(20260401)
    cut_short = 0
    for moment in range(MOMENTS):
        number = (moment + 1) % 2
        edition(folder, number)
        if moment % 3 == 0:  # a first build now and then
            shutil.rmtree(folder / "out")
            shutil.rmtree(folder / ".dateline")
        running = subprocess.Popen(command, cwd=folder)
        time.sleep(draw.uniform(0.02, lasts))
        cut_short += running.poll() is None
        running.kill()
        running.wait()
        drafts = ".dateline-draft"
        found = contents(folder / "out") if (folder / "out").exists() else {}
        for path, data in found.items():
            if drafts not in path:
                assert data in (clean[0][path], clean[1][path]), (moment, path)
        with Workers(1) as workers:
            assert build(read_project(folder), workers).failures == [], moment
        assert contents(folder / "out") == clean[number], moment
    assert cut_short > MOMENTS // 2  # else the moments say nothing
