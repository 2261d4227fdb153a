"""Named views in their list, with a press that draws nothing."""

import datetime as dt

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.commands import Put, SaveView
from libyamap.app.filter import Filter, filter_to_json
from libyamap.app.release.rules import ReleaseRules
from libyamap.domain.model import LayerShown
from libyamap.errors import WorldError
from libyamap.ui.briefing.parts import BriefingParts
from libyamap.ui.briefing.view_rows import WORDS
from libyamap.web.protocol import ShowFrame
from tests.qt.conftest import FakeWindow, OpenWindow
from tests.qt.fake_press import FakePress
from tests.qt.fake_project import FORCES, HOSTILE, OUTPOST, FakeProject

LEFT = Qt.MouseButton.LeftButton


def test_a_view_is_kept_renamed_ordered_and_deleted_a_step_each(fake: FakeWindow, parts: BriefingParts) -> None:
    contents, session = fake.window.desk.contents, fake.window.desk.session
    fake.window.actions_["save-view"].trigger()
    parts.board.change(title="Second")
    fake.window.actions_["save-view"].trigger()
    assert [view.title for view in contents.views_in_order] == ["View", "Second"]
    views = parts.views
    first = contents.views_in_order[0].id
    views.list.choose(first)
    views.list.item(0).setText("  First  ")
    assert [view.title for view in contents.views_in_order] == ["First", "Second"]
    views.shift(1)
    assert [view.title for view in contents.views_in_order] == ["Second", "First"]
    assert views.list.key == first
    session.undo()
    assert [view.title for view in contents.views_in_order] == ["First", "Second"]
    views.list.choose(first)
    views.duplicate()
    assert [view.title for view in contents.views_in_order] == ["First", "Second", "First 2"]
    views.list.setFocus()
    QTest.keyClick(views.list, Qt.Key.Key_Delete)
    assert [view.title for view in contents.views_in_order] == ["First", "Second"]
    session.undo()
    assert [view.title for view in contents.views_in_order] == ["First", "Second", "First 2"]


def test_an_empty_name_leaves_the_view_its_own(fake: FakeWindow, parts: BriefingParts) -> None:
    parts.keep_view()
    parts.views.list.item(0).setText("   ")
    assert parts.views.list.item(0).text() == "View"
    assert len(fake.window.desk.contents.views) == 1


def test_views_have_small_pictures_that_are_renewed_when_they_change(
    fake: FakeWindow, parts: BriefingParts, press: FakePress, qtbot: QtBot
) -> None:
    def has_picture(row: int) -> bool:
        found = parts.views.list.item(row).data(Qt.ItemDataRole.DecorationRole)
        return isinstance(found, QPixmap) and found.toImage().pixelColor(4, 4) == QColor(Qt.GlobalColor.red)

    parts.keep_view()
    parts.board.change(title="Second")
    parts.keep_view()
    qtbot.waitUntil(lambda: has_picture(0) and has_picture(1))
    assert [briefing.title for briefing in press.small] == ["", "Second"]
    parts.views.list.choose(parts.views.list.keys[0])
    parts.views.shift(1)
    parts.views.list.item(0).setText("Renamed")
    assert has_picture(0)
    assert has_picture(1)
    parts.board.change(title="Third", release=msgspec.json.encode(ReleaseRules()).decode())
    parts.views.list.choose(parts.views.list.keys[0])
    parts.views.update_chosen()
    qtbot.waitUntil(lambda: len(press.small) == 3)
    assert press.small[-1].title == "Third"
    assert not press.small[-1].release  # for our own eyes, and at once
    fake.window.desk.session.run(Put(msgspec.structs.replace(OUTPOST, title="Moved")))
    qtbot.waitUntil(lambda: len(press.small) == 5)
    fake.window.briefing.docks["views"].hide()
    fake.window.desk.session.undo()
    parts.pressing.spare(lambda: pytest.fail("asked for more"))
    parts.pressing.stop()
    assert len(press.small) == 5


def test_a_view_that_cannot_be_drawn_has_an_empty_sheet(parts: BriefingParts, press: FakePress, qtbot: QtBot) -> None:
    press.problem = WorldError("No room.")
    parts.keep_view()
    item = parts.views.list.item(0)
    qtbot.waitUntil(lambda: isinstance(item.data(Qt.ItemDataRole.DecorationRole), QPixmap))
    assert item.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert press.small == []


def test_a_click_brings_layers_filter_time_texts_and_frame_back(fake: FakeWindow, parts: BriefingParts) -> None:
    desk = fake.window.desk
    desk.viewing.set_layer(FORCES.id, visible=False)
    desk.viewing.change(window=(dt.date(2016, 5, 1), dt.date(2016, 5, 31)), bounds=(10.0, 30.0, 20.0, 34.0))
    parts.board.change(title="Forces in May", marking_top="FOR TRAINING")
    parts.keep_view()
    desk.viewing.set_layer(FORCES.id, visible=True)
    desk.viewing.change(window=None)
    parts.board.take(Briefing())
    parts.views.show_chosen()
    assert not desk.viewing.state.layers[FORCES.id].visible
    assert desk.viewing.state.window == (dt.date(2016, 5, 1), dt.date(2016, 5, 31))
    assert fake.host.last(ShowFrame) == ShowFrame((10.0, 30.0, 20.0, 34.0), animate=True)
    assert parts.board.base.title == "Forces in May"
    assert parts.briefing.form.lines["marking_top"].text() == "FOR TRAINING"


def test_a_view_of_layers_that_are_gone_is_shown_and_says_so(fake: FakeWindow, parts: BriefingParts) -> None:
    desk = fake.window.desk
    said: list[str] = []
    parts.keep_view()
    view = desk.contents.views_in_order[0]
    asked = Filter(actors=("gone",))
    layers = {**view.layers, "gone-too": LayerShown(visible=False)}
    desk.session.run(SaveView(msgspec.structs.replace(view, layers=layers, filter=filter_to_json(asked))))
    desk.said.connect(said.append)
    parts.views.list.choose(view.id)
    parts.views.show_chosen()
    assert said == ["Showing the view “View”; 1 layer and 1 actor are gone, the rest is shown"]
    assert "1 layer and 1 actor are gone" in str(parts.views.list.item(0).data(WORDS))
    assert desk.viewing.state.filter == asked


def test_a_damaged_view_is_refused_with_a_sentence(
    fake: FakeWindow, parts: BriefingParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("libyamap.ui.errors.show_world_error", lambda error, *_rest: told.append(str(error)))
    parts.keep_view()
    view = fake.window.desk.contents.views_in_order[0]
    fake.window.desk.session.run(SaveView(msgspec.structs.replace(view, content='{"dpi": {"a": []}, "sheet": 7}')))
    parts.views.list.choose(view.id)
    parts.views.show_chosen()
    assert told == ["The saved view “View” is damaged or of a newer version; make it anew."]


def test_names_of_views_are_text(parts: BriefingParts) -> None:
    parts.board.change(title=HOSTILE)
    parts.keep_view()
    assert parts.views.list.item(0).text() == HOSTILE
    assert "<script>" not in parts.views.list.item(0).toolTip()


def test_a_project_that_is_read_only_keeps_no_views(open_window: OpenWindow) -> None:
    window = open_window(FakeProject(read_only=True))
    assert not window.window.actions_["save-view"].isEnabled()
    assert not window.window.briefing.views.add.isEnabled()
