"""Keeps unfinished forms where a crash cannot take them, and offers them again at the next start."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QMainWindow

from libyamap.app.drafts import Draft
from libyamap.ui.banner import Banner, Offer
from libyamap.ui.desk import Desk

WAIT_MS = 700
"""After the last key: soon enough to lose nothing that matters, seldom enough not to write at every key."""


class Unfinished(Protocol):
    """Where something is typed: `typed_into` after each change, `finished` with the key of what was saved or left."""

    @property
    def typed_into(self) -> SignalInstance: ...

    @property
    def finished(self) -> SignalInstance: ...

    def draft(self) -> Draft | None:
        """What is typed now; without values where nothing is, None where nothing can be."""
        ...


class Drafting(QObject):
    """`watch` is given whatever is typed into; `settle` is called once at the start.

    `resume` opens a draft where it was begun; it gives False where that is not there any more.
    """

    def __init__(self, desk: Desk, window: QMainWindow, resume: Callable[[Draft], bool]) -> None:
        super().__init__(window)
        self._desk = desk
        self._resume = resume
        self._watched: list[Unfinished] = []
        self.banner = Banner("draft", window)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.keep)

    def watch(self, unfinished: Unfinished) -> None:
        """Keep what is typed there."""
        self._watched.append(unfinished)
        unfinished.typed_into.connect(self._timer.start)
        unfinished.finished.connect(self._drop)

    def offer_interrupted(self) -> None:
        """What was typed could not be saved when something else was begun: it is kept, and offered at once."""
        self.keep()
        self.settle()

    def keep(self) -> None:
        """Write what is typed now; where nothing is typed there is no draft."""
        self._timer.stop()
        for unfinished in self._watched:
            draft = unfinished.draft()
            if draft is None:
                continue
            if draft.values:
                self._desk.workspace.drafts.keep(draft)
            else:
                self._desk.workspace.drafts.drop(draft.key)

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
        what = f"A change of{called or ' something'}" if newest.editing else f"The {newest.kind}{called}"
        when = f"{newest.at.astimezone():%d %B, %H:%M}".lstrip("0")
        others = len(drafts) - 1
        more = f" {others} more {'is' if others == 1 else 'are'} kept." if others else ""
        self.banner.say(
            f"{what} was not finished ({when}); what you typed is kept.{more}",
            [
                Offer("Go on with it", lambda: self._continue(newest)),
                Offer("Discard it", lambda: self._discard(newest)),
            ],
            "pencil",
        )

    def _continue(self, draft: Draft) -> None:
        self.banner.hide_banner()
        if not self._resume(draft):
            self._desk.said.emit(f"“{draft.title[:60]}” is not in the project any more, nor what was typed of it.")
            self._drop(draft.key)

    def _discard(self, draft: Draft) -> None:
        self._drop(draft.key)
        self.banner.hide_banner()
        self.settle()

    def _drop(self, key: str) -> None:
        self._desk.workspace.drafts.drop(key)
