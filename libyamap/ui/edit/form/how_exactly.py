"""How exactly a thing is placed at a spot: the precision in words, and the radius where it is a ring.

It is asked as soon as there is a spot, and no more is drawn than is said here.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from libyamap.app.placing import DISTRICT, NEAR, Placement, Spot, placed, ways
from libyamap.domain.precision import ring_radius_m
from libyamap.ui.edit.form.choices import Box
from libyamap.ui.text import plain_tip
from libyamap.ui.wheel import let_wheel_past

LEAST_KM, MOST_KM = 0.1, 2000.0


class HowExactly(QWidget):
    """`changed` when the user says otherwise. Hidden while there is no spot."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._spot: Spot | None = None
        self._radius_known = False
        self.box = Box()
        self.box.setAccessibleName("How exactly")
        self.box.setToolTip(plain_tip("How exactly the source places it: no more is drawn than is said here"))
        self.radius = QDoubleSpinBox()
        self.radius.setRange(LEAST_KM, MOST_KM)
        self.radius.setDecimals(1)
        self.radius.setSuffix(" km")
        self.radius.setAccessibleName("Radius in kilometres")
        self.radius.setToolTip(plain_tip("How far around the place it may have been, where the source says so"))
        self.radius.setMinimumHeight(28)
        self.radius.setKeyboardTracking(False)
        let_wheel_past(self.radius)
        self._ring = QWidget()
        within = QHBoxLayout(self._ring)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(8)
        within.addWidget(QLabel("within about"))
        within.addWidget(self.radius, 1)
        label = QLabel("How exactly")
        label.setForegroundRole(label.foregroundRole().PlaceholderText)
        label.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for part in (label, self.box, self._ring):
            column.addWidget(part)
        self.box.activated.connect(lambda _row: self._precision_changed())
        self.radius.valueChanged.connect(lambda _km: self._radius_changed())

    @property
    def where_prec(self) -> int | None:
        """The chosen precision (UCDP where_prec); None where no place is given."""
        chosen = self.box.currentData()
        return chosen if isinstance(chosen, int) else None

    @property
    def radius_km(self) -> float | None:
        """The radius in kilometres, where it was said."""
        return self.radius.value() if self._radius_known else None

    def placement(self, spot: Spot) -> Placement:
        """The thing at the spot, as exactly as is chosen."""
        ring = self._radius_known and self.where_prec in {NEAR, DISTRICT}
        return placed(spot, self.where_prec, self.radius.value() * 1000 if ring else None)

    def ask_of(self, spot: Spot | None, where_prec: int | None, radius_m: float | None = None) -> None:
        """Offer the ways there are for a spot; `radius_m` in metres where it is known."""
        self._spot = spot
        self.setVisible(spot is not None)
        if spot is None:
            return
        self._radius_known = radius_m is not None
        self.box.fill([(way.where_prec, way.words) for way in ways(spot)])
        self.box.choose(where_prec)
        self._show_radius(radius_m)

    def choose(self, where_prec: int | None) -> None:
        """Choose a precision."""
        self.box.choose(where_prec)

    def _precision_changed(self) -> None:
        self._radius_known = False
        self._show_radius(None)
        self.changed.emit()

    def _show_radius(self, radius_m: float | None) -> None:
        ring = self.where_prec in {NEAR, DISTRICT}
        self._ring.setVisible(ring)
        if ring and self._spot is not None:
            usual = self._spot.radius_m if self.where_prec == NEAR else None
            self.radius.blockSignals(True)
            self.radius.setValue(ring_radius_m(self.where_prec or NEAR, radius_m or usual) / 1000)
            self.radius.blockSignals(False)

    def _radius_changed(self) -> None:
        self._radius_known = True
        self.changed.emit()
