"""A table that keeps the current row in sight when another panel takes room from it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView


class SteadyTable(QTableView):
    """Only a row that was in sight is kept there: who has scrolled away from it is not brought back."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: lower, and the row that was seen stays seen."""
        super().resizeEvent(event)
        current = self.currentIndex()
        place = self.visualRect(current)
        was_seen = current.isValid() and place.top() >= 0 and place.bottom() < event.oldSize().height()
        if was_seen and place.bottom() >= self.viewport().height():
            self.scrollTo(current.siblingAtColumn(max(0, self.columnAt(0))))  # down, never sideways
