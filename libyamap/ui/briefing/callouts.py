"""The call-outs of a sheet: numbered markers on the map with a short text each, in the order of their numbers."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from libyamap.app.briefing.briefing import LONGEST_TEXT, MOST_CALLOUTS, Callout
from libyamap.ui.briefing.board import Board
from libyamap.ui.buttons import SIDE_IN_A_ROW, sign_button
from libyamap.ui.desk import Desk
from libyamap.ui.filter.fields import button, line
from libyamap.ui.text import Look, PlainLabel

EMPTY = "None yet. Add one by a click on the map, or for what is selected."
NEW = "Call-out"


class Callouts(QWidget):
    """`place_asked`: the next click on the map is where one goes; then `add_at`."""

    place_asked = Signal()

    def __init__(self, desk: Desk, board: Board) -> None:
        super().__init__()
        self._desk = desk
        self._board = board
        self.fields: list[QLineEdit] = []
        self.empty = PlainLabel(EMPTY, Look.QUIET)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.by_click = button("On the map", "crosshair", "Click where the marker goes", self.place_asked.emit)
        self.of_selection = button("Of the selection", "plus", "A marker at what is selected", self.add_selected)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.by_click, 1)
        below.addWidget(self.of_selection, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel("Call-outs", Look.HEADING))
        column.addWidget(self.empty)
        column.addLayout(self._rows)
        column.addLayout(below)
        desk.viewed.connect(lambda _flags, _origin: self._enable())
        self.fill()

    def add_at(self, lon: float, lat: float) -> None:
        """One at a place (EPSG:4326), with its text to be typed."""
        self._add([Callout(text=f"{NEW} {len(self._board.base.callouts) + 1}", at=(lon, lat))])

    def add_selected(self) -> None:
        """One at each selected feature, with its title."""
        known = {callout.feature for callout in self._board.base.callouts}
        features = [feature for feature in self._desk.selected if feature.id not in known]
        self._add([Callout(text=each.title[:LONGEST_TEXT] or NEW, feature=each.id) for each in features])

    def fill(self) -> None:
        """Show what the board holds."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields.clear()
        for place, callout in enumerate(self._board.base.callouts):
            self._rows.addWidget(self._row(place, callout))
        self.empty.setVisible(not self.fields)
        self._enable()

    # ---- inside

    def _row(self, place: int, callout: Callout) -> QWidget:
        row = QWidget()
        number = QLabel(str(place + 1))
        number.setMinimumWidth(16)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        field = line(f"Text of call-out {place + 1}", "Its text")
        field.setClearButtonEnabled(False)
        field.setText(callout.text)
        field.setCursorPosition(0)
        field.textEdited.connect(partial(self._typed, place))
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2)
        across.addWidget(number)
        across.addWidget(field, 1)
        last = place == len(self._board.base.callouts) - 1
        up = _tool("arrow-up", f"Move call-out {place + 1} up", partial(self._move, place), place > 0)
        up.setObjectName(f"up-{place + 1}")
        across.addWidget(up)
        across.addWidget(
            _tool("arrow-down", f"Move call-out {place + 1} down", partial(self._move, place + 1), not last)
        )
        across.addWidget(_tool("x", f"Remove call-out {place + 1}", partial(self._remove, place), able=True))
        self.fields.append(field)
        return row

    def _add(self, more: list[Callout]) -> None:
        if not more:
            return
        self._put((*self._board.base.callouts, *more)[:MOST_CALLOUTS])
        self.fields[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields[-1].selectAll()

    def _typed(self, place: int, text: str) -> None:
        callouts = list(self._board.base.callouts)
        if text.strip():
            callouts[place] = msgspec.structs.replace(callouts[place], text=text[:LONGEST_TEXT])
            self._board.change(callouts=tuple(callouts))

    def _move(self, place: int) -> None:
        """Change places with the one above."""
        callouts = list(self._board.base.callouts)
        callouts[place - 1], callouts[place] = callouts[place], callouts[place - 1]
        self._put(tuple(callouts))

    def _remove(self, place: int) -> None:
        callouts = self._board.base.callouts
        self._put(callouts[:place] + callouts[place + 1 :])

    def _put(self, callouts: tuple[Callout, ...]) -> None:
        self._board.change(callouts=callouts)
        self.fill()

    def _enable(self) -> None:
        room = len(self._board.base.callouts) < MOST_CALLOUTS
        self.by_click.setEnabled(room)
        self.of_selection.setEnabled(room and bool(self._desk.viewing.state.selected))


def _tool(name: str, tip: str, work: Callable[[], object], able: bool) -> QToolButton:
    tool = sign_button(name, tip, work, SIDE_IN_A_ROW)
    tool.setEnabled(able)
    return tool
