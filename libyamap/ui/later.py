"""A panel whose code is imported when it is first seen: the start of the program does not wait for it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    """Stands in the dock; `panel` is made by `make` when it is first asked for."""

    def __init__(self, make: Callable[[], W]) -> None:
        super().__init__()
        self._make = make
        self._panel: W | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def made(self) -> W | None:
        """The panel, if it was needed yet."""
        return self._panel

    @property
    def panel(self) -> W:
        """The panel."""
        if self._panel is None:
            self._panel = self._make()
            self._column.addWidget(self._panel)
        return self._panel

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: now it is needed."""
        super().showEvent(event)
        self.panel.show()
