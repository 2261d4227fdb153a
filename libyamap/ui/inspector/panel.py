"""The inspector: everything known about what is selected, in the order a careful reader asks for it; it can be changed
where it stands.
"""

from collections.abc import Iterable, Sized
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libyamap.app.drafts import Draft
from libyamap.app.view_state import ViewFlags
from libyamap.domain.model import Feature
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.desk import Desk
from libyamap.ui.inspector.bulk_editing import BULK, BulkEditing, ids_of
from libyamap.ui.inspector.feature_parts import FeatureParts
from libyamap.ui.inspector.others import FeatureList, about_project, headed, list_of
from libyamap.ui.inspector.part_editor import UUID_LENGTH
from libyamap.ui.inspector.section import Section

if TYPE_CHECKING:
    from libyamap.ui.edit.map.tools import MapTools
    from libyamap.ui.inspector.inline import Inline

ORIGIN = "inspector"
MOST_LISTED = 500


class InspectorPanel(ColumnScroll):
    """Shows one feature, a list of several, a country's card, or the project."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._country = ""
        self._stale = True
        self._in_front = True
        self._actions: tuple[QAction, ...] = ()
        self._parts = FeatureParts(desk, self)
        self.editing = self._parts.editing
        self.bulk = BulkEditing(desk, self)
        self.setAccessibleName("What is known of the selection")
        desk.viewed.connect(self._viewed)
        desk.contents_changed.connect(desk.pause.soon(self.refresh))
        desk.country_picked.connect(self._show_country)
        self.editing.settled.connect(self.refresh)
        self.bulk.settled.connect(self.refresh)

    def edit_with(self, tools: "MapTools", actions: Iterable[QAction]) -> None:
        """What is shown can be changed from now on; `actions` stand in the menu of a feature."""
        self._actions = tuple(actions)
        self._parts.edit_with(tools, self._actions)
        self.refresh()

    @property
    def editor(self) -> "Inline | None":
        """What is being changed just now."""
        return self.editing.editor

    def change(self, part: str) -> None:
        """Begin to change a part of the selected feature ("what", "who", "when", "where", "sure", "other", "claim"),
        a field by its name, or to copy it forward ("copy-forward").
        """
        self.be_fresh()
        selected = self._desk.selected
        if len(selected) == 1:
            self.editing.change(part, selected[0])

    def ask(self, question: str, why: str) -> None:
        """Ask something at the top of the selected feature ("replace"), and say `why`."""
        self.be_fresh()
        selected = self._desk.selected
        if len(selected) == 1:
            self.editing.ask(question, selected[0], why)

    def put_back(self, draft: Draft) -> bool:
        """Open a change that was left unfinished, as it was left; False where its features are gone."""
        ids = ids_of(draft) if draft.kind == BULK else [draft.key[:UUID_LENGTH]]
        features = self._desk.contents.features(ids)
        if len(features) < (2 if draft.kind == BULK else 1):
            return False
        self._desk.show(features)
        self._desk.select([feature.id for feature in features], ORIGIN)
        self.be_fresh()
        if draft.kind == BULK:
            self.bulk.put_back(draft)
        else:
            self.editing.put_back(draft, features[0])
        return True

    def refresh(self) -> None:
        """Show the selection anew; what is being changed stays open as long as its feature is selected.

        Behind another panel it waits until it is seen: what was added in a form is drawn sooner.
        """
        self._stale = not (self._in_front and self.isVisible())
        if not self._stale:
            self._show_selection()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: now it is seen."""
        super().showEvent(event)
        self.be_fresh()

    def come_to_front(self, in_front: bool) -> None:
        """Whether it is before or behind another panel's tab; Qt counts both as visible."""
        self._in_front = in_front
        if in_front:
            self.be_fresh()

    def be_fresh(self) -> None:
        """It is seen (again): show what was put off."""
        if self._stale:
            self._stale = False
            self._show_selection()

    def _show_selection(self) -> None:
        selected = self._desk.selected
        if self.editing.keeps(selected) or self.bulk.keeps(selected):
            return
        self.editing.leave()
        if len(selected) == 1:
            self._fill(self._parts.of(selected[0]))
        elif selected:
            self._fill(self._several(selected))
        elif self._country:
            self._fill([self._country_list(self._country)])
        else:
            self._fill(about_project(self._desk.contents))

    def _several(self, selected: list[Feature]) -> list[QWidget]:
        """What can be done with all of them stands between their number and their list."""
        parts: list[QWidget] = [headed(f"{len(selected):,} selected", _note("", selected))]
        if self._actions and not self._desk.session.store.read_only:
            parts.append(self.bulk.of(selected))
        return [*parts, FeatureList(selected[:MOST_LISTED], self._choose)]

    def _country_list(self, country: str) -> Section:
        known = self._desk.areas.country(country)
        features = self._desk.known_for_country_alone(country)
        heading = f"Known for {known.name if known else country}"
        note = _note("No place inside the country is given for these.", features)
        return list_of(heading, note, features[:MOST_LISTED], self._choose)

    def _choose(self, feature: str) -> None:
        self._desk.select([feature], ORIGIN)

    def _show_country(self, country: str) -> None:
        self._country = country
        self._desk.viewing.change(ORIGIN, selected=())
        self.refresh()

    def _viewed(self, flags: ViewFlags, origin: str) -> None:
        if flags & ViewFlags.SELECTION:
            if origin != ORIGIN or self._desk.viewing.state.selected:
                self._country = ""
            self.editing.finish(self._desk.selected)
            self.bulk.finish(self._desk.selected)
            self.refresh()
        elif flags & (ViewFlags.LAYERS | ViewFlags.FILTER) and self._country:
            self.refresh()

    def _fill(self, parts: Iterable[QWidget]) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(16)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.show_column(column)


def _note(note: str, features: Sized) -> str:
    more = len(features) - MOST_LISTED
    return "\n".join(filter(None, (note, f"{more:,} more are not listed here." if more > 0 else "")))
