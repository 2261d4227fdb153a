"""The projects opened last, newest first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QMenu

from libyamap.settings import load_settings, save_settings
from libyamap.ui.text import menu_text, plain_tip

KEPT = 8


def remember(path: Path) -> None:
    """Put a project at the top of the list."""
    settings = load_settings()
    others = [each for each in settings.recent_projects if each != str(path)]
    save_settings(msgspec.structs.replace(settings, recent_projects=(str(path), *others[: KEPT - 1])))


def fill_recent(menu: QMenu, open_project: Callable[[Path], object]) -> None:
    """Fill the menu with those that are still there."""
    menu.clear()
    menu.setToolTipsVisible(True)
    for text in load_settings().recent_projects:
        path = Path(text)
        if path.is_file():
            entry = menu.addAction(menu_text(path.name))
            entry.setToolTip(plain_tip(text))
            entry.triggered.connect(partial(_open, open_project, path))
    if menu.isEmpty():
        menu.addAction("No project was opened yet").setEnabled(False)


def _open(open_project: Callable[[Path], object], path: Path, _checked: bool = False) -> None:
    open_project(path)
