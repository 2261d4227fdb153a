"""Between the map page and the desk: page messages become view state, view state becomes messages.

Many changes in one turn of the event loop become one redraw, and a redraw is only asked for when the page has drawn
the one before, so that a dragged slider never queues work.
"""

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from libyamap.app.filter import NO_FILTER
from libyamap.app.view_state import ViewFlags, ViewState
from libyamap.domain.changes import OpChanges
from libyamap.ui.desk import Desk
from libyamap.ui.edit.map.movable import movable
from libyamap.ui.edit.map.touched import touched_marks
from libyamap.ui.map_view import Host
from libyamap.ui.searched import outline_of
from libyamap.ui.spots import spots_of
from libyamap.ui.theme import wants_less_motion
from libyamap.web.protocol import (
    CellPicked,
    ContextAsked,
    CountryPicked,
    Drawn,
    FrameMoved,
    MarksPicked,
    PointerMoved,
    Redraw,
    SelectMarks,
    SetStyle,
    ShowFrame,
)

log = logging.getLogger("libyamap")
ORIGIN = "map"
REST_MS = 200
"""After a change, until the page asks for the whole frame again: symbols at one place make room for each other."""


class Bridge(QObject):
    """Keeps one page and one desk in step."""

    context_asked = Signal(ContextAsked)
    first_picture = Signal()
    drawn = Signal(Drawn)

    def __init__(self, host: Host, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._desk = desk
        self._version = 0
        self._drawn = 0
        self._searched = NO_FILTER.area
        self._marks = False
        self._ground = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._redraw)
        self._see_to_the_rest = QTimer(self)
        self._see_to_the_rest.setSingleShot(True)
        self._see_to_the_rest.setInterval(REST_MS)
        self._see_to_the_rest.timeout.connect(self.ask_for_marks)
        host.decoded.connect(self._hear)
        desk.viewed.connect(self._viewed)
        desk.changed.connect(self._changed)
        desk.to_page.connect(host.send)
        self._begin()

    def _begin(self) -> None:
        state = self._desk.viewing.state
        self._host.send(style_of(state))
        self._host.send(ShowFrame(state.bounds))
        if state.selected:
            self.show_selection()
        self._outline(state)
        self._marks = self._ground = True
        self._redraw()

    @property
    def settled(self) -> bool:
        """Whether the page shows all that it was asked for."""
        return self._drawn >= self._version and not (self._marks or self._ground)

    # ---- from the page

    def _hear(self, message: object) -> None:
        match message:
            case Drawn():
                self._take_drawn(message)
            case FrameMoved():
                self._desk.take_frame(message)
            case PointerMoved():
                self._desk.take_pointer(message)
            case MarksPicked():
                self._pick(message)
            case CellPicked():
                self._desk.cell_picked.emit(message)
            case CountryPicked(country):
                self._desk.country_picked.emit(country)
            case ContextAsked():
                self.context_asked.emit(message)
            case _:
                log.debug("The page says %s", message)

    def _pick(self, picked: MarksPicked) -> None:
        if not picked.add:
            self._desk.select(picked.features, ORIGIN)
            return
        before = self._desk.viewing.state.selected
        kept = [feature for feature in before if feature not in picked.features]
        added = [feature for feature in picked.features if feature not in before]
        self._desk.select([*kept, *added], ORIGIN)

    def _take_drawn(self, message: Drawn) -> None:
        if not self._drawn:
            log.info("first picture")
            self.first_picture.emit()
        self._drawn = max(self._drawn, message.version)
        self.drawn.emit(message)
        if self.settled:
            self._desk.pause.end()
        if (self._marks or self._ground) and self._drawn >= self._version:
            self._later.start()

    # ---- to the page

    def _viewed(self, flags: ViewFlags, _origin: str) -> None:
        state = self._desk.viewing.state
        if flags & ViewFlags.SELECTION:
            self.show_selection()
        if flags & ViewFlags.STYLE:
            self._host.send(style_of(state))
            self._ground = True
        if flags & ViewFlags.FILTER:
            self._outline(state)
        if flags & (ViewFlags.LAYERS | ViewFlags.STYLE | ViewFlags.FILTER):
            self.ask_for_marks()
            if self._drawn:
                self._desk.pause.begin()

    def _outline(self, state: ViewState) -> None:
        """Outline the area that the filter searches in, if that is another one than before."""
        area = state.filter.area
        if area != self._searched:
            self._searched = area
            self._host.send(outline_of(area))

    def show_selection(self) -> None:
        """Show what is selected; where a tool has shown something else as chosen, no longer that."""
        read_only = self._desk.session.store.read_only
        can_move = movable(self._desk.selected, read_only=read_only)
        self._host.send(SelectMarks(self._desk.viewing.state.selected, can_move, spots_of(self._desk)))

    def ask_for_marks(self) -> None:
        """Have the page draw all marks anew, as soon as it has drawn what it was asked for before."""
        self._marks = True
        if self._drawn >= self._version:
            self._later.start()

    def _changed(self, changes: OpChanges | None) -> None:
        """Something in the project has changed: draw what was touched at once, then see that nothing else has moved."""
        update = touched_marks(self._desk, changes, self._version + 1)
        if update is None:
            self.ask_for_marks()
        else:
            self._version = update.version
            self._host.send(update)
            if self._drawn:
                self._desk.pause.begin()
            self._see_to_the_rest.start()
        if changes is None or not changes.ids.isdisjoint(self._desk.viewing.state.selected):
            self.show_selection()

    def _redraw(self) -> None:
        self._version += 1
        self._host.send(Redraw(self._version, marks=self._marks, ground=self._ground))
        self._marks = self._ground = False


def style_of(state: ViewState) -> SetStyle:
    """What the page must know of the view state to dress itself."""
    return SetStyle(
        theme=state.theme,
        language=state.language,
        relief=state.relief,
        place_labels=state.place_labels,
        reduced_motion=wants_less_motion(),
    )
