#!/usr/bin/env python3
"""What does a project cost: its first build, a build with nothing to do, one changed report?

    python benchmarks/speed/project.py [--count 200] [--sample 12] [--corpus FOLDER] [--jobs N]

Beside it, in the same run, separate `dateline map` processes for a sample of the reports, half of
them before the build and half after, so that both see the same machine. Half of the reports are
those of own_reports.py; texts of a corpus, where one is given and there, are the rest. Wall
seconds tell what a person waits; processor seconds what the work takes, whoever else is at work.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from own_reports import write_reports

TIMES_FASTER, NOTHING_S = 4.0, 1.0
COMMAND = [sys.executable, "-m", "dateline"]


def timed(*arguments: str, folder: Path) -> tuple[float, float, str]:
    """Return wall and processor seconds of a command and what it printed."""
    began, cpu = time.perf_counter(), os.times()
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    after = os.times()
    used = after.children_user + after.children_system - cpu.children_user - cpu.children_system
    return time.perf_counter() - began, used, done.stdout


def built(folder: Path, jobs: list[str]) -> tuple[float, float, dict]:
    wall, cpu, out = timed("build", "--json", *jobs, folder=folder)
    return wall, cpu, json.loads(out)


def separate(reports: list[Path], folder: Path) -> tuple[float, float]:
    runs = [timed("map", str(r), "-o", "one.html", folder=folder)[:2] for r in reports]
    return sum(run[0] for run in runs), sum(run[1] for run in runs)


def main() -> int:
    """Measure and print; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--sample", type=int, default=12)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--jobs")
    options = parser.parse_args()
    jobs = ["--jobs", options.jobs] if options.jobs else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = sorted(options.corpus.glob("*.txt")) if options.corpus else []
        texts = texts[: options.count // 2]
        (folder / "reports").mkdir()
        for text in texts:
            shutil.copy(text, folder / "reports")
        reports = sorted((folder / "reports").iterdir())
        reports += write_reports(folder / "reports", options.count - len(texts))
        config = ["version = 1", *(f'[[report]]\npath = "reports/{r.name}"' for r in reports)]
        (folder / "dateline.toml").write_text("\n".join(config) + "\n", encoding="utf-8")
        sample = reports[:: max(1, len(reports) // options.sample)][: options.sample]
        half = len(sample) // 2
        first = separate(sample[:half], folder)
        wall, cpu, result = built(folder, jobs)
        second = separate(sample[half:], folder)
        nothing = min(built(folder, jobs)[:2] for _ in range(5))
        changed = reports[len(reports) // 2]
        changed.write_text(changed.read_text("utf-8") + "\nThe road was open again.\n", "utf-8")
        one_wall, one_cpu, one = built(folder, jobs)
    apart = (first[0] + second[0]) / len(sample), (first[1] + second[1]) / len(sample)
    count = len(reports)
    print(f"{count} reports, {len(texts)} of them from a corpus; sample of {len(sample)} apart")
    print(f"{'':36}{'wall s':>9}{'cpu s':>9}")
    rows = [
        ("separate processes, a report", *apart),
        ("first build, a report", wall / count, cpu / count),
        ("first build, all", wall, cpu),
        ("nothing changed", *nothing),
        ("one report changed", one_wall, one_cpu),
    ]
    for words, seconds, used in rows:
        print(f"{words:36}{seconds:9.3f}{used:9.3f}")
    faster = apart[0] / (wall / count)
    print(f"first build {faster:.1f} times faster a report (bar {TIMES_FASTER:g}); "
          f"nothing changed {nothing[0]:.2f} s (bar {NOTHING_S:g})")  # fmt: skip
    touched = [*one["written"], *one["same"]]
    print(f"one changed report made anew: {', '.join(touched)}; failures {len(result['failures'])}")
    good = faster >= TIMES_FASTER and nothing[0] < NOTHING_S and len(touched) == 1
    return 0 if good and not result["failures"] else 1


if __name__ == "__main__":
    sys.exit(main())
