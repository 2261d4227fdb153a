"""The files of an import and their tables as a list: which is looked at, and which are to come in."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from libyamap.ui.check_delegate import CheckDelegate
from libyamap.ui.exchange.import_part import Part
from libyamap.ui.text import plain_tip


class PartsList(QListWidget):
    """`ticked` once another choice of parts is to come in; hidden until there are several."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: Sequence[Part] = ()
        self.setAccessibleName("Files and their tables")
        self.setItemDelegate(CheckDelegate(self))
        self.setMinimumWidth(150)
        self.setMaximumWidth(220)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        self.itemChanged.connect(self._ticked)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """List these, all ticked, the first looked at."""
        blocked = QSignalBlocker(self)
        self.clear()
        self._parts = parts
        several = len({each.path for each in parts}) > 1
        for part in parts:
            table = part.look.table.name
            words = f"{part.path.name} – {table}" if several and table else part.name
            item = QListWidgetItem(words)
            item.setToolTip(plain_tip(words))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.addItem(item)
        self.setCurrentRow(0)
        del blocked

    def _ticked(self, item: QListWidgetItem) -> None:
        self._parts[self.row(item)].included = item.checkState() is Qt.CheckState.Checked
        self.ticked.emit()
