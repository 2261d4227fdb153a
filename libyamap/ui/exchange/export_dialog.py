"""The export: which format, which features, how safe for whom, and where to; written on another thread."""

import os
from functools import partial
from glob import escape
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QStandardPaths, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.importing.rows import Cancelled
from libyamap.errors import WorldError
from libyamap.ui import jobs
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.choices import Box
from libyamap.ui.elsewhere import JobProgress
from libyamap.ui.exchange.progress_page import ProgressPage
from libyamap.ui.exchange.release_fields import ReleaseFields
from libyamap.ui.exchange.what_goes_out import WhatGoesOut
from libyamap.ui.exchange.writing import PAGES, write_export
from libyamap.ui.growing_dialog import GrowingDialog, Middle
from libyamap.ui.text import PlainLabel
from libyamap.ui.theme import FIELD_SHEET

REMARKS = {
    "CSV": "for spreadsheets and statistics; holds every field",
    "Spreadsheet": "one sheet with a heading; holds every field",
    "GeoJSON": "for web maps and GIS; holds every field",
    "KML": "for Google Earth, with colours and times; holds every field",
    "GPX": "waypoints and tracks for devices; little else fits",
    "Shapefile": "for older GIS; names of ten letters, texts of 254",
    "FlatGeobuf": "for GIS, quick to read; holds every field",
    "GeoPackage": "for QGIS and other GIS; holds every field",
    "GeoParquet": "for data science; holds every field",
}


class ExportDialog(GrowingDialog):
    """`stop` before the project is closed."""

    written = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setWindowTitle("Export")
        self.setMinimumWidth(620)
        self.desk = desk
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._progress = JobProgress(self)
        self._running = False
        self._path: Path | None = None
        self.format = Box()
        self.format.setAccessibleName("Format")
        self.format.fill(_formats())
        self.what = WhatGoesOut(desk)
        self.release = ReleaseFields()
        self.target = QLineEdit(str(_folder() / f"{desk.session.store.path.stem}.csv"))
        self.target.setMinimumHeight(28)
        self.target.setAccessibleName("File")
        self.target.setStyleSheet(FIELD_SHEET)
        self.browse = QPushButton("Choose…")
        self.middle = Middle()
        self.work = ProgressPage()
        self.words = PlainLabel()
        self.folder_button = QPushButton("Show in folder")
        self.cancel_button = QPushButton("Cancel")
        self.go_button = QPushButton("Export")
        self.go_button.setDefault(True)
        self._place()
        self._wire()
        self.refresh()
        self.resize(self.minimumWidth(), 0)
        self.give_room()

    def _place(self) -> None:
        where = QHBoxLayout()
        where.addWidget(self.target, 1)
        where.addWidget(self.browse)
        form = QFormLayout()
        form.addRow(_label("Format", self.format), self.format)
        form.addRow(_label("File", self.target), where)
        foot = QHBoxLayout()
        foot.addWidget(self.folder_button)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(form)
        chosen = QVBoxLayout()
        chosen.setContentsMargins(0, 0, 0, 0)
        chosen.setSpacing(12)
        chosen.addWidget(self.what)
        chosen.addWidget(self.release)
        chosen.addStretch(1)
        self.middle.show_column(chosen)
        column.addWidget(self.middle, 1)
        column.addWidget(self.work)
        column.addWidget(self.words)
        column.addLayout(foot)
        for button in (self.browse, self.folder_button, self.cancel_button):
            button.setAutoDefault(False)
        self.work.hide()
        self.folder_button.hide()

    def _wire(self) -> None:
        self.format.currentIndexChanged.connect(lambda _at: self._take_format())
        self.target.textChanged.connect(lambda _text: self._follow_ending())
        self.target.textChanged.connect(lambda _text: self.refresh())
        self.what.changed.connect(self.refresh)
        self.release.changed.connect(self.refresh)
        self.browse.clicked.connect(lambda _checked=False: self._browse())
        self.go_button.clicked.connect(lambda _checked=False: self._go())
        self.cancel_button.clicked.connect(lambda _checked=False: self.reject())
        self.folder_button.clicked.connect(lambda _checked=False: self._show_folder())
        self._progress.moved.connect(self.work.take)

    def refresh(self) -> None:
        """Say what keeps the export from beginning, and let it begin where nothing does."""
        if self._running:
            return
        trouble = self.what.trouble() or self._target_trouble()
        self.go_button.setEnabled(not trouble)
        self.words.set_text(trouble or ("It is there already and will be replaced." if self._is_there() else ""))
        self.go_button.setDefault(True)

    def _is_there(self) -> bool:
        """The file, or one of the shapefiles that stand for it."""
        path = self._file()
        return path.exists() or (path.suffix.lower() == ".shp" and any(path.parent.glob(f"{escape(path.stem)}-*.shp")))

    def _target_trouble(self) -> str:
        path = self._file()
        if not path.name or not path.suffix:
            return "Say which file to write."
        if not path.parent.is_dir():
            return f"There is no folder “{path.parent}”."
        known = [suffix for suffixes, _words in _formats() for suffix in suffixes]
        if not path.name.lower().endswith(tuple(known)):
            return f"No format has the ending {path.suffix}."
        if path.suffix.lower() in PAGES and self.what.choice().features is not None:
            return "A page shows what layers and filter leave; choose one of those instead of the selection."
        return ""

    def _file(self) -> Path:
        return Path(self.target.text().strip()).expanduser()

    def _follow_ending(self) -> None:
        """The format is the one that the name's ending says."""
        name = self._file().name.lower()
        fitting = [
            (len(suffix), at)
            for at, (suffixes, _words) in enumerate(_formats())
            for suffix in suffixes
            if name.endswith(suffix)
        ]
        if fitting:
            with QSignalBlocker(self.format):
                self.format.setCurrentIndex(max(fitting)[1])

    def _take_format(self) -> None:
        suffix = self.format.currentData()[0]
        path = self._file()
        self.target.setText(str(path.with_suffix(suffix)) if path.name else "")

    def _browse(self) -> None:
        kinds = ";;".join(f"{words.partition(' – ')[0]} (*{' *'.join(ends)})" for ends, words in _formats())
        chosen, _ = QFileDialog.getSaveFileName(self, "Export", str(self._file()), kinds)
        if chosen:
            path = Path(chosen)
            self.target.setText(str(path if path.suffix else path.with_suffix(self.format.currentData()[0])))

    # ---- writing

    def _go(self) -> None:
        self._path = self._file()
        self._running = True
        self._progress.cancelled = False
        for widget in (self.what, self.release, self.format, self.target, self.browse, self.go_button):
            widget.setEnabled(False)
        self.folder_button.hide()
        self.work.show()
        self.work.begin(f"Writing {self._path.name}…")
        self.work.setFocus()
        self.words.set_text("")
        project, what, rules = self.desk.session.store.path, self.what.choice(), self.release.rules()
        work = partial(write_export, project, self._path, what, rules, self._progress)
        jobs.start(work, self._done, self._failed, self, self._pool)

    def _done(self, sentence: str) -> None:
        self._over(sentence)
        self.folder_button.show()
        self.cancel_button.setText("Close")
        self.cancel_button.setDefault(True)  # a second Enter does not write it again
        self.cancel_button.setFocus()
        self.written.emit(self._path)

    def _failed(self, error: Exception) -> None:
        self._tell(error)
        self.target.setFocus()

    def _tell(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._over("The export was cancelled; no file was written.")
        elif isinstance(error, WorldError):
            self._over(str(error))
        else:
            self._over("The export did not work.")
            raise error

    def _over(self, sentence: str) -> None:
        self._running = False
        self.work.hide()
        for widget in (self.what, self.release, self.format, self.target, self.browse, self.go_button):
            widget.setEnabled(True)
        self.words.set_text(sentence)

    def _show_folder(self) -> None:
        if self._path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(os.fspath(self._path.parent))):
            self.words.set_text(f"The file lies in {self._path.parent}")

    def reject(self) -> None:
        """Qt: cancel what is being written; otherwise close."""
        if self._running:
            self.work.end("Cancelling…")
            self._progress.cancel()
            return
        super().reject()

    def stop(self) -> None:
        """End the work before the project is closed."""
        self._progress.cancel()
        self._pool.waitForDone()


def _formats() -> list[tuple[tuple[str, ...], str]]:
    """Endings of each format, the usual one first, and what it is called and good for."""
    from libyamap.formats.registry import writers

    found = []
    for writer in writers():
        remark = REMARKS.get(writer.name, "")
        found.append((writer.suffixes, f"{writer.name} – {remark}" if remark else writer.name))
    return [*found, (PAGES, "Page that stands alone – a map in any browser, without network; for looking")]


def _label(words: str, field: QWidget) -> QLabel:
    """As high as its field, so that both have one line."""
    label = QLabel(words)
    label.setMinimumHeight(field.minimumHeight())
    label.setBuddy(field)
    return label


def _folder() -> Path:
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
