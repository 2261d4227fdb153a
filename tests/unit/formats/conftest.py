"""An importer with the shipped map data, and a project to import into, for the tests of all formats."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from libyamap.app.importing.importer import Importer
from libyamap.app.importing.planned import Choices
from libyamap.app.importing.rows import Outcome
from libyamap.app.session import Session
from libyamap.bootstrap import importer, new_project, open_store
from libyamap.domain.model import FEATURE_CLASSES, Actor, Feature, Layer

DATA = Path(__file__).parents[2] / "data" / "formats"


class Taken(NamedTuple):
    """What an import left behind."""

    outcome: Outcome
    session: Session

    @property
    def features(self) -> list[Feature]:
        """All features, in the order in which they came."""
        return [each for kind in FEATURE_CLASSES.values() for each in self.session.store.all(kind)]

    def feature(self, title: str) -> Feature:
        """The one feature with this title."""
        (found,) = [feature for feature in self.features if feature.title == title]
        return found

    def actors_of(self, feature: Feature) -> list[tuple[str, str]]:
        """Names and roles of its actors."""
        names = {actor.id: actor.name for actor in self.session.store.all(Actor)}
        return [(names[part.actor], part.role.value) for part in feature.actors]

    def layer_of(self, feature: Feature) -> str:
        """The title of its layer."""
        found = self.session.store.get(Layer, feature.layer)
        return found.title if found else ""


Take = Callable[..., Taken]


@pytest.fixture(scope="session")
def imports() -> Iterator[Importer]:
    """The importer, as window and command line have it."""
    made = importer()
    yield made
    made.close()


@pytest.fixture(scope="session")
def empty_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty project; not to be changed."""
    path = tmp_path_factory.mktemp("empty") / "empty.gpkg"
    new_project(path, "Empty")
    return path


@pytest.fixture
def session(tmp_path: Path, empty_project: Path) -> Iterator[Session]:
    """A session on an empty project of the test's own."""
    path = tmp_path / "into.gpkg"
    path.write_bytes(empty_project.read_bytes())
    store = open_store(path)
    yield Session(store, "tester")
    store.close()


@pytest.fixture
def take(imports: Importer, session: Session) -> Take:
    """Import a file of tests/data/formats, or another by its path, and look at what came of it."""

    def run(file: str | Path, **chosen: str | bool) -> Taken:
        path = DATA / file if isinstance(file, str) else file
        choices = imports.choices(preset=str(chosen.get("preset", "")), layer=str(chosen.get("layer", "")))
        swapped = chosen.get("swapped")
        choices = Choices(
            preset=choices.preset,
            layer=choices.layer,
            swapped=None if swapped is None else bool(swapped),
            crs=str(chosen.get("crs", "")),
        )
        outcome = imports.run(session, path, choices)
        assert outcome.accepted + outcome.updated + outcome.rejected == outcome.rows
        assert len(outcome.reasons) == outcome.rejected
        return Taken(outcome, session)

    return run


@pytest.fixture
def no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the test if anything opens a connection."""

    def refuse(*_arguments: object) -> None:
        raise AssertionError("a file made us open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return
