"""Several features changed at once: a field and its new value, for all of them, in one step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from libyamap.app.commands import ChangeMany
from libyamap.domain.model import Feature
from libyamap.domain.vocabulary import Certainty, Status
from libyamap.errors import InvalidValue, WorldError
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.choices import ChoiceField
from libyamap.ui.edit.form.feature_form import CERTAINTY_CHOICES, STATUS_CHOICES, layer_choices
from libyamap.ui.edit.form.lines import LineField, TagsField
from libyamap.ui.edit.form.time_field import TimeField
from libyamap.ui.icons import icon
from libyamap.ui.inspector.inline import Inline

KEEP = "as it is"
_KEPT = (KEEP, "Leave as it is")


class BulkChange(QWidget):
    """A button; once pressed, the fields that can be set for all.

    `typed_into` after each change of a field, `left` when the fields are closed, saved or not.
    """

    typed_into = Signal()
    left = Signal()

    def __init__(self, desk: Desk, features: Sequence[Feature]) -> None:
        super().__init__()
        self._desk = desk
        self.features = tuple(features)
        self.button = QPushButton(icon("pencil"), "Change all…")
        self.button.setMinimumHeight(28)
        self.button.clicked.connect(lambda _checked=False: self.open())
        self.delete = QPushButton(icon("trash-2"), "Delete all")
        self.delete.setMinimumHeight(28)
        self.delete.clicked.connect(lambda _checked=False: self._delete())
        self.editor: Inline | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button, 1)
        row.addWidget(self.delete, 1)
        self._column.addLayout(row)

    def open(self) -> None:
        """Show the fields."""
        if self.editor is not None:
            return
        form = BulkForm(self._desk)
        self.editor = Inline(form, lambda: self._run(form), f"Change all {len(self.features):,}")
        self.editor.changed.connect(self.typed_into)
        self.editor.left.connect(self._close)
        self.button.hide()
        self.delete.hide()
        self._column.addWidget(self.editor)
        form.fields[0].take_keyboard()

    def _run(self, form: "BulkForm") -> None:
        changes = form.changes()
        add, remove = form.new_tags.words(), form.old_tags.words()
        if not changes and not add and not remove:
            raise InvalidValue("status", "Nothing is set yet: choose what to change for all of them.")
        self._desk.session.run(ChangeMany(self.features, changes, add, remove), "inspector")

    def _close(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        self.button.show()
        self.delete.show()
        self.left.emit()

    def _delete(self) -> None:
        from libyamap.app.commands import RemoveMany
        from libyamap.ui.errors import show_world_error

        try:
            self._desk.session.run(RemoveMany(self.features), "inspector")
        except WorldError as error:
            show_world_error(error, self)


class BulkForm(Form):
    """Fields that make sense for many; each begins with “leave as it is”."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.status = ChoiceField("status", "Status", [_KEPT, *STATUS_CHOICES])
        self.certainty = ChoiceField("certainty", "Certainty", [_KEPT, *CERTAINTY_CHOICES])
        self.layer = ChoiceField("layer", "Layer", [_KEPT, *layer_choices(desk.contents.layers)])
        self.type = LineField("type", "Type", KEEP)
        self.time = TimeField(as_of=desk.contents.project.as_of)
        self.time.line.setPlaceholderText(KEEP)
        self.new_tags, self.old_tags = TagsField("Add tags", "add_tags"), TagsField("Remove tags", "remove_tags")
        self.add(self.status, self.certainty, self.layer, self.type, self.time, self.new_tags, self.old_tags)

    def changes(self) -> dict[str, object]:
        """The fields that are set."""
        changes: dict[str, object] = {}
        makers: tuple[tuple[ChoiceField, Callable[[object], object]], ...] = (
            (self.status, lambda value: Status(str(value))),
            (self.certainty, lambda value: Certainty(str(value)) if value else None),
            (self.layer, str),
        )
        for field, made in makers:
            if field.value() != KEEP:
                changes[field.name] = made(field.value())
        if self.type.value():
            changes["type"] = self.type.value()
        if self.time.value():
            changes["time"] = self.time.value()
        return changes
