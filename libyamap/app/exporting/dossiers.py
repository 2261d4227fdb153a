"""The features of a selection with all that belongs to them, piece by piece, each through the release."""

from collections.abc import Iterator

from libyamap.app.exporting.dossier import Dossier, Release
from libyamap.app.exporting.pieces import Piece
from libyamap.app.matching import Subject, grades_of, matcher
from libyamap.app.named_areas import asks_for_named_areas, is_named_area
from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.viewport import EVERYTHING, Selection
from libyamap.app.whereabouts import drawing_of, extent_of
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Actor, Claim, Feature, Layer, Link, Source
from libyamap.domain.precision import Drawing
from libyamap.domain.time import Span, span_of
from libyamap.errors import InvalidValue


class Dossiers:
    """Reads pieces; actors, layers and sources are read once.

    Without `named_areas` they are left out, unless the selection asks for them (`app.named_areas`).
    """

    def __init__(
        self, reader: StoreReader, areas: AreaGazetteer, selection: Selection, bounds: Bounds | None, release: Release,
        *, named_areas: bool = True,
    ) -> None:  # fmt: skip
        self._reader = reader
        self._areas = areas
        self._bounds = bounds
        self._release = release
        self._people = {actor.id: actor for actor in reader.all(Actor)}
        self._layers = {layer.id: layer for layer in reader.all(Layer)}
        self._documents = {source.id: source for source in reader.all(Source)}
        self._passes = matcher(selection, self._people, areas)
        self._leaves_areas = not (named_areas or asks_for_named_areas(selection))
        self._everything = selection == EVERYTHING and bounds is None
        self._graded = selection.filter.reliability is not None or selection.filter.credibility is not None

    def of(self, piece: Piece) -> Iterator[Dossier]:
        """The selected features of a piece, released."""
        features = self._reader.between(*piece)
        claims: dict[str, list[Claim]] = {}
        for claim in self._reader.claims_of([feature.id for feature in features]):
            claims.setdefault(claim.feature, []).append(claim)
        for feature in features:
            if self._leaves_areas and is_named_area(feature):
                continue
            said = claims.get(feature.id, [])
            if self._everything or self._is_meant(feature, said):
                dossier = self._release(self._dossier(feature, said))
                if dossier is not None:
                    yield dossier

    def _is_meant(self, feature: Feature, said: list[Claim]) -> bool:
        if not self._passes(_subject(feature, said, self._graded)):
            return False
        if self._bounds is None:
            return True
        extent = extent_of(feature, self._areas)
        return extent is not None and _meet(extent, self._bounds)

    def _dossier(self, feature: Feature, claims: list[Claim]) -> Dossier:
        layer = self._layers.get(feature.layer) or Layer(id=feature.layer, title="(no layer)")
        ends = (feature.origin, feature.target) if isinstance(feature, Link) else ()
        if not (claims or feature.actors or ends):  # as most rows of large data sets
            return Dossier(feature, layer, (), (), ())
        named = dict.fromkeys((*(part.actor for part in feature.actors), *ends))
        sources = dict.fromkeys(claim.source for claim in claims)
        return Dossier(
            feature,
            layer,
            tuple(self._people[each] for each in named if each in self._people),
            tuple(claims),
            tuple(self._documents[each] for each in sources if each in self._documents),
        )


def _subject(feature: Feature, said: list[Claim], graded: bool) -> Subject:
    located = drawing_of(feature) is not Drawing.NOWHERE
    return Subject(feature, _days(feature), grades_of(said) if graded else (), located)


def _days(feature: Feature) -> Span:
    try:
        return span_of(feature.time)
    except InvalidValue:
        return Span(None, None)


def _meet(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes touch; the second may cross the antimeridian."""
    if other[0] > other[2]:
        west, south, east, north = other
        return _meet(one, (west, south, 180.0, north)) or _meet(one, (-180.0, south, east, north))
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
