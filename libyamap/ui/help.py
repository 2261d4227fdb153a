"""The manual in a window: needs no network, and asks before it leads to one."""

import re

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from libyamap.ui.outside import open_outside
from libyamap.ui.readme import readme

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>", re.IGNORECASE)

_BESIDE = re.compile(r"\[([^\]]+)\]\((?!#|\w+:)[^)]*\)")
"""A link to another document, which is not here: its words alone are left."""
_START = re.compile(r"^## Start\n.*?(?=^## )", re.MULTILINE | re.DOTALL)
"""How to set the program up: whoever reads this has done it."""


class Manual(QTextBrowser):
    """Shows Markdown; never loads anything that it mentions."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName("Manual")
        self.document().setDocumentMargin(24)
        self.setMarkdown(_BESIDE.sub(r"\1", _PICTURE.sub("", text)))
        self.anchorClicked.connect(self._follow)

    def loadResource(self, _type: int, _name: QUrl | str) -> None:
        """Qt: sheets are not fetched from anywhere; pictures are left out, as Qt would look for them by itself."""

    def _follow(self, address: QUrl) -> None:
        if address.scheme():
            open_outside(address.toString(), self)
        else:
            self._show_heading(address.fragment())

    def _show_heading(self, name: str) -> None:
        """Qt makes no anchors of headings, so that one is looked for whose letters give this name."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _name_of(block.text()) == name:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top))
                return
            block = block.next()


def _name_of(heading: str) -> str:
    """As Markdown's readers name headings: lower case, hyphens for spaces, no other signs."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


class HelpWindow(QDialog):
    """The manual, beside the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableSize()
        self.resize(min(760, room.width() * 9 // 10), min(720, room.height() * 8 // 10))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Manual(_START.sub("", readme()), self))
