"""What the tools for finding and measuring show."""

from PySide6.QtWidgets import QPushButton, QWidget

from libyamap.ui.find.parts import FindParts
from libyamap.ui.text import PlainLabel
from libyamap.web.protocol import (
    ShowSketch,
)
from tests.qt.conftest import FakeWindow


def parts(findable: FakeWindow) -> FindParts:
    return findable.window.finding


def sketch(findable: FakeWindow) -> ShowSketch:
    shown = findable.host.last(ShowSketch)
    assert isinstance(shown, ShowSketch)
    return shown


def texts(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(PlainLabel)]
    return "\n".join([*labels, *(button.text() for button in widget.findChildren(QPushButton))])
