"""About: version, whose data and whose libraries this is made of, and under which licences."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from libyamap.ui.credits import Library, map_data, page_libraries, python_libraries
from libyamap.ui.text import Look, PlainLabel


class AboutDialog(QDialog):
    """Plain text that can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About libyamap")
        self.resize(560, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(f"libyamap {_version()}", Look.TITLE))
        column.addWidget(
            PlainLabel("A map of a conflict: who is where, who holds what, who says so, how sure we are, and when.")
        )
        column.addWidget(PlainLabel("MIT licence. Nothing leaves this machine unless you turn it on.", Look.QUIET))
        tabs = QTabWidget()
        tabs.addTab(_page("\n\n".join(map_data()) or "The map data is missing."), "Map data")
        tabs.addTab(_page(_listed(page_libraries())), "Map page")
        tabs.addTab(_page(_listed(python_libraries())), "Program")
        column.addWidget(tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)


def _page(text: str) -> QPlainTextEdit:
    page = QPlainTextEdit(text)
    page.setReadOnly(True)
    page.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    return page


def _listed(libraries: list[Library]) -> str:
    return "\n".join(f"{each.name} {each.version}: {each.licence}" for each in libraries) or "None found."


def _version() -> str:
    try:
        return version("libyamap")
    except PackageNotFoundError:
        return "from a checkout"
