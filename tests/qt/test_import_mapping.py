"""A table whose columns are given a meaning in the window: mapped, previewed, remembered, saved, taken in."""

import json

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from libyamap.app.importing.placing_names import Likeness
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.model import Actor, Source
from libyamap.domain.precision import Drawing
from libyamap.ui.exchange.import_frame import ESCAPE_AGAIN, Stage
from libyamap.web.protocol import Redraw, ShowFrame
from tests.qt.importing import ODD, PATIENCE_MS, Importing, map_odd


def _follows_the_system(importing: Importing, systems: list[tuple[str, int]]) -> None:
    """With each of these systems so many rows can be taken; with the last one A comes in where it is."""
    page = importing.page
    for system, accepted in systems:
        page.form.crs.setText(system)
        page.form.crs.editingFinished.emit()
        page.draw()
        assert page.previewed is not None
        assert page.previewed.outcome.accepted == accepted
    importing.go(Stage.DONE)
    found = {feature.title: feature for feature in importing.features}
    assert found["A"].geometry is not None
    assert found["A"].geometry.coordinates == pytest.approx((15.0, 32.3756), abs=0.001)


def test_coordinates_in_metres_are_previewed_in_their_system(importing: Importing) -> None:
    importing.look(importing.file("survey.csv", "name;ost;nord\nA;500000;3582000\nB;600000;3600000\n"))
    importing.choose(title="name", longitude="ost", latitude="nord")
    _follows_the_system(importing, [("EPSG:32633", 2), ("EPSG:1", 0), ("", 0), ("32633", 2)])


def test_shapes_in_metres_are_previewed_in_the_system_that_their_file_forgot(importing: Importing) -> None:
    shapes = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": [east, north]}}
        for name, east, north in (("A", 500000, 3582000), ("B", 600000, 3600000))
    ]
    importing.look(importing.file("survey.geojson", json.dumps({"type": "FeatureCollection", "features": shapes})))
    page = importing.page
    assert page.form.crs.isVisibleTo(page.form)
    _follows_the_system(importing, [("", 0), ("EPSG:32633", 2), ("", 0), ("32633", 2)])


def test_a_system_that_there_is_not_is_said_beside_shapes(importing: Importing) -> None:
    shape = {"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [5e5, 3e6]}}
    importing.look(importing.file("survey.geojson", json.dumps({"type": "FeatureCollection", "features": [shape]})))
    page = importing.page
    page.form.crs.setText("EPSG:1")
    page.form.crs.editingFinished.emit()
    page.draw()
    assert "reference system that is not known" in page.words.text()


def test_a_sheet_of_notes_is_not_ticked(importing: Importing) -> None:
    path = importing.folder / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Read me").write_column(0, 0, ["How to use this", "Ask us"])
        book.add_worksheet("Events").write_row(0, 0, ["name", "lat", "lon"])
        book.worksheets()[1].write_row(1, 0, ["A", 27, 14])
    importing.look(path)
    importing.go(Stage.DONE)
    assert [feature.title for feature in importing.features] == ["A"]


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
    focused = dialog.focusWidget()
    assert focused is dialog.names.first_field
    QTest.keyClick(focused, Qt.Key.Key_Return)  # by habit: it neither cancels nor begins
    assert dialog.stage is Stage.NAMES
    assert dialog.names.chosen() == {}
    dialog.names.accept(Likeness.SAME_NAME)
    importing.go(Stage.DONE)
    outcome = dialog.account.outcomes[0]
    assert (outcome.rows, outcome.accepted, outcome.rejected, outcome.updated) == (4, 3, 1, 0)
    assert "Into the layer “odd”." in dialog.account.words.text()
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


def test_escape_in_a_field_does_not_throw_a_mapping_away(importing: Importing) -> None:
    dialog = importing.look(importing.file("odd.csv", ODD))
    assert not dialog.would_lose  # what is only guessed is soon guessed again
    importing.choose(title="Ereignis")
    field = importing.page.form.fields["type"].box
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.note.text() == ESCAPE_AGAIN
    importing.choose(type="Ereignis")
    assert dialog.note.text() != ESCAPE_AGAIN
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert importing.window.exchange.dialog is None


def test_a_mapping_is_saved_and_opened_again(importing: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = importing.folder / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(saved), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(saved), ""))
    importing.look(importing.file("odd.csv", ODD))
    map_odd(importing)
    importing.page.files.save_button.click()
    chosen = importing.dialog.parts[0].mapping
    importing.page.preset.setCurrentIndex(0)
    importing.page.preset.activated.emit(0)
    assert importing.dialog.parts[0].mapping != chosen
    importing.page.files.open_button.click()
    assert importing.dialog.parts[0].mapping == chosen
    importing.qtbot.waitUntil(lambda: "is known" in importing.page.how.text(), timeout=PATIENCE_MS)
    importing.dialog.reject()
    importing.look(importing.file("other.csv", "title,lat,lon,Menge\nA,32,15,1\n"))
    importing.page.files.open_button.click()
    fits = "but 7 of the 8 columns that it names are not in this table."
    importing.qtbot.waitUntil(lambda: fits in importing.page.how.text(), timeout=PATIENCE_MS)


def test_long_names_leave_room_for_what_stands_beside_them(importing: Importing) -> None:
    long = "x" * 200
    importing.look(importing.file(f"{long}.csv", "title,lat,lon\nA,32,15\n"))
    importing.go(Stage.DONE)
    importing.dialog.go_button.click()
    dialog = importing.look(
        importing.file("a.csv", "title,lat,lon\nA,32,15\n"), importing.file("b.csv", "title,lat,lon\nB,32,15\n")
    )
    assert dialog.width() <= 1180
    destination = importing.page.destination
    assert destination.layer.findText(long) >= 0  # the layer can be chosen; it is as wide as others
    assert destination.dataset.width() >= 120
    assert dialog.list.width() >= 150
    destination.layer.setCurrentText(long)
    dialog.list.setCurrentRow(1)
    dialog.list.setCurrentRow(0)
    line = destination.layer.lineEdit()
    assert line is not None
    assert (line.text(), line.cursorPosition()) == (long, 0)


def test_why_a_row_is_refused_has_room_in_the_first_column(importing: Importing) -> None:
    importing.look(importing.file("a.csv", "title,lat,lon\nA,32,15\n"))
    narrow = importing.page.table.columnWidth(0)
    importing.dialog.reject()
    importing.look(importing.file("b.csv", "title,lat,lon\nA,91,15\n"))
    item = importing.page.table.item(0, 0)
    assert item is not None
    assert "is not on the globe" in item.text()
    assert narrow < importing.page.table.columnWidth(0) <= 480


def test_rows_that_nothing_names_are_said_to_be_untitled(importing: Importing) -> None:
    importing.look(importing.file("a.csv", "Ereignis,lat,lon\nAngriff,32,15\n"))
    assert "say which column is the title" in importing.page.words.text()
    importing.choose(title="Ereignis")
    assert importing.page.words.text() == "The first row can be taken."
