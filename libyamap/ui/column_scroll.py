"""A scrolling column of wrapping text that is exactly as high as its text, at whatever width it has.

Qt's own scroll area asks for a minimum height before it knows the width, which leaves room below wrapped labels.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class _FocusEdge(QWidget):
    """A line around what has the keyboard; lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw the line."""
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class ColumnScroll(QScrollArea):
    """Shows one column; `show_column` puts another in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._edge = _FocusEdge(self)

    def show_column(self, layout: QLayout) -> None:
        """Show what `layout` holds, from its top."""
        inner = QWidget()
        inner.setLayout(layout)
        inner.installEventFilter(self)
        before = self.takeWidget()
        self.setWidget(inner)
        if before is not None:
            before.hide()
            before.deleteLater()  # not at once: a key or a click in it may be what brought the new one
        self._fit()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, another height."""
        super().resizeEvent(event)
        self._edge.setGeometry(self.rect())
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard scrolls here now, and that can be seen."""
        super().focusInEvent(event)
        self._edge.setVisible(event.reason() != Qt.FocusReason.MouseFocusReason)
        self._edge.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard has gone elsewhere."""
        super().focusOutEvent(event)
        self._edge.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the column's content has changed its mind."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        inner = self.widget()
        layout = inner.layout() if inner else None
        if inner is not None and layout is not None:
            wraps = layout.hasHeightForWidth()
            width = self.viewport().width()
            inner.setMinimumHeight(layout.totalHeightForWidth(width) if wraps else layout.totalMinimumSize().height())
