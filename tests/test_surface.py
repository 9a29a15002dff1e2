"""Is the public surface what we say it is?"""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import dateline

ROOT = Path(__file__).parent.parent


def test_every_public_name_can_be_had():
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    assert dateline.__all__ == sorted(dateline.__all__)


def test_every_public_function_and_class_is_documented():
    for name in dateline.__all__:
        thing = getattr(dateline, name)
        if callable(thing):
            assert inspect.getdoc(thing), name


def test_what_type_checkers_see_is_what_is_there():
    tree = ast.parse((ROOT / "src/dateline/__init__.py").read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == dateline._HOME
    assert set(seen) | {"__version__"} == set(dateline.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'geocode'"):
        _ = dateline.geocode


def test_importing_dateline_and_its_help_loads_nothing_heavy():
    code = (
        "import sys, dateline, dateline.cli\n"
        "heavy = {'spacy', 'geopandas', 'geopy', 'pandas', 'numpy', 'folium', 'trafilatura', 'pypdf'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_no_module_is_over_five_hundred_lines():
    for folder in ("geo", "layers", "maps", "src/dateline"):
        for path in (ROOT / folder).rglob("*.py"):
            assert len(path.read_text("utf-8").splitlines()) <= 500, path


def test_spacy_without_its_command_line_can_still_load_it_later():
    code = (
        "import sys\n"
        "from dateline.lean import import_spacy\n"
        "import_spacy()\n"
        "assert 'weasel' not in sys.modules and 'spacy.cli' not in sys.modules\n"
        "import spacy, spacy.cli\n"
        "assert spacy.blank('en')('Aden')[0].text == 'Aden'\n"
        "print(spacy.cli.info.__module__)"
    )
    shown = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "spacy.cli.info"
