"""The bottom line: where the pointer is, at what scale, that all is saved, and that nothing leaves the machine."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QToolButton, QWidget

from libyamap.ui.coordinates import distance, scale
from libyamap.ui.desk import Desk
from libyamap.ui.find.notation import NotationChoice
from libyamap.ui.icons import icon
from libyamap.ui.text import PlainLabel, plain_tip, with_even_digits
from libyamap.web.protocol import FrameMoved, PointerMoved

MESSAGE_MS = 4000
COPY_TIP = "Copy coordinates (Ctrl+Shift+C); right click for another notation"


class StatusBar(QStatusBar):
    """Coordinates (a click copies them), scale, saved state, network state."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.coordinates = self._button("crosshair", "Move the pointer over the map", COPY_TIP)
        self.notation = NotationChoice(self)
        self.notation.changed.connect(self._rewrite)
        self.coordinates.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.coordinates.customContextMenuRequested.connect(lambda at: self.notation.menu(self.coordinates, at))
        self.coordinates.clicked.connect(lambda _checked=False: self.copy_coordinates())
        width = self.fontMetrics().horizontalAdvance("00.0000° N, 000.0000° W") + 40
        self.coordinates.setMinimumWidth(width)
        self.scale = QLabel("")
        for changing in (self.coordinates, self.scale):
            with_even_digits(changing)
        self.scale.setMinimumWidth(self.fontMetrics().horizontalAdvance("1 : 000,000,000"))
        self.scale.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.busy = PlainLabel("")
        self.busy.setMargin(4)
        self.busy.setWordWrap(False)  # two lines would make the bar higher, and the map jump below the hand
        self.busy.hide()
        read_only = desk.session.store.read_only
        self.saved = self._note(
            "lock" if read_only else "check",
            "Read only" if read_only else "Saved",
            "This file can only be looked at; save a copy to edit it"
            if read_only
            else "Every change is written to the file at once",
        )
        self.network = self._note(
            "wifi-off", "Offline: nothing leaves this machine", "The map and all its data are on this machine"
        )
        self.addWidget(self.coordinates)
        self.addWidget(self.scale)
        self.addWidget(self.busy)
        self.addPermanentWidget(self.saved)
        self.addPermanentWidget(self.network)
        desk.pointer_moved.connect(self._pointer)
        desk.frame_moved.connect(self._frame)

    def show_busy(self, sentence: str) -> None:
        """What the hand is doing on the map, beside the coordinates; empty: nothing in particular."""
        if sentence:
            self.clearMessage()
        self.busy.setText(sentence)
        self.busy.setVisible(bool(sentence))

    def show_lost(self, sentence: str) -> None:
        """The file is no longer where it was: what is done from now on would be lost."""
        self.saved.setIcon(icon("triangle-alert"))
        self.saved.setText("Not saved: the file is gone")
        self.saved.setAccessibleName(self.saved.text())
        self.saved.setToolTip(plain_tip(sentence))

    def copy_coordinates(self) -> None:
        """Copy the pointer's last position on the map."""
        pointer = self._desk.pointer
        if pointer is None:
            self.showMessage("Move the pointer over the map first.", MESSAGE_MS)
            return
        self.copy(pointer.lat, pointer.lon)

    def copy(self, lat: float, lon: float) -> None:
        """Copy a position (degrees) and say so."""
        text = self.notation.copied(lat, lon)
        QGuiApplication.clipboard().setText(text)
        self.showMessage(f"Copied {text}", MESSAGE_MS)

    def _pointer(self, pointer: PointerMoved) -> None:
        if pointer.inside:
            self.coordinates.setText(self.notation.shown(pointer.lat, pointer.lon))

    def _rewrite(self) -> None:
        if self._desk.pointer is not None:
            self._pointer(self._desk.pointer)

    def _frame(self, frame: FrameMoved) -> None:
        self.scale.setText(scale(frame.metres_per_pixel))
        self.scale.setToolTip(plain_tip(f"One pixel is {distance(frame.metres_per_pixel)} at the centre of the map"))

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAutoRaise(True)
        button.setText(text)
        button.setToolTip(plain_tip(tip))
        button.setMinimumHeight(24)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        return button

    def _note(self, name: str, text: str, tip: str) -> QToolButton:
        note = self._button(name, text, tip)
        note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        note.setAccessibleName(text)
        return note
