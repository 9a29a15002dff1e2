"""Can the kinds of signs be told apart by everybody, and can the names be read on every ground?"""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from colour_vision import SIGHT, ciede2000, contrast, distance, over

from dateline.maps.page.inline import asset

TOLD_APART = 11.0  # CIEDE2000; about 1 is just noticeable
GROUNDS_APART = 6.0  # land and sea have a coast line between them
SIGNALS = ("border", "move", "base", "event")
NAMES = ("ink", "soft", "border", "move", "event", "water-ink")
AREA_OPACITY = 0.38
THEMES = ("light", "dark", "dark-chosen")


def palette(theme: str) -> dict[str, str]:
    """The colours of one theme, as the style sheet has them; dark stands there twice."""
    css = asset("page.css")
    blocks = re.findall(r"color-scheme: (light|dark);(.*?)\}", css, re.DOTALL)
    kind, at = (theme.split("-", maxsplit=1)[0], 1 if theme.endswith("chosen") else 0)
    block = [text for name, text in blocks if name == kind][at]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", sorted(SIGHT))
def test_signals_differ_for_every_kind_of_sight(theme: str, sight: str) -> None:
    colours = palette(theme)
    apart = {(a, b): distance(colours[a], colours[b], sight) for a, b in combinations(SIGNALS, 2)}
    assert min(apart.values()) >= TOLD_APART, apart


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", sorted(SIGHT))
def test_signals_stand_out_from_the_ground(theme: str, sight: str) -> None:
    colours = palette(theme)
    grounds = [
        colours["land"],
        colours["sea"],
        over(colours["area"], colours["land"], AREA_OPACITY),
    ]
    for ground in grounds:
        for signal in SIGNALS:
            assert distance(colours[signal], ground, sight) >= 2 * TOLD_APART


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", sorted(SIGHT))
def test_land_sea_and_claimed_areas_differ_for_every_kind_of_sight(theme: str, sight: str) -> None:
    colours = palette(theme)
    area = over(colours["area"], colours["land"], AREA_OPACITY)
    assert distance(colours["land"], colours["sea"], sight) >= GROUNDS_APART
    assert distance(area, colours["land"], sight) >= GROUNDS_APART
    assert distance(area, colours["sea"], sight) >= GROUNDS_APART
    assert distance(colours["water"], colours["land"], sight) >= GROUNDS_APART


@pytest.mark.parametrize("theme", THEMES)
def test_names_can_be_read_on_land_and_sea(theme: str) -> None:
    colours = palette(theme)
    for name in NAMES:
        for ground in ("land", "sea"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)


def test_both_dark_blocks_are_one_theme() -> None:
    assert palette("dark") == palette("dark-chosen")


@pytest.mark.parametrize(
    ("one", "two", "expected"),  # from the test data of Sharma, Wu and Dalal 2005
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_distance_is_ciede2000(
    one: tuple[float, float, float], two: tuple[float, float, float], expected: float
) -> None:
    assert ciede2000(one, two) == pytest.approx(expected, abs=1e-4)
