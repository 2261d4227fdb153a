"""A window on an empty project, what a person does with its import, and a table of an unknown shape."""

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.viewport import EVERYTHING
from libyamap.domain.model import Feature
from libyamap.ui.exchange.import_dialog import ImportDialog
from libyamap.ui.exchange.import_frame import Stage
from libyamap.ui.exchange.mapping_page import MappingPage
from libyamap.ui.shell import Shell
from tests.qt.fake_project import FakeMap

PATIENCE_MS = 20_000
ODD = """Ereignis;wo;Punkt;wann;Güte;Leute;Beleg;Menge
Shelling;Misrata;32.375 N 15.092 E;13/04/2016;b;Group A / Group B;https://example.org/1;4
Air strike;Sirte;31.2089, 16.5887;14/05/2016;a;Group A;https://example.org/2;12
Talks;Tripoli;;15/06/2016;;;javascript:alert(1);0
Broken;Ghat;not a place;16/08/2016;a;Group B;file:///etc/passwd;1
"""


class Importing:
    """A window on an empty project, and what a person does with its import."""

    def __init__(self, shell: Shell, folder: Path, qtbot: QtBot) -> None:
        self.shell, self.folder, self.qtbot = shell, folder, qtbot
        assert shell.window is not None
        self.window = shell.window
        self.maps: list[FakeMap] = []
        self.window.exchange.make_map = self._map

    def _map(self, _workspace: object, parent: QWidget) -> FakeMap:
        self.maps.append(FakeMap(parent))
        return self.maps[-1]

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    @property
    def dialog(self) -> ImportDialog:
        dialog = self.window.exchange.dialog
        assert dialog is not None
        return dialog

    def look(self, *files: Path) -> ImportDialog:
        self.window.exchange.take(files)
        self.reach(Stage.MAPPING, Stage.DONE)
        return self.dialog

    def reach(self, *stages: Stage) -> None:
        self.qtbot.waitUntil(lambda: self.dialog.stage in stages, timeout=PATIENCE_MS)

    def go(self, *stages: Stage) -> None:
        assert self.dialog.go_button.isEnabled(), self.dialog.note.text()
        self.dialog.go_button.click()
        self.reach(*stages)

    def choose(self, **columns: str) -> None:
        for name, column in columns.items():
            self.page.form.fields[name].box.setCurrentText(column)
        self.page.draw()

    def reads(self, words: str) -> None:
        """Wait until the page says this of the first rows."""
        self.qtbot.waitUntil(lambda: words in self.page.words.text(), timeout=PATIENCE_MS)

    @property
    def page(self) -> MappingPage:
        page = self.dialog.mapping_page
        assert page is not None
        return page

    @property
    def features(self) -> list[Feature]:
        return self.window.desk.workspace.index.order(EVERYTHING).features(0, 100)


def map_odd(importing: Importing) -> None:
    """Give the columns of `ODD` their meaning."""
    importing.choose(
        title="{Ereignis} in {wo}", coordinates="Punkt", place="wo", precision="Güte", actor="Leute", source_url="Beleg"
    )
    page = importing.page
    page.form.split.setText("/")
    for code, index in (("a", 1), ("b", 2)):
        page.form.place_codes.boxes[code].setCurrentIndex(index)
    page.draw()
