"""Which folium and branca elements make the page?

A `folium.Map` in a branca `Figure` as ever, but with templates of our own: nothing is linked, every
script and style is inlined and named by its hash in a Content-Security-Policy, and ids count up
instead of being drawn at random. folium's `default_js` and `default_css` are emptied on our
subclass, so other maps of the process keep theirs. Elements of folium that need no file from
elsewhere can still be added: their scripts are hashed with ours.

Imports folium (about a second): `dateline.maps.page.render` imports this module late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import folium
import rcssmin
from branca.element import Figure, MacroElement
from jinja2 import Template

from dateline.maps.page.inline import asset, hash_source, review_code, script

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# In the order in which they stand on the page; each builds on those before it.
SCRIPTS: Final = (
    "leaflet", "basemap", "page", "tongue", "map", "inset", "popups", "ground_names", "labels", "search", "find", "filters",
    "timeline", "table", "cite", "panel", "permalink", "keys", "pack", "dialogs", "picture", "downloads", "sheet",
)  # fmt: skip
STYLES: Final = ("leaflet", "page", "finding", "tools")
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data: blob:{hosts}; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'"
)


class PageFigure(Figure):
    """The document around the map: head with policy, panel, data, scripts.

    Parameters
    ----------
    parts
        Ready markup by name, as assets/page.html uses them; all text in it is escaped already.
    more_scripts, more_styles
        Names of scripts and styles that only some pages need; they come after the others.
    first_scripts
        Those that come before the others.
    image_hosts
        Origins that pictures may be loaded from, once the reader asks for them; none by default.
    """

    def __init__(
        self,
        parts: Mapping[str, str],
        *,
        more_scripts: Sequence[str] = (),
        more_styles: Sequence[str] = (),
        first_scripts: Sequence[str] = (),
        image_hosts: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._id = "figure"
        self.parts = dict(parts)
        self.scripts = (*first_scripts, *SCRIPTS, *more_scripts)
        self.styles = (*STYLES, *more_styles)
        self.image_hosts = tuple(image_hosts)

    def render(self, **kwargs: Any) -> str:
        """Render the children, hash what they wrote, and fill the page."""
        for child in self._children.values():
            child.render(**kwargs)
        start = self.script.render(**kwargs).strip()
        early = script("early")
        scripts = [*(script(name) for name in self.scripts), start]
        style = rcssmin.cssmin("".join(asset(f"{name}.css") for name in self.styles))
        policy = _POLICY.format(
            scripts=" ".join(hash_source(code) for code in (early, *scripts, review_code())),
            styles=hash_source(style),
            hosts="".join(f" {host}" for host in self.image_hosts),
        )
        page: str = Template(asset("page.html"), keep_trailing_newline=True).render(
            policy=policy,
            style=style,
            early=early,
            scripts=scripts,
            stage=self.html.render(**kwargs).strip(),
            **self.parts,
        )
        return page


class PageMap(folium.Map):
    """folium's map without tiles and links; assets/map.js sets it up from the page's data."""

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div id="{{ this.get_name() }}" class="map" role="region" aria-label="Map"></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        "dateline.start({{ this.get_name()|tojson }});"
        "{% endmacro %}"
    )
    default_js: list[tuple[str, str]] = []  # noqa: RUF012  # as folium declares them
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, figure: PageFigure) -> None:
        super().__init__(tiles=None, zoom_control=False)
        self._id = "1"
        figure.add_child(self, name="map")


class PageLayer(MacroElement):
    """One layer of the page's data, drawn in the order in which layers are added."""

    _template = Template(
        "{% macro script(this, kwargs) %}dateline.show({{ this.layer|tojson }});{% endmacro %}"
    )

    def __init__(self, layer: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "PageLayer"
        self._id = layer
        self.layer = layer
