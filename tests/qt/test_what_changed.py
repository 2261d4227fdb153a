"""“What changed” by real keys and mouse: ground gained and lost, in numbers and on the map."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from libyamap.app.commands import InsertMany
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Involvement, Zone
from libyamap.domain.vocabulary import Role
from libyamap.web.protocol import ShowChange
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import GNA, STATEMENTS, US

DAY = dt.date


def box(west: float, east: float) -> Geometry:
    ring = ((west, 28.0), (east, 28.0), (east, 30.0), (west, 30.0), (west, 28.0))
    return Geometry(GeometryType.POLYGON, (ring,))


def test_what_changed_in_numbers_and_on_the_map(fake: FakeWindow, qtbot: QtBot) -> None:
    desk = fake.window.desk
    zones = [
        Zone(id=new_id(), layer=STATEMENTS.id, title="Held", time=time, where_prec=5, geometry=box(west, east),
             actors=(Involvement(actor.id, Role.HOLDER),))
        for time, west, east, actor in (
            ("../2016-03", 12, 16, US), ("2016-04/..", 12, 14, US), ("2016-04/..", 14, 16, GNA),
        )
    ]  # fmt: skip
    desk.session.run(InsertMany(tuple(zones), "Zones"))
    desk.viewing.change(window=(DAY(2016, 1, 1), DAY(2016, 5, 31)))
    fake.window.actions_["panel-changes"].trigger()
    panel = fake.window.narrowing.changes
    qtbot.waitUntil(lambda: len(panel.changes) == 2)
    shown = fake.host.last(ShowChange)
    assert isinstance(shown, ShowChange)
    assert [mark.tooltip.split()[:2] for mark in shown.marks] in (
        [["US:", "lost"], ["GNA:", "gained"]], [["GNA:", "gained"], ["US:", "lost"]],
    )  # fmt: skip
    (gained,), (lost,) = ([getattr(each, f"{what}_m2") for each in panel.changes if getattr(each, f"{what}_m2")]
                          for what in ("gained", "lost"))  # fmt: skip
    assert gained == pytest.approx(lost)
    assert gained > 1e10
    asked: list[tuple[dt.date, dt.date]] = []
    panel.brief_asked.disconnect()
    panel.brief_asked.connect(lambda *days: asked.append(days))
    (brief,) = (each for each in panel.findChildren(QPushButton) if "as a briefing" in each.text())
    QTest.mouseClick(brief, Qt.MouseButton.LeftButton)
    assert asked == [(DAY(2016, 1, 1), DAY(2016, 5, 31))]
    QTest.keyClicks(panel.second, "!")
    QTest.keyClick(panel.second, Qt.Key.Key_Return)
    assert panel.error.isVisible()
    fake.window.narrowing.docks["changes"].close()
    assert fake.host.last(ShowChange) == ShowChange()
