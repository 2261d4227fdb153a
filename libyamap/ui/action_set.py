"""The Qt half of `ui.actions`: one QAction each, with icon, shortcut, and a tool tip that names the shortcut."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from libyamap.ui.actions import ACTIONS, MENUS, NAMED, TOOLBAR, WITH_MENU, ActionSpec, Menu
from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip


class ActionSet:
    """All actions of a window, by id."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {spec.id: self._made(spec) for spec in ACTIONS}
        self.places: dict[str, QMenu] = {}
        window.addActions(list(self._actions.values()))

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def on(self, action_id: str, work: Callable[[], object]) -> None:
        """Do `work` when the user triggers the action."""
        self._actions[action_id].triggered.connect(lambda _checked=False: work())

    def on_toggle(self, action_id: str, work: Callable[[bool], object]) -> None:
        """Do `work(checked)` when the user triggers a checkable action."""

        def relay(checked: bool) -> None:
            # PySide hands a bound C++ method no arguments here; a function of ours gets them.
            work(checked)

        self._actions[action_id].triggered.connect(relay)

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Add all menus."""
        for menu in MENUS:
            self._fill(bar.addMenu(menu.title), menu)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Add the few tools that are at hand all the time."""
        for entry in TOOLBAR:
            if entry == ">":
                spacer = QWidget(bar)
                spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(spacer)
            elif entry:
                bar.addAction(self[entry])
                button = bar.widgetForAction(self[entry])
                self._make_reachable(button, named=entry in NAMED)
                if entry in WITH_MENU and isinstance(button, QToolButton):
                    button.setMenu(self.places[WITH_MENU[entry]])
                    button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
            else:
                bar.addSeparator()

    @staticmethod
    def _make_reachable(button: QWidget, *, named: bool) -> None:
        if isinstance(button, QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumSize(28, 28)
            if named:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _fill(self, menu: QMenu, spec: Menu) -> None:
        menu.setToolTipsVisible(True)
        if spec.id:
            self.places[spec.id] = menu
        for entry in spec.entries:
            if isinstance(entry, Menu):
                self._fill(menu.addMenu(entry.title), entry)
            elif entry:
                menu.addAction(self[entry])
            else:
                menu.addSeparator()

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(icon(spec.icon), spec.title, self._window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setIconVisibleInMenu(False)
        keys = _keys(spec.keys)
        action.setShortcuts(keys)
        shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        action.setToolTip(plain_tip(f"{spec.tip} ({shown})" if shown else spec.tip))
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(self._window)
            self._groups[spec.group].addAction(action)
        return action


def _keys(keys: str) -> list[QKeySequence]:
    if keys.startswith(":"):
        standard = QKeySequence.keyBindings(QKeySequence.StandardKey[keys[1:]])
        return standard or _FALLBACKS.get(keys, [])
    return [QKeySequence(keys)] if keys else []


# Platforms without a desktop theme leave some of the standard keys empty.
_FALLBACKS = {
    ":Quit": [QKeySequence("Ctrl+Q")],
    ":SaveAs": [QKeySequence("Ctrl+Shift+S")],
    ":FullScreen": [QKeySequence("F11")],
    ":Preferences": [QKeySequence("Ctrl+,")],
}
