"""The sample page and a browser to open it in."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

# importlib mode puts no test folder on the path; the sample is shared by the files here.
sys.path.insert(0, str(Path(__file__).parent))

from page_sample import make_report
from page_visits import SIZES, Visit
from timed_sample import timed_report

from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from page_sample import Report

    from dateline.maps.page.render import MapPage

SEED = Path(__file__).parents[2] / "seeds" / "russia-tajikistan.txt"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def report() -> Report:
    return make_report()


@pytest.fixture(scope="session")
def page(report: Report) -> MapPage:
    return report.render()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; a test that needs it skips where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="session")
def path(page: MapPage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(page, tmp_path_factory.mktemp("page") / "map.html")


@pytest.fixture(scope="session")
def seed_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the report that ships with the project, made by the whole pipeline."""
    from dateline import analyse, draw, read_article

    analysis = analyse(read_article(str(SEED)))
    return write_page(draw(analysis), tmp_path_factory.mktemp("seed") / "seed.html")


@pytest.fixture
def visit(browser: Any, path: Path) -> Iterator[Callable[..., Visit]]:
    """Open a page at one of two sizes; more options go to the browser's context."""
    opened = []

    def go(size: str = "desktop", where: Path = path, anchor: str = "", **options: Any) -> Visit:
        opened.append(browser.new_context(viewport=SIZES[size], offline=True, **options))
        return Visit(opened[-1], where, anchor)

    yield go
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def timed_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(timed_report().render(), tmp_path_factory.mktemp("timed") / "map.html")


@pytest.fixture
def live(visit: Callable[..., Visit], timed_path: Path) -> Any:
    return visit(where=timed_path, reduced_motion="reduce").page
