"""The map as it was known at an earlier moment: a clear bar above it, nothing can be changed, and the way back."""

import datetime as dt

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from libyamap.domain.changes import Revision
from libyamap.ui.banner import Banner, Offer
from libyamap.ui.desk import Desk
from libyamap.ui.errors import told
from libyamap.ui.jobs import busy


class PastView(QObject):
    """One for each window."""

    def __init__(self, desk: Desk, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.banner = Banner("past", window)

    def show_after(self, revision: object) -> None:
        """Show what was known right after a revision."""
        if isinstance(revision, Revision):
            self.show_at(revision.at)

    def show_at(self, moment: dt.datetime) -> None:
        """Show what was known at a moment."""
        with told(self._window, "The map was not changed"):
            with busy():
                self._desk.show_as_known(moment)
            local = moment.astimezone()
            words = f"{local.day} {local:%B %Y, %H:%M}"
            self.banner.say(
                f"You see the map as it was known on {words}. Nothing can be changed here.",
                [Offer("Back to today", self.leave)],
                "clock",
            )

    def leave(self) -> None:
        """Show the project as it is."""
        with told(self._window):
            self._desk.show_as_known(None)
            self.banner.hide_banner()

    def settle(self) -> None:
        """After the window's arrangement was restored: the bar stands only while the past is shown."""
        if self._desk.workspace.known_as_of is None:
            self.banner.hide()
