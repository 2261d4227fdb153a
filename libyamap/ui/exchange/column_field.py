"""One line of the mapping: what a field is taken from, why, and what stands in that column."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLabel, QWidget

from libyamap.app.importing.mapping import columns_in
from libyamap.ui.edit.form.choices import Box
from libyamap.ui.elided_label import ElidedLabel
from libyamap.ui.text import plain_tip

NOTHING = ""


class FieldSpec(NamedTuple):
    """A field of the mapping. `template`: a text with columns in braces will do too."""

    name: str
    label: str
    tip: str
    template: bool = False


class ColumnField(QWidget):
    """Emits `changed` when another column is chosen or typed."""

    changed = Signal()

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._columns: tuple[str, ...] = ()
        self.label = QLabel(spec.label)
        self.label.setFixedWidth(116)
        self.box = Box()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumHeight(26)
        self.box.setToolTip(plain_tip(spec.tip))
        self.box.setAccessibleName(spec.label)
        self.label.setBuddy(self.box)
        self.hint = ElidedLabel()
        self.hint.setForegroundRole(self.hint.foregroundRole().PlaceholderText)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.box, 0, 1)
        grid.addWidget(self.hint, 1, 1)
        grid.setColumnStretch(1, 1)
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText("(none)")
        self.box.currentTextChanged.connect(lambda _text: self.changed.emit())

    def offer(self, columns: Sequence[str]) -> None:
        """The columns that there are."""
        self._columns = tuple(columns)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([NOTHING, *columns])
        completer = QCompleter([*columns], self.box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.setCompleter(completer)
        self.box.blockSignals(False)

    def show_value(self, text: str) -> None:
        """Show a column or a template without telling."""
        self.box.blockSignals(True)
        self.box.setCurrentText(text)
        self.box.blockSignals(False)

    def value(self) -> str:
        """The column or template; empty where there is none, and where what is typed is neither."""
        text = self.box.currentText().strip()
        return text if not self.problem() else ""

    def problem(self) -> str:
        """What is wrong with what is typed."""
        text = self.box.currentText().strip()
        if not text or text in self._columns:
            return ""
        if not self.spec.template:
            return f"There is no column “{text[:40]}”."
        named = columns_in(text, self._columns)
        unknown = [name for name in named if name not in self._columns]
        if unknown:
            return f"There is no column “{unknown[0][:40]}”."
        return "" if named else "Write columns in braces, such as {type} in {town}."

    def show_hint(self, text: str, *, wrong: bool = False) -> None:
        """Say beneath the field what stands in the column, or what is wrong."""
        roles = self.hint.palette().ColorRole
        self.hint.setForegroundRole(roles.BrightText if wrong else roles.PlaceholderText)
        self.hint.show_text(text)
        self.hint.setVisible(bool(text))
