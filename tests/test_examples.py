"""Do the examples of the docstrings, of the README and of docs/library.md do what they show?"""

from __future__ import annotations

import ast
import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"geo": "dateline.geo", "layers": "dateline.layers", "maps": "dateline.maps",
           "src/dateline": "dateline"}  # fmt: skip
MODULES = sorted(
    ".".join((package, *path.relative_to(ROOT / folder).with_suffix("").parts))
    for folder, package in FOLDERS.items()
    for path in (ROOT / folder).rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


def blocks(path):
    """The Python in a page, in its order: doctest blocks and plain ones."""
    return re.findall(r"```python\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_right(name):
    found = doctest.testmod(import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 0
    assert found.failed == 0


def run_page(path):
    """Run all examples of a page in one namespace; return it and how many were compared."""
    names: dict[str, object] = {}
    compared = 0
    runner = doctest.DocTestRunner(verbose=False)
    for number, block in enumerate(blocks(path)):
        if ">>> " in block:
            test = doctest.DocTestParser().get_doctest(
                block, names, f"{path.name}:{number}", None, 0
            )
            runner.run(test, clear_globs=False)
            names |= test.globs
            compared += len(test.examples)
        else:
            ast.parse(block)
            exec(compile(block, f"{path.name}:{number}", "exec"), names)
    assert runner.summarize(verbose=False).failed == 0
    return names, compared


def test_the_page_on_the_library_runs_from_text_to_map(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names, compared = run_page(ROOT / "docs" / "library.md")
    assert compared >= 8
    assert (tmp_path / "map.html").stat().st_size > 100_000
    assert names["analysis"]._repr_html_().startswith("<iframe ")
    first = [line for line in blocks(ROOT / "docs" / "library.md")[0].splitlines() if line.strip()]
    assert len(first) <= 6


def test_the_readme_runs_as_it_stands(tmp_path, monkeypatch, capsys):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    run_page(ROOT / "README.md")
    assert "Shoigu" in capsys.readouterr().out
    assert (tmp_path / "map.html").is_file()


def test_several_analyses_show_their_layers_and_map():
    from dateline import analyse, article_from_text, join_reports

    texts = (
        "Rebels shelled Goma on 3 May 2024, a mayor said.",
        "Shells fell on Goma, a doctor said.",
    )
    joined = join_reports(
        [analyse(article_from_text(t, id=str(n), date="2024-05-04")) for n, t in enumerate(texts)]
    )
    assert joined.layers()["events"]["report"].tolist() == ["r1 r2"] or len(
        joined.layers()["events"]
    )
    assert joined._repr_html_().startswith("<iframe ")
