"""The live map page, rendered by folium when the package is built; never imported while the program runs.

folium's own templates put scripts and styles into the page, which its Content-Security-Policy forbids. So the figure,
the map and everything on it have templates of their own here: they render what folium knows of the map (size, place,
options) as data attributes, and `static/main.js` builds the Leaflet map from those.
"""

import re
from typing import Final

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from folium.utilities import camelize

MAP_ID: Final = "map"
STYLESHEETS: Final = [
    ("leaflet_style", "vendor/leaflet/leaflet.css"),
    ("font_style", "vendor/fonts/fonts.css"),
    ("map_style", "static/map.css"),
]
SCRIPTS: Final = [
    ("leaflet", "vendor/leaflet/leaflet.js"),
    ("qwebchannel", "qwebchannel.js"),
]
MAIN_MODULE: Final = "static/main.js"


class PageFigure(Figure):
    """The document around the map, without the inline script that branca's figure ends with."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="en">\n'
        "<head>\n"
        "<title>{{ this.title|e }}</title>\n"
        "{{ this.header.render(**kwargs) }}\n"
        "</head>\n"
        "<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        "</body>\n"
        "</html>\n"
    )


class LiveMap(folium.Map):
    """A folium map that writes its options into data attributes and loads only files of our own.

    The lists of files belong to this instance: folium changes its class-level ones in place.
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}
<main id="{{ this.map_id }}" tabindex="0" aria-label="Map" data-crs="{{ this.crs }}"
 data-options="{{ this.leaflet_options()|tojson|forceescape }}"
 data-location="{{ this.location|tojson|forceescape }}"></main>
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__(
            location=(0.0, 0.0),
            tiles=None,
            zoom_start=2,
            zoom_control=False,
            prefer_canvas=True,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
            world_copy_jump=True,
            attribution_control=False,
        )
        self._id = MAP_ID
        self.map_id = MAP_ID
        self.default_js = list(SCRIPTS)
        self.default_css = list(STYLESHEETS)
        self.options.update(min_zoom=1, max_zoom=18)  # folium's arguments of these names are for its tile layer

    def leaflet_options(self) -> dict[str, object]:
        """The options of L.map, by Leaflet's names."""
        return {camelize(name): value for name, value in self.options.items()}


class Part(MacroElement):
    """A part of the page with an id of its own choice, where branca would make one up at each render."""

    def __init__(self, part_id: str) -> None:
        Element.__init__(self)  # what MacroElement adds to this is only its own name
        self._name = type(self).__name__
        self._id = part_id


class MainModule(Part):
    """Loads the page's program as an ES module, after everything that it expects to find."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}<script type="module" src="{{ this.address }}"></script>{% endmacro %}
        """
    )

    def __init__(self, address: str) -> None:
        super().__init__("main")
        self.address = address


class Furniture(Part):
    """The empty places of what surrounds the map: cards' notes, a picture's title, legend, scale and credits."""

    PLACES = ("title", "legend", "notes", "scale", "credits")

    _template = Template(
        """
        {% macro html(this, kwargs) %}
{% for place in this.PLACES %}<aside id="{{ place }}" class="furniture" hidden></aside>
{% endfor %}
        {% endmacro %}
        """
    )


def render_page() -> str:
    """The page's HTML; the same text whenever nothing of ours has changed."""
    figure = PageFigure(title="Map")
    page = LiveMap()
    figure.add_child(page)
    page.add_child(Furniture("furniture"), name="furniture")
    page.add_child(MainModule(MAIN_MODULE), name="main_module")
    html: str = figure.render()
    return re.sub(r"\n\s*\n+", "\n", re.sub(r"[ \t]+\n", "\n", html)).strip() + "\n"
