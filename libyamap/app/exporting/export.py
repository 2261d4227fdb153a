"""What goes out of a project: the features of a selection, piece by piece, each through the release."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from libyamap.app.exporting.own import columns_with, row_of
from libyamap.app.exporting.rows import Dossier, ExportBatch, Exported, Release, whole
from libyamap.app.importing.rows import Progress, silent
from libyamap.app.matching import Subject, grades_of, matcher
from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.viewport import EVERYTHING, Selection
from libyamap.app.whereabouts import drawing_of, extent_of
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import FEATURE_CLASSES, Actor, Claim, Feature, Layer, Link, Project, Source
from libyamap.domain.precision import Drawing
from libyamap.domain.time import Span, span_of
from libyamap.errors import InvalidValue, WorldError

PIECE = 2_000


class Export(NamedTuple):
    """Which features of a project, and what of them."""

    reader: StoreReader
    areas: AreaGazetteer
    selection: Selection = EVERYTHING
    bounds: Bounds | None = None
    release: Release = whole
    progress: Progress = silent

    def exported(self) -> Exported:
        """Rows for a writer; what is read of the project stays small, however much goes out."""
        title = next((project.title for project in self.reader.all(Project)), "")
        names = self._attribute_names()
        return Exported(title, columns_with(names), self._batches_of(names))

    def _attribute_names(self) -> tuple[str, ...]:
        """Names of all attributes that go out; where nothing is left out or hidden, the store tells them quickly."""
        if self.release is whole and self.selection == EVERYTHING and self.bounds is None:
            return tuple(self.reader.attribute_names())
        names: dict[str, None] = {}
        for dossiers in self._dossiers():
            for dossier in dossiers:
                names.update(dict.fromkeys(dossier.feature.attributes))
        return tuple(names)

    def _batches_of(self, extra: tuple[str, ...]) -> Callable[[], Iterator[ExportBatch]]:
        def batches() -> Iterator[ExportBatch]:
            done = 0
            for dossiers in self._dossiers():
                done += len(dossiers)
                yield ExportBatch(
                    [row_of(dossier, extra) for dossier in dossiers], [dossier.feature.geometry for dossier in dossiers]
                )
                self.progress(done, 0.0)

        return batches

    def _dossiers(self) -> Iterator[list[Dossier]]:
        """The selected features with what belongs to them, released; links last, for what reads them in order."""
        people = {actor.id: actor for actor in self.reader.all(Actor)}
        layers = {layer.id: layer for layer in self.reader.all(Layer)}
        documents = {source.id: source for source in self.reader.all(Source)}
        passes = matcher(self.selection, people)
        everything = self.selection == EVERYTHING and self.bounds is None
        graded = self.selection.filter.reliability is not None or self.selection.filter.credibility is not None
        for record_type in FEATURE_CLASSES.values():
            for features in self._pieces(record_type):
                claims: dict[str, list[Claim]] = {}
                for claim in self.reader.claims_of([feature.id for feature in features]):
                    claims.setdefault(claim.feature, []).append(claim)
                chosen = []
                for feature in features:
                    said = claims.get(feature.id, [])
                    if everything or (passes(_subject(feature, said, graded)) and self._inside(feature)):
                        dossier = self.release(_dossier(feature, layers, people, said, documents))
                        if dossier is not None:
                            chosen.append(dossier)
                if chosen:
                    yield chosen

    def _pieces(self, record_type: type[Feature]) -> Iterator[list[Feature]]:
        last = ""
        while found := self.reader.following(record_type, after=last, limit=PIECE):
            yield found
            last = found[-1].id

    def _inside(self, feature: Feature) -> bool:
        if self.bounds is None:
            return True
        extent = extent_of(feature, self.areas)
        return extent is not None and _meet(extent, self.bounds)


def _subject(feature: Feature, said: list[Claim], graded: bool) -> Subject:
    located = drawing_of(feature) is not Drawing.NOWHERE
    return Subject(feature, _days(feature), grades_of(said) if graded else (), located)


def _dossier(
    feature: Feature,
    layers: dict[str, Layer],
    people: dict[str, Actor],
    claims: list[Claim],
    documents: dict[str, Source],
) -> Dossier:
    ends = (feature.origin, feature.target) if isinstance(feature, Link) else ()
    named = dict.fromkeys((*(part.actor for part in feature.actors), *ends))
    sources = dict.fromkeys(claim.source for claim in claims)
    return Dossier(
        feature,
        layers.get(feature.layer) or Layer(id=feature.layer, title="(no layer)"),
        tuple(people[each] for each in named if each in people),
        tuple(claims),
        tuple(documents[each] for each in sources if each in documents),
    )


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


def layers_named(reader: StoreReader, titles: str) -> frozenset[str] | None:
    """Ids of layers by their titles, separated by commas; None for an empty text. WorldError for an unknown one."""
    if not titles.strip():
        return None
    known = {layer.title.casefold(): layer.id for layer in reader.all(Layer)}
    found = set()
    for title in titles.split(","):
        key = title.strip().casefold()
        if key not in known:
            there = ", ".join(layer.title for layer in reader.all(Layer))
            raise WorldError(f"There is no layer “{title.strip()}” in this project; there are {there or 'none'}.")
        found.add(known[key])
    return frozenset(found)
