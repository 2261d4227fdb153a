"""The briefing: the page as it will print above, what stands on it below, and one button that writes it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from libyamap.app.briefing.briefing import Briefing, Format
from libyamap.app.briefing.pair import HALVES
from libyamap.errors import WorldError
from libyamap.ui.briefing.board import Board
from libyamap.ui.briefing.callouts import Callouts
from libyamap.ui.briefing.carrying import copy_picture
from libyamap.ui.briefing.enlarged import Enlarged
from libyamap.ui.briefing.exporting import FORMAT_WORDS, Exporting
from libyamap.ui.briefing.form import BriefingForm
from libyamap.ui.briefing.halves import Halves
from libyamap.ui.briefing.house import House
from libyamap.ui.briefing.pressing import Job, Pressing
from libyamap.ui.briefing.preview import Preview
from libyamap.ui.buttons import sign_button
from libyamap.ui.desk import Desk
from libyamap.ui.filter.fields import Choice
from libyamap.ui.icons import icon
from libyamap.ui.text import plain_tip

PAST = "The map shows what was known in the past; a briefing is made of what is known now."

MOST_CARRIED = 2480
"""Pixels across of a page that is dragged out: A4 at 212 dots an inch."""


class BriefingPanel(QWidget):
    """Follows the map while it is seen; nothing is drawn while it is not."""

    def __init__(
        self, desk: Desk, board: Board, pressing: Pressing, exporting: Exporting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._board = board
        self._pressing = pressing
        self.exporting = exporting
        self.preview = Preview()
        self.halves = Halves()
        self._hint = QLabel("The map's frame; drag the page out")
        self.callouts = Callouts(desk, board)
        self.house = House(board)
        self.house.said.connect(desk.said)
        self.form = BriefingForm(board, self.callouts, self.house)
        self.form.lines["title"].setPlaceholderText(desk.contents.project.title)
        self.large: Enlarged | None = None
        self.format = Choice("Format", [(words, form) for form, words in FORMAT_WORDS.items()], self._choose_format)
        self.format.show_value(exporting.form)
        self.export = QPushButton("Export…")
        self.export.setIcon(icon("file-down"))
        self.export.setMinimumHeight(32)
        self.export.setDefault(True)
        self.export.setToolTip(plain_tip("Write the sheet to a file (Ctrl+Alt+E)"))
        self.export.clicked.connect(lambda _checked=False: exporting.ask())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.preview)
        column.addLayout(self._tools())
        column.addWidget(self.form, 1)
        column.addLayout(self._below())
        self.halves.turned.connect(self._turn_page)
        self.preview.enlarge_asked.connect(self.enlarge)
        self.preview.resized.connect(self.refresh)
        self.preview.reached.connect(lambda: pressing.spare(self._sharp))
        pressing.previewed.connect(self._show)
        pressing.refused.connect(self._refuse)
        pressing.busy_changed.connect(self.preview.show_busy)
        exporting.refused.connect(self.form.complain)
        board.changed.connect(self.refresh)
        desk.viewed.connect(lambda _flags, _origin: self.refresh())
        desk.contents_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Draw the page anew, once nothing has changed for a moment."""
        self.preview.take_sides(self._board.base.sheet.size)
        pair = self._board.base.days is not None
        self.halves.setVisible(pair)
        self._hint.setVisible(not pair)
        self.form.pair.offer(self._desk.viewing.state.window)
        if self.isVisible():
            self._pressing.preview(self._wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: seen again."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks."""
        super().hideEvent(event)
        if self.large is None or not self.large.isVisible():
            self._pressing.forget_preview()

    def enlarge(self) -> None:
        """Show the page in a window of its own, sharper."""
        if self.large is None:
            self.large = Enlarged(self.window())
            self.large.preview.resized.connect(self.refresh)
            self.large.turned.connect(self.halves.turn)
        self.large.preview.take_sides(self._board.base.sheet.size)
        if self.preview.content:
            self.large.preview.show_picture(self.preview.content)
        self.large.show()
        self.large.raise_()
        self.refresh()

    def copy(self) -> None:
        """Put the sheet on the clipboard as a picture."""

        def take(content: bytes) -> None:
            copy_picture(QImage.fromData(content))
            self._desk.said.emit("The sheet is on the clipboard as a picture.")

        self.exporting.picture(take, self.halves.number)

    def sizeHint(self) -> QSize:
        """Qt: wide enough to read the page's title."""
        return QSize(400, 640)

    # ---- inside

    def _wanted(self) -> tuple[Briefing, int, int]:
        large = self.large.preview if self.large is not None and self.large.isVisible() else None
        return self._board.briefing, (large or self.preview).wanted_width, self.halves.number

    def _sharp(self) -> Job | None:
        """The page as a drag takes it along: in its own size, which the preview has not."""
        shown, briefing, number = self.preview.content, self._board.briefing, self.halves.number
        if not shown or self.preview.sharp:
            return None

        def take(content: bytes) -> None:
            if self.preview.content is shown:
                self.preview.sharp = content

        width = min(briefing.sheet.pixels[0], MOST_CARRIED)
        return Job(lambda press: press.preview(briefing, width, number), take, lambda _error: take(shown))

    def _turn_page(self) -> None:
        """The other sheet of a pair: it is set already, so there is nothing to wait for."""
        if self._board.base.days is not None:
            self._pressing.preview(self._wanted, at_once=True)

    def _show(self, content: bytes) -> None:
        self.form.complain(None)
        self.preview.name = self._page_name
        self.preview.show_picture(content)
        if self.large is not None:
            self.large.preview.take_sides(self._board.base.sheet.size)
            self.large.preview.show_picture(content)
        if self._desk.workspace.known_as_of is not None:
            self.preview.say(PAST)

    @property
    def _page_name(self) -> str:
        """What the page that is looked at is called when it is dragged out."""
        title = self.exporting.title
        return title if self._board.base.days is None else f"{title} {HALVES[self.halves.number]}"

    def _refuse(self, error: WorldError) -> None:
        self.preview.say(str(error))
        self.form.complain(error)

    def _choose_format(self, form: Format) -> None:
        self.exporting.choose(form)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 4)
        self._hint.setEnabled(False)
        row.addWidget(self._hint, 1)
        row.addWidget(self.halves, 1)
        for name, tip, work in (
            ("copy", "Copy the sheet as a picture", self.copy),
            ("maximize", "Enlarge the page", self.enlarge),
        ):
            row.addWidget(sign_button(name, tip, work))
        return row

    def _below(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 12)
        row.setSpacing(8)
        row.addWidget(self.format, 1)
        row.addWidget(self.export, 1)
        return row
