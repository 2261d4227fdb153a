"""Which features pass a selection, asked of a store without an index: for the command line and for scripts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from libyamap.app.filter_words import AreaNames, Names
from libyamap.app.matching import Subject, grades_of, matcher
from libyamap.app.named_areas import read_named_areas
from libyamap.app.ports import AreaGazetteer, R, StoreReader
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.model import FEATURE_CLASSES, Actor, Claim, Feature, Layer, Project, SavedFilter
from libyamap.domain.precision import Drawing
from libyamap.domain.time import Span
from libyamap.errors import InvalidValue

PIECE = 2_000
_UNKNOWN = Span(None, None)


def names_in(reader: StoreReader, areas: AreaNames) -> Names:
    """What a filter's text can name in this project."""
    focus = next((project.focus for project in reader.all(Project)), ())
    actors, layers, saved = (_by_id(reader.all(Actor)), _by_id(reader.all(Layer)), _by_id(reader.all(SavedFilter)))
    return Names(actors, layers, areas, focus, saved, read_named_areas(reader))


def passing(
    reader: StoreReader,
    selection: Selection,
    areas: AreaGazetteer,
    kinds: Iterable[type[Feature]] = tuple(FEATURE_CLASSES.values()),
) -> Iterator[Feature]:
    """The project's features that pass, kind by kind, oldest id first; of these `kinds` alone."""
    actors = {actor.id: actor for actor in reader.all(Actor)}
    asked = selection.filter
    graded = asked.reliability is not None or asked.credibility is not None
    for record_type in kinds:
        features = reader.all(record_type)
        for start in range(0, len(features), PIECE):
            piece = features[start : start + PIECE]
            claims = _claims(reader, piece) if graded else {}
            yield from these_passing(piece, claims, selection, actors, areas)


def these_passing(
    features: Iterable[Feature],
    claims: Mapping[str, Sequence[Claim]],
    selection: Selection,
    actors: Mapping[str, Actor],
    areas: AreaGazetteer,
) -> Iterator[Feature]:
    """Those of the features that pass; `claims` by the feature's id. InvalidValue where a time cannot be read."""
    passes = matcher(selection, actors, areas)
    for feature in features:
        located = drawing_of(feature) is not Drawing.NOWHERE
        if passes(Subject(feature, _days(feature), grades_of(claims.get(feature.id, ())), located)):
            yield feature


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in records}


def _claims(reader: StoreReader, features: Iterable[Feature]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in reader.claims_of([feature.id for feature in features]):
        found.setdefault(claim.feature, []).append(claim)
    return found


def _days(feature: Feature) -> Span:
    try:
        return feature.span
    except InvalidValue:
        return _UNKNOWN
