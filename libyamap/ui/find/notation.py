"""Coordinates in the notation that the reader has chosen; the choice is kept in the settings."""

import msgspec
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from libyamap.settings import load_settings, save_settings
from libyamap.ui.coordinates import coordinates_to_copy, latitude_longitude

DECIMAL = "decimal"


class NotationChoice(QObject):
    """One for each window; `changed` when another is chosen. The writers are imported when first needed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen = load_settings().coordinate_notation

    def choose(self, notation: str) -> None:
        """Write coordinates so from now on."""
        self.chosen = notation
        save_settings(msgspec.structs.replace(load_settings(), coordinate_notation=notation))
        self.changed.emit()

    def shown(self, lat: float, lon: float) -> str:
        """For reading."""
        return latitude_longitude(lat, lon) if self.chosen == DECIMAL else self._written(lat, lon)

    def copied(self, lat: float, lon: float) -> str:
        """For other programs."""
        return coordinates_to_copy(lat, lon) if self.chosen == DECIMAL else self._written(lat, lon)

    def menu(self, parent: QWidget, at: QPoint) -> QMenu:
        """Ask which, at a point of the parent."""
        from libyamap.gazetteer.coordinates import Notation

        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for notation in Notation:
            entry = menu.addAction(notation.value[0].upper() + notation.value[1:])
            entry.setCheckable(True)
            entry.setChecked(notation == self.chosen)
            group.addAction(entry)
            entry.triggered.connect(lambda _checked=False, name=notation.value: self.choose(name))
        menu.popup(parent.mapToGlobal(at))
        return menu

    def _written(self, lat: float, lon: float) -> str:
        from libyamap.gazetteer.coordinates import Notation, write

        try:
            notation = Notation(self.chosen)
        except ValueError:  # the settings are of another version
            return latitude_longitude(lat, lon)
        return write((lon, lat), notation)
