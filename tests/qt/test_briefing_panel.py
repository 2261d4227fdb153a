"""The briefing's panel, with a press that draws nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from libyamap.app.briefing.briefing import Briefing
from libyamap.errors import InvalidValue, WorldError
from libyamap.ui.briefing import preview as preview_module
from libyamap.ui.briefing.carrying import carried
from libyamap.ui.briefing.parts import BriefingParts
from libyamap.web.protocol import BareMap, EditPointed, MapBared, UseEditor
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_press import FakePress, picture
from tests.qt.fake_project import OUTPOST

LEFT = Qt.MouseButton.LeftButton


def test_the_preview_follows_the_form_and_the_map(
    fake: FakeWindow, parts: BriefingParts, press: FakePress, qtbot: QtBot
) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    panel = parts.briefing
    qtbot.waitUntil(lambda: not panel.preview.picture.isNull())
    panel.form.lines["title"].setText("Who holds what")
    panel.form.switches["legend"].click()
    qtbot.waitUntil(lambda: press.drawn[-1].title == "Who holds what" and not press.drawn[-1].furniture.legend)
    fake.window.desk.viewing.change(bounds=(11.0, 30.0, 21.0, 34.0))
    qtbot.waitUntil(lambda: press.drawn[-1].bounds == (11.0, 30.0, 21.0, 34.0))


def test_a_page_is_dragged_out_in_its_own_size(
    parts: BriefingParts, press: FakePress, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[bytes] = []
    monkeypatch.setattr(preview_module, "drag_out", lambda _source, content, _name: taken.append(content))
    parts.show_panel("briefing")
    preview = parts.briefing.preview
    qtbot.waitUntil(lambda: bool(preview.content))
    assert press.widths[-1] == preview.wanted_width < parts.board.base.sheet.pixels[0]
    place = preview.rect().center()
    QApplication.sendEvent(preview, QEnterEvent(place, place, place))
    qtbot.waitUntil(lambda: bool(preview.sharp))
    assert press.widths[-1] == parts.board.base.sheet.pixels[0]
    preview.sharp = b"sharp"
    QTest.mousePress(preview, Qt.MouseButton.LeftButton, pos=place)
    far = QPointF(place + QPoint(40, 0))
    move = QMouseEvent(QEvent.Type.MouseMove, far, far, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(preview, move)
    assert taken == [b"sharp"]
    parts.board.change(title="Another")
    qtbot.waitUntil(lambda: not preview.sharp)
    press.problem = WorldError("No room.")
    preview.reached.emit()
    qtbot.waitUntil(lambda: preview.sharp == preview.content)  # what there is, and it is not tried for ever


def test_a_closed_panel_draws_nothing(parts: BriefingParts, press: FakePress, qtbot: QtBot, fake: FakeWindow) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    qtbot.waitUntil(lambda: bool(press.drawn) and not parts.pressing.busy)
    fake.window.actions_["panel-briefing"].trigger()
    drawn = len(press.drawn)
    parts.board.change(title="Unseen")
    done: list[bytes] = []
    parts.exporting.picture(done.append)  # a later job: had the preview been asked for, it would have its turn by then
    qtbot.waitUntil(lambda: bool(done) and not parts.pressing.busy)
    assert [briefing.title for briefing in press.drawn[drawn:]] == ["Unseen"]


def test_errors_stand_beside_their_fields(
    fake: FakeWindow, parts: BriefingParts, press: FakePress, qtbot: QtBot
) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    form = parts.briefing.form
    form.lines["as_of"].setText("the day of nothing")
    assert form.errors["as_of"].text()
    assert parts.board.base.as_of == ""
    form.lines["as_of"].setText("May 2016")
    assert not form.errors["as_of"].text()
    assert parts.board.base.as_of == "2016-05"
    press.problem = InvalidValue("dpi", "A sheet of that size is too large.")
    parts.board.change(subtitle="x")
    qtbot.waitUntil(lambda: form.errors["dpi"].text() == "A sheet of that size is too large.")
    assert parts.briefing.preview.words == "A sheet of that size is too large."
    press.problem = None
    parts.board.change(subtitle="y")
    qtbot.waitUntil(lambda: not form.errors["dpi"].text() and not parts.briefing.preview.words)


def test_call_outs_come_from_the_map_and_from_the_selection(
    fake: FakeWindow, parts: BriefingParts, qtbot: QtBot
) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    callouts = parts.briefing.callouts
    callouts.by_click.click()
    qtbot.waitUntil(lambda: fake.window.map_tools.active)
    assert isinstance(fake.host.last(UseEditor), UseEditor)
    fake.host.say(EditPointed(15.1, 32.4))
    assert parts.board.base.callouts[0].at == (15.1, 32.4)
    fake.window.desk.select([OUTPOST.id])
    callouts.of_selection.click()
    callouts.of_selection.click()  # the same one twice would be two numbers for one thing
    assert [callout.feature for callout in parts.board.base.callouts] == ["", OUTPOST.id]
    callouts.fields[0].clear()
    QTest.keyClicks(callouts.fields[0], "The road is cut")
    assert parts.board.base.callouts[0].text == "The road is cut"
    up = callouts.findChild(QToolButton, "up-2")
    assert isinstance(up, QToolButton)
    up.click()
    assert [callout.text for callout in parts.board.base.callouts] == ["US outpost", "The road is cut"]


def test_another_tools_click_is_no_call_out(fake: FakeWindow, parts: BriefingParts, qtbot: QtBot) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    parts.briefing.callouts.by_click.click()
    qtbot.waitUntil(lambda: fake.window.map_tools.active)
    fake.window.map_tools.cancel()
    fake.window.map_tools.pick_place()
    fake.host.say(EditPointed(1.0, 2.0))
    assert parts.board.base.callouts == ()


def test_what_is_unfinished_is_there_after_a_restart(open_window: OpenWindow) -> None:
    first = open_window()
    first.window.briefing.board.change(title="Half done", notes="to be checked")
    first.close()
    again = open_window()
    assert again.window.briefing.board.base.title == "Half done"
    assert again.window.briefing.briefing.form.lines["title"].text() == "Half done"
    again.window.briefing.board.take(Briefing())
    again.close()
    assert open_window().window.briefing.board.base == Briefing()


def test_a_template_is_saved_and_used(parts: BriefingParts, tmp_path: Path) -> None:
    house, path = parts.briefing.house, tmp_path / "house.json"
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture())
    house.take_logo(logo)
    parts.board.change(marking_top="INTERNAL", footer="Our desk")
    house.save_template(path)
    parts.board.take(Briefing(title="Kept"))
    house.take_template(path)
    base = parts.board.base
    assert (base.title, base.marking_top, base.footer, base.logo) == ("Kept", "INTERNAL", "Our desk", picture())
    assert parts.briefing.form.lines["marking_top"].text() == "INTERNAL"
    path.write_text("[]")
    house.take_template(path)
    assert "no template" in house.error.text()
    logo.write_text("no picture")
    house.take_logo(logo)
    assert "no PNG or JPEG" in house.error.text()
    assert parts.board.base.logo == picture()


def test_the_map_is_copied_and_carried_as_a_picture(fake: FakeWindow) -> None:
    QGuiApplication.clipboard().clear()
    fake.window.actions_["copy-map"].trigger()
    bare = fake.host.told[-1]
    assert isinstance(bare, BareMap)
    assert bare.bare
    fake.host.decoded.emit(MapBared(bare.turn - 1))  # of another picture
    assert QGuiApplication.clipboard().image().isNull()
    fake.host.decoded.emit(MapBared(bare.turn))
    assert fake.host.told[-1] == BareMap(bare=False, turn=bare.turn + 1)  # the buttons come back
    copied = QGuiApplication.clipboard().image()
    assert copied.width() >= fake.maps[0].widget.width()
    data = carried(picture(), "Libya / <May>")
    assert QImage.fromData(data.data("image/png")).size() == QImage.fromData(picture()).size()
    path = Path(data.urls()[0].toLocalFile())
    assert (path.name, path.read_bytes()) == ("libya-may.png", picture())


def test_a_window_that_closes_while_it_draws_gives_the_drawing_up(
    open_window: OpenWindow, press: FakePress, qtbot: QtBot
) -> None:
    window = open_window()
    parts = window.window.briefing
    parts.pressing.make_press = lambda: press
    press.during = window.window.close
    done: list[bytes] = []
    parts.exporting.picture(done.append)
    qtbot.waitUntil(lambda: press.closed)
    assert press.aborted
    assert not done
