"""Named views and the briefing's panel, with a press that draws nothing."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QGuiApplication, QImage, QMouseEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from libyamap.app.briefing.briefing import Briefing, Format, file_count
from libyamap.app.commands import Put, SaveView
from libyamap.app.filter import Filter, filter_to_json
from libyamap.app.release.rules import ReleaseRules
from libyamap.domain.model import LayerShown
from libyamap.errors import InvalidValue, WorldError
from libyamap.render.image_file import encoded
from libyamap.settings import load_settings
from libyamap.ui.briefing import preview as preview_module
from libyamap.ui.briefing.carrying import carried
from libyamap.ui.briefing.film_dialog import FilmDialog
from libyamap.ui.briefing.make_all import MakeAll
from libyamap.ui.briefing.making import DECKS
from libyamap.ui.briefing.pair_part import ONE
from libyamap.ui.briefing.parts import BriefingParts
from libyamap.ui.briefing.pressing import Deck
from libyamap.ui.briefing.thumbnails import DRAWN
from libyamap.ui.briefing.view_rows import WORDS
from libyamap.web.protocol import EditPointed, ShowFrame, UseEditor
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import FORCES, HOSTILE, OUTPOST, FakeProject

LEFT = Qt.MouseButton.LeftButton


class FakePress:
    """Remembers what it was to draw; its pictures are one colour."""

    def __init__(self) -> None:
        self.drawn: list[Briefing] = []
        self.small: list[Briefing] = []
        self.pages: list[int] = []
        self.widths: list[int] = []
        self.problem: WorldError | None = None
        self.during: Callable[[], object] = lambda: None
        self.aborted = self.closed = False

    def _draw(self, briefing: Briefing) -> None:
        if self.problem is not None:
            raise self.problem
        self.drawn.append(briefing)
        self.during()

    def files(self, briefing: Briefing, forms: Collection[Format]) -> dict[Format, tuple[bytes, ...]]:
        self._draw(briefing)
        return {
            form: tuple(
                picture() if form == "png" else f"{form}: {briefing.title}".encode()
                for _ in range(file_count(briefing, form))
            )
            for form in forms
        }

    def preview(self, briefing: Briefing, width: int, number: int = 0) -> bytes:
        assert width >= 200
        if width == DRAWN:
            if self.problem is not None:
                raise self.problem
            self.small.append(briefing)
            return picture()
        self.pages.append(number)
        self.widths.append(width)
        self._draw(briefing)
        return picture()

    def deck(self, briefings: Sequence[Briefing], form: Deck, told: Callable[[int], object]) -> bytes:
        for number, briefing in enumerate(briefings):
            told(number)
            self._draw(briefing)
        return f"{form} of ".encode() + ", ".join(briefing.name for briefing in briefings).encode()

    def abort(self) -> None:
        self.aborted = True

    def close(self) -> None:
        self.closed = True


def picture() -> bytes:
    """A PNG of eight by five pixels."""
    image = QImage(8, 5, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    return encoded(image, "PNG")


@pytest.fixture
def press() -> FakePress:
    """The press that the window gets."""
    return FakePress()


@pytest.fixture
def parts(fake: FakeWindow, press: FakePress) -> BriefingParts:
    """The window's briefing, drawn by the fake."""
    fake.window.briefing.pressing.make_press = lambda: press
    return fake.window.briefing


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


def test_what_is_unfinished_is_there_after_a_restart(open_window: Callable[..., FakeWindow]) -> None:
    first = open_window()
    first.window.briefing.board.change(title="Half done", notes="to be checked")
    first.close()
    again = open_window()
    assert again.window.briefing.board.base.title == "Half done"
    assert again.window.briefing.briefing.form.lines["title"].text() == "Half done"
    again.window.briefing.board.take(Briefing())
    again.close()
    assert open_window().window.briefing.board.base == Briefing()


def test_export_writes_the_chosen_format_and_remembers_it(
    parts: BriefingParts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.board.change(title="Who / what?")
    asked: list[str] = []

    def answer(_parent: object, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(path).name)
        return str(tmp_path / "sheet"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    parts.briefing.format.setCurrentIndex(1)
    parts.briefing.format.activated.emit(1)
    parts.briefing.export.click()
    qtbot.waitUntil((tmp_path / "sheet.pptx").exists)
    assert (tmp_path / "sheet.pptx").read_bytes() == b"pptx: Who / what?"
    assert asked == ["who-what.pptx"]
    assert load_settings().briefing_format == "pptx"
    assert load_settings().briefing_folder == str(tmp_path)


def test_a_folder_that_is_not_there_is_a_sentence_and_no_half_file(
    parts: BriefingParts, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[WorldError] = []
    parts.exporting.tell = told.append
    parts.exporting.write(tmp_path / "nowhere" / "x.pdf", "pdf")
    qtbot.waitUntil(lambda: bool(told))
    assert "x.pdf" in str(told[0])
    assert list(tmp_path.glob("**/*.pdf")) == []


def test_all_views_go_into_a_folder_or_one_deck(
    fake: FakeWindow, parts: BriefingParts, qtbot: QtBot, tmp_path: Path
) -> None:
    for title in ("One", "Two", "a/b: <c>"):
        parts.board.change(title=title)
        parts.keep_view()
    dialog = MakeAll(fake.window.desk, parts.pressing, fake.window)
    dialog.show()
    dialog.views.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.make(tmp_path / "all", "pdf")
    qtbot.waitUntil(lambda: "Wrote" in dialog.words.text())
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["01-one.pdf", "02-a-b-c.pdf"]
    dialog.make(tmp_path / "deck.pptx", "deck-pptx")
    qtbot.waitUntil((tmp_path / "deck.pptx").exists)
    assert (tmp_path / "deck.pptx").read_bytes() == b"pptx of One, a/b: <c>"
    qtbot.waitUntil(lambda: dialog.leave.text() == "Close")
    dialog.close()


@pytest.mark.parametrize("way", ["pdf", *DECKS])
def test_a_cancelled_set_writes_nothing(
    fake: FakeWindow, parts: BriefingParts, press: FakePress, qtbot: QtBot, tmp_path: Path, way: str
) -> None:
    parts.keep_view()
    parts.keep_view()
    dialog = MakeAll(fake.window.desk, parts.pressing, fake.window)
    dialog.show()
    press.during = dialog.leave.click
    dialog.make(tmp_path / "x.pptx", way)
    qtbot.waitUntil(lambda: dialog.words.text() == "Stopped; nothing was written.")
    assert list(tmp_path.glob("x*")) == []
    press.during = lambda: None
    dialog.close()


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
    fake.window.actions_["copy-map"].trigger()
    copied = QGuiApplication.clipboard().image()
    assert copied.width() >= fake.maps[0].widget.width()
    data = carried(picture(), "Libya / <May>")
    assert QImage.fromData(data.data("image/png")).size() == QImage.fromData(picture()).size()
    path = Path(data.urls()[0].toLocalFile())
    assert (path.name, path.read_bytes()) == ("libya-may.png", picture())


def test_a_window_that_closes_while_it_draws_gives_the_drawing_up(
    open_window: Callable[..., FakeWindow], press: FakePress, qtbot: QtBot
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


def test_a_project_that_is_read_only_keeps_no_views(open_window: Callable[..., FakeWindow]) -> None:
    window = open_window(FakeProject(read_only=True))
    assert not window.window.actions_["save-view"].isEnabled()
    assert not window.window.briefing.views.add.isEnabled()


def test_a_film_is_made_of_the_timeline(
    fake: FakeWindow, parts: BriefingParts, press: FakePress, qtbot: QtBot, tmp_path: Path
) -> None:
    fake.window.desk.viewing.change(window=(dt.date(2016, 3, 1), dt.date(2016, 5, 31)))
    dialog = FilmDialog(fake.window.desk, parts.board, parts.pressing, fake.window)
    dialog.show()
    assert dialog.words.text() == "3 pictures, 3 seconds"
    dialog.make(tmp_path / "film.webp")
    qtbot.waitUntil(lambda: "was written" in dialog.words.text())
    assert [briefing.subtitle for briefing in press.drawn] == ["March 2016", "April 2016", "May 2016"]
    assert (tmp_path / "film.webp").read_bytes()[8:12] == b"WEBP"
    press.during = dialog.leave.click
    dialog.make(tmp_path / "other.webp")
    qtbot.waitUntil(lambda: dialog.words.text() == "Stopped; nothing was written.")
    assert not (tmp_path / "other.webp").exists()
    dialog.last.setText("never")
    assert dialog.error.text()
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_two_days_make_a_pair_whose_pages_are_turned(
    fake: FakeWindow, parts: BriefingParts, press: FakePress, qtbot: QtBot
) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    panel = parts.briefing
    pair, halves = panel.form.pair, panel.halves
    qtbot.waitUntil(lambda: not panel.preview.picture.isNull())
    assert halves.isHidden()
    pair.lines["before"].setText("15 January 2016")
    assert (parts.board.base.days, pair.words.text()) == (None, ONE)
    pair.lines["after"].setText("May 2016")
    assert "is not one day" in pair.errors["after"].text()
    pair.lines["after"].setText("15 May 2016")
    assert (parts.board.base.before, parts.board.base.after) == ("2016-01-15", "2016-05-15")
    assert not pair.errors["after"].text()
    assert "15 May 2016 with what changed" in pair.words.text()
    assert not halves.isHidden()
    assert not panel.form.lines["as_of"].isEnabled()
    qtbot.waitUntil(lambda: press.drawn[-1].after == "2016-05-15")
    assert press.pages[-1] == 1  # what changed is on the second
    QTest.mouseClick(halves.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: press.pages[-1] == 0)
    panel.enlarge()
    assert panel.large is not None
    QTest.keyClick(panel.large, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: press.pages[-1] == 1)
    panel.large.close()
    panel.copy()
    pair.lines["after"].setText("1 January 2016")
    assert "must be earlier" in pair.errors["after"].text()
    pair.lines["before"].setText("someday")
    assert pair.errors["before"].text()
    assert parts.board.base.after == "2016-05-15"  # an unfinished word throws nothing away
    pair.lines["before"].clear()
    assert parts.board.base.days is None
    assert halves.isHidden()
    assert panel.form.lines["as_of"].isEnabled()


def test_the_timelines_days_are_offered(fake: FakeWindow, parts: BriefingParts) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    pair = parts.briefing.form.pair
    assert pair.take.isHidden()
    fake.window.desk.viewing.change(window=(dt.date(2016, 1, 1), dt.date(2016, 5, 31)))
    assert not pair.take.isHidden()
    pair.take.click()
    assert [field.text() for field in pair.lines.values()] == ["1 January 2016", "31 May 2016"]
    assert parts.board.base.days == (dt.date(2016, 1, 1), dt.date(2016, 5, 31))
    assert pair.take.isHidden()


def test_what_changed_becomes_a_briefing_of_two_sheets(fake: FakeWindow, parts: BriefingParts) -> None:
    parts.board.change(title="Kept")
    fake.window.narrowing.brief_asked.emit(dt.date(2016, 1, 1), dt.date(2016, 5, 31))
    assert parts.briefing.isVisible()
    assert [field.text() for field in parts.briefing.form.pair.lines.values()] == ["1 January 2016", "31 May 2016"]
    assert parts.board.base.title == "Kept"


def test_a_kept_view_brings_its_days_back(fake: FakeWindow, parts: BriefingParts) -> None:
    fake.window.actions_["panel-briefing"].trigger()
    pair = parts.briefing.form.pair
    parts.board.change(title="Two", before="2016-01-15", after="2016-05-15")
    parts.keep_view()
    (view,) = fake.window.desk.contents.views_in_order
    assert "15 January 2016 and 15 May 2016" in parts.views.list.item(0).toolTip()
    parts.board.take(Briefing())
    assert [field.text() for field in pair.lines.values()] == ["", ""]
    parts.board.show(view)
    assert [field.text() for field in pair.lines.values()] == ["15 January 2016", "15 May 2016"]
    assert parts.board.base.days is not None


def test_a_pair_of_pictures_is_two_files_and_replaces_none_unasked(
    fake: FakeWindow, parts: BriefingParts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "x.png"), ""))
    parts.board.change(title="Two", before="2016-01-15", after="2016-05-15")
    parts.exporting.choose("png")
    with qtbot.waitSignal(parts.exporting.written):
        parts.exporting.ask()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x-after.png", "x-before.png"]
    asked: list[list[str]] = []

    def refuse(paths: Sequence[Path]) -> bool:
        asked.append([path.name for path in paths])
        return False

    (tmp_path / "x-after.png").write_bytes(b"mine")
    parts.exporting.may_replace = refuse
    parts.exporting.ask()
    assert asked == [["x-before.png", "x-after.png"]]
    assert (tmp_path / "x-after.png").read_bytes() == b"mine"
    parts.keep_view()
    dialog = MakeAll(fake.window.desk, parts.pressing, fake.window)
    dialog.show()
    dialog.make(tmp_path / "all", "svg")
    qtbot.waitUntil(lambda: "Wrote" in dialog.words.text())
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["01-two-after.svg", "01-two-before.svg"]
    dialog.close()
