"""The briefing that is being made: its texts, sheet and furniture, with what the map shows. Both panels work on it.

One a project; what is unfinished is kept in the user's data folder, as drafts are, and is there after a restart.
"""

import datetime as dt

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from libyamap.app.briefing.briefing import Briefing, briefing_of, state_of
from libyamap.app.briefing.keeping import briefing_from_json, briefing_of_view, briefing_to_json
from libyamap.app.briefing.view_words import missing_words
from libyamap.app.drafts import Draft, Drafts
from libyamap.app.view_state import opening_state
from libyamap.bootstrap import data_folder
from libyamap.domain.model import SavedView
from libyamap.errors import WorldError
from libyamap.ui.desk import Desk
from libyamap.web.protocol import ShowFrame

KEY = "briefing"
WAIT_MS = 700
ORIGIN = "views"


class Board(QObject):
    """`changed` after each change of texts, sheet or furniture; `taken` where all of them are others, from a view."""

    changed = Signal()
    taken = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts = Drafts(data_folder() / "briefings", desk.contents.project.id)
        self.base, self.view = self._kept()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def briefing(self) -> Briefing:
        """What would be printed now: the frame, layers, filter and time of the map, the texts and sheet of here."""
        return msgspec.structs.replace(briefing_of(self._desk.viewing.state, self.base), theme=self.base.theme)

    @property
    def shown_view(self) -> SavedView | None:
        """The named view that was shown or kept last, if it is still there."""
        return self._desk.contents.views.get(self.view)

    def change(self, **fields: object) -> None:
        """Other texts, sheet or furniture."""
        changed = msgspec.structs.replace(self.base, **fields)
        if changed != self.base:
            self.base = changed
            self._timer.start()
            self.changed.emit()

    def take(self, briefing: Briefing) -> None:
        """Texts, sheet and furniture of another briefing or a template, in every field."""
        self.base = briefing
        self._timer.start()
        self.taken.emit()
        self.changed.emit()

    def count_as(self, view: str) -> None:
        """From now on this is the view with that id."""
        self.view = view
        self._timer.start()

    def show(self, view: SavedView) -> None:
        """Bring map and briefing to a named view; says what of it is gone. WorldError where it is damaged."""
        briefing = briefing_of_view(view)
        desk = self._desk
        state = state_of(briefing, opening_state(desk.contents.project, desk.session.store, desk.areas))
        kept = ("layers", "filter", "window", "theme", "language", "relief", "place_labels", "density")
        self._desk.viewing.change(ORIGIN, **{name: getattr(state, name) for name in kept})
        self._desk.to_page.emit(ShowFrame(state.bounds, animate=True))
        self.view = view.id
        self.take(briefing)
        missing = missing_words(view, self._desk.contents.layers, self._desk.contents.actors)
        gone = f"; {missing}, the rest is shown" if missing else ""
        self._desk.said.emit(f"Showing the view “{view.title}”{gone}")

    def keep(self) -> None:
        """Write what is unfinished."""
        self._timer.stop()
        if self.base == Briefing() and not self.view:
            self._drafts.drop(KEY)
            return
        values: dict[str, object] = {"briefing": briefing_to_json(self.base), "view": self.view}
        now = dt.datetime.now(dt.UTC)
        self._drafts.keep(Draft(key=KEY, kind=KEY, title=self.base.title, at=now, values=values))

    def _kept(self) -> tuple[Briefing, str]:
        for draft in self._drafts.all():
            text, view = draft.values.get("briefing"), draft.values.get("view")
            if draft.key == KEY and isinstance(text, str):
                try:
                    return briefing_from_json(text), view if isinstance(view, str) else ""
                except WorldError:
                    break  # of another version: it counts as absent
        return Briefing(), ""
