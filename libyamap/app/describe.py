"""What a project holds, in numbers: the answer of `libyamap info` and of the project's page in the window."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from libyamap.app.filter import NO_FILTER, Filter
from libyamap.app.filter_text import text_of
from libyamap.app.named_areas import is_named_area
from libyamap.app.opening_view import opening_bounds
from libyamap.app.passing import names_in, passing
from libyamap.app.ports import AreaGazetteer, StoreReader
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import drawing_of, extent_of
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import (
    FEATURE_CLASSES,
    Actor,
    Attachment,
    Claim,
    Layer,
    Project,
    SavedFilter,
    SavedView,
    Source,
)
from libyamap.domain.precision import Drawing
from libyamap.domain.time import in_words


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """A project in numbers.

    `by_layer` counts by the title of each layer that can hold features. Named areas (districts and the like) are no
    such features: `named_areas` counts them by the title of their set. `bounds` is west, south, east, north in degrees
    (EPSG:4326) of what has a place, rings and provinces included; None where nothing has. What is known for a country
    alone does not widen it: France reaches into the Pacific.
    With a filter, `filter` is its text, and features, kinds, layers, bounds and `not_located` are those of what passes.
    `not_located` features have no place at all. `revision` is the number of the newest entry in the journal.
    """

    title: str
    description: str
    as_of: str
    as_of_words: str
    features: int
    by_kind: dict[str, int]
    by_layer: dict[str, int]
    named_areas: dict[str, int]
    not_located: int
    actors: int
    sources: int
    claims: int
    attachments: int
    saved_filters: int
    saved_views: int
    bounds: Bounds | None
    opening_view: Bounds
    revision: int
    filter: str = ""


def describe(project: Project, reader: StoreReader, areas: AreaGazetteer, asked: Filter = NO_FILTER) -> Description:
    """Count what the project holds; with a filter, what of it passes."""
    if asked:
        features = list(passing(reader, Selection(filter=asked), areas))
    else:
        features = [feature for kind in FEATURE_CLASSES.values() for feature in reader.all(kind)]
    sets = Counter(feature.layer for feature in features if is_named_area(feature))
    features = [feature for feature in features if not is_named_area(feature)]
    located = [feature for feature in features if drawing_of(feature) is not Drawing.BADGE]
    layers = reader.all(Layer)
    layer_counts = Counter(feature.layer for feature in features)
    kinds = Counter(feature.kind for feature in features)
    return Description(
        title=project.title,
        description=project.description,
        as_of=project.as_of,
        as_of_words=in_words(project.as_of),
        features=len(features),
        by_kind={kind.value: kinds[kind] for kind in FEATURE_CLASSES},
        by_layer=_by_layer([each for each in layers if each.id not in sets or layer_counts[each.id]], layer_counts),
        named_areas=_by_layer([each for each in layers if each.id in sets], sets),
        not_located=sum(drawing_of(feature) is Drawing.NOWHERE for feature in features),
        actors=len(reader.all(Actor)),
        sources=len(reader.all(Source)),
        claims=len(reader.all(Claim)),
        attachments=len(reader.all(Attachment)),
        saved_filters=len(reader.all(SavedFilter)),
        saved_views=len(reader.all(SavedView)),
        bounds=_around(extent for feature in located if (extent := extent_of(feature, areas))),
        opening_view=opening_bounds(project, reader, areas),
        revision=reader.revision(),
        filter=text_of(asked, names_in(reader, areas)),
    )


def _by_layer(layers: list[Layer], counts: Counter[str]) -> dict[str, int]:
    """Features of each layer from the top; a layer that only groups others is left out, titles that repeat add up."""
    groups = {layer.parent for layer in layers}
    answer: dict[str, int] = {}
    for layer in sorted(layers, key=lambda layer: layer.position):
        if counts[layer.id] or layer.id not in groups:
            answer[layer.title] = answer.get(layer.title, 0) + counts[layer.id]
    return answer


def _around(extents: Iterable[Bounds]) -> Bounds | None:
    """The bounds around all extents; the whole way round the globe where one of them crosses the antimeridian."""
    known = list(extents)
    if not known:
        return None
    wests, souths, easts, norths = zip(*known, strict=True)
    crossing = any(west > east for west, _, east, _ in known)
    west, east = (-180.0, 180.0) if crossing else (min(wests), max(easts))
    return round(west, 6), round(min(souths), 6), round(east, 6), round(max(norths), 6)
