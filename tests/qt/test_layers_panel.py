"""The layers: check boxes with groups, order by drag and keyboard, opacity, zoom to."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from libyamap.ui.desk import Desk
from libyamap.ui.layers.panel import LayersPanel
from libyamap.web.protocol import ShowFrame
from tests.qt.fake_project import FORCES, GROUP, OUTPOSTS, STATEMENTS, FakeProject

CHECK = Qt.ItemDataRole.CheckStateRole
TOP = QModelIndex()


def panel_on(desk: Desk, qtbot: QtBot) -> LayersPanel:
    panel = LayersPanel(desk)
    qtbot.addWidget(panel)
    panel.resize(320, 400)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    return panel


def titles(panel: LayersPanel, parent: QModelIndex = TOP) -> list[str]:
    rows = range(panel.model.rowCount(parent))
    return [panel.model.index(row, 0, parent).data() for row in rows]


def check(panel: LayersPanel, layer: str) -> Qt.CheckState:
    return Qt.CheckState(panel.model.index_of(layer).data(CHECK))


def test_the_model_keeps_qts_rules(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    tester = QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel.model.show([FORCES.id], visible=False)
    panel.model.move(STATEMENTS.id, 0)
    assert tester.model() is panel.model


def test_titles_and_counts(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    assert titles(panel) == ["Who is where", "Statements"]
    group = panel.model.index_of(GROUP.id)
    assert titles(panel, group) == ["Forces", "Outposts"]
    assert group.siblingAtColumn(1).data() == "3"
    alignment = group.siblingAtColumn(1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(alignment) & Qt.AlignmentFlag.AlignRight


def test_counts_keep_off_the_edge(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    at = panel.model.index_of(GROUP.id).siblingAtColumn(1)
    rect = panel.tree.visualRect(at)
    image = panel.tree.viewport().grab(rect).toImage()
    paper = image.pixelColor(image.width() - 1, 1).lightness()
    columns = range(image.width())
    inked = [x for x in columns if any(image.pixelColor(x, y).lightness() < paper - 60 for y in range(image.height()))]
    assert inked
    assert 10 <= image.width() - 1 - max(inked) <= 16


def test_a_group_shows_what_its_members_are(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    assert check(panel, GROUP.id) == Qt.CheckState.Checked
    panel.model.setData(panel.model.index_of(FORCES.id), Qt.CheckState.Unchecked.value, CHECK)
    assert check(panel, GROUP.id) == Qt.CheckState.PartiallyChecked
    assert FORCES.id not in desk.viewing.state.shown_layers()
    panel.model.setData(panel.model.index_of(GROUP.id), Qt.CheckState.Unchecked.value, CHECK)
    assert not desk.viewing.state.layers[OUTPOSTS.id].visible


def test_a_click_near_the_box_switches_the_layer(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    row = panel.tree.visualRect(panel.model.index_of(STATEMENTS.id))
    for inset in (3, 16):
        before = desk.viewing.state.layers[STATEMENTS.id].visible
        at = QPoint(row.left() + inset, row.center().y())
        QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert desk.viewing.state.layers[STATEMENTS.id].visible != before
    assert row.height() >= 24


def test_keyboard_switches_and_moves(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    panel.tree.setCurrentIndex(panel.model.index_of(OUTPOSTS.id))
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert not desk.viewing.state.layers[OUTPOSTS.id].visible
    QTest.keyClick(panel.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(panel, panel.model.index_of(GROUP.id)) == ["Outposts", "Forces"]
    assert desk.viewing.state.layers[OUTPOSTS.id].position < desk.viewing.state.layers[FORCES.id].position
    assert panel.current == OUTPOSTS.id


def test_a_drag_moves_among_siblings_only(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    model, move = panel.model, Qt.DropAction.MoveAction
    group = model.index_of(GROUP.id)
    data = model.mimeData([model.index_of(FORCES.id)])
    model.dropMimeData(data, move, 2, 0, group)
    assert titles(panel, model.index_of(GROUP.id)) == ["Outposts", "Forces"]
    model.dropMimeData(data, move, 0, 0, QModelIndex())
    assert titles(panel) == ["Who is where", "Statements"]


def test_opacity_follows_the_slider_and_the_state(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    panel.tree.setCurrentIndex(panel.model.index_of(GROUP.id))
    panel.slider.setValue(40)
    assert desk.viewing.state.layers[FORCES.id].opacity == 0.4
    assert desk.viewing.state.layers[STATEMENTS.id].opacity == 1.0
    desk.viewing.set_layer(FORCES.id, opacity=0.8)
    desk.viewing.set_layer(OUTPOSTS.id, opacity=0.7)
    assert panel.slider.value() == 80


def test_enter_shows_all_of_a_layer(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    panel.tree.setCurrentIndex(panel.model.index_of(OUTPOSTS.id))
    with qtbot.waitSignal(desk.to_page) as shown:
        panel.zoom.click()
    message = shown.args[0] if shown.args else None
    assert isinstance(message, ShowFrame)
    west, south, east, north = message.bounds
    assert west < 13.19 < 15.09 < east
    assert south < 32.37 < 32.89 < north


def test_show_only_this(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_on(desk, qtbot)
    panel.model.show_only(FORCES.id)
    leaves = {FORCES.id, OUTPOSTS.id, STATEMENTS.id}
    assert desk.viewing.state.shown_layers() & leaves == {FORCES.id}


def test_an_empty_project_has_no_layer_to_use(qtbot: QtBot) -> None:
    desk = Desk(FakeProject(empty=True))
    panel = panel_on(desk, qtbot)
    assert not panel.slider.isEnabled()
    desk.close()
