"""What the View menu does: the frame, theme, labels, relief. Choices that last go to the settings."""

from functools import partial

import msgspec
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow

from libyamap.app.view_state import ViewFlags
from libyamap.settings import Settings, load_settings, save_settings
from libyamap.ui.action_set import ActionSet
from libyamap.ui.desk import Desk
from libyamap.ui.theme import Choice, Theme
from libyamap.web.protocol import FocusMap, ShowPlace

MIN_ZOOM, MAX_ZOOM = 2.0, 18.0
ORIGIN = "menu"
_THEMES: tuple[Choice, ...] = ("system", "light", "dark")


class ViewCommands(QObject):
    """Wires the actions of looking."""

    def __init__(self, desk: Desk, actions: ActionSet, theme: Theme, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._theme = theme
        self._window = window
        self._wire_frame()
        self._wire_style()
        self._show_state()

    def focus_map(self) -> None:
        """Give the page the keyboard."""
        self._desk.to_page.emit(FocusMap())

    def _wire_frame(self) -> None:
        on = self._actions.on
        on("zoom-in", lambda: self._zoom_by(1))
        on("zoom-out", lambda: self._zoom_by(-1))
        on("fit-all", self._desk.show_all)
        on("fit-selection", lambda: self._desk.show(self._desk.selected))
        on("opening-view", self._open_view)
        on("clear-selection", self._clear)
        self._actions.on_toggle("full-screen", self._full_screen)

    def _wire_style(self) -> None:
        for choice in _THEMES:
            self._actions.on(f"theme-{choice}", partial(self._choose_theme, choice))
        for language in ("en", "ar"):
            self._actions.on(f"labels-{language}", partial(self._keep, map_language=language))
        for look in ("cells", "heat"):
            self._actions.on(f"density-{look}", partial(self._desk.viewing.change, ORIGIN, density=look))
        self._actions.on_toggle("relief", lambda shown: self._keep(relief=shown))
        self._actions.on_toggle("place-labels", lambda shown: self._desk.viewing.change(ORIGIN, place_labels=shown))
        self._theme.changed.connect(lambda shade: self._desk.viewing.change(ORIGIN, theme=shade))
        self._desk.viewed.connect(lambda flags, _origin: self._viewed(flags))

    def _viewed(self, flags: ViewFlags) -> None:
        if flags & (ViewFlags.STYLE | ViewFlags.SELECTION):
            self._show_state()

    def _show_state(self) -> None:
        state = self._desk.viewing.state
        self._actions[f"theme-{self._theme.choice}"].setChecked(True)
        self._actions[f"labels-{state.language}"].setChecked(True)
        self._actions[f"density-{state.density}"].setChecked(True)
        self._actions["relief"].setChecked(state.relief)
        self._actions["place-labels"].setChecked(state.place_labels)
        for action in ("clear-selection", "fit-selection"):
            self._actions[action].setEnabled(bool(state.selected))

    def _zoom_by(self, steps: int) -> None:
        frame = self._desk.frame
        if frame is not None:
            zoom = max(MIN_ZOOM, min(MAX_ZOOM, frame.zoom + steps))
            self._desk.to_page.emit(ShowPlace(frame.lon, frame.lat, zoom, animate=True))

    def _open_view(self) -> None:
        self._desk.show_opening_view()

    def _clear(self) -> None:
        self._desk.select([], ORIGIN)

    def _full_screen(self, wanted: bool) -> None:
        state = self._window.windowState()
        full = Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if wanted else state & ~full)

    def _choose_theme(self, choice: Choice) -> None:
        self._theme.choose(choice)
        save_settings(msgspec.structs.replace(load_settings(), theme=choice))
        self._desk.viewing.change(ORIGIN, theme=self._theme.shade)
        self._show_state()

    def _keep(self, **values: object) -> None:
        """Change settings and the view state that shows them."""
        settings: Settings = msgspec.structs.replace(load_settings(), **values)
        save_settings(settings)
        self._desk.viewing.change(ORIGIN, language=settings.map_language, relief=settings.relief)
