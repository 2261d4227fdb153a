"""Every named view, or those ticked, as files in a folder or as one deck; one that is stopped writes nothing."""

from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.briefing.file_names import plain_name
from libyamap.app.briefing.keeping import briefing_of_view
from libyamap.domain.model import SavedView
from libyamap.errors import WorldError
from libyamap.settings import load_settings, save_settings
from libyamap.ui.briefing.exporting import FORMAT_WORDS
from libyamap.ui.briefing.making import DECKS, Making
from libyamap.ui.briefing.making_foot import MakingFoot
from libyamap.ui.briefing.pressing import Pressing
from libyamap.ui.desk import Desk
from libyamap.ui.filter.fields import Choice, complain

WAYS: Final[list[tuple[str, str]]] = [
    ("One PowerPoint deck, a slide a view", "deck-pptx"),
    ("One PDF, a page a view", "deck-pdf"),
    *((f"{words}, one a view in a folder", form) for form, words in FORMAT_WORDS.items()),
]


class MakeAll(QDialog):
    """Views are drawn one after another; files appear once all are drawn."""

    def __init__(self, desk: Desk, pressing: Pressing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Make all views")
        self.resize(480, 440)
        self._desk = desk
        self._pressing = pressing
        self._making: Making | None = None
        self.views = QListWidget()
        self.views.setAccessibleName("Views to make")
        for view in desk.contents.views_in_order:
            item = QListWidgetItem(view.title)
            item.setData(Qt.ItemDataRole.UserRole, view.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.views.addItem(item)
        self.views.itemChanged.connect(lambda _item: self._enable())
        self.way = Choice("What is made", WAYS, lambda _way: None)
        self.foot = MakingFoot(self._ask, self._leave)
        self.bar, self.words, self.error = self.foot.bar, self.foot.words, self.foot.error
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(QLabel("Views"))
        column.addWidget(self.views, 1)
        column.addWidget(self.way)
        column.addLayout(self.foot)
        if not self.views.count():
            self.words.set_text("There is no named view yet. Keep one first (Ctrl+Alt+B).")
        self._enable()

    def make(self, target: Path, way: str) -> None:
        """Begin: `target` is the file of a deck, else a folder that is there or is made."""
        try:
            briefings = [briefing_of_view(view) for view in self._ticked()]
        except WorldError as error:
            complain(self.error, str(error))
            return
        complain(self.error, "")
        self.bar.setRange(0, len(briefings))
        self.bar.setValue(0)
        self._run(Making(self._pressing, briefings, target, way, self))

    def reject(self) -> None:
        """Qt: Escape stops what runs, else closes."""
        self._leave()

    # ---- inside

    def _run(self, making: Making) -> None:
        self._making = making
        making.moved.connect(self._moved)
        making.done.connect(self._done)
        making.failed.connect(self._fail)
        self._enable()
        making.begin()

    def _ticked(self) -> list[SavedView]:
        rows = (self.views.item(row) for row in range(self.views.count()))
        keys = [row.data(Qt.ItemDataRole.UserRole) for row in rows if row.checkState() == Qt.CheckState.Checked]
        return [self._desk.contents.views[key] for key in keys if key in self._desk.contents.views]

    def _ask(self) -> None:
        way = WAYS[self.way.currentIndex()][1]
        folder = load_settings().briefing_folder or str(Path.home())
        if way in DECKS:
            ending = f".{DECKS[way]}"
            start = Path(folder) / f"{plain_name(self._desk.contents.project.title)}{ending}"
            chosen, _ = QFileDialog.getSaveFileName(self, "Make one file", str(start), f"{way[5:].upper()} (*{ending})")
            chosen = chosen if not chosen or Path(chosen).suffix.lower() == ending else f"{chosen}{ending}"
        else:
            chosen = QFileDialog.getExistingDirectory(self, "Make all views into this folder", folder)
        if chosen:
            self.make(Path(chosen), way)

    def _leave(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self.words.set_text("Stopping…")
        else:
            self.close()

    def _moved(self, number: int, name: str) -> None:
        self.bar.setValue(number)
        self.words.set_text(f"Drawing “{name}”")

    def _done(self, written: list[Path]) -> None:
        self._making = None
        if written:
            folder = str(written[0].parent)
            save_settings(msgspec.structs.replace(load_settings(), briefing_folder=folder))
            count = f"{len(written)} files" if len(written) > 1 else written[0].name
            self.words.set_text(f"Wrote {count} to {folder}")
            self._desk.said.emit(f"Wrote {count} to {folder}")
        else:
            self.words.set_text("Stopped; nothing was written.")
        self._enable()

    def _fail(self, error: WorldError) -> None:
        self._making = None
        self.words.set_text("")
        complain(self.error, str(error))
        self._enable()

    def _enable(self) -> None:
        running = self._making is not None
        self.foot.show_running(running=running)
        self.foot.go.setEnabled(not running and bool(self._ticked()))
        for widget in (self.views, self.way):
            widget.setEnabled(not running)
