"""Says in the status bar how far a large project has been read, and lets the user stop it; the window stays usable."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from libyamap.app.viewport import Progress
from libyamap.ui.desk import Desk
from libyamap.ui.icons import icon
from libyamap.ui.status_bar import StatusBar
from libyamap.ui.text import plain_tip, with_even_digits

READING = "Reading the project"


class Loading(QObject):
    """Hidden while there is nothing to wait for. The index tells from any thread; the signal crosses over."""

    told = Signal(object)
    ready = Signal()

    def __init__(self, desk: Desk, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._index = desk.workspace.index
        self._was_ready, self._had_failed = True, False
        self.box = QWidget()
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        with_even_digits(self.words)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(140, 10)
        self.bar.setAccessibleName(READING)
        self.stop_button = self._button("x", "Stop reading", self.cancel)
        self.again = self._button("rotate-ccw", "Read it again", self.begin_again)
        row = QHBoxLayout(self.box)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        for widget in (self.words, self.bar, self.stop_button, self.again):
            row.addWidget(widget)
        status.insertWidget(2, self.box)
        self.told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._end: Callable[[], None] = self._index.subscribe(self.told.emit)
        self._take(self._index.progress())

    def cancel(self) -> None:
        """Stop; what is read so far is thrown away."""
        self._index.cancel()

    def begin_again(self) -> None:
        """Read the project from the beginning."""
        self._index.refresh(self._desk.session.store, None)
        self._take(self._index.progress())

    def stop(self) -> None:
        """Hear no more of it."""
        self._end()

    def _take(self, progress: Progress) -> None:
        failed = bool(progress.problem)
        self.box.setVisible(failed or not progress.ready)
        self.bar.setVisible(not failed)
        self.stop_button.setVisible(not failed)
        self.again.setVisible(failed)
        self.bar.setValue(round(progress.fraction * 1000))
        what = progress.what or READING
        self.words.setText(progress.problem if failed else f"{what}: {progress.fraction * 100:.0f} %")
        if failed != self._had_failed or (progress.ready and not self._was_ready):
            self._desk.recount()  # what the panels said of it is out of date
        if progress.ready and not self._was_ready:
            self.ready.emit()
        self._was_ready, self._had_failed = progress.ready, failed

    def _button(self, name: str, words: str, work: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setText(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAutoRaise(True)
        button.setMinimumHeight(24)
        button.setToolTip(plain_tip(words))
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: work())
        return button
