"""Filters under a name, kept in the project: use one, save what is set now, delete one."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from libyamap.app.commands import Put, Remove
from libyamap.app.filter import filter_from_json, filter_to_json
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.ids import new_id
from libyamap.domain.model import SavedFilter
from libyamap.ui.buttons import SIDE_IN_A_ROW, sign_button
from libyamap.ui.desk import Desk
from libyamap.ui.errors import told
from libyamap.ui.filter.fields import line
from libyamap.ui.icons import icon
from libyamap.ui.text import menu_text, plain_tip

ORIGIN = "filter"


class SavedFilters(QWidget):
    """The list, and below it a line for the name of a new one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.name = line("Name of the filter to save", "Save this filter as…", "A name, then Enter")
        self.name.returnPressed.connect(self.save)
        self.name.setVisible(not desk.session.store.read_only)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.name)
        self.buttons: dict[str, QPushButton] = {}
        desk.changed.connect(self._changed)
        self._fill()

    def save(self) -> None:
        """Keep what is set now under the name typed; the same name again replaces it."""
        title = self.name.text().strip()
        if not title:
            return
        known = self._desk.contents.filters
        same = next((each for each in known.values() if each.title == title), None)
        place = max((each.position for each in known.values()), default=-1) + 1
        asked = filter_to_json(self._desk.viewing.state.filter)
        with told(self.window(), "The filter was not saved"):
            self._desk.session.run(
                Put(SavedFilter(id=same.id if same else new_id(), title=title, filter=asked,
                                position=same.position if same else place)), ORIGIN
            )  # fmt: skip
            self.name.clear()
            self._desk.said.emit(f"Saved the filter “{title}”")

    def use(self, key: str) -> None:
        """Set the conditions of a saved filter."""
        kept = self._desk.contents.filters.get(key)
        if kept is not None:
            with told(self.window(), "The filter cannot be used"):
                self._desk.viewing.change("saved", filter=filter_from_json(kept.filter))

    def delete(self, key: str) -> None:
        """Delete a saved filter; one step to undo."""
        kept = self._desk.contents.filters.get(key)
        if kept is None:
            return
        with told(self.window(), "The filter was not deleted"):
            self._desk.session.run(Remove(kept), ORIGIN)

    def _changed(self, changes: OpChanges | None) -> None:
        if changes is None or changes.flags & ChangeFlags.FILTERS:
            self._fill()

    def _fill(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        self.buttons.clear()
        for kept in sorted(self._desk.contents.filters.values(), key=lambda each: (each.position, each.id)):
            self._rows.addWidget(self._row(kept))

    def _row(self, kept: SavedFilter) -> QWidget:
        row = QWidget()
        use = QPushButton(icon("filter"), menu_text(kept.title))
        use.setFlat(True)
        use.setMinimumHeight(26)
        use.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        use.setStyleSheet("QPushButton { text-align: left; padding: 2px 4px; }")
        use.setToolTip(plain_tip(f"Use the filter “{kept.title}”"))
        use.clicked.connect(partial(self._use_clicked, kept.id))
        remove = sign_button(
            "trash-2", f"Delete the filter “{kept.title}”", partial(self.delete, kept.id), SIDE_IN_A_ROW
        )
        remove.setVisible(not self._desk.session.store.read_only)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(use, 1)
        across.addWidget(remove)
        self.buttons[kept.id] = use
        return row

    def _use_clicked(self, key: str, _checked: bool = False) -> None:
        self.use(key)
