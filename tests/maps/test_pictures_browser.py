"""Does the page look as in the pictures that were last looked at, and would a fault be seen?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import page_pictures
import picture_baselines as baselines
import walkthrough_pictures as walkthrough

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

pytestmark = pytest.mark.browser

README = page_pictures.ROOT / "README.md"

RULE = "document.styleSheets[0].insertRule(%r, document.styleSheets[0].cssRules.length)"
FAULTS = {
    "the border is missing": RULE % "path.f-borders {display: none}",
    "the areas are missing": RULE % "path.f-areas {display: none}",
    "the arrows are missing": RULE % "path.f-movements {display: none}",
    "one sign is missing": "document.querySelector('.pin-box').style.display = 'none'",
    "one sign stands elsewhere": "document.querySelector('.pin-box').style.translate = '6px 0'",
    "one name is missing": "document.querySelector('.label-point').style.display = 'none'",
    "the border has another colour": RULE % "path.f-borders {stroke: #3f27a3}",
    "the paper is a little darker": RULE % ".panel {background: #f8f6f1}",
    "the list stands lower": RULE % ".cards {position: relative; top: 4px}",
    "the overview covers something else": RULE % ".inset {translate: -40px 0}",
}


@pytest.fixture(scope="module")
def drawer(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium with the fonts that the pictures are made with."""
    running = page_pictures.launch(browser.browser_type, tmp_path_factory.mktemp("fonts"))
    yield running
    running.close()


@pytest.fixture(scope="module")
def sound(drawer: Any, seed_path: Path) -> Image.Image:
    """The page as it is now, kept as a baseline would be: faults are told from this one."""
    now = baselines.take(drawer, seed_path, size="laptop", scheme="light")
    return page_pictures.palette(now).convert("RGB")


@pytest.mark.parametrize("scheme", baselines.SCHEMES)
@pytest.mark.parametrize("size", list(baselines.SIZES))
def test_the_page_looks_as_it_did(drawer: Any, seed_path: Path, size: str, scheme: str) -> None:
    now = baselines.take(drawer, seed_path, size=size, scheme=scheme)
    assert baselines.report(size, scheme, now) == ""


@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_fault_is_seen(drawer: Any, seed_path: Path, sound: Image.Image, fault: str) -> None:
    now = baselines.take(drawer, seed_path, size="laptop", scheme="light", deed=FAULTS[fault])
    assert baselines.differences(sound, now)


@pytest.mark.parametrize("fault", ["one sign stands elsewhere", "the list stands lower"])
def test_a_small_fault_is_seen_on_a_wall_as_well(drawer: Any, seed_path: Path, fault: str) -> None:
    kept = page_pictures.palette(baselines.take(drawer, seed_path, size="wall", scheme="dark"))
    now = baselines.take(drawer, seed_path, size="wall", scheme="dark", deed=FAULTS[fault])
    assert baselines.differences(kept.convert("RGB"), now)


@pytest.mark.parametrize("size", ["phone", "laptop"])
def test_letters_drawn_a_little_otherwise_are_no_fault(
    browser: Any, drawer: Any, seed_path: Path, tmp_path: Path, size: str
) -> None:
    kept = page_pictures.palette(baselines.take(drawer, seed_path, size=size, scheme="light"))
    other = page_pictures.launch(browser.browser_type, tmp_path, hinting="hintnone")
    now = baselines.take(other, seed_path, size=size, scheme="light")
    other.close()
    assert now.tobytes() != kept.convert("RGB").tobytes()
    assert baselines.differences(kept.convert("RGB"), now) == []


def test_a_failure_leaves_pictures_to_look_at_and_says_how_to_accept_it(
    sound: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baselines, "ROOT", tmp_path)
    monkeypatch.setattr(baselines, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(baselines, "FAILED", tmp_path / "failed")
    page_pictures.save(sound, baselines.baseline("laptop", "light"))
    assert baselines.report("laptop", "light", sound) == ""
    assert not (tmp_path / "failed").exists()
    changed = sound.copy()
    changed.paste((255, 0, 0), (100, 60, 120, 80))
    told = baselines.report("laptop", "light", changed)
    assert "failed/seed-laptop-light.png" in told
    assert "failed/seed-laptop-light-off.png" in told
    assert told.endswith("python scripts/picture_baselines.py")
    assert len(list((tmp_path / "failed").iterdir())) == 2


def test_there_is_one_small_picture_for_each_size_and_scheme() -> None:
    kept = {baselines.baseline(size, way) for size in baselines.SIZES for way in baselines.SCHEMES}
    assert set(baselines.FOLDER.glob("*.png")) == kept
    assert sum(path.stat().st_size for path in kept) <= 500_000


def test_each_picture_of_the_manual_is_made_by_the_script_shown_and_small() -> None:
    made = {*walkthrough.SHOTS, *walkthrough.FIGURES, walkthrough.SHEET}
    kept = set(walkthrough.IMAGES.glob("*.png"))
    shown = "".join(
        path.read_text("utf-8") for path in (*walkthrough.IMAGES.parent.glob("*.md"), README)
    )
    assert {path.stem for path in kept} == made
    assert {name for name in made if f"images/{name}.png)" not in shown} == set()
    assert sum(path.stat().st_size for path in kept) <= 2_500_000
