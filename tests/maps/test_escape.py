"""Text becomes HTML in one module only, and stays text."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.maps.escape import Html, json_data, tag, text, web_address

MAPS = Path(__file__).resolve().parents[2] / "maps"


class Reader(HTMLParser):
    """Collects the tags and the text of markup as a browser would see them."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.text())
def test_any_text_comes_out_as_the_same_text_and_makes_no_element(value: str) -> None:
    reader = Reader(tag("p", value, title=value))
    assert reader.tags == ["p"]
    if not any(ord(c) < 32 or ord(c) == 0x7F or ord(c) in {0xFFFE, 0xFFFF} for c in value):
        assert reader.words == value


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_json_cannot_end_its_script_element_and_reads_back(value: object) -> None:
    written = json_data(value)
    assert not set("<>&\u2028\u2029") & set(written)
    written.encode("utf-8")
    json.loads(written)


@pytest.mark.parametrize("name", ["onclick", "style", "src", "srcdoc", "formaction", "a b", '"x'])
def test_attributes_that_could_run_or_load_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        tag("p", attrs={name: "x"})


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//host/x", "https://",
     "java\nscript:alert(1)", "https://[", "", None, "vbscript:x", "https://a b"],
)  # fmt: skip
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert web_address(address) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert web_address("https://example.org/a?b=1&c=2") == "https://example.org/a?b=1&c=2"


def test_markup_is_not_escaped_twice() -> None:
    assert text(Html("<b>")) == "<b>"
    assert tag("p", tag("b", "<")) == "<p><b>&lt;</b></p>"


def test_no_other_module_of_maps_builds_markup_or_trusts_strings() -> None:
    for path in sorted(MAPS.rglob("*.py")):
        source = path.read_text("utf-8")
        if path.name not in {"escape.py", "elements.py"}:
            assert 'Html(f"' not in source, path.name
            assert "Markup(" not in source, path.name
            assert "f'<" not in source, path.name
            assert 'f"<' not in source, path.name


def test_the_pages_own_script_never_parses_markup() -> None:
    for path in sorted((MAPS / "assets").glob("*.js")):
        if path.name != "leaflet.js":
            source = path.read_text("utf-8")
            for risky in (
                ".innerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "Function(",
            ):
                assert risky not in source, (path.name, risky)
