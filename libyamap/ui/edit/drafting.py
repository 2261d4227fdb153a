"""Keeps unfinished forms where a crash cannot take them, and offers them again at the next start."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from libyamap.app.drafts import Draft
from libyamap.ui.banner import Banner, Offer
from libyamap.ui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from libyamap.ui.edit.form.panel import FormPanel

WAIT_MS = 700
"""After the last key: soon enough to lose nothing that matters, seldom enough not to write at every key."""


class Drafting(QObject):
    """`watch` is given the panel when it is made; `offer` is called once at the start."""

    def __init__(self, desk: Desk, window: QMainWindow, panel: "Callable[[], FormPanel]") -> None:
        super().__init__(window)
        self._desk = desk
        self._panel = panel
        self._watched: FormPanel | None = None
        self.banner = Banner("draft", window)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.keep)

    def watch(self, panel: "FormPanel") -> None:
        """Keep what is typed there."""
        self._watched = panel
        panel.typed_into.connect(self._timer.start)
        panel.finished.connect(self._drop)

    def keep(self) -> None:
        """Write what is typed now; a form without content has no draft."""
        self._timer.stop()
        panel = self._watched
        form = panel.form if panel is not None else None
        if panel is None or form is None:
            return
        if not form.has_content():
            self._drop(form.key)
            return
        self._desk.workspace.drafts.keep(
            Draft(
                key=form.key,
                kind=panel.kind,
                title=form.called(),
                at=dt.datetime.now(dt.UTC),
                values=form.typed(),
            )
        )

    def stop(self) -> None:
        """The window closes: what is unfinished is kept."""
        self.keep()

    def settle(self) -> None:
        """After the window's arrangement was restored: say what was left unfinished, or nothing."""
        drafts = [] if self._desk.session.store.read_only else self._desk.workspace.drafts.all()
        if not drafts:
            self.banner.hide()
            return
        newest = drafts[0]
        called = f" “{newest.title[:60]}”" if newest.title else ""
        when = f"{newest.at.astimezone():%d %B, %H:%M}".lstrip("0")
        more = f" {len(drafts) - 1} more are kept." if len(drafts) > 1 else ""
        self.banner.say(
            f"The {newest.kind}{called} was not finished ({when}); what you typed is kept.{more}",
            [
                Offer("Go on with it", lambda: self._continue(newest)),
                Offer("Discard it", lambda: self._discard(newest)),
            ],
            "pencil",
        )

    def _continue(self, draft: Draft) -> None:
        self.banner.hide_banner()
        panel = self._panel()
        panel.put_back(draft.kind, draft.key, draft.values)

    def _discard(self, draft: Draft) -> None:
        self._drop(draft.key)
        self.banner.hide_banner()
        self.settle()

    def _drop(self, key: str) -> None:
        self._timer.stop()
        self._desk.workspace.drafts.drop(key)
