"""The list of likely pairs, surest first; the current one is the next to be decided."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from libyamap.app.duplicates.finding import LikelyPair
from libyamap.ui.bare_list import bare_list
from libyamap.ui.text import alignment_for, plain_tip


class PairList(QWidget):
    """`view` is the list itself; `told` is called when another pair is the current one."""

    def __init__(self, told: Callable[[], object]) -> None:
        super().__init__()
        self.pairs: list[LikelyPair] = []
        self.view = bare_list("Likely pairs, surest first")
        self.view.setWordWrap(True)
        self.view.setStyleSheet("QListWidget::item { padding: 4px 12px; }")
        self.view.currentRowChanged.connect(lambda _row: told())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    @property
    def current(self) -> LikelyPair | None:
        """The pair that is chosen."""
        row = self.view.currentRow()
        return self.pairs[row] if 0 <= row < len(self.pairs) else None

    def show_pairs(self, pairs: Sequence[LikelyPair], titles: Mapping[str, str]) -> None:
        """Those of the pairs whose events both have a title, by their ids; the first becomes the current one."""
        self.pairs = [pair for pair in pairs if pair.keep in titles and pair.join in titles]
        self.view.blockSignals(True)
        self.view.clear()
        for pair in self.pairs:
            words = f"{pair.score:.0%} · {pair.words}"
            item = QListWidgetItem(f"{titles[pair.keep]}\n{words}")
            item.setTextAlignment(alignment_for(titles[pair.keep]))
            item.setToolTip(plain_tip(f"{titles[pair.keep]}\n{titles[pair.join]}\n{words}"))
            self.view.addItem(item)
        self.view.blockSignals(False)
        if self.pairs:
            self.view.setCurrentRow(0)

    def swap(self) -> None:
        """Of the current pair the other one would stay."""
        pair = self.current
        if pair is not None:
            other = LikelyPair(pair.join, pair.keep, pair.score, pair.metres, pair.days, pair.words)
            self.pairs[self.view.currentRow()] = other

    def drop(self, is_done: Callable[[LikelyPair], bool]) -> None:
        """Take what is done out, and go on with the next."""
        row = self.view.currentRow()
        gone = [number for number, pair in enumerate(self.pairs) if is_done(pair)]
        self.view.blockSignals(True)
        for number in reversed(gone):
            del self.pairs[number]
            self.view.takeItem(number)
        self.view.blockSignals(False)
        if self.pairs:
            row -= sum(1 for number in gone if number < row)
            self.view.setCurrentRow(min(row, len(self.pairs) - 1))
