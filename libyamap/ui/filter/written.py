"""The filter as one line of text, the same as on the command line: to copy, to paste, or to write."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libyamap.app.filter_words import Names
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.filter.fields import complain, complaint, line

ORIGIN = "written"


class WrittenFilter(QWidget):
    """Enter takes what is written; what is wrong with it stands below: `complained` when it does."""

    complained = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.line = line(
            "Filter as text", "type:battle time:2016-05 grade:B2", "The text that --filter takes on the command line"
        )
        self.line.returnPressed.connect(self.take)
        self.error = complaint()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.error)

    def refresh(self) -> None:
        """Write the filter down."""
        if not self.line.hasFocus() or not self._desk.viewing.state.filter:
            from libyamap.app.filter_text import text_of

            self.line.setText(text_of(self._desk.viewing.state.filter, self._names()))
            complain(self.error, "")

    def take(self) -> None:
        """Use what is written."""
        from libyamap.app.filter_text import filter_from_text

        try:
            asked = filter_from_text(self.line.text(), self._names())
        except InvalidValue as error:
            complain(self.error, str(error))
            self.complained.emit()
            return
        complain(self.error, "")
        self._desk.viewing.change(ORIGIN, filter=asked)

    def _names(self) -> Names:
        known = self._desk.contents
        focus = known.project.focus
        return Names(known.actors, known.layers, self._desk.areas, focus, known.filters, known.named_areas)
