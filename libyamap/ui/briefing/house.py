"""What an organisation puts on each sheet: its logo, footer and credits, by hand or from a template that is a file."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from libyamap.app.briefing.briefing import MOST_LOGO_BYTES
from libyamap.app.briefing.template import template_from_json, template_of, template_to_json, with_template
from libyamap.app.obstacles import read_at_most
from libyamap.errors import InvalidValue, WorldError
from libyamap.ui.briefing.board import Board
from libyamap.ui.briefing.form_parts import Group
from libyamap.ui.filter.fields import button, complain, complaint, line

LOGO_HEIGHT = 40
MOST_TEMPLATE_BYTES = 2 * MOST_LOGO_BYTES
TEMPLATES = "Templates (*.json)"


class House(QWidget):
    """`taken`: a template was used, so everything may be another. `said`: a sentence for the status bar."""

    said = Signal(str)

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self.footer = line("Footer", "A line at the foot")
        self.footer.textChanged.connect(lambda text: board.change(footer=text.strip()))
        self.credits = line("Credits", "After those of the map data")
        self.credits.textChanged.connect(lambda text: board.change(credits=(text.strip(),) if text.strip() else ()))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.logo = button("Logo…", "file-image", "A PNG or JPEG of up to 2 MB", self.ask_logo)
        self.no_logo = button("Without", "x", "Take the logo off", lambda: self._put_logo(b""))
        self.error = complaint()
        group = Group("Organisation")
        group.row("Footer", self.footer)
        group.row("Credits", self.credits)
        logo, templates = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (logo, (self.logo, self.no_logo)),
            (templates, (
                button("Use a template…", "folder-open", "Logo, markings, footer, sheet of a house", self.ask_template),
                button("Save as one…", "save", "Keep them as a file for other briefings", self.ask_save),
            )),
        ):  # fmt: skip
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part, 1)
        group.addWidget(self.picture)
        group.addLayout(logo)
        group.addLayout(templates)
        group.addWidget(self.error)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(group)
        self.fill()

    def fill(self) -> None:
        """Show what the board holds."""
        base = self._board.base
        blocked = [QSignalBlocker(field) for field in (self.footer, self.credits)]
        self.footer.setText(base.footer)
        self.credits.setText("; ".join(base.credits))
        del blocked
        shown = QPixmap()
        if base.logo and shown.loadFromData(base.logo):
            ratio = self.devicePixelRatioF()
            shown = shown.scaled(
                round(240 * ratio), round(LOGO_HEIGHT * ratio),
                Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation,
            )  # fmt: skip
            shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        self.picture.setVisible(bool(base.logo))
        self.no_logo.setEnabled(bool(base.logo))
        complain(self.error, "")

    def ask_logo(self) -> None:
        """Ask which picture."""
        chosen, _ = QFileDialog.getOpenFileName(self.window(), "Logo", "", "Pictures (*.png *.jpg *.jpeg)")
        if chosen:
            self.take_logo(Path(chosen))

    def take_logo(self, path: Path) -> None:
        """Put a picture on the sheet; one that is none is refused with a sentence."""
        try:
            content = read_at_most(MOST_LOGO_BYTES, path, "read the logo")
            if not QPixmap().loadFromData(content):
                raise InvalidValue("logo", f"“{path.name}” is no PNG or JPEG that can be read.")
        except WorldError as error:
            complain(self.error, str(error))
            return
        self._put_logo(content)

    def ask_template(self) -> None:
        """Ask which template."""
        chosen, _ = QFileDialog.getOpenFileName(self.window(), "Use a template", "", TEMPLATES)
        if chosen:
            self.take_template(Path(chosen))

    def take_template(self, path: Path) -> None:
        """Take over what the template gives; one that is none is refused with a sentence."""
        try:
            template = template_from_json(read_at_most(MOST_TEMPLATE_BYTES, path, "read the template"))
        except WorldError as error:
            complain(self.error, str(error))
            return
        self._board.take(with_template(self._board.base, template))
        self.said.emit(f"Took the template {template.name or path.stem} over")

    def ask_save(self) -> None:
        """Ask where the template goes."""
        chosen, _ = QFileDialog.getSaveFileName(self.window(), "Save as a template", "template.json", TEMPLATES)
        if chosen:
            self.save_template(Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.json"))

    def save_template(self, path: Path) -> None:
        """Write logo, markings, footer, sheet and release for other briefings."""
        from libyamap.render.image_file import save_whole

        try:
            save_whole(template_to_json(template_of(self._board.base)).encode(), path)
        except WorldError as error:
            complain(self.error, str(error))
            return
        complain(self.error, "")
        self.said.emit(f"The template was written to {path}")

    def _put_logo(self, content: bytes) -> None:
        self._board.change(logo=content)
        self.fill()
