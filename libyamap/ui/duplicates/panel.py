"""The panel “Likely duplicates”: pairs on the left, the two events side by side, join or tell apart by mouse or key.

Both events of a pair are selected and shown on the map. J joins, N says that they are not the same, S lets the other
one stay; the arrows go through the pairs.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.commands import JoinEvents, TellApart
from libyamap.app.duplicates.finding import LikelyPair
from libyamap.app.duplicates.side_by_side import side_by_side
from libyamap.domain.changes import OpChanges
from libyamap.domain.model import Event
from libyamap.errors import WorldError
from libyamap.ui.desk import Desk
from libyamap.ui.duplicates.comparison import Comparison
from libyamap.ui.duplicates.pair_list import PairList
from libyamap.ui.errors import told
from libyamap.ui.filter.fields import button
from libyamap.ui.find.asking import Newest
from libyamap.ui.inspector.section import pencil
from libyamap.ui.text import Look, PlainLabel

ORIGIN = "duplicates"
LOOKING = "Comparing all events…"
NONE = (
    "No two events of this project are likely to be the same. Pairs are looked for among events of different data sets "
    "and those entered by hand that are near in place and time, and alike in actors or title."
)
OUT_OF_DATE = "The project has changed since."
BY_HAND = "entered by hand"
LIST_WIDTH = 280


class DuplicatesPanel(QWidget):
    """`looked` comes when an answer is shown. `look` finds the pairs (of a data set, or all), in a thread."""

    looked = Signal()

    def __init__(self, desk: Desk, look: Callable[[str], Sequence[LikelyPair]]) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._wanted = ""
        self._asked = False
        self.asking = Newest(self)
        self.asking.answered.connect(self._take)
        self.asking.failed.connect(self._failed)
        self.head = PlainLabel("", Look.HEADING)
        self.message = PlainLabel("", Look.QUIET)
        self.again = pencil("Look again: compare all events anew", self.look_again, "rotate-ccw")
        self.list = PairList(self._show_pair)
        self.comparison = Comparison()
        self.join = self._key_button("Join", "combine", "J", "What the right one says becomes claims on the left one",
                                     self.join_them)  # fmt: skip
        self.apart = self._key_button(
            "Not the same", "x", "N", "Two events: they are not offered again", self.tell_apart
        )
        self.swap = self._key_button(
            "Keep the other", "redo-2", "S", "Change sides: the left one stays", self.swap_sides
        )
        self.show_both = button("Show", "focus", "Bring both into the frame of the map", self.show_on_map)
        self.bar = self._title_bar()
        self._lay_out()
        desk.changed.connect(self._changed)
        self._say(LOOKING)

    def _key_button(self, name: str, icon: str, key: str, tip: str, work: Callable[[], None]) -> QPushButton:
        shortcut = QShortcut(QKeySequence(key), self, work)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return button(f"{name}  {key}", icon, f"{tip} ({key})", work)

    def _title_bar(self) -> QWidget:
        """What stands in the title bar of the dock: what can be done with the pair."""
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for each in (self.show_both, self.swap, self.apart, self.join):
            row.addWidget(each)
        return bar

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 2, 8, 2)
        top.addWidget(self.head, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.again)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        right = QWidget()
        below = QVBoxLayout(right)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        self.message.setContentsMargins(12, 8, 12, 8)
        below.addWidget(self.message)
        below.addWidget(self.comparison, 1)
        below.addStretch(0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    # ---- what it does

    def open(self, dataset: str = "") -> None:
        """Look anew, and show only pairs with an event of this data set; an empty name: all."""
        self._wanted = dataset
        self.look_again()

    def look_again(self) -> None:
        """Compare all events."""
        self._asked = True
        self._fill(())
        self._say(LOOKING)
        self.asking.ask(partial(self._look, self._wanted))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: look, the first time that somebody does."""
        super().showEvent(event)
        if not self._asked:
            self.look_again()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def join_them(self) -> None:
        """Make one of the two; the next pair comes."""
        both = self._both()
        if both is None:
            return
        with told(self, "These two cannot be joined"):
            self._desk.session.run(JoinEvents(*both), ORIGIN)
            self._drop(lambda pair: both[1].id in {pair.keep, pair.join})

    def tell_apart(self) -> None:
        """They are not the same; the next pair comes."""
        both = self._both()
        if both is None:
            return
        with told(self, "These two cannot be told apart"):
            self._desk.session.run(TellApart(*both), ORIGIN)
            ids = {each.id for each in both}
            self._drop(lambda pair: ids == {pair.keep, pair.join})

    def swap_sides(self) -> None:
        """The other of the two would stay."""
        self.list.swap()
        self._show_pair()

    def show_on_map(self) -> None:
        """Bring both into the frame."""
        both = self._both()
        if both is not None:
            self._desk.show(both)

    def stop(self) -> None:
        """Before the project is closed."""
        end = getattr(self._look, "stop", None)
        if callable(end):
            end()
        self.asking.stop()

    # ---- inside

    def _take(self, found: Sequence[LikelyPair]) -> None:
        self._fill(found)
        self.looked.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, WorldError):
            raise error
        self._say(str(error))
        self.looked.emit()

    def _events(self, pairs: Sequence[LikelyPair]) -> dict[str, Event]:
        return self._desk.session.store.get_many(Event, [each for pair in pairs for each in (pair.keep, pair.join)])

    def _both(self) -> tuple[Event, Event] | None:
        pair = self.list.current
        if pair is None:
            return None
        found = self._events([pair])
        kept, other = found.get(pair.keep), found.get(pair.join)
        return (kept, other) if kept and other else None

    def _fill(self, pairs: Sequence[LikelyPair]) -> None:
        self.list.show_pairs(pairs, {each: event.title for each, event in self._events(pairs).items()})
        self._count()
        self._show_pair()

    def _drop(self, is_done: Callable[[LikelyPair], bool]) -> None:
        self.list.drop(is_done)
        self._count()
        self._show_pair()

    def _count(self) -> None:
        count = len(self.list.pairs)
        self.head.set_text("One likely pair" if count == 1 else f"{count:,} likely pairs" if count else "")

    def _show_pair(self) -> None:
        both = self._both()
        self.comparison.setVisible(both is not None)
        for each in (self.show_both, self.swap, self.apart, self.join):
            each.setEnabled(both is not None)
        if both is None:
            self._say("" if self.list.pairs else NONE)
            return
        self._say("")
        if self._desk.session.store.read_only:
            self.join.setEnabled(False)
            self.apart.setEnabled(False)
        stays, goes = (event.dataset or BY_HAND for event in both)
        rows = side_by_side(*both, self._desk.session.store)
        self.comparison.show_rows(rows, (f"Stays ({stays})", f"Becomes a claim ({goes})"))
        self._desk.select((event.id for event in both), ORIGIN)
        if self.isVisible():
            self._desk.show(both)

    def _say(self, sentence: str) -> None:
        self.message.set_text(sentence)
        self.message.setVisible(bool(sentence))

    def _changed(self, changes: OpChanges | None) -> None:
        """Somebody else changed something, or undid what was done here."""
        if not self._asked or (changes is not None and changes.origin == ORIGIN):
            return
        touched = None if changes is None else changes.ids
        shown = {each for pair in self.list.pairs for each in (pair.keep, pair.join)}
        if touched is None or touched & shown or not self.list.pairs:
            self.head.set_text(OUT_OF_DATE)
            self._show_pair()
