"""Which military symbol stands for which words, and is it drawn as the standard's library draws it?"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from page_sample import layer, make_report
from shapely.geometry import LineString, Point

from dateline.maps.drawing.features import Feature, features_of
from dateline.maps.drawing.symbols import NEUTRAL, UNKNOWN, choosable, symbol_of
from dateline.maps.drawing.symbols_svg import symbol_defs, symbol_id


def base(name: str, **changes: Any) -> Feature:
    row = {"feature_id": "base:x@gn:1", "name": name, "place_id": "gn:1", "geometry": Point(3, 14)}
    (feature,) = features_of([layer("bases", row)])
    return replace(feature, **changes)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("7th Motor Rifle Division — Gao", "10011000211211040000"),
        ("12th Tank Brigade — Gao", "10011000181205000000"),
        ("3rd Battalion — Gao", "10011000160000000000"),
        ("40th Field Artillery Regiment — Gao", "10011000171303000000"),
        ("5th Anti-Tank Battery — Gao", "10011000150000000000"),
        ("9th Air Defence Battalion — Gao", "10011000161301000000"),
        ("2nd Fleet — Gao", "10011000001701000000"),
        ("55th military base — Gao", "10012000001208000000"),
        ("Naval base — Massawa", "10012000001213090000"),
        ("Bagzan Air Base", "10012000001213010000"),
        ("Barracks — Gao", "10012000001208000000"),
    ],
)
def test_branch_and_size_are_those_that_the_words_tell(name: str, code: str) -> None:
    symbol = symbol_of(base(name))
    assert symbol is not None
    assert symbol.code == code


def test_an_airfield_of_the_gazetteer_is_an_air_base_without_the_word() -> None:
    symbol = symbol_of(base("Faya-Largeau", place_id="air:FTTY"))
    assert symbol is not None
    assert symbol.entity == "121301"


def test_nobody_is_called_friend_or_foe() -> None:
    words = ("7th Enemy Division — Gao", "1st Rebel Brigade — Gao", "3rd Hostile Army — Gao")
    assert {symbol_of(base(name)).identity for name in words} == {UNKNOWN}  # type: ignore[union-attr]
    assert {one.identity for one in choosable()} == {UNKNOWN, NEUTRAL}


def test_peacekeepers_are_neutral_where_the_report_calls_them_so() -> None:
    symbol = symbol_of(base("4th Peacekeeping Battalion — Gao"))
    assert symbol is not None
    assert symbol.identity == NEUTRAL


def test_what_is_no_unit_and_no_base_keeps_its_plain_sign() -> None:
    assert symbol_of(base("Gao", layer="events")) is None
    assert symbol_of(base("Gao", shape=None)) is None
    assert symbol_of(base("3rd Division — Gao", shape=LineString([(0, 0), (1, 1)]))) is None


def test_every_symbol_is_drawn_as_milsymbol_draws_it() -> None:
    milsymbol = pytest.importorskip("milsymbol")

    def parts(node: ET.Element) -> list[Any]:
        keys = ("d", "cx", "cy", "r", "transform", "stroke-width", "stroke", "fill")
        own = {k: re.sub(r"\s+", " ", node.get(k, "")).strip() for k in keys if node.get(k)}
        if own.get("transform") == "translate(0,0)":
            del own["transform"]
        return [node.tag.rpartition("}")[2], own, [parts(child) for child in node]]

    for symbol in choosable():
        theirs = ET.fromstring(milsymbol.Symbol(symbol.code, size=30).as_svg())
        (ours,) = ET.fromstring(f"<defs>{symbol_defs([symbol])}</defs>")
        assert [parts(child) for child in ours] == [parts(child) for child in theirs], symbol.code


def test_the_page_defines_only_the_symbols_that_it_uses_and_explains_them() -> None:
    row = {"feature_id": "b", "name": "7th Motor Rifle Division — Adré", "claim_ids": ["C01"],
           "place_id": "gn:244878", "geometry": Point(22.2, 13.467)}  # fmt: skip
    html = make_report(layers=(layer("bases", row),)).render().html
    symbol = symbol_of(base("7th Motor Rifle Division — Adré"))
    assert symbol is not None
    assert re.findall(r'<symbol[^>]*id="(mil-\w+)"', html) == [symbol_id(symbol)]
    assert "Motorised infantry, division (unknown affiliation)" in html
    assert 'id="mil"' in html
    data = json.loads(html.split('id="data">')[1].split("</script>")[0])
    assert data["features"][0]["symbol"] in html


def test_a_page_without_forces_has_no_switch() -> None:
    html = make_report().render().html
    assert 'id="mil"' not in html
    assert "MIL-STD-2525" not in html
