"""The panel of the measure tool: what to measure, points and radii by keyboard, and all the numbers."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.measure import Crossing, area_words, distance_words
from libyamap.app.measuring import Measuring, Tool
from libyamap.ui.icons import icon
from libyamap.ui.text import Look, PlainLabel, plain_tip
from libyamap.ui.theme import FIELD_SHEET

_TOOLS = (
    (Tool.LINE, "Distance", "ruler"),
    (Tool.AREA, "Area", "square-dashed"),
    (Tool.RINGS, "Rings", "crosshair"),
)
ROW_HEIGHT, MOST_ROWS = 24, 7
_HINTS = {
    Tool.LINE: "Click the map for each corner, or type coordinates. Double-click or Enter ends, Backspace takes a "
    "corner back, Escape leaves. A click on the first corner closes an area.",
    Tool.AREA: "Click the map for each corner, or type coordinates. Double-click or Enter ends, Backspace takes a "
    "corner back, Escape leaves.",
    Tool.RINGS: "Click the map for the middle, or type coordinates. Escape leaves.",
}
OPENING_RADII = "10, 50, 100 km"


class MeasurePanel(QWidget):
    """Shows a Measuring; asks by signals for what shall change."""

    tool_chosen = Signal(Tool)
    point_typed = Signal(str)
    radii_typed = Signal(str)
    cleared = Signal()
    kept = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = QButtonGroup(self)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for at, (tool, name, picture) in enumerate(_TOOLS):
            button = QToolButton()
            button.setText(f" {name}")  # Qt leaves no room between picture and text
            button.setAccessibleName(name)
            button.setIcon(icon(picture))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setMinimumHeight(28)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _checked=False, chosen=tool: self.tool_chosen.emit(chosen))
            self.tools.addButton(button, at)
            tools.addWidget(button)
        tools.addStretch(1)
        self.hint = PlainLabel("", Look.QUIET)
        self.point = _field("Point", "Add a point: 32.3775, 15.0925", "Coordinates in any notation, then Enter")
        self.point.returnPressed.connect(lambda: self.point_typed.emit(self.point.text()))
        self.radii = _field("Radii of the rings", "Radii: 10, 50, 100 km", "Radii in m, km, mi, nm or ft, then Enter")
        self.radii.setText(OPENING_RADII)
        self.radii.textEdited.connect(self.radii_typed.emit)
        self.problem = PlainLabel()
        self.problem.setForegroundRole(self.problem.foregroundRole().BrightText)
        self.summary = PlainLabel("", Look.HEADING)
        self.legs = _table(("", "Distance", "Bearing"), "Legs")
        self.zones = _table(("Zone", "Inside"), "Zones crossed")
        self.keep = _button("Keep as a layer", "Keep the rings in the project, as a layer of their own")
        self.copy = _button("Copy", "Copy the numbers as text")
        self.clear = _button("Clear", "Begin anew")
        self.keep.clicked.connect(lambda _checked=False: self.kept.emit())
        self.copy.clicked.connect(lambda _checked=False: self.copied.emit())
        self.clear.clicked.connect(lambda _checked=False: self.cleared.emit())
        buttons = QHBoxLayout()
        for act in (self.copy, self.clear):
            buttons.addWidget(act)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(tools)
        for part in (self.hint, self.radii, self.point, self.problem, self.summary, self.legs, self.zones, self.keep):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_state(self, measuring: Measuring, problem: str, *, can_keep: bool) -> None:
        """Show what is measured."""
        chosen = next(at for at, (tool, *_) in enumerate(_TOOLS) if tool is measuring.tool)
        self.tools.button(chosen).setChecked(True)
        self.hint.set_text(_HINTS[measuring.tool])
        rings = measuring.tool is Tool.RINGS
        self.radii.setVisible(rings)
        self.keep.setVisible(rings)
        self.keep.setEnabled(can_keep)
        self.problem.set_text(problem)
        self.problem.setVisible(bool(problem))
        self.summary.set_text(measuring.summary)
        self.summary.setVisible(bool(measuring.summary))
        legs = [] if rings else [(str(at), *leg.words.split(", ", 1)) for at, leg in enumerate(measuring.legs, 1)]
        _fill(self.legs, legs)
        self.copy.setEnabled(bool(measuring.summary))
        self.clear.setEnabled(bool(measuring.points))

    def show_zones(self, crossings: list[Crossing], *, areas: bool) -> None:
        """Show which zones are crossed."""
        words = area_words if areas else distance_words
        _fill(self.zones, [(crossing.zone.title, words(crossing.amount)) for crossing in crossings])

    def point_taken(self) -> None:
        """The typed point was understood."""
        with QSignalBlocker(self.point):
            self.point.clear()


def _field(name: str, hint: str, tip: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setToolTip(plain_tip(tip))
    field.setMinimumHeight(28)
    field.setMaxLength(2_000)
    field.setStyleSheet(FIELD_SHEET)
    return field


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(plain_tip(tip))
    button.setMinimumHeight(28)
    return button


def _table(columns: tuple[str, ...], name: str) -> QTreeWidget:
    table = QTreeWidget()
    table.setHeaderLabels(columns)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setAccessibleName(name)
    header = table.header()
    header.setStretchLastSection(False)
    for column in range(len(columns)):
        mode = QHeaderView.ResizeMode.Stretch if column == (0 if len(columns) == 2 else 1) else None
        header.setSectionResizeMode(column, mode or QHeaderView.ResizeMode.ResizeToContents)
        if column:
            table.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return table


def _fill(table: QTreeWidget, rows: list[tuple[str, ...]]) -> None:
    table.clear()
    for row in rows:
        item = QTreeWidgetItem(table, list(row))
        item.setToolTip(0, plain_tip(row[0]))
        item.setSizeHint(0, QSize(0, ROW_HEIGHT))
        for column in range(1, len(row)):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    edges = 2 * table.frameWidth() + table.header().sizeHint().height()
    table.setFixedHeight(edges + ROW_HEIGHT * max(1, min(len(rows), MOST_ROWS)))
    table.setVisible(bool(rows))
