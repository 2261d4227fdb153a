"""Light and dark: follows the system unless the user has chosen; calm neutrals like the map's ground, one accent.

Where the platform has a style of its own (Windows, macOS, a desktop's theme) its colours stay and only the accent is
ours. Fusion, the style of a bare X11 or Wayland session, gets the palettes below; contrasts are held by a test.
"""

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

Choice = Literal["system", "light", "dark"]
Shade = Literal["light", "dark"]

_Role = QPalette.ColorRole
_COLOURS: dict[Shade, dict[QPalette.ColorRole, str]] = {
    "light": {
        _Role.Window: "#F4F3EF",
        _Role.WindowText: "#22252A",
        _Role.Base: "#FFFFFF",
        _Role.AlternateBase: "#F8F7F3",
        _Role.Text: "#22252A",
        _Role.PlaceholderText: "#62666C",
        _Role.Button: "#ECEAE4",
        _Role.ButtonText: "#22252A",
        _Role.BrightText: "#A32015",
        _Role.ToolTipBase: "#FFFFFF",
        _Role.ToolTipText: "#22252A",
        _Role.Highlight: "#1F6391",
        _Role.HighlightedText: "#FFFFFF",
        _Role.Accent: "#1F6391",
        _Role.Link: "#1F6391",
        _Role.LinkVisited: "#1F6391",
        _Role.Light: "#FFFFFF",
        _Role.Midlight: "#E6E3DC",
        _Role.Mid: "#C9C5BB",
        _Role.Dark: "#A9A498",
        _Role.Shadow: "#6B675E",
    },
    "dark": {
        _Role.Window: "#23272B",
        _Role.WindowText: "#E7E5E0",
        _Role.Base: "#1B1F22",
        _Role.AlternateBase: "#20242A",
        _Role.Text: "#E7E5E0",
        _Role.PlaceholderText: "#A2A6AA",
        _Role.Button: "#2E3338",
        _Role.ButtonText: "#E7E5E0",
        _Role.BrightText: "#FF9A8A",
        _Role.ToolTipBase: "#2E3338",
        _Role.ToolTipText: "#E7E5E0",
        _Role.Highlight: "#2F6E9C",
        _Role.HighlightedText: "#FFFFFF",
        _Role.Accent: "#7DB8E0",
        _Role.Link: "#7DB8E0",
        _Role.LinkVisited: "#7DB8E0",
        _Role.Light: "#454C53",
        _Role.Midlight: "#383E44",
        _Role.Mid: "#4A5057",
        _Role.Dark: "#15181B",
        _Role.Shadow: "#0C0E10",
    },
}
FIELD_SHEET = """
QLineEdit { border: 1px solid palette(placeholder-text); border-radius: 4px; padding: 2px 4px;
            background: palette(base); color: palette(text); }
QLineEdit:disabled { border-color: palette(mid); background: palette(window); color: palette(placeholder-text); }
QLineEdit:focus { border: 2px solid palette(accent); padding: 1px 3px; }
"""
"""A field whose edge can be seen in the dark too, where Fusion draws it darker than the window."""
_DISABLED = {"light": "#8A8D91", "dark": "#7B8187"}


def palette_for(shade: Shade) -> QPalette:
    """The palette of Fusion in this shade."""
    palette = QPalette()
    for role, colour in _COLOURS[shade].items():
        palette.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DISABLED[shade]))
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Base, palette.color(_Role.Window))
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.PlaceholderText, QColor(_DISABLED[shade]))
    return palette


def is_fusion(application: QApplication) -> bool:
    """Whether the platform left us with Qt's own style."""
    return application.style().name().lower() == "fusion"


class Theme(QObject):
    """The application's theme; `changed` tells the new shade."""

    changed = Signal(str)

    def __init__(self, choice: Choice = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: Choice = choice
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._dress)
        self._shown: Shade | None = None
        self.choose(choice)

    @property
    def choice(self) -> Choice:
        """What the user chose."""
        return self._choice

    @property
    def shade(self) -> Shade:
        """What is shown. Some platforms cannot be asked for a scheme, so the user's choice counts for itself."""
        if self._choice != "system":
            return self._choice
        return "dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def choose(self, choice: Choice) -> None:
        """Take light, dark, or whatever the system says."""
        self._choice = choice
        if choice == "system":
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)
        self._dress()

    def _dress(self) -> None:
        if self.shade == self._shown:
            return
        self._shown = self.shade
        application = QApplication.instance()
        if isinstance(application, QApplication) and is_fusion(application):
            application.setPalette(palette_for(self.shade))
            _dress_anew(application.allWidgets())
        self.changed.emit(self.shade)


def _dress_anew(widgets: Iterable[QWidget]) -> None:
    """A style sheet takes the palette's colours when it is set: set it again for the new ones."""
    for widget in widgets:
        sheet = widget.styleSheet()
        if sheet:
            widget.setStyleSheet("")
            widget.setStyleSheet(sheet)


def wants_less_motion() -> bool:
    """Whether the system asks for less motion."""
    return QGuiApplication.styleHints().accessibility().motionPreference() == Qt.MotionPreference.ReducedMotion
