"""What became of every row: the numbers of each file, the refused rows with their reasons, and what can be done now."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.exporting.formulas import guarded
from libyamap.app.importing.rows import Outcome
from libyamap.app.obstacles import obstacle
from libyamap.ui.errors import told
from libyamap.ui.text import PlainLabel, menu_text

SHOWN = 1_000
MOST_NAMED = 5
"""Layers that an account names; a table may bring one for each of its rows."""


class AccountPage(QWidget):
    """`show_asked` and `undo_asked` when their buttons are pressed; others are added with `offer`."""

    show_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcomes: Sequence[Outcome] = ()
        self.words = PlainLabel()
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels(["File", "Row", "Why it was not taken"])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName("Rows that were not taken")
        self.show_button = QPushButton("Show what came in")
        self.undo_button = QPushButton("Undo this import")
        self.copy_button = QPushButton("Copy this account")
        self.save_button = QPushButton("Save it as CSV…")
        self._row = QHBoxLayout()
        for button in (self.show_button, self.undo_button, self.copy_button, self.save_button):
            button.setAutoDefault(False)
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.offered: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addLayout(self._row)
        column.addStretch(0)
        self._rest = column
        self.show_button.clicked.connect(lambda _checked=False: self.show_asked.emit())
        self.undo_button.clicked.connect(lambda _checked=False: self.undo_asked.emit())
        self.copy_button.clicked.connect(lambda _checked=False: self._copy())
        self.save_button.clicked.connect(lambda _checked=False: self._save())

    def show_account(self, outcomes: Sequence[Outcome]) -> None:
        """Tell what became of the files."""
        self.outcomes = outcomes
        for button in self.offered:
            button.deleteLater()
        self.offered = []
        self.words.set_text("\n".join(line for outcome in outcomes for line in lines_of(outcome)))
        refused = [(outcome, each) for outcome in outcomes for each in outcome.reasons]
        self.table.setVisible(bool(refused))
        self._rest.setStretch(self._rest.count() - 1, 0 if refused else 1)  # the buttons stand beneath what is said
        self.table.setRowCount(min(SHOWN, len(refused)))
        for at, (outcome, each) in enumerate(refused[:SHOWN]):
            for column, text in enumerate((Path(outcome.file).name, f"{each.row:,}", each.reason)):
                self.table.setItem(at, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        came = any(outcome.accepted + outcome.updated for outcome in outcomes)
        for button in (self.show_button, self.undo_button):
            button.setVisible(came)  # without anything that came in they would only be in the way
        self.show_button.setEnabled(came)
        self.undo_button.setEnabled(any(outcome.accepted - outcome.unchanged + outcome.updated for outcome in outcomes))

    def offer(self, words: str, work: Callable[[], object]) -> QPushButton:
        """Add a button, such as “3 likely duplicates…”."""
        button = QPushButton(menu_text(words))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: work())
        self._row.insertWidget(1, button)
        self.offered.append(button)
        return button

    def undone(self, sentence: str) -> None:
        """The import was taken back, or could not be."""
        self.words.set_text(sentence)
        self.show_button.setEnabled(False)
        self.undo_button.setEnabled(False)

    def still_in(self, sentence: str) -> None:
        """The import was not taken back, or in part; it can be asked for again."""
        self.words.set_text(sentence)

    def _copy(self) -> None:
        refused = [f"{Path(o.file).name}\trow {each.row}\t{each.reason}" for o in self.outcomes for each in o.reasons]
        QGuiApplication.clipboard().setText("\n".join([self.words.text(), *refused]))

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the account", "import.csv", "CSV (*.csv)")
        if chosen:
            path = Path(chosen)
            with told(self, "The account was not saved"):
                try:
                    path.write_text(account_csv(self.outcomes), "utf-8-sig")
                except OSError as error:
                    raise obstacle("save the account", path, error) from error


def lines_of(outcome: Outcome) -> list[str]:
    """What became of a file, in sentences."""
    name = Path(outcome.file).name
    if outcome.error:
        return [outcome.error if f"“{name}”" in outcome.error else f"{name}: {outcome.error}"]
    new = outcome.accepted - outcome.unchanged
    parts = [
        f"{count:,} {words}"
        for count, words in (
            (new, "new"), (outcome.updated, "updated"), (outcome.unchanged, "there already, unchanged"),
            (outcome.rejected, "refused"),
        )
        if count
    ]  # fmt: skip
    lines = [f"{name}: {outcome.rows:,} {'row' if outcome.rows == 1 else 'rows'} – {', '.join(parts) or 'nothing'}."]
    notes = [*filter(None, [_where_to(outcome.layers), outcome.said_without_place]), *outcome.notes]
    return lines + [f"    {note}" for note in notes]


def _where_to(layers: Sequence[str]) -> str:
    if not layers:
        return ""
    named = ", ".join(f"“{title[:60]}”" for title in layers[:MOST_NAMED])
    more = f" and {len(layers) - MOST_NAMED:,} more" if len(layers) > MOST_NAMED else ""
    return f"Into the layer{'s' if len(layers) > 1 else ''} {named}{more}."


def account_csv(outcomes: Sequence[Outcome]) -> str:
    """The account as a table: the numbers of each file, then one line a refused row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    counted = ("rows", "accepted", "updated", "unchanged", "without_place", "rejected")
    writer.writerow(["file", *counted, "row", "reason"])
    for outcome in outcomes:
        writer.writerow(
            [guarded(outcome.file), *(getattr(outcome, name) for name in counted), "", guarded(outcome.error)]
        )
        for each in outcome.reasons:
            writer.writerow([guarded(outcome.file), *[""] * len(counted), each.row, guarded(each.reason)])
    return text.getvalue()
