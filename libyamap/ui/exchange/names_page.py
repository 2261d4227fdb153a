"""Places that rows name without coordinates: each is offered what the gazetteer knows, and nothing is taken unasked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.importing.placing_names import (
    LIKENESS_WORDS,
    NEAR,
    Candidate,
    Likeness,
    NameAsked,
    NamedPlace,
    PlaceName,
    named_place,
)
from libyamap.app.placing import DISTRICT
from libyamap.domain.place import PlaceKind
from libyamap.ui.edit.form.choices import Box
from libyamap.ui.exchange.codes import PLACE_PRECISIONS
from libyamap.ui.text import PlainLabel, plain_tip

LEFT = "Leave without a place"
_HEADS = ("Name in the file", "Rows", "Where it is", "How exactly")


class NamesPage(QWidget):
    """`chosen` gives what was accepted; at first, nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel()
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(34)
        self.table.setAccessibleName("Names of places")
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.only = QPushButton("Accept those with one place of that name")
        self.only.setToolTip(plain_tip("Names that are written the same and that only one place has"))
        self.same = QPushButton("Accept all of the same name")
        self.same.setToolTip(plain_tip("The best of several places of that name too; look them over"))
        self.none = QPushButton("Accept none")
        row = QHBoxLayout()
        for button in (self.only, self.same, self.none):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.only.clicked.connect(lambda _checked=False: self.accept(Likeness.ONLY_ONE))
        self.same.clicked.connect(lambda _checked=False: self.accept(Likeness.SAME_NAME))
        self.none.clicked.connect(lambda _checked=False: self.accept(None))
        self._asked: Sequence[NameAsked] = ()
        self._boxes: list[Box] = []
        self._precisions: list[Box] = []

    def ask(self, asked: Sequence[NameAsked], unknown: int) -> None:
        """Offer candidates; `unknown` names are not in the gazetteer."""
        self._asked, self._boxes, self._precisions = asked, [], []
        rows = sum(each.rows for each in asked)
        others = f"{unknown:,} further names are" if unknown > 1 else "One further name is"
        more = f" {others} not in the gazetteer." if unknown else ""
        named = f"{rows:,} {'row names' if rows == 1 else 'rows name'} a place and no coordinates."
        self.words.set_text(
            f"{named} Accept a place for a name, or leave it: what is left is listed and not drawn. What is accepted "
            f"is drawn as near that place, and says that it was placed by its name.{more}"
        )
        self.table.setRowCount(len(asked))
        for at, each in enumerate(asked):
            name = f"{each.name.name} ({each.name.country})" if each.name.country else each.name.name
            self.table.setItem(at, 0, _read_only(name))
            self.table.setItem(at, 1, _read_only(f"{each.rows:,}"))
            box = Box()
            box.addItem(f"{LEFT} – perhaps {each.candidates[0].found.name}?", None)
            for candidate in each.candidates:
                box.addItem(_words(candidate), candidate)
            box.setAccessibleName(f"Where {name} is")
            precision = Box()
            for value, words in PLACE_PRECISIONS[:3]:
                precision.addItem(words, int(value))
            precision.setCurrentIndex(1)
            precision.setAccessibleName(f"How exactly {name} is known")
            precision.setEnabled(False)
            box.currentIndexChanged.connect(partial(_follow, box, precision))
            self.table.setCellWidget(at, 2, box)
            self.table.setCellWidget(at, 3, precision)
            self._boxes.append(box)
            self._precisions.append(precision)
        self.table.resizeColumnToContents(0)
        self.table.setColumnWidth(0, max(160, min(320, self.table.columnWidth(0))))
        self.table.setColumnWidth(1, 70)
        self.table.setColumnWidth(3, 150)

    @property
    def first_field(self) -> QWidget:
        """Where the keyboard should begin: nothing is taken by pressing Enter there."""
        return self._boxes[0] if self._boxes else self.table

    def accept(self, at_least: Likeness | None) -> None:
        """Choose the best candidate wherever it is at least so sure; None: nowhere."""
        for each, box in zip(self._asked, self._boxes, strict=True):
            taken = at_least is not None and each.candidates[0].likeness >= at_least
            box.setCurrentIndex(1 if taken else 0)

    def chosen(self) -> dict[PlaceName, NamedPlace]:
        """What was accepted."""
        found: dict[PlaceName, NamedPlace] = {}
        for each, box, precision in zip(self._asked, self._boxes, self._precisions, strict=True):
            at = box.currentIndex() - 1
            if at >= 0:
                found[each.name] = named_place(each.name, each.candidates[at].found, int(precision.currentData()))
        return found


def _follow(place: Box, precision: Box, index: int) -> None:
    """How exactly it is known is asked where a place is chosen; what names a district is known by that."""
    precision.setEnabled(index > 0)
    candidate = place.itemData(index)
    if isinstance(candidate, Candidate):
        usual = DISTRICT if candidate.found.kind is PlaceKind.DISTRICT else NEAR
        precision.setCurrentIndex(precision.findData(usual))


def _words(candidate: Candidate) -> str:
    found = candidate.found
    if found.kind is PlaceKind.DISTRICT:
        return f"{found.name} – area of “{found.province}” ({LIKENESS_WORDS[candidate.likeness]})"
    people = f", {found.population:,} people" if found.population else ""
    where = ", ".join(filter(None, (found.province, found.country_name)))
    return f"{found.name} – {found.kind.value} in {where}{people} ({LIKENESS_WORDS[candidate.likeness]})"


def _read_only(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
