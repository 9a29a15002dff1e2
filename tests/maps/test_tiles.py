"""Which addresses of an online map may stand in a page, and how one is refused."""

from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.maps.page.tiles import OSM, tiles_of

CREDIT = "© Mapmakers"


@pytest.mark.parametrize(
    ("template", "origin"),
    [
        ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
        ("https://TILES.example.org:8443/a/{z}/{y}/{x}?key=A-b", "https://tiles.example.org:8443"),
        ("http://127.0.0.1:8000/{z}/{x}/{y}", "http://127.0.0.1:8000"),
        ("http://localhost/{z}/{x}/{y}", "http://localhost"),
        ("http://[::1]:99/{z}/{x}/{y}", "http://[::1]:99"),
    ],
)
def test_a_good_address_gives_its_origin_for_the_policy(template: str, origin: str) -> None:
    tiles = tiles_of(template, f" {CREDIT}\n")
    assert (tiles.template, tiles.origin, tiles.attribution) == (template, origin, CREDIT)


@pytest.mark.parametrize(
    "template",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{y}",
        "https://{s}.example.org/{z}/{x}/{y}",
        "https://{x}.example.org/{z}/{y}",
        "https://me:secret@example.org/{z}/{x}/{y}",
        "https://example.org;script-src *;/{z}/{x}/{y}",
        "https://example.org/{z}/{x}/{y}'",
        "https://example.org/{z}/{x}/{y} x",
        "https://example.org/{z}/{x}/{y}\n",
        "https://*/{z}/{x}/{y}",
        "https:///{z}/{x}/{y}",
        "https://example.org:x/{z}/{x}/{y}",
        "javascript://localhost/{z}/{x}/{y}",
        "//example.org/{z}/{x}/{y}",
        "file:///{z}/{x}/{y}",
        "{z}/{x}/{y}",
        "osm2",
        "",
        "https://example.org/{z}/{x}/{y}}",
        "https://exämple.org/{z}/{x}/{y}",
    ],
)
def test_an_address_that_could_do_harm_is_refused(template: str) -> None:
    with pytest.raises(InputError, match="--tiles"):
        tiles_of(template, CREDIT)


def test_whose_map_it_is_must_be_said() -> None:
    assert tiles_of("osm") is OSM
    with pytest.raises(InputError, match="without --tiles-attribution"):
        tiles_of("https://example.org/{z}/{x}/{y}", "  ")
    with pytest.raises(InputError, match="characters"):
        tiles_of("https://example.org/{z}/{x}/{y}", "x" * 301)
    with pytest.raises(InputError, match="--tiles osm"):
        tiles_of("osm", CREDIT)
