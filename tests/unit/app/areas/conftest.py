"""A file of districts, and a project with an event that is known by its district."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from libyamap.app.commands import Add
from libyamap.bootstrap import Workspace, new_project, open_workspace
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer
from tests.unit.app.areas.district_files import BOW, area, square


@pytest.fixture
def districts(tmp_path: Path) -> Path:
    """Districts: two sound ones, one that crosses itself, and rows that are none."""
    features = [
        area("Suq al Jumaa", square(13, 32)),
        area("Whole west", square(10, 29, 6)),
        area("Bow", BOW),
        area("No shape", None),
        area("A point", [13.0, 32.0], "Point"),
        area(None, square(1, 1)),
    ]
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A project with one event that is known by its district."""
    path = tmp_path / "x.gpkg"
    new_project(path, "X")
    with open_workspace(path) as opened:
        layer = Layer(id=new_id(), title="Events")
        opened.session.run(Add(layer))
        known = Event(
            id=new_id(), layer=layer.id, title="Clash", where_prec=3, geometry=point(13.4, 32.4), place="There"
        )
        opened.session.run(Add(known))
        yield opened
