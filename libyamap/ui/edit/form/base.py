"""What all forms share: fields in a column, a part that can be unfolded, problems that find their field, drafts."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from libyamap.domain.ids import new_id
from libyamap.errors import InvalidValue
from libyamap.ui.edit.form.field import Field

GAP = 12


class HasValue(Protocol):
    """A field that can be asked."""

    def value(self) -> object:
        """Its value; InvalidValue where there is none."""
        ...


class Form(QWidget):
    """A column of fields. `changed` after each change by the user; `key` names its draft."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[Field] = []
        self.key = new_id()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)

    def add(self, *fields: Field, to: QVBoxLayout | None = None) -> None:
        """Add fields to the column, or to a part of it."""
        for field in fields:
            (to or self.column).addWidget(field)
            self.watch(field)

    def watch(self, *fields: Field) -> None:
        """Fields that stand elsewhere in the form."""
        for field in fields:
            self.fields.append(field)
            field.changed.connect(self.changed)

    def fold(self, title: str) -> "Fold":
        """A part that is folded away until asked for."""
        fold = Fold(title)
        self.column.addWidget(fold)
        return fold

    def has_content(self) -> bool:
        """Whether the user has typed anything that would be missed."""
        return bool(self.called())

    def called(self) -> str:
        """What to call it to the reader: the text of its first field."""
        typed = self.fields[0].typed() if self.fields else ""
        return str(typed or "").strip()

    def pending(self) -> bool:
        """Whether a name that was typed is still being looked up."""
        return any(field.pending() for field in self.fields)

    def settle(self) -> None:
        """Take what is typed and not taken yet, as leaving its field does."""
        for field in self.fields:
            field.settle()

    def stop(self) -> None:
        """Wait for look-ups that still run."""
        for field in self.fields:
            field.stop()

    def first_wrong(self) -> Field | None:
        """Let every field say what is wrong with it; the first that has something to say."""
        wrong: Field | None = None
        for field in self.fields:
            ask = getattr(field, "value", None)
            if ask is None or field.isHidden():
                continue
            try:
                ask()
            except InvalidValue as error:
                field.say(str(error))
                wrong = wrong or field
        return wrong

    def show_problem(self, error: InvalidValue) -> Field | None:
        """Show a problem of the model at its field; None where no field of the form has it."""
        for field in self.fields:
            if error.field in field.names:
                field.say(str(error))
                reveal(field)
                return field
        return None

    def typed(self) -> dict[str, object]:
        """All that was put in, by the fields' names."""
        return {field.name: field.typed() for field in self.fields}

    def put_back(self, typed: Mapping[str, object]) -> None:
        """What `typed` gave."""
        for field in self.fields:
            if field.name in typed:
                field.put_back(typed[field.name])

    def clear(self) -> None:
        """Every field as it was at first; what is typed from now on is another draft."""
        for field in self.fields:
            field.clear()
        self.key = new_id()


class Fold(QWidget):
    """A heading that shows and hides what is below it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.button = QToolButton()
        self.button.setText(title)
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setMinimumHeight(28)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.inner = QWidget()
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.button)
        whole.addWidget(self.inner)
        self.inner.hide()
        self.button.toggled.connect(self.unfold)

    def unfold(self, shown: bool = True) -> None:
        """Show or hide it."""
        self.button.setChecked(shown)
        self.button.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self.inner.setVisible(shown)


def reveal(field: QWidget) -> None:
    """Unfold whatever the field stands in."""
    above = field.parentWidget()
    while above is not None:
        if isinstance(above, Fold):
            above.unfold()
        above = above.parentWidget()


def all_names(fields: Iterable[Field]) -> set[str]:
    """Names of the model that some field sets."""
    return {name for field in fields for name in field.names}
