"""The panel that adds: a form for each kind, the map beside it stays in use, and what was typed is never lost.

Enter sends, Escape closes and keeps the text; what is sent is durable before the panel says so.
"""

import datetime as dt
import logging
from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libyamap.app.commands import Add
from libyamap.app.drafts import Draft
from libyamap.app.entry import adding
from libyamap.app.naming import quoted
from libyamap.domain.geometry import Position
from libyamap.domain.model import Feature, Record
from libyamap.domain.place import Found
from libyamap.errors import InvalidValue, WorldError
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.actor_form import ActorForm
from libyamap.ui.edit.form.base import Form, reveal
from libyamap.ui.edit.form.feature_form import FeatureForm
from libyamap.ui.edit.form.field import Field
from libyamap.ui.edit.form.foot import FormFoot
from libyamap.ui.edit.form.keys import OURS, is_obeyed
from libyamap.ui.edit.form.kinds import HEADINGS, made_form, why_not_drawn
from libyamap.ui.edit.form.map_asking import MapAsking
from libyamap.ui.edit.form.previewing import Previewing
from libyamap.ui.edit.form.source_form import SourceForm
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.own_keys import keeps
from libyamap.ui.text import Look, PlainLabel

log = logging.getLogger(__name__)
ORIGIN = "form"
MARKED = "Not added yet: see what is marked."


class FormPanel(QWidget):
    """`added` brings the id of what came into the project, `left` that the user goes back to the map."""

    titled = Signal(str)
    typed_into = Signal()
    finished = Signal(str)
    added = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, tools: MapTools) -> None:
        super().__init__()
        self._desk = desk
        self._tools = tools
        self._forms: dict[str, Form] = {}
        self.kind = ""
        self._waiting = False
        self._map = MapAsking(tools, self)
        self.said = PlainLabel("", Look.HEADING)
        self.said.hide()
        self.view = ColumnScroll()
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName("Form")
        self.foot = FormFoot()
        self.problem, self.send, self.drop = self.foot.problem, self.foot.send, self.foot.drop
        self._build()
        self._previewing = Previewing(desk, tools, self.previewed, self)
        self.foot.sent.connect(self.save)
        self.foot.discard_asked.connect(self._ask_to_discard)
        self.foot.discarded.connect(self.discard)

    def _build(self) -> None:
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(12, 4, 12, 4)
        above.setSpacing(4)
        above.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.foot)

    @property
    def form(self) -> Form | None:
        """The one that is shown."""
        return self._forms.get(self.kind)

    def open(self, kind: str, at: Position | None = None, found: Found | None = None) -> None:
        """Show the form of a kind, at a place where one is given, and give it the keyboard."""
        form = self._form(kind)
        self._say_added("")
        if isinstance(form, FeatureForm) and form.place is not None:
            if found is not None:
                form.place.take_found(found)
            elif at is not None:
                form.place.take_position(at)
        self._begin(form)

    def put_back(self, kind: str, key: str, typed: Mapping[str, object]) -> None:
        """Show a form as it was left."""
        if kind not in HEADINGS:
            return
        form = self._form(kind)
        form.key = key
        form.put_back(typed)
        self._changed()
        self._begin(form)

    def draft(self) -> Draft | None:
        """What is typed into the shown form; without values where that would not be missed."""
        form = self.form
        if form is None:
            return None
        return Draft(
            key=form.key,
            kind=self.kind,
            title=form.called(),
            at=dt.datetime.now(dt.UTC),
            values=form.typed() if form.has_content() else {},
        )

    def stop(self) -> None:
        """Wait for look-ups that still run; for when what they read is closed."""
        for form in self._forms.values():
            form.stop()

    # ---- sending

    def save(self) -> bool:
        """Send the form; whether it was taken. What is wrong is said beside its field."""
        form = self.form
        if form is None:
            return False
        self.problem.say("")
        form.settle()
        self._waiting = form.pending()
        if self._waiting:
            return False  # sent when the name that was typed has been looked up
        wrong = form.first_wrong()
        if wrong is not None:
            self._point_at(wrong)
            return False
        try:
            self._run(form)
        except InvalidValue as error:
            field = form.show_problem(error)
            if field is None:
                self.problem.say(str(error))
            else:
                self._point_at(field)
            return False
        except WorldError as error:
            self.problem.say(str(error))
            return False
        return True

    def _run(self, form: Form) -> None:
        """One step; when it returns, it is in the file."""
        if isinstance(form, FeatureForm):
            entry = form.entry()
            self._desk.session.run(adding(entry, self._desk.areas), ORIGIN)
            self._tools.preview(None)  # in the same turn as what takes its place
            self.finished.emit(form.key)
            form.begin_next()
            self._tell(entry.feature, why_not_drawn(entry, self._desk))
            self._desk.select([entry.feature.id], ORIGIN)
        elif isinstance(form, ActorForm | SourceForm):
            record = form.record()
            self._desk.session.run(Add(record), ORIGIN)
            self.finished.emit(form.key)
            form.clear()
            self._tell(record)
        self._begin(form)

    def _begin(self, form: Form) -> None:
        """The keyboard to the first field, and that in sight."""
        form.fields[0].take_keyboard()
        self.view.verticalScrollBar().setValue(0)

    def _tell(self, record: Record, but: str = "") -> None:
        self._say_added(f"Added {quoted(record)}" + (f"; {but}." if but else ""))
        self.added.emit(record.id)

    def discard(self) -> None:
        """Throw away what was typed, and close."""
        self.foot.rest()
        if self.form is not None:
            self.finished.emit(self.form.key)
            self.form.clear()
        self._changed()
        self._previewing.now()
        self.left.emit()

    def _ask_to_discard(self) -> None:
        if self.form is not None and self.form.has_content():
            self.foot.ask_again()
        else:
            self.discard()

    def _point_at(self, field: Field) -> None:
        reveal(field)
        self.problem.say(MARKED)
        self.view.ensureWidgetVisible(field, 0, 12)
        field.take_keyboard()

    # ---- Qt

    def event(self, event: QEvent) -> bool:
        """Qt: Escape, Enter and Control-Enter are ours, before any shortcut gets them."""
        return keeps(OURS, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter sends; Escape goes back to the map and keeps the text."""
        if not is_obeyed(event, self.focusWidget(), self.save, self.left.emit):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what is unfinished is drawn while it is in sight."""
        super().showEvent(event)
        self._previewing.soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: and no longer."""
        super().hideEvent(event)
        self._previewing.end()

    # ---- inside

    def _form(self, kind: str) -> Form:
        if kind not in self._forms:
            form = made_form(kind, self._desk, self._map)
            form.hide()
            form.changed.connect(self._changed)
            self._forms[kind] = form
        form = self._forms[kind]
        if kind != self.kind:
            self._show(kind, form)
        return form

    def _show(self, kind: str, form: Form) -> None:
        before = self.form
        if before is not None:
            before.setParent(self)  # it outlives the column it stood in
            before.hide()
        self.kind = kind
        self.setAccessibleName(HEADINGS[kind])
        self.titled.emit(HEADINGS[kind])
        self.problem.say("")
        self.foot.rest()
        column = QVBoxLayout()
        column.setContentsMargins(12, 4, 12, 12)
        column.addWidget(form)
        self.view.show_column(column)
        form.show()  # not before: a widget of nobody would be shown as a window

    def _changed(self) -> None:
        self._say_added("")
        self.problem.say("")
        self.foot.rest()
        self._previewing.soon()
        self.typed_into.emit()
        form = self.form
        if self._waiting and form is not None and not form.pending():
            self._waiting = False
            self.save()

    def previewed(self) -> Feature | None:
        """What the map shows of the unfinished form."""
        form = self.form
        return form.preview() if isinstance(form, FeatureForm) and self.isVisible() else None

    def _say_added(self, sentence: str) -> None:
        self.said.set_text(sentence)
        self.said.setVisible(bool(sentence))
