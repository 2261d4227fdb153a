"""Hands on the form that adds: real keys into its fields, what it holds, and what came into the project."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from libyamap.domain.changes import Revision
from libyamap.domain.model import Event, Feature
from libyamap.ui.edit.form.end_field import EndField
from libyamap.ui.edit.form.feature_form import FeatureForm
from libyamap.ui.edit.form.panel import FormPanel
from libyamap.ui.edit.form.place_field import PlaceField
from libyamap.web.protocol import ShowPreview

if TYPE_CHECKING:
    from tests.qt.conftest import FakeWindow

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Keys:
    """A window with places, and the keyboard on its forms."""

    def __init__(self, fake: "FakeWindow", qtbot: QtBot) -> None:
        self.fake, self.qtbot = fake, qtbot
        self.project = fake.project
        fake.awake(qtbot)

    @property
    def panel(self) -> FormPanel:
        """The panel."""
        return self.fake.window.editing.form

    @property
    def form(self) -> FeatureForm:
        """The form of a feature."""
        form = self.panel.form
        assert isinstance(form, FeatureForm)
        return form

    @property
    def place(self) -> PlaceField:
        """Its place."""
        assert self.form.place is not None
        return self.form.place

    @property
    def focused(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def open(self, digit: Qt.Key) -> None:
        """Alt and a digit."""
        QTest.keyClick(self.fake.window, digit, ALT)

    def type(self, into: QWidget, text: str, then: Qt.Key | None = Qt.Key.Key_Tab) -> None:
        """Type into a field, and leave it by a key."""
        into.setFocus()
        QTest.keyClicks(self.focused, text)
        if then is not None:
            QTest.keyClick(self.focused, then)

    def type_end(self, end: EndField, name: str) -> None:
        """Type the end of a link, and take by Enter what is offered first."""
        self.type(end.line, name, None)
        self.qtbot.waitUntil(lambda: not end.asking.pending)
        QTest.keyClick(self.focused, Qt.Key.Key_Return)

    def send(self) -> None:
        """Control-Enter."""
        QTest.keyClick(self.focused, Qt.Key.Key_Return, CONTROL)

    def last(self) -> Revision:
        """The newest step."""
        return self.project.store.revisions()[-1]

    def event(self) -> Event:
        """The newest event."""
        return self.project.store.all(Event)[-1]


def preview_of(keys: Keys) -> bool:
    """Whether the map shows something unfinished."""
    shown = [message for message in keys.fake.host.told if isinstance(message, ShowPreview)]
    return bool(shown and shown[-1].marks)


def newest(keys: Keys) -> Feature:
    """The feature that was added last."""
    (selected,) = keys.fake.window.desk.selected
    return selected
