"""Two projects that are the same but for where, in the cells of a grid, their places lie."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from libyamap.app.commands import Add, Put, Together
from libyamap.app.measure import range_rings
from libyamap.app.release.grid import cell_at
from libyamap.app.session import Session
from libyamap.bootstrap import new_project, open_store
from libyamap.domain.geometry import Geometry, GeometryType, Position, line, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Feature, Layer, Link, Site, Zone

KM = 50.0
RULES = f"grid:{KM:g}km"
HERE, THERE = (16.588721, 31.205613), (15.093847, 32.375291)
IDS = [new_id() for _ in range(6)]
LAYER = Layer(id=new_id(), title="Places")


def pair_of_projects(folder: Path) -> tuple[Path, Path]:
    """The projects: a place, a ring around another, a range ring, a line that is drawn as a ring, an area, a link."""
    one, other = folder / "one.gpkg", folder / "other.gpkg"
    new_project(one, "Operations")
    _run(one, (LAYER,), _features(HERE, THERE))
    shutil.copy(one, other)
    moved = [moved_in_its_cell(at) for at in (HERE, THERE)]
    assert all(at != to for at, to in zip((HERE, THERE), moved, strict=True))
    _run(other, (), _features(*moved))
    return one, other


def moved_in_its_cell(at: Position) -> Position:
    """Another place of the same cell."""
    west, south, east, north = cell_at(at, KM).bounds
    share = (at[0] - west) / (east - west)
    return west + (east - west) * (0.35 if share > 0.5 else 0.65), south + (north - south) * 0.41


def _run(path: Path, layers: Sequence[Layer], features: Sequence[Feature]) -> None:
    store = open_store(path)
    Session(store, "").run(Together("Put", (*map(Add, layers), *map(Put, features))))
    store.close()


def _features(here: Position, there: Position) -> list[Feature]:
    west, south, east, north = cell_at(
        HERE, KM
    ).bounds  # an area that covers the cell's middle, wherever its corners lie
    x, y = (west + east) / 2, (south + north) / 2
    corners = (here, (x, y), (here[0] + 0.001, here[1]), here)
    (ring,) = range_rings(here, [100_000.0], LAYER.id, "there")
    site, event, kept, track, zone, link = IDS
    return [
        Site(id=site, layer=LAYER.id, title="Depot", type="depot", where_prec=1, geometry=point(*here)),
        Event(id=event, layer=LAYER.id, title="Attack", where_prec=2, radius_m=4321.0, geometry=point(*there)),
        Zone(id=kept, layer=LAYER.id, title="Range", type=ring.type, where_prec=5, geometry=ring.geometry),
        Event(
            id=track,
            layer=LAYER.id,
            title="On the road",
            where_prec=2,
            geometry=line((there[0] - 0.01, there[1]), there, (there[0] + 0.01, there[1])),
        ),
        Zone(id=zone, layer=LAYER.id, title="Held", where_prec=5, geometry=Geometry(GeometryType.POLYGON, (corners,))),
        Link(
            id=link, layer=LAYER.id, title="Supply", where_prec=5, origin=site, target=event, geometry=line(here, there)
        ),
    ]
