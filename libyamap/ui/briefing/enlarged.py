"""The page in a window of its own, as large as the reader makes it; Escape closes it, arrow keys turn a pair's page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from libyamap.ui.briefing.preview import Preview

SIZE = (1000, 760)


class Enlarged(QDialog):
    """Follows the panel's preview; `turned` to the sheet of that number: 0 for before, 1 for after."""

    turned = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Briefing")
        self.resize(*SIZE)
        self.preview = Preview()
        self.preview.enlarge_asked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the other sheet, or as every dialog does."""
        numbers = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 1}
        if event.key() in numbers:
            self.turned.emit(numbers[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
