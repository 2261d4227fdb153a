"""Small pictures of named views, drawn one by one when the press has nothing else to do; kept in memory alone."""

from typing import Final

import msgspec
from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtGui import QPixmap

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.briefing.keeping import briefing_of_view
from libyamap.app.briefing.pair import half_of
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.model import SavedView
from libyamap.errors import WorldError
from libyamap.ui.briefing.pressing import Job, Pressing
from libyamap.ui.briefing.view_rows import SIZE, ViewList
from libyamap.ui.desk import Desk

SHARP: Final = 2
"""Kept so much larger, for sharp screens."""
DRAWN: Final = 288
"""Pixels across, drawn and then scaled: lines of one pixel become grey and do not break."""
MOST: Final = 300
"""Kept at once: each has about 60 kB."""
_OTHERS: Final = ~(ChangeFlags.VIEWS | ChangeFlags.FILTERS | ChangeFlags.ATTACHMENTS)


class Thumbnails(QObject):
    """Those of the rows that are seen; `show` puts them there, and has drawn what is missing or no longer right."""

    def __init__(self, desk: Desk, pressing: Pressing, rows: ViewList) -> None:
        super().__init__(rows)
        self._desk = desk
        self._pressing = pressing
        self._rows = rows
        self._kept: dict[str, tuple[SavedView, QPixmap]] = {}
        self._old: set[str] = set()
        desk.changed.connect(self._changed)
        rows.others_in_sight.connect(self.show)

    def show(self) -> None:
        """Put pictures into the rows, and ask for those that are missing."""
        with QSignalBlocker(self._rows):  # nothing was typed
            self._rows.show_pictures({key: picture for key, (_, picture) in self._kept.items()})
        if self._rows.keys_in_sight:
            self._pressing.spare(self._next)

    # ---- inside

    def _next(self) -> Job | None:
        views = self._desk.contents.views
        seen = [views[key] for key in self._rows.keys_in_sight if key in views]
        view = next((view for view in seen if not self._is_right(view)), None)
        if view is None:
            return None
        try:
            briefing = small(briefing_of_view(view))
        except WorldError:
            self._keep(view, b"")
            return self._next()
        return Job(
            lambda press: press.preview(briefing, DRAWN),
            lambda content: self._keep(view, content),
            lambda _error: self._keep(view, b""),
        )

    def _is_right(self, view: SavedView) -> bool:
        known = self._kept.get(view.id)
        return known is not None and known[0] == _look(view) and view.id not in self._old

    def _keep(self, view: SavedView, content: bytes) -> None:
        picture = QPixmap()
        if content and picture.loadFromData(content):
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(SIZE * SHARP, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        self._old.discard(view.id)
        self._kept.pop(view.id, None)
        self._kept[view.id] = _look(view), picture
        for key in list(self._kept)[:-MOST]:
            del self._kept[key]
        self.show()

    def _changed(self, changes: OpChanges | None) -> None:
        """What is drawn may be another now."""
        if changes is None or changes.flags & _OTHERS:
            self._old = set(self._kept)
            self.show()


def small(briefing: Briefing) -> Briefing:
    """What of it a small picture shows: one sheet, for the eyes of who made it."""
    if briefing.days is not None:
        briefing = half_of(briefing, briefing.days, 1)
    return msgspec.structs.replace(briefing, release="")


def _look(view: SavedView) -> SavedView:
    """Two that are alike in this have the same picture."""
    return msgspec.structs.replace(view, position=0, title="")
