"""Import in the window: looked at, mapped, previewed, asked, taken in on another thread, accounted for and undone."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from libyamap.app.commands import InsertMany
from libyamap.app.importing.placing_names import Likeness
from libyamap.app.viewport import EVERYTHING
from libyamap.app.whereabouts import drawing_of
from libyamap.bootstrap import new_project, open_workspace
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Feature, Source
from libyamap.domain.precision import Drawing
from libyamap.errors import ReadOnlyProject
from libyamap.ui.exchange.account_page import account_csv
from libyamap.ui.exchange.import_dialog import ImportDialog, Stage
from libyamap.ui.exchange.mapping_page import MappingPage
from libyamap.ui.shell import Shell
from libyamap.ui.theme import Theme
from libyamap.ui.window_state import WindowState
from libyamap.web.protocol import Redraw, ShowFrame
from tests.qt.fake_project import RECORDS, FakeMap

PATIENCE_MS = 20_000
ODD = """Ereignis;wo;Punkt;wann;Güte;Leute;Beleg;Menge
Shelling;Misrata;32.375 N 15.092 E;13/04/2016;b;Group A / Group B;https://example.org/1;4
Air strike;Sirte;31.2089, 16.5887;14/05/2016;a;Group A;https://example.org/2;12
Talks;Tripoli;;15/06/2016;;;javascript:alert(1);0
Broken;Ghat;not a place;16/08/2016;a;Group B;file:///etc/passwd;1
"""


class Importing:
    """A window on an empty project, and what a person does with its import."""

    def __init__(self, shell: Shell, folder: Path, qtbot: QtBot) -> None:
        self.shell, self.folder, self.qtbot = shell, folder, qtbot
        assert shell.window is not None
        self.window = shell.window
        self.maps: list[FakeMap] = []
        self.window.exchange.make_map = self._map

    def _map(self, _workspace: object, parent: QWidget) -> FakeMap:
        self.maps.append(FakeMap(parent))
        return self.maps[-1]

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    @property
    def dialog(self) -> ImportDialog:
        dialog = self.window.exchange.dialog
        assert dialog is not None
        return dialog

    def look(self, *files: Path) -> ImportDialog:
        self.window.exchange.take(files)
        self.reach(Stage.MAPPING, Stage.DONE)
        return self.dialog

    def reach(self, *stages: Stage) -> None:
        self.qtbot.waitUntil(lambda: self.dialog.stage in stages, timeout=PATIENCE_MS)

    def go(self, *stages: Stage) -> None:
        assert self.dialog.go_button.isEnabled(), self.dialog.note.text()
        self.dialog.go_button.click()
        self.reach(*stages)

    def choose(self, **columns: str) -> None:
        for name, column in columns.items():
            self.page.form.fields[name].box.setCurrentText(column)
        self.page.draw()

    @property
    def page(self) -> MappingPage:
        page = self.dialog.mapping_page
        assert page is not None
        return page

    @property
    def features(self) -> list[Feature]:
        return self.window.desk.workspace.index.order(EVERYTHING).features(0, 100)


@pytest.fixture
def importing(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Importing]:
    """An empty project in a window with a fake map."""
    assert qapp is not None
    path = tmp_path / "first.gpkg"
    new_project(path, "First")
    shell = Shell(Theme("light"), WindowState(tmp_path / "window.ini"), lambda _workspace, parent: FakeMap(parent))
    shell.show(open_workspace(path))
    yield Importing(shell, tmp_path, qtbot)
    if shell.window is not None:
        shell.window.close()
        shiboken6.delete(shell.window)


def map_odd(importing: Importing) -> None:
    """Give the columns of `ODD` their meaning."""
    importing.choose(
        title="{Ereignis} in {wo}", coordinates="Punkt", place="wo", precision="Güte", actor="Leute", source_url="Beleg"
    )
    page = importing.page
    page.form.split.setText("/")
    for code, index in (("a", 1), ("b", 2)):
        page.form.place_codes.boxes[code].setCurrentIndex(index)
    page.draw()


def test_coordinates_in_metres_are_previewed_in_their_system(importing: Importing) -> None:
    importing.look(importing.file("survey.csv", "name;ost;nord\nA;500000;3582000\nB;600000;3600000\n"))
    importing.choose(title="name", longitude="ost", latitude="nord")
    page = importing.page
    for system, accepted in (("EPSG:32633", 2), ("EPSG:1", 0), ("", 0), ("32633", 2)):
        page.form.crs.setText(system)
        page.form.crs.editingFinished.emit()
        page.draw()
        assert page.previewed is not None
        assert page.previewed.outcome.accepted == accepted
    importing.go(Stage.DONE)
    found = {feature.title: feature for feature in importing.features}
    assert found["A"].geometry is not None
    assert found["A"].geometry.coordinates == pytest.approx((15.0, 32.3756), abs=0.001)


def test_an_unknown_shape_is_mapped_previewed_taken_in_and_undone(importing: Importing) -> None:
    dialog = importing.look(importing.file("odd.csv", ODD))
    assert "at least a title" in dialog.note.text()
    assert not dialog.go_button.isEnabled()
    map_odd(importing)
    page = importing.page
    assert page.previewed is not None
    assert page.previewed.outcome.accepted == 3
    assert page.previewed.faults[4].columns == {"Punkt"}
    refused = page.table.item(3, 0)
    assert refused is not None
    assert "not coordinates" in refused.text()
    drawn = importing.maps[0].fake
    assert isinstance(drawn.last(Redraw), Redraw)
    frame = drawn.last(ShowFrame)
    assert isinstance(frame, ShowFrame)
    west, south, east, north = frame.bounds
    assert west < 15.092 < 16.5887 < east
    assert south < 31.2089 < 32.375 < north

    importing.go(Stage.NAMES)
    assert dialog.names.chosen() == {}
    dialog.names.accept(Likeness.SAME_NAME)
    importing.go(Stage.DONE)
    outcome = dialog.account.outcomes[0]
    assert (outcome.rows, outcome.accepted, outcome.rejected, outcome.updated) == (4, 3, 1, 0)
    found = {feature.title: feature for feature in importing.features}
    assert found["Shelling in Misrata"].where_prec == 2
    assert found["Air strike in Sirte"].where_prec == 1
    talks = found["Talks in Tripoli"]
    assert (talks.where_prec, drawing_of(talks)) == (2, Drawing.RING)
    assert "placed by the gazetteer: Tripoli" in talks.place_note
    store = importing.window.desk.session.store
    assert {actor.name for actor in store.all(Actor)} == {"Group A", "Group B"}
    assert {source.url for source in store.all(Source)} == {"https://example.org/1", "https://example.org/2"}
    assert talks.attributes["Beleg"] == "javascript:alert(1)"  # kept as a text, never a link
    undo = importing.window.desk.session.next_undo()
    assert undo is not None
    assert undo.title == "Import ‘odd.csv’"

    dialog.account.show_button.click()
    assert importing.window.desk.viewing.state.filter.datasets == ("odd",)
    dialog.account.undo_button.click()
    importing.qtbot.waitUntil(lambda: not importing.features, timeout=PATIENCE_MS)
    assert "undone" in dialog.account.words.text()
    assert not store.all(Actor)


def test_a_choice_is_remembered_for_files_of_the_same_shape(importing: Importing) -> None:
    dialog = importing.look(importing.file("odd.csv", ODD))
    map_odd(importing)
    importing.go(Stage.NAMES)
    importing.go(Stage.DONE)
    assert len(importing.features) == 3
    dialog.go_button.click()
    again = importing.look(importing.file("odd.csv", ODD.replace("Air strike", "Raid")))
    assert again.parts[0].mapping.coordinates == "Punkt"
    assert again.parts[0].look.planned.how == "remembered"
    assert "before" in importing.page.how.text()


def test_enter_in_a_field_begins_no_import(importing: Importing) -> None:
    dialog = importing.look(importing.file("plain.csv", "title,lat,lon\nA,32,15\n"))
    assert dialog.go_button.isEnabled()
    for field in (importing.page.form.fields["type"].box, importing.page.dataset, importing.page.layer):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert dialog.stage is Stage.MAPPING
    dialog.go_button.setFocus()
    QTest.keyClick(dialog.go_button, Qt.Key.Key_Return)
    importing.reach(Stage.DONE)


def test_dates_that_can_be_read_in_two_ways_are_asked(importing: Importing) -> None:
    text = "title,lat,lon,date\nA,32,15,03/04/2016\nB,31,16,05/06/2016\n"
    dialog = importing.look(importing.file("dates.csv", text))
    assert not dialog.go_button.isEnabled()
    assert [button.text() for button in importing.page.dates.buttons] == ["3 April 2016", "4 March 2016"]
    importing.page.dates.buttons[1].click()
    assert not importing.page.dates.asks
    importing.go(Stage.DONE)
    assert {feature.time for feature in importing.features} == {"2016-03-04", "2016-05-06"}


def test_axes_that_look_exchanged_are_asked(importing: Importing) -> None:
    rows = "".join(f"E{n},{100 + n},{30 + n}\n" for n in range(5))
    dialog = importing.look(importing.file("axes.csv", f"title,lat,lon\n{rows}"))
    assert importing.page.axes.asks
    assert "question" in dialog.note.text()
    importing.page.axes.buttons[0].click()
    assert importing.page.ready() == ""
    importing.go(Stage.DONE)
    assert {feature.geometry.coordinates for feature in importing.features if feature.geometry} == {
        (100.0 + n, 30.0 + n) for n in range(5)
    }


def test_a_known_data_set_needs_no_choice_and_can_be_changed(importing: Importing) -> None:
    head = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
    head += "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
    head += "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
    row = "LBY1,2022-12-28,2022,1,Political violence,Battles,Armed clash,A,,1,B,,2,12,,434,N,Libya,Sirte,,,Sirte,"
    row += "31.2,16.6,2,Paper,National,Words,1,,1"
    dialog = importing.look(importing.file("export.csv", f"{head}\n{row}\n"))
    assert "ACLED" in importing.page.how.text()
    assert dialog.go_button.isEnabled()
    importing.choose(title="notes")
    assert not dialog.parts[0].preset
    importing.page.preset.setCurrentIndex(0)
    importing.page.preset.activated.emit(0)
    assert importing.dialog.parts[0].mapping == dialog.parts[0].look.planned.mapping
    importing.go(Stage.DONE)
    assert dialog.account.outcomes[0].preset == "acled"
    assert importing.features[0].where_prec == 2


BAD = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b"  \n ", "is empty"),
    "wrong.xlsx": (b"not a workbook at all", "wrong.xlsx"),
    "cut.geojson": (b'{"type": "FeatureCollection", "features": [{"type"', "cut.geojson"),
    "cut.gpkg": (b"SQLite format 3\x00" + b"\x00" * 200, "cut.gpkg"),
    "bomb.kml": (b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>', "bomb.kml"),
    "strange.xyz": (b"\x01\x02\x03\x04", "no format"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_a_line(importing: Importing, name: str) -> None:
    content, words = BAD[name]
    dialog = importing.look(importing.file(name, content))
    assert dialog.stage is Stage.DONE
    assert words in dialog.account.words.text()
    assert "\n  File" not in dialog.account.words.text()  # no traceback
    assert not dialog.account.undo_button.isEnabled()


def test_a_heading_alone_and_encodings(importing: Importing) -> None:
    header = importing.file("header.csv", "title,lat,lon\n")
    wide = importing.file("wide.csv", "title,lat,lon\nمصراتة,32.4,15.1\n".encode("utf-16"))
    nul = importing.file("nul.csv", b"title,lat,lon\nA\x00B,32,15\nC,31,16\n")
    missing = importing.folder / "missing.csv"
    dialog = importing.look(header, wide, nul, missing)
    assert dialog.list.isVisible()
    assert "no rows" in importing.page.words.text()
    dialog.list.setCurrentRow(2)
    assert "1 of the first 2 rows cannot be taken" in importing.page.words.text()
    importing.go(Stage.DONE)
    said = dialog.account.words.text()
    assert "no rows" in said
    assert "missing.csv" in said
    assert {feature.title for feature in importing.features} == {"مصراتة", "C"}
    rows = list(csv.DictReader(io.StringIO(account_csv(dialog.account.outcomes))))
    assert [(row["row"], row["reason"]) for row in rows if row["row"]] == [
        ("1", "The row contains a NUL character; remove it.")
    ]
    for outcome in dialog.account.outcomes:
        assert outcome.accepted + outcome.updated + outcome.rejected == outcome.rows


def test_tables_of_a_file_are_chosen(importing: Importing) -> None:
    import xlsxwriter

    path = importing.folder / "two.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("First", "Second"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["title", "lat", "lon"])
            sheet.write_row(1, 0, [f"In {name}", 32, 15])
    dialog = importing.look(path)
    assert dialog.list.count() == 2
    first = dialog.list.item(0)
    assert first is not None
    first.setCheckState(Qt.CheckState.Unchecked)
    importing.go(Stage.DONE)
    assert [feature.title for feature in importing.features] == ["In Second"]


def test_cancelling_leaves_the_project_as_it_was(importing: Importing) -> None:
    rows = "".join(f"E{n},32,15\n" for n in range(30_000))
    dialog = importing.look(importing.file("many.csv", f"title,lat,lon\n{rows}"))
    dialog.go_button.click()
    with pytest.raises(ReadOnlyProject, match="import is being"):
        importing.window.desk.session.run(InsertMany((Actor(id=new_id(), name="y"),), "Insert"))
    dialog.reject()
    importing.reach(Stage.DONE)
    assert "cancelled" in dialog.account.words.text()
    dialog.back_button.click()
    assert dialog.stage is Stage.MAPPING
    assert dialog.go_button.isEnabled()
    assert not importing.features
    assert importing.window.desk.session.next_undo() is None


def test_a_read_only_project_is_refused(importing: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: heard.append(box.text()))
    store = importing.window.desk.session.store
    monkeypatch.setattr(type(store), "read_only", True)
    importing.window.exchange.take([importing.file("a.csv", ODD)])
    assert importing.window.exchange.dialog is None
    assert "can only be read" in heard[0]


def test_a_dropped_file_is_announced_and_taken(importing: Importing) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(importing.file("odd.csv", ODD)))])
    window, target = importing.window, importing.window.exchange.target
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert target.isVisible()
    assert target.words.text() == "Drop to import “odd.csv”"
    drop = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(target, drop)
    assert drop.isAccepted()
    assert not target.isVisible()
    importing.reach(Stage.MAPPING)


def test_a_picture_of_this_window_is_not_taken_in_again(importing: Importing) -> None:
    class OfOurOwn(QDragEnterEvent):
        def source(self) -> QObject:
            return importing.window

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(importing.file("map.png", "")))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = OfOurOwn(QPointF(200, 200), Qt.DropAction.CopyAction, data, left, none)
    importing.window.exchange.target.dragEnterEvent(enter)
    assert not enter.isAccepted()
    assert not importing.window.exchange.target.isVisible()


def test_addresses_of_the_web_are_not_dropped(importing: Importing) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.csv")])
    enter = QDragEnterEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(importing.window, enter)
    assert not importing.window.exchange.target.isVisible()


def test_a_copied_table_is_pasted(importing: Importing) -> None:
    QGuiApplication.clipboard().setText("title\tlat\tlon\nBase\t32,5\t15,1\n")
    importing.window.actions_["paste-table"].trigger()
    importing.reach(Stage.MAPPING)
    importing.go(Stage.DONE)
    assert [feature.title for feature in importing.features] == ["Base"]
    QGuiApplication.clipboard().setText("nothing")
    importing.dialog.go_button.click()
    importing.window.actions_["paste-table"].trigger()
    assert importing.window.exchange.dialog is None


def test_a_mapping_is_saved_and_opened_again(importing: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = importing.folder / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(saved), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(saved), ""))
    importing.look(importing.file("odd.csv", ODD))
    map_odd(importing)
    importing.page.save_button.click()
    chosen = importing.dialog.parts[0].mapping
    importing.page.preset.setCurrentIndex(0)
    importing.page.preset.activated.emit(0)
    assert importing.dialog.parts[0].mapping != chosen
    importing.page.open_button.click()
    assert importing.dialog.parts[0].mapping == chosen


def button(box: QMessageBox, word: str) -> QAbstractButton:
    """The one that begins with this word."""
    return next(each for each in box.buttons() if each.text().startswith(word))


def test_a_dropped_project_is_opened_or_taken_in(importing: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    other = importing.folder / "other.gpkg"
    new_project(other, "Other")
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: button(box, "Open"))
    opened: list[Path] = []
    importing.window.exchange.open_project = opened.append
    importing.window.exchange.take([other])
    assert opened == [other]

    with open_workspace(other) as workspace:
        workspace.session.run(InsertMany(RECORDS, "Insert"))
        there = {feature.id: feature for feature in workspace.index.order(EVERYTHING).features(0, 100)}
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: button(box, "Take"))
    dialog = importing.look(other)
    assert "come back as they were" in dialog.plain.text()
    importing.go(Stage.DONE)
    assert {feature.id: feature for feature in importing.features} == there


def test_closing_the_window_in_the_middle_leaves_the_project_as_it_was(
    importing: Importing, qapp: QApplication
) -> None:
    rows = "".join(f"E{n},32,15\n" for n in range(30_000))
    dialog = importing.look(importing.file("many.csv", f"title,lat,lon\n{rows}"))
    dialog.go_button.click()
    assert dialog.stage is Stage.RUNNING
    path = importing.window.path
    importing.window.close()
    qapp.processEvents()
    with open_workspace(path) as workspace:
        assert len(workspace.index.order(EVERYTHING)) == 0


def test_closing_the_window_ends_the_import(importing: Importing) -> None:
    dialog = importing.look(importing.file("odd.csv", ODD))
    importing.window.close()
    assert dialog.stage is Stage.MAPPING
    assert importing.maps[0].closed == 1
