"""Loading areas of one's own from the menu: the file is read on another thread, then taken in as one step."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from libyamap.errors import WorldError
from libyamap.ui.desk import Desk
from libyamap.ui.errors import show_world_error
from libyamap.ui.find.asking import Newest
from libyamap.ui.text import plain_tip

if TYPE_CHECKING:
    from libyamap.app.area_reading import LoadedAreas

MOST_TOLD = 200
KINDS = "Areas (*.geojson *.json *.topojson *.shp *.zip *.gpkg *.fgb *.kml *.kmz *.parquet);;All files (*)"


class AreaSets(QObject):
    """`load` without a question, for files that are known already."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.asking = Newest(self)
        self.asking.answered.connect(self._take)
        self.asking.failed.connect(self._lament)
        desk.closing.connect(self.asking.stop)

    def ask(self) -> None:
        """Ask for a file of areas."""
        if self._desk.session.store.read_only:
            self._desk.said.emit("This project can only be read.")
            return
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Load named areas", "", KINDS)
        if chosen:
            self.load(Path(chosen))

    def load(self, path: Path) -> None:
        """Read the file, and take its areas in."""
        self._desk.said.emit(f"Reading “{path.name}”…")
        self.asking.ask(lambda: read(path))

    def _take(self, loaded: object) -> None:
        from libyamap.app.area_reading import LoadedAreas
        from libyamap.app.area_sets import set_titled, take_in

        if not isinstance(loaded, LoadedAreas):
            return
        before = set_titled(self._desk.session.store, loaded.title)
        if before is not None and not self._is_new_edition(loaded, before.count):
            return
        try:
            take_in(self._desk.session, loaded, before, "areas")
        except WorldError as error:
            show_world_error(error, self._window)
            return
        self._desk.said.emit(
            f"Loaded {loaded.accepted:,} of {loaded.rows:,} areas as “{loaded.title}”, named by “{loaded.name}”; "
            "Ctrl+Z takes it back"
        )
        if loaded.reasons or (before is not None and loaded.notes):
            self._tell(loaded)

    def _is_new_edition(self, loaded: "LoadedAreas", count: int) -> bool:
        """Ask whether these are to take the place of the set of the same title."""
        box = QMessageBox(QMessageBox.Icon.Question, "Named areas", "", parent=self._window)
        box.setText(plain_tip(f"This project has a set “{loaded.title}” of {count:,} areas already."))
        box.setInformativeText(
            "Replacing it keeps what refers to an area of the same code or name. To have both sets, rename the file."
        )
        replace = box.addButton("Replace it", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is replace

    def _tell(self, loaded: "LoadedAreas") -> None:
        """Which rows are no areas and why, and what of an old edition was kept."""
        left_out = len(loaded.reasons)
        box = QMessageBox(QMessageBox.Icon.Information, "Named areas", "", parent=self._window)
        if left_out:
            box.setText(plain_tip(f"{left_out:,} of {loaded.rows:,} rows of “{loaded.title}” were left out."))
            box.setDetailedText("\n".join(f"Row {each.row}: {each.reason}" for each in loaded.reasons[:MOST_TOLD]))
        else:
            box.setText(plain_tip(f"“{loaded.title}” was replaced."))
        box.setInformativeText(plain_tip("\n".join(loaded.notes)))
        box.exec()

    def _lament(self, error: object) -> None:
        if isinstance(error, WorldError):
            show_world_error(error, self._window)
        elif isinstance(error, Exception):
            raise error


def read(path: Path) -> "LoadedAreas":
    """The areas of a file, its name for their title. WorldError where it holds none. Safe in a worker thread."""
    from libyamap.app.area_reading import read_areas
    from libyamap.bootstrap import importer

    with closing(importer()) as imports:
        return read_areas(imports.tables(path), path.stem)
