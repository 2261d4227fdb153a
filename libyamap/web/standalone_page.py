"""The page that stands alone, rendered by folium when the package is built: everything that it loads is in it.

It differs from the live page in where its data comes from: a block of JSON that is put in when a page is written, and
a program (`static/standalone/main.js`, bundled) that answers the map's questions from it. Its Content-Security-Policy
lets nothing be fetched, and lets only the two scripts and the style sheet run that are named in it by their hashes.
"""

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

from branca.element import Figure
from folium.template import Template

from libyamap.web.page import Furniture, LiveMap, Part

PAYLOAD: Final = "<!--payload-->"
_POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; font-src data:; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)


class StandaloneFigure(Figure):
    """The document: policy, style, program and data, all inside."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="en">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{{ this.policy }}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<title></title>\n"
        "<style>{{ this.style }}</style>\n"
        "</head>\n"
        "<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        '<script type="application/json" id="payload">' + PAYLOAD + "</script>\n"
        "<script>{{ this.library }}</script>\n"
        '<script type="module">{{ this.program }}</script>\n'
        "</body>\n"
        "</html>\n"
    )

    def __init__(self, style: str, library: str, program: str) -> None:
        super().__init__()
        self.style, self.library, self.program = style, library, program
        self.policy = _POLICY.format(scripts=f"{_hash(library)} {_hash(program)}", styles=_hash(style))


class Surroundings(Part):
    """The empty places of what stands around the map: head, search, layers, legend, what is known, time."""

    IN_PANEL = ("search", "layers", "key", "notice")

    _template = Template(
        """
        {% macro html(this, kwargs) %}
<header id="head"></header>
<button type="button" id="panel-switch" aria-controls="panel" aria-expanded="true"></button>
<nav id="panel" aria-label="Search, layers and legend">
{% for place in this.IN_PANEL %}<section id="{{ place }}"></section>
{% endfor %}
</nav>
<article id="known" aria-live="polite" hidden></article>
<section id="time" aria-label="Time" hidden></section>
        {% endmacro %}
        """
    )


def render_standalone(vendor: Path, static: Path, program: str) -> str:
    """The page with a place for its data; `program` is the bundle. The same text for the same sources."""
    style = "\n".join(
        (
            _inlined(vendor / "leaflet" / "leaflet.css"),
            _inlined(vendor / "fonts" / "fonts.css"),
            (static / "map.css").read_text(encoding="utf-8"),
            (static / "standalone" / "page.css").read_text(encoding="utf-8"),
        )
    )
    library = (vendor / "leaflet" / "leaflet.js").read_text(encoding="utf-8")
    library = re.sub(r"\n//# sourceMappingURL=.*", "", library)
    figure = StandaloneFigure(style, library, program)
    page = LiveMap()
    page.default_js, page.default_css = [], []
    figure.add_child(page)
    page.add_child(Furniture("furniture"), name="furniture")
    page.add_child(Surroundings("surroundings"), name="surroundings")
    html: str = figure.render()
    return html


def _inlined(sheet: Path) -> str:
    """A style sheet with its fonts in it, and without pictures, which the page does not use."""

    def replaced(match: re.Match[str]) -> str:
        file = sheet.parent / match[1]
        if file.suffix != ".woff2":
            return "none"
        return f"url(data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()})"

    return re.sub(r"url\([\"']?([^)\"'#]+)[^)]*\)", replaced, sheet.read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
