"""What the window remembers from one run to the next: its own shape, and for each project the state of its layers."""

import hashlib
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QMainWindow

from libyamap.app.view_state import LayerState, Viewing
from libyamap.settings import settings_path

VERSION = 3
"""Counts up when panels or columns are added, renamed or moved, so that an old arrangement is not forced on them."""

_COLUMNS = f"window/columns{VERSION}"


class WindowState:
    """An INI file beside the settings; one that cannot be read counts as absent."""

    def __init__(self, path: Path | None = None) -> None:
        target = path or settings_path().with_name("window.ini")
        self._settings = QSettings(str(target), QSettings.Format.IniFormat)

    def restore_window(self, window: QMainWindow, *, narrow: bool = False) -> bool:
        """Bring the window to where it was; False where nothing is remembered.

        A `narrow` screen has an arrangement of its own: one made for a wide screen would not fit into it.
        """
        geometry, state = (self._settings.value(name) for name in _places(narrow))
        if not isinstance(geometry, QByteArray) or not isinstance(state, QByteArray):
            return False
        return window.restoreGeometry(geometry) and window.restoreState(state, VERSION)

    def restore_header(self, header: QHeaderView) -> bool:
        """Bring a table's columns to where they were, its sorting too; False where nothing is remembered."""
        state = self._settings.value(_COLUMNS)
        return isinstance(state, QByteArray) and header.restoreState(state)

    def keep_header(self, header: QHeaderView) -> None:
        """Remember widths, order and sorting of a table's columns."""
        self._settings.setValue(_COLUMNS, header.saveState())

    def keep_window(self, window: QMainWindow, *, narrow: bool = False) -> None:
        """Remember place, size, panels."""
        geometry, state = _places(narrow)
        self._settings.setValue(geometry, window.saveGeometry())
        self._settings.setValue(state, window.saveState(VERSION))
        self._settings.sync()

    def restore_layers(self, project: Path, viewing: Viewing) -> None:
        """Show the project's layers as they were shown last; layers that are new or gone do no harm."""
        try:
            kept = msgspec.json.decode(str(self._settings.value(_key(project), "{}")), type=dict[str, LayerState])
        except msgspec.MsgspecError:
            return
        states = viewing.state.layers
        viewing.change("window", layers={layer: kept.get(layer, state) for layer, state in states.items()})

    def keep_layers(self, project: Path, viewing: Viewing) -> None:
        """Remember visibility, opacity and order of the project's layers."""
        self._settings.setValue(_key(project), msgspec.json.encode(viewing.state.layers).decode())
        self._settings.sync()


def _places(narrow: bool) -> tuple[str, str]:
    place = "narrow" if narrow else "window"
    return f"{place}/geometry", f"{place}/state"


def _key(project: Path) -> str:
    return f"layers/{hashlib.sha256(str(project.resolve()).encode()).hexdigest()[:32]}"
