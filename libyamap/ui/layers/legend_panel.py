"""The legend: the map's own entries, so that it always says exactly what is shown."""

from itertools import groupby

from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from libyamap.ui import jobs
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.desk import Desk
from libyamap.ui.swatch import SvgSwatch
from libyamap.ui.text import Look, PlainLabel
from libyamap.web.marks import LegendEntry

REST_MS = 250
"""A map that moves on within this time needs no legend yet; counted from when it has drawn."""
READING = "The project is being read; the legend comes with its features."
NOTHING_SHOWN = "Nothing is drawn in this frame. Switch a layer on, or press Ctrl+0 to show everything."


class LegendPanel(ColumnScroll):
    """Swatches with words, in groups."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.entries: tuple[LegendEntry, ...] = ()
        self._why_empty = ""
        self.setAccessibleName("Legend")
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._asking = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REST_MS)
        self._at_rest = desk.pause.at_rest(self._later, self.refresh)
        desk.legend_changed.connect(self._at_rest)
        desk.closing.connect(self._stop)
        self._build()
        self._later.start()

    def refresh(self) -> None:
        """Have the entries worked out in a thread, so that the map need not wait for them."""
        if self._asking:
            self._at_rest()
            return
        self._asking = True
        jobs.start(self._desk.legend, self._take, self._lament, self, self._pool)

    def _stop(self) -> None:
        self._later.stop()
        self._pool.clear()
        self._pool.waitForDone()

    def _lament(self, error: Exception) -> None:
        self._asking = False
        raise error

    def _take(self, entries: tuple[LegendEntry, ...]) -> None:
        """Show them; nothing is touched where they are the same."""
        self._asking = False
        if entries != self.entries or self._why_empty != self._desk.contents.why_empty(READING, NOTHING_SHOWN):
            self.entries = entries
            self._build()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        self._why_empty = self._desk.contents.why_empty(READING, NOTHING_SHOWN)
        if not self.entries:
            column.addWidget(PlainLabel(self._why_empty, Look.QUIET))
        for group, entries in groupby(self.entries, key=lambda entry: entry.group):
            if group:
                heading = PlainLabel(group, Look.QUIET)
                heading.setContentsMargins(0, 8 if column.count() else 0, 0, 0)
                column.addWidget(heading)
            for entry in entries:
                column.addLayout(self._row(entry))
        column.addStretch(1)
        self.show_column(column)

    @staticmethod
    def _row(entry: LegendEntry) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(SvgSwatch(entry.swatch), 0, Qt.AlignmentFlag.AlignTop)
        label = PlainLabel(entry.text)
        above = max(0, (SvgSwatch.HEIGHT - label.fontMetrics().height()) // 2)
        label.setContentsMargins(0, above, 0, 0)
        row.addWidget(label, 1)
        return row
