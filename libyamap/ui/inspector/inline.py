"""A part of the inspector while it is being changed: its fields in place of what was shown. Enter saves, Escape leaves.

What is wrong is said beside its field; what is saved is one step with a name.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from libyamap.errors import InvalidValue, WorldError
from libyamap.ui.edged import Edged
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.field import Problem
from libyamap.ui.edit.form.keys import OURS, is_obeyed
from libyamap.ui.icons import icon
from libyamap.ui.own_keys import keeps
from libyamap.ui.text import plain_tip


class Inline(Edged):
    """`save` runs the command; it raises InvalidValue for what is wrong. `left` when the user is done, either way."""

    left = Signal()
    changed = Signal()

    def __init__(self, form: Form, save: Callable[[], object], verb: str = "Save") -> None:
        super().__init__()
        self.form = form
        self._save = save
        self._waiting = False
        self._saving = False
        self.problem = Problem()
        self.keep = QPushButton(icon("check"), verb)
        self.keep.setToolTip(plain_tip(f"{verb} (Enter, or Ctrl+Enter anywhere)"))
        self.drop = QPushButton("Cancel")
        self.drop.setToolTip(plain_tip("Leave it as it was (Esc)"))
        across = QHBoxLayout()
        across.setSpacing(8)
        for button in (self.keep, self.drop):
            button.setMinimumHeight(28)
            across.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(12)
        column.addWidget(form)
        column.addWidget(self.problem)
        column.addLayout(across)
        self.keep.clicked.connect(lambda _checked=False: self.save())
        self.drop.clicked.connect(lambda _checked=False: self.left.emit())
        form.changed.connect(self._changed)

    def save(self) -> bool:
        """Save it; whether it was taken. Already being saved, as it selects something else by that: it is taken."""
        if self._saving:
            return True
        self.problem.say("")
        self.form.settle()
        self._waiting = self.form.pending()
        if self._waiting:
            return False
        wrong = self.form.first_wrong()
        if wrong is not None:
            wrong.take_keyboard()
            return False
        self._saving = True
        try:
            self._save()
        except InvalidValue as error:
            field = self.form.show_problem(error)
            if field is None:
                self.problem.say(str(error))
            else:
                field.take_keyboard()
            return False
        except WorldError as error:
            self.problem.say(str(error))
            return False
        finally:
            self._saving = False
        self.left.emit()
        return True

    def event(self, event: QEvent) -> bool:
        """Qt: these keys are ours, before any shortcut gets them."""
        return keeps(OURS, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter saves; Escape leaves."""
        if not is_obeyed(event, self.focusWidget(), self.save, self.left.emit):
            super().keyPressEvent(event)

    def _changed(self) -> None:
        self.problem.say("")
        self.changed.emit()
        if self._waiting and not self.form.pending():
            self._waiting = False
            self.save()


def form_of(fields: Sequence[QWidget]) -> Form:
    """A form of these fields."""
    from libyamap.ui.edit.form.field import Field

    form = Form()
    for field in fields:
        if isinstance(field, Field):
            form.add(field)
        else:
            form.column.addWidget(field)
    return form
