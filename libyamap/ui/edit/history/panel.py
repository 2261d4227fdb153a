"""The history of the project, or of one record: who did what and when, old and new field by field, and the way back."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.change_words import ChangeWords, change_in_words, namer
from libyamap.app.commands import Revert
from libyamap.app.naming import quoted, upright
from libyamap.app.story import story_of
from libyamap.domain.changes import Change, Revision
from libyamap.domain.model import Record
from libyamap.ui.bare_list import bare_list
from libyamap.ui.buttons import worded_button
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.desk import Desk
from libyamap.ui.errors import told
from libyamap.ui.inspector.section import Section, pencil
from libyamap.ui.text import Look, PlainLabel, alignment_for, plain_tip
from libyamap.ui.wheel import let_wheel_past

ORIGIN = "history"
ROW_HEIGHT = 40
MOST_ROWS = 500
MOST_CHANGES = 50
_NUMBER = Qt.ItemDataRole.UserRole
_VERBS = {"added": "Added", "changed": "Changed", "deleted": "Deleted", "imported": "Imported"}


class HistoryPanel(QWidget):
    """`past_asked` (revision) or `moment_asked` (datetime): the map is to be shown as it was known then.

    `revert_asked` (number of a revision): everything is to go back to what it was right after it.
    """

    past_asked = Signal(object)
    moment_asked = Signal(object)
    revert_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: Record | None = None
        self.about = PlainLabel("", Look.HEADING)
        self.whole = pencil("Show the history of the whole project", self.show_project, "x")
        self.list = bare_list("Steps, newest first")
        self.list.setUniformItemSizes(True)
        self.details = ColumnScroll()
        self.details.setAccessibleName("What this step changed")
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.details)
        split.setSizes([300, 260])
        head = QWidget()
        above = QHBoxLayout(head)
        above.setContentsMargins(12, 4, 8, 8)
        above.addWidget(self.about, 1)
        above.addWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(split, 1)
        column.addWidget(self._day_row())
        self.list.currentItemChanged.connect(lambda item, _before: self._tell(item))
        desk.changed.connect(self._changed)
        self.show_project()

    def _day_row(self) -> QWidget:
        """A day to look back to: its end counts."""
        self.day = QDateEdit(QDate.currentDate())
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.day.setAccessibleName("Show the map as it was known on this day")
        self.day.setMinimumHeight(28)
        let_wheel_past(self.day)
        show = worded_button("clock", "Show", self._ask_for_day)
        show.setToolTip(plain_tip("Show the map as it was known at the end of this day"))
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.day, 1)
        across.addWidget(show)
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        column.addWidget(PlainLabel("The map as it was known on", Look.QUIET))
        column.addLayout(across)
        return row

    def show_project(self) -> None:
        """The steps of the whole project."""
        self._record = None
        self.refresh()

    def show_record(self, record: Record) -> None:
        """The steps that touched one record."""
        self._record = record
        self.refresh()

    def refresh(self) -> None:
        """Read the journal anew; the chosen step stays chosen."""
        row = self.list.currentRow()
        number = self.list.item(row).data(_NUMBER) if row >= 0 else None
        record, store = self._record, self._desk.session.store
        self.about.set_text(f"History of {quoted(record)}" if record else "Every step of the project")
        self.whole.setVisible(record is not None)
        if record is not None:
            revisions = [revision for revision, _ in story_of(store, record).values()]
        else:
            revisions = store.revisions(after=max(0, store.revision() - MOST_ROWS))
        self.list.blockSignals(True)
        self.list.clear()
        for revision in reversed(revisions[-MOST_ROWS:]):
            self.list.addItem(_item(revision))
        for row in range(self.list.count()):
            if self.list.item(row).data(_NUMBER) == number:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._tell(self.list.currentItem())

    # ---- one step

    def _tell(self, item: QListWidgetItem | None) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(12)
        if item is None:
            column.addWidget(PlainLabel("Nothing was changed yet.", Look.QUIET))
        else:
            for part in self._parts(int(item.data(_NUMBER))):
                column.addWidget(part)
        column.addStretch(1)
        self.details.show_column(column)

    def _parts(self, number: int) -> list[QWidget]:
        store = self._desk.session.store
        name = namer(store)
        story = story_of(store, self._record) if self._record is not None else {}
        told = story[number][1] if number in story else None
        changes = store.changes_of(number, MOST_CHANGES) if told is None else told[:MOST_CHANGES]
        more = (store.count_changes(number) if told is None else len(told)) - len(changes)
        parts: list[QWidget] = [self._change(change, change_in_words(change, name), number) for change in changes]
        if more:
            parts.append(PlainLabel(f"{more:,} more records are not listed here.", Look.QUIET))
        return [*parts, *self._buttons(number)]

    def _change(self, change: Change, words: ChangeWords, number: int) -> QWidget:
        section = Section()
        section.line(f"{_VERBS[words.what]} {words.kind}: {words.title}", Look.HEADING)
        for field in words.fields:
            if words.what == "changed":
                section.line(f"{field.label}: {field.before or 'nothing'} → {field.after or 'nothing'}")
            else:
                section.line(f"{field.label}: {field.after or field.before}")
        record = change.after
        newest = self._desk.session.store.get(change.record_type, change.id) if record is not None else None
        if record is not None and newest != record and self._can_change:
            back = partial(self._revert, record, number)
            section.add(worded_button("rotate-ccw", f"Bring the {words.kind} back to this", back))
        elif record is None and change.before is not None and self._can_change:
            back = partial(self._revert, change.before, number - 1)
            section.add(worded_button("rotate-ccw", f"Bring the {words.kind} back", back))
        return section

    def _buttons(self, number: int) -> list[QWidget]:
        past = worded_button("clock", "Show the map as it was known then", partial(self._ask_for_past, number))
        buttons: list[QWidget] = [past]
        if self._can_change and self._record is None and number < self._desk.session.store.revision():
            buttons.append(worded_button("undo-2", "Revert everything to this step", partial(self._revert_all, number)))
        return buttons

    @property
    def _can_change(self) -> bool:
        return not self._desk.session.store.read_only

    def _revert(self, record: Record, number: int) -> None:
        with told(self):
            self._desk.session.run(Revert(record, number), ORIGIN)

    def _revert_all(self, number: int) -> None:
        self.revert_asked.emit(number)

    def _ask_for_past(self, number: int) -> None:
        revisions = self._desk.session.store.revisions(after=number - 1)
        if revisions:
            self.past_asked.emit(revisions[0])

    def _ask_for_day(self) -> None:
        day = self.day.date()
        end = dt.datetime(day.year(), day.month(), day.day(), 23, 59, 59).astimezone()
        self.moment_asked.emit(end)

    def _changed(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what happened while it was out of sight."""
        super().showEvent(event)
        self.refresh()


def _item(revision: Revision) -> QListWidgetItem:
    when = f"{revision.at.astimezone():%d %B %Y, %H:%M}".lstrip("0")
    many = f" · {revision.inserted:,} records" if revision.inserted else ""
    item = QListWidgetItem(f"{upright(revision.title)}\n{upright(revision.author)} · {when}{many}")
    item.setData(_NUMBER, revision.number)
    item.setSizeHint(QSize(0, ROW_HEIGHT))
    item.setTextAlignment(alignment_for(revision.title) | Qt.AlignmentFlag.AlignVCenter)
    item.setToolTip(plain_tip(f"{revision.title}\nRevision {revision.number}, {revision.at:%Y-%m-%d %H:%M:%S} UTC"))
    return item
