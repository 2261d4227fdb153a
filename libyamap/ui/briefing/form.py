"""What stands on the sheet, as a form: texts, markings, sheet, furniture, house, release. It writes to the board."""

from typing import TYPE_CHECKING, Final, get_args

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from libyamap.app.briefing.briefing import Furniture, Grid, SheetTheme
from libyamap.app.briefing.sheet import LEAST_SIDE, MOST_SIDE, PAPER_WORDS, Paper
from libyamap.errors import InvalidValue
from libyamap.ui.briefing.board import Board
from libyamap.ui.briefing.callouts import Callouts
from libyamap.ui.briefing.form_parts import Group, Notes, tick
from libyamap.ui.briefing.house import House
from libyamap.ui.briefing.pair_part import PairPart
from libyamap.ui.briefing.release_part import ReleasePart
from libyamap.ui.column_scroll import ColumnScroll
from libyamap.ui.filter.fields import Choice, complain, line
from libyamap.ui.wheel import let_wheel_past

if TYPE_CHECKING:
    from libyamap.ui.text import PlainLabel

THEMES: Final[tuple[tuple[str, SheetTheme], ...]] = (
    ("Light", "light"), ("Dark", "dark"), ("Print", "print"), ("Greyscale-safe", "greyscale"),
)  # fmt: skip
DPIS: Final = (("96 dpi, screen", 96), ("150 dpi, office", 150), ("300 dpi, print", 300))
GRIDS: Final[tuple[tuple[str, Grid], ...]] = (("No grid", ""), ("Graticule", "graticule"), ("MGRS", "mgrs"))
AS_OF: Final = "As the project says"
SWITCHES: Final = (
    ("legend", "Legend", "Of exactly what is visible"),
    ("scale", "Scale bar", "True at the frame's centre"),
    ("north", "North arrow", "Where north is"),
    ("locator", "Locator", "Where the frame lies in the world"),
    ("sources", "Sources", "With grades, numbered to the map"),
)


class BriefingForm(ColumnScroll):
    """`callouts` and `house` are parts of their own. `typed` after each letter: something may be wrong no more."""

    typed = Signal()

    def __init__(self, board: Board, callouts: Callouts, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What stands on the sheet")
        self._board = board
        self.callouts, self.house, self.release, self.pair = callouts, house, ReleasePart(board), PairPart(board)
        self.errors: dict[str, PlainLabel] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.switches = {name: tick(words, tip, self._switched) for name, words, tip in SWITCHES}
        self.notes = Notes("Notes", "What the reader should know")
        self.notes.textChanged.connect(lambda: self._typed("notes", self.notes.toPlainText()))
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(16)
        column.addLayout(self._texts())
        column.addWidget(self.pair)
        for part in (self._sheet(), self._furniture()):
            column.addLayout(part)
        for widget in (callouts, house, self.release):
            column.addWidget(widget)
        column.addStretch(1)
        self.show_column(column)
        board.taken.connect(self.fill)
        board.changed.connect(self._show_days)
        self.fill()

    def fill(self) -> None:
        """Show what the board holds."""
        base, sheet = self._board.base, self._board.base.sheet
        blocked = [QSignalBlocker(each) for each in (*self.lines.values(), self.notes, self.width_, self.height_)]
        for name, field in self.lines.items():
            field.setText(getattr(base, name))
        self.notes.setPlainText(base.notes)
        self.paper.show_value(sheet.paper)
        self.turn.show_value(sheet.portrait)
        self.dpi.show_value(sheet.dpi)
        self.theme.show_value(base.theme)
        self.grid.show_value(base.furniture.grid)
        self.width_.setValue(sheet.width)
        self.height_.setValue(sheet.height)
        for name, box in self.switches.items():
            box.setChecked(getattr(base.furniture, name))
        del blocked
        for part in (self.callouts, self.house, self.release, self.pair):
            part.fill()
        self._show_size()
        self._show_days()
        self.complain(None)

    def complain(self, error: Exception | None) -> None:
        """Say what is wrong beside the field it is in; elsewhere it is the panel's to say."""
        field = error.field if isinstance(error, InvalidValue) else ""
        for name, label in self.errors.items():
            complain(label, str(error) if name == field else "")

    # ---- parts

    def _texts(self) -> Group:
        group = Group("Texts")
        for name, words, hint in (
            ("title", "Title", "The project's title"),
            ("subtitle", "Subtitle", "A line below it"),
            ("as_of", "As of", AS_OF),
        ):
            self.errors[name] = group.row(words, self._line(name, words, hint))
        self.errors["notes"] = group.row("Notes", self.notes)
        for name, words, hint in (
            ("marking_top", "Marking", "Handling, at the top"),
            ("marking_bottom", "Below", "Handling, at the bottom"),
        ):
            self.errors[name] = group.row(words, self._line(name, f"Marking, {hint.lower()}", hint))
        return group

    def _sheet(self) -> Group:
        group = Group("Sheet")
        papers: tuple[Paper, ...] = get_args(Paper)
        self.paper = Choice("Paper or slide", [(PAPER_WORDS[each], each) for each in papers], self._set_paper)
        self.turn = Choice("Which way it lies", (("Landscape", False), ("Portrait", True)), self._set_turn)
        self.dpi = Choice("Sharpness", DPIS, self._set_dpi)
        self.theme = Choice("Look of the sheet", THEMES, lambda theme: self._board.change(theme=theme))
        self.width_, self.height_ = self._pixels("Width in pixels"), self._pixels("Height in pixels")
        self.pixels = QWidget()
        across = QHBoxLayout(self.pixels)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.width_, 1)
        across.addWidget(QLabel("×"))
        across.addWidget(self.height_, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.paper, 1)
        row.addWidget(self.turn, 1)
        group.row("Paper", both)
        self.errors["size"] = group.row("Pixels", self.pixels)
        self.errors["dpi"] = group.row("Sharpness", self.dpi)
        group.row("Theme", self.theme)
        self._rows = group.rows
        return group

    def _furniture(self) -> Group:
        group = Group("On the sheet")
        boxes = QGridLayout()
        boxes.setVerticalSpacing(2)
        for place, box in enumerate(self.switches.values()):
            boxes.addWidget(box, place // 2, place % 2)
        self.grid = Choice("Lines upon the map", GRIDS, lambda _grid: self._switched())
        boxes.addWidget(self.grid, 2, 1)
        group.addLayout(boxes)
        return group

    def _line(self, name: str, words: str, hint: str) -> QLineEdit:
        field = line(words, hint)
        field.textChanged.connect(lambda text, name=name: self._typed(name, text))
        self.lines[name] = field
        return field

    def _pixels(self, name: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(LEAST_SIDE, MOST_SIDE)
        box.setAccessibleName(name)
        box.setMinimumHeight(28)
        box.setKeyboardTracking(False)
        let_wheel_past(box)
        box.valueChanged.connect(lambda _value: self._set_pixels())
        return box

    # ---- what is chosen

    def _typed(self, name: str, text: str) -> None:
        value = text if name == "notes" else text.strip()
        if name == "as_of":
            from libyamap.app.time_words import read_time

            try:
                value = read_time(value)
            except InvalidValue as error:
                complain(self.errors[name], str(error))
                return
        complain(self.errors[name], "")
        self._board.change(**{name: value})

    def _switched(self, _checked: bool = False) -> None:
        shown: dict[str, object] = {name: box.isChecked() for name, box in self.switches.items()}
        grid = GRIDS[self.grid.currentIndex()][1]
        self._board.change(furniture=msgspec.structs.replace(Furniture(), grid=grid, **shown))

    def _set_paper(self, paper: Paper) -> None:
        self._change_sheet(paper=paper)
        self._show_size()

    def _set_turn(self, portrait: bool) -> None:
        self._change_sheet(portrait=portrait)

    def _set_dpi(self, dpi: int) -> None:
        self._change_sheet(dpi=dpi)

    def _set_pixels(self) -> None:
        self._change_sheet(width=self.width_.value(), height=self.height_.value())

    def _change_sheet(self, **fields: object) -> None:
        self._board.change(sheet=msgspec.structs.replace(self._board.base.sheet, **fields))

    def _show_size(self) -> None:
        free = self._board.base.sheet.paper == "pixels"
        self._rows.setRowVisible(self.pixels, free)
        self.turn.setEnabled(not free and self._board.base.sheet.paper != "square")

    def _show_days(self) -> None:
        """Of a pair each sheet is as of its own day."""
        pair = self._board.base.days is not None
        self.lines["as_of"].setEnabled(not pair)
        self.lines["as_of"].setPlaceholderText("Each sheet as of its day" if pair else AS_OF)
