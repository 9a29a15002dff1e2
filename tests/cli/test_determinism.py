"""Same input, same bytes: in other processes, under other hash seeds, time zones and locales."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "COLUMNS": "200"},
)


def output(arguments: list[str], world: dict[str, str], folder) -> bytes:
    folder.mkdir(exist_ok=True)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LC_")} | world
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *arguments],
        cwd=folder, env=environment, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    written = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
    return done.stdout + written


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ["map", "SEED", "-o", "map.html"],
        ["places", "SEED"],
        ["places", "SEED", "--json"],
        ["claims", "SEED"],
        ["claims", "SEED", "--json", "--date", "2021-07-27"],
        ["layers", "SEED", "-o", "out.geojson"],
        ["layers", "SEED", "-o", "out.gpkg", "--json"],
    ],
    ids=" ".join,
)
def test_two_processes_give_the_same_bytes(arguments, seed_path, tmp_path):
    given = [str(seed_path) if word == "SEED" else word for word in arguments]
    first, second = (
        output(given, world, tmp_path / str(number)) for number, world in enumerate(WORLDS)
    )
    assert first
    assert first == second
