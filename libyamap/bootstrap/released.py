"""A project as it may leave the house: another project, in a folder of its own that goes when it is closed.

Pictures, documents, slides and pages are made of it as of any other project, so that nothing that is held back can be
drawn, listed or searched in them.
"""

import math
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from libyamap.app.briefing.briefing import Briefing, Callout
from libyamap.app.commands import InsertMany, create
from libyamap.app.exporting.districts import areas_in_use
from libyamap.app.exporting.dossier import Dossier
from libyamap.app.exporting.dossiers import Dossiers
from libyamap.app.exporting.pieces import pieces_of
from libyamap.app.filter import NO_FILTER
from libyamap.app.frames import frame_of
from libyamap.app.here import AreasUnderfoot
from libyamap.app.named_areas import NAMED_AREA, is_named_area
from libyamap.app.opening_view import NEVER_KEPT, kept
from libyamap.app.ports import StoreReader
from libyamap.app.release.grid import KM_PER_DEGREE
from libyamap.app.release.places import blurred_position
from libyamap.app.release.releasing import Releasing, new_id_of
from libyamap.app.release.rules import ReleaseRules
from libyamap.app.release.texts import without_coordinates
from libyamap.app.session import Session
from libyamap.app.viewport import EVERYTHING, Selection
from libyamap.bootstrap.workspace import Workspace, open_workspace
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Actor, Feature, Layer, Project, Record, Zone

LEAST_CELLS, LEAST_DEGREES = 8, 4.0
"""What the opening view of a coarse release shows at least: a view of one place would tell where it is."""


class ReleasedCopy:
    """The released project, open to read, until it is closed. `of` says what it was made of."""

    def __init__(self, workspace: Workspace, rules: ReleaseRules, selection: Selection = EVERYTHING) -> None:
        self.of = key_of(workspace, rules, selection)
        self._folder = tempfile.TemporaryDirectory(prefix="libyamap-release-")
        path = Path(self._folder.name) / "released.gpkg"
        try:
            _build(path, workspace.session.store, workspace.areas, rules, selection)
            self.workspace = open_workspace(path, settings=workspace.settings, read_only=True)
        except BaseException:
            self._folder.cleanup()
            raise
        self.workspace.index.wait()

    def close(self) -> None:
        """Take it away."""
        self.workspace.close()
        self._folder.cleanup()


def key_of(workspace: Workspace, rules: ReleaseRules, selection: Selection) -> tuple[object, ...]:
    """The same key, the same copy."""
    return workspace.session.store.revision(), rules, selection


def released_briefing(briefing: Briefing, rules: ReleaseRules, areas: AreasUnderfoot) -> Briefing:
    """The briefing for the released project: layers and call-outs by their new ids, its filter done already."""
    return msgspec.structs.replace(
        briefing,
        layers={new_id_of(layer): shown for layer, shown in briefing.layers.items()},
        callouts=tuple(_callout(callout, rules, areas) for callout in briefing.callouts),
        filter=NO_FILTER,
        release="",
    )


def _callout(callout: Callout, rules: ReleaseRules, areas: AreasUnderfoot) -> Callout:
    at = blurred_position(callout.at, rules, areas) if callout.at and rules.blurs else callout.at
    text = without_coordinates(callout.text) if rules.blurs else callout.text
    return msgspec.structs.replace(callout, text=text, at=at, feature=new_id_of(callout.feature))


def _build(path: Path, store: StoreReader, areas: AreasUnderfoot, rules: ReleaseRules, selection: Selection) -> None:
    from libyamap.store.project import GeoPackageStore

    releasing = Releasing(rules, areas)
    dossiers = Dossiers(store, areas, selection, None, releasing)
    found = [dossier for piece in pieces_of(store) for dossier in dossiers.of(piece)]
    asked_for = [dossier.feature for dossier in found]
    found += _districts(store, areas, releasing, found)
    layers = [releasing.layer(layer) for layer in store.all(Layer)]
    sources = {source.id: source for dossier in found for source in dossier.sources}
    features = [dossier.feature for dossier in found]
    claims = [claim for dossier in found for claim in dossier.claims]
    records: list[Record] = [*layers, *_parents_first(found), *sources.values(), *features, *claims]
    target = GeoPackageStore.create(path)
    try:
        session = Session(target, "")
        session.run(create(_project(store, areas, rules, asked_for)))
        session.run(InsertMany(tuple(records), "Released"))
    finally:
        target.close()


def _districts(store: StoreReader, areas: AreasUnderfoot, releasing: Releasing, found: list[Dossier]) -> list[Dossier]:
    """The named areas that what is found is known by, and that are not among it: a filter leaves them out."""
    if releasing.rules.blurs or not store.layers_of_type(Zone, NAMED_AREA):
        return []
    every = Dossiers(store, areas, EVERYTHING, None, releasing)
    zones = (dossier for piece in pieces_of(store) if piece.record_type is Zone for dossier in every.of(piece))
    there = {dossier.feature.id for dossier in found}
    named = [dossier for dossier in zones if is_named_area(dossier.feature)]
    return [dossier for dossier in areas_in_use(found, named) if dossier.feature.id not in there]


def _parents_first(found: list[Dossier]) -> list[Actor]:
    """All actors that are named, each after the one that it is part of."""
    known: dict[str, Actor] = {}
    for dossier in found:
        for actor in dossier.actors:
            if actor.parent or actor.id not in known:  # a parent is named where it goes out with it
                known[actor.id] = actor
    ordered: dict[str, Actor] = {}
    for actor in known.values():
        family = [actor]
        while (parent := known.get(family[-1].parent)) and parent not in family:
            family.append(parent)
        ordered |= {member.id: member for member in reversed(family) if member.id not in ordered}
    return list(ordered.values())


def _project(store: StoreReader, areas: AreasUnderfoot, rules: ReleaseRules, released: Iterable[Feature]) -> Project:
    """The project's own record; where places are coarse, its opening view is so too, whether it was kept or not."""
    project = next(iter(store.all(Project)))
    values: dict[str, object] = {"id": new_id_of(project.id), "description": "", "as_of_note": ""}
    if rules.blurs:
        least = LEAST_CELLS * rules.grid_km / KM_PER_DEGREE if rules.places == "grid" else LEAST_DEGREES
        values |= {
            "title": Releasing(rules, areas).project_title(project.title),
            "bounds": _opening(project, released, least),
        }
    return msgspec.structs.replace(project, **values)


def _opening(project: Project, released: Iterable[Feature], least: float) -> Bounds:
    """The kept view, or one around what goes out, never closer than `least`; none where nothing of it is placed."""
    if project.bounds != NEVER_KEPT:
        return kept(_widened(project.bounds, least))
    frame = frame_of(each.geometry.bounds() for each in released if each.geometry is not None)
    return NEVER_KEPT if frame is None else _widened(frame, least)


def _widened(bounds: Bounds, least: float) -> Bounds:
    """The frame with its edges on whole degrees, and at least so many degrees wide and high."""
    west, south, east, north = bounds
    if west > east:
        return bounds  # across the antimeridian
    x, y = max(0.0, least - (east - west)) / 2, max(0.0, least - (north - south)) / 2
    edges = math.floor(west - x), math.floor(south - y), math.ceil(east + x), math.ceil(north + y)
    return max(-180.0, edges[0]), max(-85.0, edges[1]), min(180.0, edges[2]), min(85.0, edges[3])
