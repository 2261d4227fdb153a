"""Export in the window: what goes out, how safe, where to; the file that is written, and what is said of it."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionGroupBox
from pytestqt.qtbot import QtBot

from libyamap.app.commands import InsertMany
from libyamap.app.filter import Filter
from libyamap.app.named_areas import NAMED_AREA
from libyamap.bootstrap import new_project, open_workspace
from libyamap.domain.geometry import Geometry, GeometryType, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer, Site, Zone
from libyamap.ui.desk import Desk
from libyamap.ui.exchange.export_dialog import ExportDialog
from libyamap.ui.exchange.what_goes_out import EVERY, FRAME, LAYERS, SELECTED, SHOWN

PATIENCE_MS = 20_000
NORTH, SOUTH = Layer(id=new_id(), title="North"), Layer(id=new_id(), title="South")
SITES = tuple(
    Site(id=new_id(), layer=layer.id, title=title, type=word, where_prec=1, geometry=point(lon, lat))
    for layer, title, word, lon, lat in (
        (NORTH, "Quernmore", "base", 15.0923, 32.3754),
        (NORTH, "Beta", "port", 13.19, 32.89),
        (SOUTH, "Gamma", "base", 14.43, 27.04),
    )
)


@pytest.fixture
def dialog(qapp: QApplication, tmp_path: Path) -> Iterator[ExportDialog]:
    """The dialog on a project of three sites in two layers."""
    assert qapp is not None
    path = tmp_path / "project.gpkg"
    new_project(path, "Project")
    with open_workspace(path) as workspace:
        workspace.session.run(InsertMany((NORTH, SOUTH, *SITES), "Insert"))
        desk = Desk(workspace)
        desk.reload()
        desk.select([SITES[0].id])
        made = ExportDialog(desk)
        made.target.setText(str(tmp_path / "out.csv"))
        made.show()
        yield made
        made.stop()
        made.deleteLater()
        desk.close()


def written(dialog: ExportDialog, qtbot: QtBot) -> list[dict[str, str]]:
    """Press Export, wait, and read the table that is there then."""
    with qtbot.waitSignal(dialog.written, timeout=PATIENCE_MS) as told:
        dialog.go_button.click()
    assert told.args
    path = told.args[0]
    assert isinstance(path, Path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_everything_goes_out_and_its_folder_can_be_seen(
    dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert {row["title"] for row in written(dialog, qtbot)} == {"Quernmore", "Beta", "Gamma"}
    assert dialog.words.text() == f"3 features were written to {tmp_path / 'out.csv'}"
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    dialog.folder_button.click()
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]


def test_the_selection_alone(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.what.buttons[SELECTED].setChecked(True)
    assert [row["title"] for row in written(dialog, qtbot)] == ["Quernmore"]


def test_some_layers(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.what.buttons[LAYERS].setChecked(True)
    items = dialog.what.layers.findItems("North", Qt.MatchFlag.MatchExactly)
    items[0].setCheckState(Qt.CheckState.Unchecked)
    assert [row["title"] for row in written(dialog, qtbot)] == ["Gamma"]
    dialog.what.layers.findItems("South", Qt.MatchFlag.MatchExactly)[0].setCheckState(Qt.CheckState.Unchecked)
    assert dialog.words.text() == "Tick at least one layer."
    assert not dialog.go_button.isEnabled()


def test_named_areas_go_out_only_where_they_are_asked_for(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    assert dialog.what.named_areas.isHidden(), "there are none"
    ring = ((14.0, 27.0), (15.0, 27.0), (15.0, 28.0), (14.0, 28.0), (14.0, 27.0))
    districts = Layer(id=new_id(), title="Districts", visible=False)
    district = Zone(
        id=new_id(),
        layer=districts.id,
        title="Sabha",
        type=NAMED_AREA,
        geometry=Geometry(GeometryType.POLYGON, (ring,)),
    )
    dialog.desk.session.run(InsertMany((districts, district), "Insert"))
    again = ExportDialog(dialog.desk)
    again.target.setText(str(tmp_path / "again.csv"))
    again.show()
    assert again.what.buttons[EVERY].text() == "Everything (3)"
    assert "(1)" in again.what.named_areas.text()
    assert "Sabha" not in {row["title"] for row in written(again, qtbot)}
    again.what.named_areas.setChecked(True)
    assert "Sabha" in {row["title"] for row in written(again, qtbot)}
    again.what.buttons[LAYERS].setChecked(True)
    assert not again.what.named_areas.isEnabled()
    assert "Sabha" not in {row["title"] for row in written(again, qtbot)}, "its layer is not ticked at first"
    again.what.layers.findItems("Districts", Qt.MatchFlag.MatchExactly)[0].setCheckState(Qt.CheckState.Checked)
    assert "Sabha" in {row["title"] for row in written(again, qtbot)}
    again.stop()
    again.deleteLater()


def test_what_is_shown_and_what_the_frame_holds(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.desk.viewing.change("test", bounds=(14.0, 26.0, 16.0, 34.0))
    dialog.what.buttons[FRAME].setChecked(True)
    assert {row["title"] for row in written(dialog, qtbot)} == {"Quernmore", "Gamma"}
    dialog.desk.viewing.set_layer(NORTH.id, "test", visible=False)
    dialog.what.buttons[SHOWN].setChecked(True)
    assert [row["title"] for row in written(dialog, qtbot)] == ["Gamma"]


def test_a_safe_release_tells_no_exact_place(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.release.setChecked(True)  # coarse, unless somebody says otherwise
    dialog.release.kept["titles"].setChecked(False)
    rows = written(dialog, qtbot)
    assert {row["title"] for row in rows} == {"Base", "Port"}
    assert "written as a safe release to" in dialog.words.text()
    data = (tmp_path / "out.csv").read_bytes()
    assert b"32.3754" not in data
    assert b"Quernmore" not in data


def test_what_cannot_be_written_is_said_beside_it(dialog: ExportDialog, tmp_path: Path) -> None:
    for text, words in (
        ("", "Say which file"),
        (str(tmp_path / "no" / "a.csv"), "no folder"),
        (str(tmp_path / "a.xyz"), "No format has the ending .xyz"),
    ):
        dialog.target.setText(text)
        assert words in dialog.words.text()
        assert not dialog.go_button.isEnabled()


def test_a_project_is_never_replaced(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.target.setText(str(tmp_path / "project.gpkg"))
    dialog.go_button.click()
    qtbot.waitUntil(lambda: "is a project" in dialog.words.text(), timeout=PATIENCE_MS)
    assert dialog.go_button.isEnabled()


def test_the_page_that_stands_alone(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.format.setCurrentIndex(dialog.format.count() - 1)
    assert dialog.target.text().endswith("out.html")
    dialog.what.buttons[SELECTED].setChecked(True)
    assert "choose one of those" in dialog.words.text()
    dialog.what.buttons[LAYERS].setChecked(True)
    dialog.what.layers.findItems("North", Qt.MatchFlag.MatchExactly)[0].setCheckState(Qt.CheckState.Unchecked)
    with qtbot.waitSignal(dialog.written, timeout=PATIENCE_MS):
        dialog.go_button.click()
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "Gamma" in page
    assert "Quernmore" not in page


def test_the_format_changes_the_ending(dialog: ExportDialog) -> None:
    at = next(at for at in range(dialog.format.count()) if dialog.format.itemText(at).startswith("GeoJSON"))
    dialog.format.setCurrentIndex(at)
    assert dialog.target.text().endswith("out.geojson")


def test_the_format_follows_the_ending(dialog: ExportDialog, tmp_path: Path) -> None:
    for name, words in (("a.kml", "KML"), ("a.geojson", "GeoJSON"), ("a.XLSX", "Spreadsheet"), ("a.html", "Page that")):
        dialog.target.setText(str(tmp_path / name))
        assert dialog.format.currentText().startswith(words)
        assert dialog.target.text().endswith(name), "and leaves the name alone"
    dialog.target.setText(str(tmp_path / "a.xyz"))
    assert "No format" in dialog.words.text()


def test_the_numbers_follow_the_window(dialog: ExportDialog, qtbot: QtBot) -> None:
    what = dialog.what
    assert what.buttons[SELECTED].text() == "The selection (1)"
    what.buttons[SHOWN].setChecked(True)
    dialog.desk.viewing.change("test", filter=Filter(types=("base",)))
    assert "(2)" in what.buttons[SHOWN].text()
    assert dialog.go_button.isEnabled()
    dialog.desk.viewing.change("test", filter=Filter(types=("castle",)))
    assert "(0)" in what.buttons[SHOWN].text()
    assert "nothing to export" in dialog.words.text()
    assert not dialog.go_button.isEnabled()
    what.buttons[EVERY].setChecked(True)
    written(dialog, qtbot)
    dialog.desk.viewing.change("test", bounds=(0.0, 0.0, 1.0, 1.0))
    assert "were written" in dialog.words.text(), "a map that is moved changes nothing of that"
    what.buttons[SELECTED].setChecked(True)
    dialog.desk.select([])
    assert "Nothing is selected" in dialog.words.text()


def test_a_frame_without_features_writes_no_file(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.desk.viewing.change("test", bounds=(-60.0, -40.0, -50.0, -30.0))
    dialog.what.buttons[FRAME].setChecked(True)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: "no file was written" in dialog.words.text(), timeout=PATIENCE_MS)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("ending", ["gpx", "shp"])
def test_what_has_no_place_is_told_where_the_format_needs_one(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    nowhere = Event(id=new_id(), layer=NORTH.id, title="Nowhere")
    dialog.desk.session.run(InsertMany((nowhere,), "Insert"))
    dialog.target.setText(str(tmp_path / f"out.{ending}"))
    with qtbot.waitSignal(dialog.written, timeout=PATIENCE_MS):
        dialog.go_button.click()
    assert dialog.words.text().startswith("3 features were written to ")
    assert f"One has no place and is not in it: .{ending} holds places alone." in dialog.words.text()


def test_a_project_that_is_still_being_read_can_be_exported(
    dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(dialog.desk.contents), "is_unread", property(lambda _self: True))
    monkeypatch.setattr(type(dialog.desk.workspace.index), "order", lambda *_asked: ())
    dialog.desk.contents_changed.emit()
    assert dialog.what.buttons[EVERY].text() == "Everything", "no number is told that nobody knows"
    assert len(written(dialog, qtbot)) == 3


def test_boxes_can_be_hit_and_seen_in_the_dark(dialog: ExportDialog) -> None:
    dialog.what.buttons[LAYERS].setChecked(True)
    assert dialog.what.layers.sizeHintForRow(0) >= 24
    assert all(button.height() >= 24 for button in dialog.what.buttons.values())
    release = dialog.release
    dark = QPalette(QColor("#23272B"))
    dark.setColor(QPalette.ColorRole.PlaceholderText, QColor("#C0C8D0"))
    release.setPalette(dark)
    option = QStyleOptionGroupBox()
    release.initStyleOption(option)
    box = release.style().subControlRect(
        QStyle.ComplexControl.CC_GroupBox, option, QStyle.SubControl.SC_GroupBoxCheckBox, release
    )
    edge = release.grab().toImage().pixelColor(box.left() + box.width() // 2, box.top())
    assert edge.lightness() > 150, "the edge of an empty box"


def test_a_window_goes_on_when_the_dialog_is_gone(dialog: ExportDialog, qtbot: QtBot) -> None:
    desk = dialog.desk
    gone = ExportDialog(desk)
    gone.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(gone))
    desk.viewing.change("test", bounds=(0.0, 0.0, 1.0, 1.0))
    desk.select([SITES[1].id])
    desk.contents_changed.emit()
    assert dialog.what.buttons[SELECTED].text() == "The selection (1)"


def test_a_second_enter_writes_nothing_again_until_something_is_changed(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    dialog.target.setText(str(target))
    dialog.activateWindow()
    with qtbot.waitSignal(dialog.written, timeout=PATIENCE_MS):
        QTest.keyClick(dialog.target, Qt.Key.Key_Return)
    assert dialog.cancel_button.isDefault()
    assert not dialog.go_button.isDefault()
    target.unlink()
    QTest.keyClick(dialog.target, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert not target.exists()
    dialog.release.setChecked(True)
    assert dialog.go_button.isDefault()
    assert not dialog.words.text()  # what was said is of another export


def test_shapes_of_several_sorts_are_named_and_said_to_be_there(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.target.setText(str(tmp_path / "out.shp"))
    assert not dialog.words.text()
    with qtbot.waitSignal(dialog.written, timeout=PATIENCE_MS):
        dialog.go_button.click()
    there = sorted(each.name for each in tmp_path.glob("*.shp"))
    assert all(name in dialog.words.text() for name in there)
    dialog.refresh()
    assert "replaced" in dialog.words.text()


def test_its_buttons_stay_on_a_small_screen(
    dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def below() -> int:
        """Where the buttons end, from the top of the screen."""
        return dialog.go_button.mapToGlobal(dialog.go_button.rect().bottomLeft()).y()

    full = dialog.height()
    assert not dialog.middle.verticalScrollBar().isVisible()
    dialog.what.buttons[LAYERS].setChecked(True)
    qtbot.waitUntil(lambda: dialog.height() > full)
    assert not dialog.middle.verticalScrollBar().isVisible()  # there is room: it grows
    room = dialog.screen().availableGeometry()
    low = QRect(room.left(), room.top(), room.width(), full - 60)
    monkeypatch.setattr(type(dialog.screen()), "availableGeometry", lambda _screen: low)
    dialog.give_room()
    qtbot.waitUntil(dialog.middle.verticalScrollBar().isVisible)
    assert below() <= low.bottom()
    assert dialog.go_button.isVisible()
