"""Is a page laid out for its scripts from the start, and readable where they fail?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.maps.page.render import MapPage

pytestmark = pytest.mark.browser

DATA = re.compile(r'(<script type="application/json" id="data">).*?(</script>)', re.DOTALL)
WATCH = """
const seen = window.classesOfBody = [];
new MutationObserver(() => document.body && seen.push(document.documentElement.className))
  .observe(document, {childList: true, subtree: true});
"""


def test_the_document_is_told_of_its_scripts_before_it_has_a_body(browser: Any, path: Path) -> None:
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.add_init_script(WATCH)
    opened.goto(path.as_uri())
    assert opened.evaluate("classesOfBody[0]") == "js"
    assert opened.locator(".pane:visible").count() == 1
    context.close()


def test_a_page_whose_data_cannot_be_read_is_read_as_without_scripts(
    browser: Any, page: MapPage, tmp_path: Path
) -> None:
    broken, changes = DATA.subn(r"\1{\2", page.html)
    assert changes == 1
    path = tmp_path / "broken.html"
    path.write_text(broken, "utf-8")
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.goto(path.as_uri())
    assert not opened.evaluate("document.documentElement.classList.contains('js')")
    for name in ("claims", "report", "unplaced", "legend", "sources"):
        assert opened.locator(f"#{name}").is_visible(), name
    assert opened.locator(".static-map").is_visible()
    context.close()
