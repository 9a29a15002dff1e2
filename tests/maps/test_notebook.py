"""Does a page in a notebook's frame work, and is it shut off from the notebook?"""

from __future__ import annotations

import html
import re

import pytest

from dateline.maps.escape import framed
from dateline.maps.page.render import MapPage


def test_a_page_becomes_a_frame_that_holds_it_whole(page):
    shown = page._repr_html_()
    assert shown.startswith("<iframe ")
    inner = re.search(r'srcdoc="([^"]*)"', shown)
    assert html.unescape(inner[1]) == page.html
    assert "allow-same-origin" not in shown


def test_a_hostile_title_cannot_leave_its_attribute():
    shown = MapPage(html='"></iframe><script>1</script>', title='"><b>')._repr_html_()
    assert shown.count("<") == 2
    assert "<script" not in shown
    assert 'height="300"' in framed("x", title="t", height_px=300)


@pytest.mark.browser
def test_the_page_runs_in_the_frame_and_cannot_reach_out(browser, page, tmp_path):
    outer = tmp_path / "notebook.html"
    outer.write_text(f"<!doctype html><title>Notebook</title>{page._repr_html_()}", "utf-8")
    context = browser.new_context(viewport={"width": 1100, "height": 760}, offline=True)
    tab = context.new_page()
    faults: list[str] = []
    tab.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.goto(outer.as_uri())
    frame = tab.frames[1]
    frame.wait_for_selector(".leaflet-interactive", state="attached")
    frame.locator(".credits a", has_text="All sources").click()
    assert frame.locator("#sources").is_visible()
    assert frame.url == "about:srcdoc"
    frame.locator("#tab-claims").click()
    frame.locator(".card").first.click()
    reached = frame.evaluate("() => { try { return parent.document.title } catch { return null } }")
    assert reached is None
    assert tab.title() == "Notebook"
    assert faults == []
    context.close()
