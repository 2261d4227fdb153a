"""Hands on the inspector: what has the keyboard, what is being changed, pencils, and what the project keeps."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget

from libyamap.domain.model import Feature
from libyamap.ui.inspector.changing import Part
from libyamap.ui.inspector.inline import Inline
from libyamap.ui.inspector.section import FieldLine
from libyamap.ui.text import PlainLabel
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import OUTPOST

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def editor(fake: FakeWindow) -> Inline:
    """What is being changed."""
    found = fake.window.inspector.editor
    assert found is not None
    return found


def part(fake: FakeWindow) -> Part:
    """Its fields."""
    form = editor(fake).form
    assert isinstance(form, Part)
    return form


def press_pencil(fake: FakeWindow, name: str) -> None:
    """Click the small button with this name."""
    button = next(each for each in fake.window.inspector.findChildren(QToolButton) if each.accessibleName() == name)
    QTest.mouseClick(button, LEFT)


def press(banner: QWidget, name: str) -> None:
    """Click what a banner offers."""
    QTest.mouseClick(next(each for each in banner.findChildren(QAbstractButton) if each.text() == name), LEFT)


def kept(fake: FakeWindow, feature: Feature = OUTPOST) -> Feature:
    """The feature as the project holds it."""
    found = fake.project.store.get(type(feature), feature.id)
    assert found is not None
    return found


def last_title(fake: FakeWindow) -> str:
    """Name of the newest step."""
    return fake.project.store.revisions()[-1].title


def texts(fake: FakeWindow) -> list[str]:
    """What the inspector says."""
    panel = fake.window.inspector
    return [label.text() for label in panel.findChildren(PlainLabel) if label.isVisibleTo(panel)]


def type_over(text: str) -> None:
    """Replace the text of what has the keyboard."""
    QTest.keyClick(focused(), Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focused(), text)


def field_line(fake: FakeWindow, field: str) -> FieldLine:
    """The line that shows a field."""
    found = fake.window.inspector.findChild(FieldLine, f"field-{field}")
    assert isinstance(found, FieldLine)
    return found
