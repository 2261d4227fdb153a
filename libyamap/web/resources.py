"""Answers every request of the page, from any thread and without Qt: files, tiles, symbols, and what to draw."""

import json
import logging
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from libyamap import symbols
from libyamap.app.ports import AreaGazetteer, StoreReader, TileSource, ViewportIndex
from libyamap.app.view_state import Viewing
from libyamap.app.viewport import Density, Selection, ViewFound, ViewQuery
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Claim, Feature
from libyamap.errors import WorldError
from libyamap.i18n import Language, name_in
from libyamap.web.catalogue import Catalogue
from libyamap.web.choosing_areas import areas_answer
from libyamap.web.drawing import draw, draw_found
from libyamap.web.editing import EditingAnswers
from libyamap.web.files import file_response
from libyamap.web.furniture import furniture
from libyamap.web.heat import SQUARE_PIXELS, Scale, heat_legend, heat_mark
from libyamap.web.legend import legend
from libyamap.web.marks import AreaMark, CountryCard, GroundLabel, GroundLabels, LegendEntry, Mark
from libyamap.web.query import BadQuery, cell_key, frame, number
from libyamap.web.reaching_districts import with_reaching_districts
from libyamap.web.response import BAD_REQUEST, MIME_TYPES, NOT_FOUND, Response, json_response
from libyamap.web.tile_answers import DEEPEST_ZOOM, TileAnswers
from libyamap.web.worn import Worn, worn_by

log = logging.getLogger(__name__)

MOST_EVENTS: Final = 250
"""Drawn one by one; more are circles with their number."""
CELL_PIXELS: Final = 64
MOST_IN_FAN: Final = 60


class Resources:
    """What the page can ask for. Call `take_in` on the store's thread after each change; `answer` from anywhere."""

    def __init__(
        self,
        index: ViewportIndex,
        areas: AreaGazetteer,
        tiles: Mapping[str, TileSource],
        viewing: Viewing,
        store: StoreReader,
        credits_file: Path | None = None,
    ) -> None:
        self._index = index
        self._areas = areas
        self._tiles = tiles
        self._tile_answers = TileAnswers(tiles)
        self._viewing = viewing
        self.credits = _read_credits(credits_file)
        self._scale: Scale | None = None  # of the picture drawn last
        self.title = ""  # of a picture, where it is another than the project's
        self.marking = ""
        self.most_events = MOST_EVENTS
        self.changes: tuple[AreaMark, ...] = ()  # drawn among the marks, for a sheet that tells what changed
        self.take_in(store)
        editing = EditingAnswers(index, areas, viewing)
        self._answers: dict[str, Callable[[Mapping[str, str]], Response]] = {
            "view": self._view,
            "members": self._members,
            "labels": self._labels,
            "furniture": self._furniture,
            "ground.json": self._ground,
            "guides": editing.guides,
            "provinces": editing.provinces,
            "areas": areas_answer(lambda: self.catalogue.named),
        }

    def take_in(self, store: StoreReader) -> None:
        """Read anew what is not in the index: actors, layers, the project's own record."""
        self.catalogue = Catalogue.read(store)

    def marks_of(self, features: Iterable[Feature], zoom: float) -> tuple[Mark, ...]:
        """What the page draws of these features where nothing else is, at a zoom (Leaflet's); cards are left out."""
        known = list(features)
        return draw(known, self.catalogue_for(known), self._areas, self._viewing.state, zoom, 0).marks

    def cards_of(self, features: Iterable[Feature], zoom: float) -> tuple[CountryCard, ...]:
        """The cards of those of these features that are known for a country alone, where nothing else is."""
        known = list(features)
        return draw(known, self.catalogue_for(known), self._areas, self._viewing.state, zoom, 0).cards

    def answer(self, path: str, query: Mapping[str, str]) -> Response:
        """The answer to a request; a request that makes no sense is 400, an unknown one 404. Never raises for those."""
        try:
            if path in self._answers:
                return self._answers[path](query)
            first, _, rest = path.partition("/")
            if first == "tiles":
                return self._tile_answers.answer(rest, query)
            if first == "symbols":
                return _symbol(rest)
        except BadQuery:
            return BAD_REQUEST
        except WorldError as error:
            log.warning("A part of the map cannot be drawn: %s", error)
            return NOT_FOUND
        return file_response(path)

    def _view(self, query: Mapping[str, str]) -> Response:
        bounds, zoom = frame(query), number(query, "z", 0, DEEPEST_ZOOM)
        version = int(number(query, "v", 0, 2**53)) if "v" in query else 0
        state = self._viewing.state
        found = self._found(bounds, zoom, cells_in=frame(query, "c") if "cw" in query else None)
        catalogue = self.catalogue_for(found.features)
        heat = None
        if found.cells and state.density == "heat":
            found = found._replace(cells=[])
            heat, self._scale = heat_mark(self._density(bounds, zoom), (bounds[1] + bounds[3]) / 2, state.theme)
        answer = draw_found(found, catalogue, self._areas, state, zoom, version)
        if self.changes:
            marks = sorted((*answer.marks, *self.changes), key=lambda mark: mark.order)
            answer = msgspec.structs.replace(answer, marks=tuple(marks))
        return json_response(msgspec.structs.replace(answer, heat=heat))

    def _members(self, query: Mapping[str, str]) -> Response:
        """The marks of a cell's members, each on its place, for a fan."""
        found = self._index.members(self._viewing.state.selection, cell_key(query.get("cell", "")))
        return json_response({"marks": self.marks_of(found.features(0, MOST_IN_FAN), 0), "total": len(found)})

    def legend(
        self,
        bounds: Bounds,
        zoom: float,
        drawn: Container[str] | None = None,
        selections: Sequence[Selection] = (),
    ) -> tuple[LegendEntry, ...]:
        """The legend of exactly what is in these bounds (degrees) at this zoom (Leaflet's). Safe from any thread.

        `drawn`: of the features only these (ids), where it is known which of them the frame shows. `selections`: of all
        that these leave, for pictures that are compared, in place of what is shown now.
        """
        state = self._viewing.state
        founds = [self._found(bounds, zoom, selection) for selection in selections or (state.selection,)]
        known = {feature.id: feature for found in founds for feature in found.features}
        features = [feature for feature in known.values() if drawn is None or feature.id in drawn]
        cells = [cell for found in founds for cell in found.cells]
        catalogue = self.catalogue_for(features)
        if cells and state.density == "heat" and self._scale:
            return (*heat_legend(self._scale, state.theme), *legend(features, catalogue, state.theme))
        return legend(features, catalogue, state.theme, cells)

    def parties_in(self, bounds: Bounds, zoom: float) -> list[Worn]:
        """Whose colours the features wear that are drawn one by one in this frame."""
        return worn_by(self._found(bounds, zoom).features, self.catalogue, self._viewing.state.theme)

    def left_out_in(self, bounds: Bounds, zoom: float) -> int:
        """How many of the smallest lines and areas are not drawn because there are too many in this frame."""
        return self._found(bounds, zoom).left_out

    def claims_in(self, bounds: Bounds, zoom: float, selections: Sequence[Selection] = ()) -> dict[str, list[Claim]]:
        """What sources say of the features that are drawn one by one in this frame, by the feature's id.

        `selections`: as for the legend.
        """
        founds = (self._found(bounds, zoom, selection) for selection in selections or (None,))
        return self._index.claims(dict.fromkeys(feature.id for found in founds for feature in found.features))

    def _density(self, bounds: Bounds, zoom: float) -> Density:
        selection = self._viewing.state.selection
        return self._index.density(ViewQuery(bounds=bounds, zoom=zoom, selection=selection, cell_pixels=SQUARE_PIXELS))

    def _found(
        self, bounds: Bounds, zoom: float, selection: Selection | None = None, cells_in: Bounds | None = None
    ) -> ViewFound:
        query = ViewQuery(
            bounds=bounds,
            zoom=zoom,
            selection=selection or self._viewing.state.selection,
            limit=self.most_events,
            cell_pixels=CELL_PIXELS,
            cells_in=cells_in,
        )
        found = self._index.view(query)
        named = self.catalogue.named
        if not named:
            return found
        return with_reaching_districts(
            found,
            bounds,
            named,
            lambda around: self._index.view(msgspec.structs.replace(query, bounds=around, cells_in=None)),
        )

    def catalogue_for(self, features: Iterable[Feature]) -> Catalogue:
        """What decides how these look: what sources say of them is read now."""
        return self.catalogue.with_claims(self._index.claims(feature.id for feature in features))

    def _labels(self, query: Mapping[str, str]) -> Response:
        language: Language = "ar" if query.get("lang") == "ar" else "en"
        names = self._areas.place_names_in(frame(query), number(query, "z", 0, DEEPEST_ZOOM))
        labels = (
            GroundLabel(name_in(language, each.name, each.name_ar), each.kind, each.rank, each.at) for each in names
        )
        return json_response(GroundLabels(tuple(labels)))

    def _furniture(self, query: Mapping[str, str]) -> Response:
        state = self._viewing.state
        bounds = frame(query) if "w" in query else state.bounds
        zoom = number(query, "z", 0, DEEPEST_ZOOM) if "z" in query else state.zoom
        entries = self.legend(bounds, zoom)
        return json_response(furniture(entries, self.catalogue, self.marking, self.credits, self.title))

    def _ground(self, _query: Mapping[str, str]) -> Response:
        deepest = {name: source.max_zoom for name, source in self._tiles.items()}
        return json_response(
            {
                "max_data_zoom": deepest.get("basemap", 0),
                "relief": "relief" in deepest,
                "relief_max_zoom": deepest.get("relief", 0),
                "focus": self._viewing.state.focus or self.catalogue.project.focus,
                "credits": self.credits,
            }
        )


def _symbol(path: str) -> Response:
    key = path.removesuffix(".svg")
    if key == path:
        return NOT_FOUND
    try:
        return Response(200, MIME_TYPES[".svg"], symbols.svg_for_key(key).encode())
    except KeyError:
        return NOT_FOUND


def _read_credits(file: Path | None) -> tuple[str, ...]:
    """What the map itself must name, in short; the rest and the licences' own words are in About."""
    if file is None:
        return ()
    content = json.loads(file.read_text(encoding="utf-8"))
    return tuple(entry["on_map"] for entry in content if "on_map" in entry)
