"""The table by itself, on a desk."""

from pytestqt.qtbot import QtBot

from libyamap.ui.desk import Desk
from libyamap.ui.table_panel import TablePanel


def panel_on(desk: Desk, qtbot: QtBot) -> TablePanel:
    """The panel, shown, with its bar."""
    panel = TablePanel(desk)
    qtbot.addWidget(panel)
    qtbot.addWidget(panel.bar)
    panel.resize(900, 300)
    panel.show()
    return panel
