"""The menu of a right click on the map: what lies there, and what can be done with the place."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from libyamap.ui.coordinates import latitude_longitude
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

    def __init__(self, desk: Desk, status: StatusBar, map_widget: QWidget) -> None:
        self._desk = desk
        self._status = status
        self._widget = map_widget

    def show(self, asked: ContextAsked) -> QMenu:
        """Pop the menu up where it was asked for."""
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        features = self._desk.contents.selected(asked.features)
        for feature in features[:MOST_LISTED]:
            entry = menu.addAction(menu_text(feature.title))
            entry.triggered.connect(lambda _=False, chosen=feature.id: self._desk.select([chosen], ORIGIN))
        if features:
            menu.addSeparator()
        place = latitude_longitude(asked.lat, asked.lon)
        copy = menu.addAction(icon("clipboard-copy"), f"Copy {place}")
        copy.triggered.connect(lambda _=False: self._status.copy(asked.lat, asked.lon))
        closer = menu.addAction(icon("zoom-in"), "Zoom in here")
        closer.triggered.connect(lambda _=False: self._go(asked, CLOSER))
        centre = menu.addAction(icon("locate-fixed"), "Centre the map here")
        centre.triggered.connect(lambda _=False: self._go(asked, 0.0))
        menu.popup(self._widget.mapToGlobal(QPoint(asked.x, asked.y)))
        return menu

    def _go(self, asked: ContextAsked, closer: float) -> None:
        zoom = self._desk.viewing.state.zoom + closer
        self._desk.to_page.emit(ShowPlace(asked.lon, asked.lat, zoom))
