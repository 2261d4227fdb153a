"""The page in a window of its own, as large as the reader makes it; Escape closes it."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from libyamap.ui.briefing.preview import Preview

SIZE = (1000, 760)


class Enlarged(QDialog):
    """Follows the panel's preview."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Briefing")
        self.resize(*SIZE)
        self.preview = Preview()
        self.preview.enlarge_asked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview, 1)
