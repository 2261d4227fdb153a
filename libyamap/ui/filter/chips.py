"""The chips of what narrows the view, in a bar below the tools: each can be taken off, or all at once.

The bar takes its room from the map, which is then laid out anew as a whole: so it comes and goes only when the map has
drawn what the filter shows.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QLabel, QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from libyamap.app.filter import NO_FILTER
from libyamap.app.filter_words import Names, conditions_of
from libyamap.app.timeline import window_words
from libyamap.app.view_state import ViewFlags
from libyamap.ui.bridge import Bridge
from libyamap.ui.desk import Desk
from libyamap.ui.icons import icon
from libyamap.ui.tally import Tallied, Tally
from libyamap.ui.text import menu_text, plain_tip, with_even_digits

ORIGIN = "chips"
MOST_MS = 500
"""The bar waits no longer for the map."""
CHIP_SHEET = """
QToolButton { border: 1px solid palette(placeholder-text); border-radius: 12px; padding: 1px 8px;
              background: palette(base); color: palette(text); }
QToolButton:hover { border-color: palette(accent); }
QToolButton:focus { border: 2px solid palette(accent); padding: 0 7px; }
"""


class Narrowing(NamedTuple):
    """One thing that narrows the view: in words, and the fields of the view state that take it off."""

    words: str
    change: dict[str, object]


class ChipBar(QToolBar):
    """Hidden while nothing narrows the view."""

    def __init__(self, desk: Desk, tally: Tally, bridge: Bridge, window: QMainWindow) -> None:
        super().__init__("Filter", window)
        self._desk = desk
        self._bridge = bridge
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(MOST_MS)
        self._waiting.timeout.connect(self.come_or_go)
        bridge.drawn.connect(self._drawn)
        self.setObjectName("chips")
        self.setMovable(False)
        self.setIconSize(QSize(14, 14))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setEnabled(False)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.count.setContentsMargins(8, 0, 8, 0)
        with_even_digits(self.count)
        self.addWidget(self.count)
        self.clear_all = self._button("Clear all", "Show everything again", self.clear_narrowing)
        self.addWidget(self.clear_all)  # before the chips: where they are too many it still is at hand
        spring = QWidget(self)
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._end = self.addWidget(spring)
        self._made: list[QAction] = []
        self.chips: list[QToolButton] = []
        desk.viewed.connect(self._viewed)
        desk.contents_changed.connect(self.refresh)
        tally.counted.connect(self._counted)
        self._known: list[Narrowing] = []
        self.refresh()

    def refresh(self) -> None:
        """Show what narrows the view now."""
        known = self._narrowings()
        if [each.words for each in known] != [each.words for each in self._known]:
            self._known = known
            self._show()
        self._known = known
        if bool(known) == self.isHidden() and not self._bridge.settled:
            self._waiting.start()
        else:
            self.come_or_go()

    def come_or_go(self) -> None:
        """Be seen where something narrows the view, from now on."""
        self._waiting.stop()
        self.setVisible(bool(self._known))

    def _narrowings(self) -> list[Narrowing]:
        state = self._desk.viewing.state
        names = Names(self._desk.contents.actors, self._desk.contents.layers, self._desk.areas)
        found = [Narrowing(each.words, {"filter": each.without}) for each in conditions_of(state.filter, names)]
        if state.window is not None:
            found.append(Narrowing(window_words(state.window), {"window": None}))
        return found

    def _show(self) -> None:
        had_keyboard = any(chip.hasFocus() for chip in self.chips)
        for action in self._made:
            self.removeAction(action)
            action.deleteLater()
        self._made.clear()
        self.chips.clear()
        for place, narrowing in enumerate(self._known):
            chip = self._button(narrowing.words, f"Take off: {narrowing.words}", partial(self._take_off, place))
            chip.setIcon(icon("x"))
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setStyleSheet(CHIP_SHEET)
            self._made.append(self.insertWidget(self._end, chip))
            self.chips.append(chip)
        if had_keyboard:
            (self.chips[-1] if self.chips else self.clear_all).setFocus()

    def _button(self, text: str, tip: str, work: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(menu_text(text))
        button.setToolTip(plain_tip(tip))
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        button.setMinimumHeight(24)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _checked=False: work())
        return button

    def _take_off(self, place: int) -> None:
        if place < len(self._known):
            self._desk.viewing.change(ORIGIN, **self._known[place].change)

    def clear_narrowing(self) -> None:
        """Take all of them off."""
        self._desk.viewing.change(ORIGIN, filter=NO_FILTER, window=None)

    def _drawn(self, _said: object) -> None:
        if self._waiting.isActive() and self._bridge.settled:
            self.come_or_go()

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        if flags & ViewFlags.FILTER:
            self.refresh()

    def _counted(self, tallied: Tallied) -> None:
        self.count.setText(f"{tallied.shown.total:,} of {self._desk.contents.counts.total:,}")
