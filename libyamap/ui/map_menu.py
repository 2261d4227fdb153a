"""The menu of a right click on the map: what lies there, and what can be done with the place."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from libyamap.domain.geometry import Position
from libyamap.ui.desk import Desk
from libyamap.ui.icons import icon
from libyamap.ui.status_bar import StatusBar
from libyamap.ui.text import menu_text
from libyamap.web.protocol import ContextAsked, ShowPlace

MOST_LISTED = 12
CLOSER = 2.0
ORIGIN = "map-menu"


class MapMenu:
    """Made anew for each click."""

    def __init__(
        self,
        desk: Desk,
        status: StatusBar,
        map_widget: QWidget,
        look_at: Callable[[Position], object],
        edits: Callable[[], list[QAction]],
    ) -> None:
        self._desk = desk
        self._status = status
        self._widget = map_widget
        self._look_at = look_at
        self._edits = edits

    def show(self, asked: ContextAsked) -> QMenu:
        """Pop the menu up where it was asked for."""
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        features = self._desk.contents.features(asked.features)
        for feature in features[:MOST_LISTED]:
            entry = menu.addAction(menu_text(feature.title))
            entry.triggered.connect(lambda _=False, chosen=feature.id: self._desk.select([chosen], ORIGIN))
        if features:
            menu.addSeparator()
        self._add_edits(menu, asked)
        place = self._status.notation.shown(asked.lat, asked.lon)
        copy = menu.addAction(icon("clipboard-copy"), menu_text(f"Copy {place}"))
        copy.triggered.connect(lambda _=False: self._status.copy(asked.lat, asked.lon))
        closer = menu.addAction(icon("zoom-in"), "Zoom in here")
        closer.triggered.connect(lambda _=False: self._go(asked, CLOSER))
        centre = menu.addAction(icon("locate-fixed"), "Centre the map here")
        centre.triggered.connect(lambda _=False: self._go(asked, 0.0))
        here = menu.addAction(icon("info"), "What is here?")
        here.triggered.connect(lambda _=False: self._look_at((asked.lon, asked.lat)))
        menu.popup(self._widget.mapToGlobal(QPoint(asked.x, asked.y)))
        return menu

    def _add_edits(self, menu: QMenu, asked: ContextAsked) -> None:
        """What can be done with the selection, where it was clicked; else with the place."""
        if self._desk.session.store.read_only:
            return
        if set(asked.features) & set(self._desk.viewing.state.selected):
            menu.addActions(self._edits())
        else:
            add = menu.addAction(icon("plus"), "Add an event here…")
            add.triggered.connect(lambda _=False: self._desk.add_asked.emit("event", asked.lon, asked.lat, None))
        menu.addSeparator()

    def _go(self, asked: ContextAsked, closer: float) -> None:
        zoom = self._desk.viewing.state.zoom + closer
        self._desk.to_page.emit(ShowPlace(asked.lon, asked.lat, zoom))
