"""The page of the mapping with its small map and the project behind it: made and taken down piece by piece."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from libyamap.app.importing.importer import Importer
from libyamap.bootstrap.preview import PreviewProject
from libyamap.ui.desk import Desk
from libyamap.ui.exchange.import_part import Part
from libyamap.ui.exchange.mapping_form import MappingForm
from libyamap.ui.exchange.mapping_page import MappingPage
from libyamap.ui.exchange.preview_map import MapMaker, PreviewMap
from libyamap.ui.turns import AT_ONCE, Pieces


class MappingRoom:
    """`page` is there once it has been made; files without tables need none."""

    def __init__(self, imports: Importer, desk: Desk, make_map: MapMaker) -> None:
        self._imports, self._desk, self._make_map = imports, desk, make_map
        self._project = PreviewProject()
        self._map: PreviewMap | None = None
        self.page: MappingPage | None = None

    def prepare(self, like: Path) -> None:
        """Write the project that the first rows are shown in, as the project at `like`; on a thread of its own."""
        self._project.make(like)

    def make(self, parent: QWidget, part: Part) -> Pieces:
        """Make the page within `parent`, and show the part on it."""
        small = self._map = PreviewMap(self._desk, self._project.open(), self._make_map, parent)
        yield AT_ONCE
        form = MappingForm(parent)
        yield AT_ONCE
        page = self.page = MappingPage(self._imports, self._desk, small, form, parent)
        yield AT_ONCE
        yield from page.showing(part)

    def take_down(self) -> Pieces:
        """Let go of page, map and project."""
        if self.page is not None:
            yield from self.page.letting_go()
        if self._map is not None:
            self._map.close_page()
            yield AT_ONCE
        self._project.close()
