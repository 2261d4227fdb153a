"""The frame of the import dialog: its pages, the list beside them, the buttons beneath, and which show when."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from libyamap.ui.elided_label import ElidedLabel
from libyamap.ui.exchange.account_page import AccountPage
from libyamap.ui.exchange.names_page import NamesPage
from libyamap.ui.exchange.parts_list import PartsList
from libyamap.ui.exchange.progress_page import ProgressPage
from libyamap.ui.text import Look, PlainLabel

ESCAPE_AGAIN = "Escape once more closes this without importing, and what you have chosen is lost."


class Stage(Enum):
    """How far the import is."""

    LOOKING = auto()
    MAPPING = auto()
    NAMES = auto()
    RUNNING = auto()
    DONE = auto()


class ImportFrame(QDialog):
    """Holds the widgets and changes from stage to stage; what is done in each is not its business."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import")
        self.setWindowTitle("Import")
        self.setModal(False)
        self.setSizeGripEnabled(True)
        self.stage = Stage.LOOKING
        self.warned = False
        self.head = PlainLabel("", Look.TITLE)
        self.list = PartsList()
        self.work = ProgressPage()
        self.plain = PlainLabel()
        self.names = NamesPage()
        self.account = AccountPage()
        self.pages = QStackedWidget()
        for page in (self.work, self.plain, self.names, self.account):
            self.pages.addWidget(page)
        self.note = ElidedLabel()
        self.cancel_button = QPushButton("Cancel")
        self.back_button = QPushButton("Back")
        self.back_button.setAutoDefault(False)
        self.back_button.hide()
        self.go_button = QPushButton("Import")
        self.go_button.setDefault(True)
        self._place()

    def _place(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list)
        middle.addWidget(self.pages, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(1180, room.width() - 60), min(760, room.height() - 60))

    def enter(self, stage: Stage, page: QWidget) -> None:
        """Show the page of a stage with the buttons that belong to it."""
        self.stage = stage
        self.pages.setCurrentWidget(page)
        self.list.setVisible(stage is Stage.MAPPING and self.list.count() > 1)
        self.go_button.setVisible(stage in {Stage.MAPPING, Stage.NAMES, Stage.DONE})
        self.go_button.setText("Close" if stage is Stage.DONE else "Import")
        self.go_button.setEnabled(True)
        self.cancel_button.setVisible(stage is not Stage.DONE)
        self.back_button.setVisible(stage is Stage.NAMES)
        self.note.show_text("")
        first = {Stage.DONE: self.go_button, Stage.NAMES: self.names.first_field}.get(stage, page)
        first.setFocus()

    @property
    def would_lose(self) -> bool:
        """Whether something that a person has chosen would be lost by closing now."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter in a field ends what is typed and never begins an import; Escape there closes nothing at once."""
        warned, self.warned = self.warned, False
        if event.key() == Qt.Key.Key_Escape and self.would_lose and not warned:
            self.warned = True
            self.note.show_text(ESCAPE_AGAIN)
            event.accept()
            return
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not isinstance(self.focusWidget(), QPushButton):
            event.accept()
            return
        super().keyPressEvent(event)
