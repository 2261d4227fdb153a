"""The Find box: answers while one types; Enter goes there, Ctrl+Enter adds an event there, Escape leaves."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from libyamap.errors import WorldError
from libyamap.ui.find.answer_list import AnswerList
from libyamap.ui.find.answers import Answer, Answers, Asker, coordinates_of
from libyamap.ui.find.asking import Newest
from libyamap.ui.find.field import FindField

log = logging.getLogger(__name__)


class FindBox(QObject):
    """`field` stands in the toolbar, `list` lies over `window`; `make_asker` says what is searched."""

    taken = Signal(Answer)
    added = Signal(Answer)
    kept = Signal(Answer)
    left = Signal()
    answered = Signal(Answers)

    def __init__(self, field: FindField, window: QWidget, make_asker: Callable[[], Asker]) -> None:
        super().__init__(window)
        self._make_asker = make_asker
        self._then: Callable[[], None] | None = None
        self._prepared = False
        self.field = field
        self.list = AnswerList(window)
        self.asking = Newest(self)
        self.asking.answered.connect(self._show)
        self.asking.failed.connect(self._fail)
        self.field.textChanged.connect(self._ask)
        self.field.stepped.connect(self.list.step)
        self.field.taken.connect(self._take)
        self.field.added.connect(self._add)
        self.field.kept.connect(self._keep)
        self.field.left.connect(self._leave)
        self.field.unfocused.connect(self.list.hide)
        self.list.taken.connect(self._take)
        self.list.added.connect(self._add)
        self.list.kept.connect(self._keep)

    def open(self) -> None:
        """Give the field the keyboard, its text ready to be overwritten."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text():
            self._ask(self.field.text())

    def prepare(self) -> None:
        """The first answer is as quick as the others when what it needs is loaded before the first letter."""
        if not self._prepared:
            self._prepared = True
            self.asking.prepare(self._make_asker().get_ready)

    def _ask(self, text: str) -> None:
        self._then = None
        at_once = coordinates_of(text)
        if at_once is not None:
            self.asking.forget()
            self._show(at_once)
            return
        asker = self._make_asker()
        self.asking.ask(lambda: asker.ask(text))

    def _show(self, answers: Answers) -> None:
        if not self.field.hasFocus():
            self._then = None
            return
        self.list.show_answers(answers, self.field)
        self.answered.emit(answers)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, WorldError):
            log.error("The search failed", exc_info=error)
        sentence = str(error) if isinstance(error, WorldError) else "The search failed; the log says why."
        self._show(Answers(self.field.text(), (), sentence))

    def _take(self) -> None:
        self._when_answered(self._take, self._go)

    def _add(self) -> None:
        self._when_answered(self._add, self._begin_event)

    def _keep(self) -> None:
        self._when_answered(self._keep, self.kept.emit)

    def _when_answered(self, again: Callable[[], None], act: Callable[[Answer], object]) -> None:
        """Do it with the chosen row; where the answer to what was typed is still to come, do it then."""
        if self.asking.pending:
            self._then = again
        elif self.list.isHidden() and self.field.text().strip():
            self._ask(self.field.text())
            self._then = again
        elif self.list.current is not None:
            act(self.list.current)

    def _go(self, answer: Answer) -> None:
        self.list.hide()
        self.taken.emit(answer)

    def _begin_event(self, answer: Answer) -> None:
        self.list.hide()
        self.added.emit(answer)

    def _leave(self) -> None:
        self.asking.forget()
        self._then = None
        self.list.hide()
        self.left.emit()
