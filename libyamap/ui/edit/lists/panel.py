"""A list of actors or of sources: find one, change it, see how often it is used, merge it into another, delete it."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.commands import Edit, Remove, ReplaceActor
from libyamap.app.drafts import Draft
from libyamap.app.naming import quoted
from libyamap.domain.model import Actor, Source
from libyamap.errors import InvalidValue
from libyamap.ui.bare_list import bare_list
from libyamap.ui.buttons import worded_button
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actor_form import ActorForm
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.lines import Line
from libyamap.ui.edit.form.names import actors_like, sources_like
from libyamap.ui.edit.form.source_form import SourceForm
from libyamap.ui.edit.lists.another import AnotherField
from libyamap.ui.edit.lists.rows import RECORD, Listed, item_of, name_of
from libyamap.ui.errors import told
from libyamap.ui.inspector.inline import Inline
from libyamap.ui.text import Look, PlainLabel

if TYPE_CHECKING:
    from libyamap.app.session import Command

ORIGIN = "list"
MOST = 500


class RecordList(QWidget):
    """`add_asked` for a new one, `history_asked` for the history of the chosen one.

    `typed_into` and `finished` (the draft's key) tell of a change that is under way.
    """

    add_asked = Signal()
    typed_into = Signal()
    finished = Signal(str)
    history_asked = Signal(object)

    def __init__(self, desk: Desk, kind: type[Actor] | type[Source]) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self.noun = kind.__name__.lower()
        self.search = Line(f"Find {'an actor' if kind is Actor else 'a source'} by any name")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(f"Find {self.noun}")
        self.list = bare_list(f"{kind.__name__}s")
        self.list.setUniformItemSizes(True)
        self.below = ColumnScroll()
        self.below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.editor: Inline | None = None
        self._changing: Listed | None = None
        self._used = PlainLabel("", Look.QUIET)
        self._buttons: dict[str, QPushButton] = {}
        self._build()
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.list.currentItemChanged.connect(lambda _item, _before: self._chosen())
        self.list.itemActivated.connect(lambda _item: self.change())
        desk.changed.connect(self._changed)
        self.refresh()

    def _build(self) -> None:
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(12, 4, 12, 8)
        above.addWidget(self.search)
        foot = QWidget()
        under = QVBoxLayout(foot)
        under.setContentsMargins(12, 8, 12, 12)
        under.setSpacing(8)
        under.addWidget(self._used)
        rows = ((("add", "Add…", "plus", self.add_asked.emit), ("change", "Change", "pencil", self.change)),
                (("merge", "Merge into…", "users", self.merge), ("delete", "Delete", "trash-2", self.delete)),
                (("history", "History", "history", self._ask_for_history),))  # fmt: skip
        for row in rows:
            across = QHBoxLayout()
            across.setSpacing(8)
            for name, text, sign, work in row:
                self._buttons[name] = worded_button(sign, text, work)
                across.addWidget(self._buttons[name], 1)
            under.addLayout(across)
        self.foot = foot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addWidget(foot)
        column.addWidget(self.below, 3)
        self.below.hide()

    @property
    def current(self) -> Listed | None:
        """The chosen one, as it is now."""
        row = self.list.currentRow()
        return self._known().get(self.list.item(row).data(RECORD)) if row >= 0 else None

    def choose(self, record_id: str) -> None:
        """Choose the one with this id."""
        for row in range(self.list.count()):
            if self.list.item(row).data(RECORD) == record_id:
                self.list.setCurrentRow(row)

    def refresh(self) -> None:
        """List those that fit the search."""
        chosen = self.current
        self.list.clear()
        for record in self._found()[:MOST]:
            self.list.addItem(item_of(record))
        if chosen is not None:
            self.choose(chosen.id)
        self._chosen()

    # ---- what can be done

    def change(self) -> None:
        """Show the form of the chosen one below the list."""
        record = self.current
        if record is None or self._desk.session.store.read_only:
            return
        form: ActorForm | SourceForm
        if isinstance(record, Actor):
            form = ActorForm(self._desk)
            form.show_record(record)
        else:
            form = SourceForm(self._desk)
            form.show_record(record)
        self._open(Inline(form, lambda: self._run(Edit(record, form.record()))))
        self._changing = record
        form.changed.connect(self.typed_into)

    def draft(self) -> Draft | None:
        """What is typed of a change; None where nothing is being changed."""
        if self.editor is None or self._changing is None:
            return None
        record, form = self._changing, self.editor.form
        now = dt.datetime.now(dt.UTC)
        return Draft(key=record.id, kind=self.noun, title=name_of(record), at=now, values=form.typed(), editing=True)

    def put_back(self, draft: Draft) -> bool:
        """Open a change that was left unfinished, as it was left; False where its record is gone."""
        if draft.key not in self._known():
            return False
        self.search.clear()
        self.choose(draft.key)
        self.change()
        if self.editor is not None:
            self.editor.form.put_back(draft.values)
            self.typed_into.emit()
        return True

    def merge(self) -> None:
        """Ask which one takes its place; names and claims go there."""
        record = self.current
        if record is None:
            return
        words = f"{quoted(record)} goes; what refers to it refers to the other one."
        self._ask_for_another(record, words, "Merge")

    def delete(self) -> None:
        """Delete the chosen one; where it is in use, ask what takes its place."""
        record = self.current
        if record is None:
            return
        try:
            self._run(Remove(record))
            self._desk.said.emit(f"Deleted {quoted(record)}; Ctrl+Z takes it back")
        except InvalidValue as error:
            self._ask_for_another(record, str(error), "Delete and replace")

    # ---- inside

    def _ask_for_another(self, record: Listed, words: str, verb: str) -> None:
        form = Form()
        form.column.addWidget(PlainLabel(words))
        other = AnotherField(self._desk, record)
        form.add(other)

        def save() -> None:
            instead = other.record()
            if isinstance(record, Actor) and isinstance(instead, Actor) and verb == "Merge":
                self._run(ReplaceActor(record, instead))
            else:
                self._run(Remove(record, instead))
            self.choose(instead.id)

        self._open(Inline(form, save, verb))

    def _run(self, command: "Command") -> None:
        self._desk.session.run(command, ORIGIN)

    def _open(self, editor: Inline) -> None:
        self._close()
        self.editor = editor
        editor.left.connect(self._left)
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 12)
        column.addWidget(editor)
        column.addStretch(1)
        self.foot.hide()
        self.below.show()
        self.below.show_column(column)
        editor.form.fields[0].take_keyboard()

    def _left(self) -> None:
        self._close()
        self.list.setFocus()

    def _close(self) -> None:
        if self._changing is not None:
            self.finished.emit(self._changing.id)
            self._changing = None
        if self.editor is not None:
            self.editor = None
            self.below.hide()
            self.foot.show()
            self.refresh()

    def _known(self) -> "dict[str, Actor] | dict[str, Source]":
        contents = self._desk.contents
        return contents.actors if self._kind is Actor else contents.sources

    def _found(self) -> list[Listed]:
        text, contents = self.search.text(), self._desk.contents
        if not text.strip():
            return sorted(self._known().values(), key=lambda record: name_of(record).casefold())
        rows = (
            actors_like(text, contents.actors.values(), make=False, most=MOST)
            if self._kind is Actor
            else sources_like(text, contents.sources.values(), make=False, most=MOST)
        )
        return [row.value for row in rows if isinstance(row.value, Actor | Source)]

    def _chosen(self) -> None:
        record = self.current
        writable = not self._desk.session.store.read_only
        for name, button in self._buttons.items():
            button.setEnabled((name == "history" or writable) and (name == "add" or record is not None))
        if record is None:
            self._used.set_text(f"No {self.noun} is chosen." if self.list.count() else f"No {self.noun} yet.")
            return
        count = self._desk.session.store.count_users(record)
        self._used.set_text(
            f"{name_of(record)}: used {count:,} times" if count != 1 else f"{name_of(record)}: used once"
        )

    def _changed(self, _changes: object) -> None:
        if self.isVisible() and self.editor is None:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what changed while it was out of sight."""
        super().showEvent(event)
        if self.editor is None:
            self.refresh()

    def _ask_for_history(self) -> None:
        record = self.current
        if record is not None:
            with told(self):
                self.history_asked.emit(record)
