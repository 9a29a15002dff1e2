"""Names on the map as a reader sees them: languages, directions, hierarchy, no overlaps."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from page_visits import Visit, violations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.browser

LABELS = """[...document.querySelectorAll('#map .label')].map(node => {
    const box = node.getBoundingClientRect();
    return {words: node.textContent, kind: node.className, left: box.left, top: box.top,
            right: box.right, bottom: box.bottom, direction: getComputedStyle(node).direction,
            spacing: getComputedStyle(node).letterSpacing, lang: node.lang};
})""".replace("#map ", ".map ")


def labels(seen: Visit) -> list[dict[str, Any]]:
    seen.page.wait_for_timeout(200)
    return seen.page.evaluate(LABELS)


def speak(seen: Visit, language: str) -> dict[str, dict[str, Any]]:
    seen.page.select_option("#tongue", language)
    return {label["words"]: label for label in labels(seen)}


def test_the_reader_can_switch_to_russian_and_back(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    seen = visit(where=seed_path)
    english = {label["words"] for label in labels(seen)}
    russian = speak(seen, "ru")
    assert {"Душанбе", "Таджикистан", "УЗБЕКИСТАН"} & set(russian) >= {"Душанбе", "Таджикистан"}
    assert russian["Душанбе"]["lang"] == "ru"
    assert "Dushanbe" not in russian
    assert set(speak(seen, "en")) == english
    assert seen.clean(seed_path)


def test_local_names_run_in_their_own_direction(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    local = speak(visit(where=seed_path), "local")
    assert local["افغانستان"]["direction"] == "rtl"
    assert local["افغانستان"]["spacing"] in {"0px", "normal"}  # joined letters are not spaced out
    assert local["Тоҷикистон"]["direction"] == "ltr"


@pytest.mark.parametrize("language", ["en", "ru", "local"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_name_covers_another(
    visit: Callable[..., Visit], seed_path: Path, size: str, language: str
) -> None:
    boxes = list(speak(visit(size, where=seed_path), language).values())
    assert len(boxes) > 8
    for a, b in combinations(boxes, 2):
        across = min(a["right"], b["right"]) - max(a["left"], b["left"])
        down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
        assert across <= 1 or down <= 1, (a["words"], b["words"])


def test_the_reports_places_are_named_and_disputed_lines_and_rivers_too(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    named = {label["words"]: label["kind"] for label in labels(visit(where=seed_path))}
    assert {"Dushanbe", "Bokhtar", "Kulob", "Tajikistan", "Afghanistan"} <= set(named)
    assert "label-river" in named["Amu Darya"]
    assert "label-dispute" in named["Durand Line"]


def test_the_choice_of_language_is_accessible(visit: Callable[..., Visit], seed_path: Path) -> None:
    seen = visit("phone", where=seed_path)
    speak(seen, "local")
    assert violations(seen) == []
