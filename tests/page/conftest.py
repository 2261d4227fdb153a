"""A live page on the small project, and the example on sheets and pages, for the tests in this folder.

Every wait is for a signal. A JavaScript error reaches our log as an error and so fails the test, as tests/conftest.py
has it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.commands import Put
from libyamap.bootstrap import Workspace, open_workspace
from libyamap.bootstrap.standalone import standalone_page
from libyamap.domain.model import Site
from libyamap.render.page_host import PageHost
from libyamap.settings import Settings
from tests.page.live_page import LivePage
from tests.page.small_project import SmallWorld
from tests.page.standalone_reader import HOSTILE, Open, Reader


@pytest.fixture
def world() -> SmallWorld:
    """The small project on ground without tiles."""
    return SmallWorld()


@pytest.fixture
def live_page(qapp: QApplication, world: SmallWorld) -> Iterator[LivePage]:
    """A page on the small project, not told anything yet."""
    assert qapp is not None
    page = LivePage(world)
    yield page
    page.close()


@pytest.fixture
def page_host(live_page: LivePage) -> PageHost:
    """The host of a page that shows the small project, all drawn."""
    return live_page.drawn().host


@pytest.fixture(scope="session")
def basemap() -> Path:
    """The shipped basemap."""
    return Path(__file__).resolve().parents[2] / "assets" / "geo" / "basemap.pmtiles"


@pytest.fixture
def workspace(example_once: Path) -> Iterator[Workspace]:
    """The example, to be read."""
    with open_workspace(example_once, settings=Settings(), read_only=True) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def hostile_example(example_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project, with one more place whose texts are hostile."""
    path = tmp_path_factory.mktemp("standalone") / "example.gpkg"
    shutil.copyfile(example_once, path)
    with open_workspace(path) as workspace:
        session = workspace.session
        site = next(site for site in session.store.all(Site) if site.title == "US outpost near Misrata")
        session.run(Put(msgspec.structs.replace(site, description=HOSTILE)))
    return path


@pytest.fixture
def open_page(hostile_example: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Open]:
    """Writes the page of a briefing and opens it."""
    assert qapp is not None
    readers: list[Reader] = []

    def make(briefing: Briefing | None = None, size: tuple[int, int] = (1280, 800)) -> Reader:
        path = tmp_path / "page.html"
        with open_workspace(hostile_example, read_only=True) as workspace:
            path.write_bytes(standalone_page(workspace, briefing or Briefing(marking_top="For <b>training</b>")))
        readers.append(Reader(path, size))
        return readers[-1]

    yield make
    for reader in readers:
        reader.close()
