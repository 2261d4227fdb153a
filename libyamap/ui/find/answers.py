"""What the Find box answers to a text: coordinates, the project's features, bookmarks, places. Knows no Qt.

Asked in a worker thread, so it reads snapshots and what is safe from any thread, never the project's store.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from libyamap.app.bookmarks import Bookmark
from libyamap.app.folding import words
from libyamap.app.places import Places
from libyamap.app.ports import AreaGazetteer, F, R
from libyamap.app.search import Hit, search
from libyamap.app.search_everywhere import under_any_spelling
from libyamap.app.view_text import zoom_in
from libyamap.domain.geometry import Bounds, Position
from libyamap.domain.model import Actor, Feature
from libyamap.domain.place import Found, How, PlaceKind
from libyamap.domain.vocabulary import Role
from libyamap.errors import InvalidValue
from libyamap.ui.contents import Contents

MOST = 30
SHORTEST = "a"
MOST_FEATURES = 6
EXACT_ZOOM = 12.0
_ZOOMS = {PlaceKind.AIRFIELD: 13.0, PlaceKind.CROSSING: 13.0, PlaceKind.COUNTRY: 6.0, PlaceKind.PROVINCE: 8.0,
          PlaceKind.SEA: 6.0, PlaceKind.DESERT: 6.5, PlaceKind.RIVER: 8.0}  # fmt: skip
_CITY, _CITY_ZOOM, _TOWN_ZOOM = 200_000, 10.5, 12.0
_HOW = {How.TYPING_ERROR: "did you mean this?"}
NOTHING = "Nothing goes by this name. Try another spelling, or coordinates such as 32.3775, 15.0925."


class Answer(NamedTuple):
    """One row. `zoom` is None where it is for the map to choose; `feature` is the id of one of the project's.

    `place` is the gazetteer's entry that the row stands for.
    """

    name: str
    other: str
    note: str
    icon: str
    lon: float | None
    lat: float | None
    zoom: float | None = None
    bounds: Bounds | None = None
    feature: str = ""
    marked: bool = True
    place: Found | None = None


class Answers(NamedTuple):
    """All rows for a text, best first, or a sentence that says why there are none."""

    text: str
    rows: tuple[Answer, ...]
    problem: str = ""


class Asker(NamedTuple):
    """What is searched, as it was when the question was asked; `places` is called in the worker thread."""

    contents: Contents
    areas: AreaGazetteer
    places: Callable[[], Places | None]
    bookmarks: tuple[Bookmark, ...]
    near: Position

    def get_ready(self) -> None:
        """Load what the first question would have to wait for: the search, its libraries, the lists of places."""
        places = self.places()
        if places:
            places.find(SHORTEST, near=self.near, limit=1)

    def ask(self, text: str) -> Answers:
        """Everything that has a name like `text`."""
        places = self.places()
        found = places.find(text, near=self.near) if places else ()
        rows = [*self._features(text, found), *self._bookmarks(text), *map(_place, found)]
        return Answers(text, tuple(rows[:MOST]), "" if rows else NOTHING)

    def _features(self, text: str, found: Sequence[Found]) -> Iterator[Answer]:
        for hit in under_any_spelling(text, found, self._hits)[:MOST_FEATURES]:
            yield _feature(hit, self.areas)

    def _hits(self, text: str) -> list[Hit]:
        return search(_Snapshot(self.contents.actors, self.contents.with_words(text)), self.areas, text)

    def _bookmarks(self, text: str) -> Iterator[Answer]:
        asked = words(text)
        for mark in self.bookmarks:
            known = words(mark.name)
            if asked and all(any(word.startswith(part) for word in known) for part in asked):
                yield of_bookmark(mark)


def coordinates_of(text: str) -> Answers | None:
    """The place that coordinates name, or why they name none; None where the text is a name, or nothing.

    For the GUI thread alone: pyproj, which reads grids, crashes in a second thread after a first one has ended.
    """
    if not text.strip():
        return Answers(text, ())
    try:
        position = _position(text)
    except InvalidValue as error:
        return Answers(text, (), str(error))
    return Answers(text, (_coordinates(text, position),)) if position is not None else None


def of_bookmark(mark: Bookmark) -> Answer:
    """A bookmark as a row."""
    return Answer(mark.name, "", "bookmark", "bookmark", mark.lon, mark.lat, mark.zoom, mark.bounds, marked=False)


class _Snapshot(NamedTuple):
    """Gives records like a store: all actors, and the features to look through."""

    actors: dict[str, Actor]
    features: list[Feature]

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record, or None."""
        return next((record for record in self.all(record_type) if record.id == record_id), None)

    def all(self, record_type: type[R]) -> list[R]:
        """All actors or features of a type."""
        records = self.actors.values() if record_type is Actor else self.features
        return [record for record in records if isinstance(record, record_type)]

    def features_with(self, record_type: type[F], actor_id: str, role: Role | None = None) -> list[F]:
        """Features of one kind in which the actor has this role."""
        return [
            feature
            for feature in self.all(record_type)
            if any(part.actor == actor_id and role in {None, part.role} for part in feature.actors)
        ]


def _position(text: str) -> Position | None:
    # Three letters can be a square of the military grid near a pole, but whoever types them begins a name.
    if not any(sign.isdigit() or sign in ":+" for sign in text):
        return None
    from libyamap.gazetteer.coordinates import read

    return read(text)


def _coordinates(text: str, position: Position) -> Answer:
    lon, lat = position
    return Answer(f"{lat:.6g}, {lon:.6g}", "", "coordinates – go there", "crosshair", lon, lat, zoom_in(text))


def _feature(hit: Hit, areas: AreaGazetteer) -> Answer:
    country = areas.country(hit.country) if hit.country else None
    where = ", ".join(filter(None, (hit.place if hit.place != hit.name else "", country.name if country else "")))
    how = "" if hit.matched in {"title", "place"} else f"found in its {hit.matched}"
    note = " · ".join(filter(None, (f"{hit.kind} of this project", where, how)))
    return Answer(hit.name, "", note, "layers", hit.lon, hit.lat, feature=hit.id)


def _place(found: Found) -> Answer:
    area = "" if found.kind is PlaceKind.COUNTRY else found.country_name
    where = ", ".join(filter(None, (found.province if found.province != found.name else "", area)))
    shown = found.matched not in {found.name, found.name_ar}
    how = f"also called {found.matched}" if shown else _HOW.get(found.how, "")
    note = " · ".join(filter(None, (found.kind.value, where, how)))
    zoom = _ZOOMS.get(found.kind, _CITY_ZOOM if found.population >= _CITY else _TOWN_ZOOM)
    return Answer(found.name, found.name_ar, note, "map-pin", found.lon, found.lat, zoom, found.bounds, place=found)


def feature_of(contents: Contents, answer: Answer) -> Feature | None:
    """The feature that a row stands for, if it is still there."""
    return contents.feature(answer.feature) if answer.feature else None
