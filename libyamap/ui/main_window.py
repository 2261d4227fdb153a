"""The window: the map in the middle, panels around it, and every action wired to what it does."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QWidget

from libyamap.app.view_state import ViewFlags
from libyamap.errors import WorldError
from libyamap.ui.action_set import ActionSet
from libyamap.ui.bridge import ORIGIN as MAP
from libyamap.ui.bridge import Bridge
from libyamap.ui.briefing.parts import BriefingParts
from libyamap.ui.cell_picking import CellPicking
from libyamap.ui.desk import Desk
from libyamap.ui.dock_tabs import front_of
from libyamap.ui.docks import NARROW_SCREEN, add_dock, arrange, fold, obey, prepare
from libyamap.ui.duplicates.parts import DuplicatesParts
from libyamap.ui.edit.map.actions import MapActions
from libyamap.ui.edit.map.changes import MapEdits
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.edit.parts import EditParts
from libyamap.ui.edit_commands import EditCommands
from libyamap.ui.errors import show_world_error
from libyamap.ui.exchange.parts import ExchangeParts
from libyamap.ui.file_watch import FileWatch
from libyamap.ui.find.parts import FindParts
from libyamap.ui.inspector.panel import InspectorPanel
from libyamap.ui.layers.legend_panel import LegendPanel
from libyamap.ui.layers.panel import LayersPanel
from libyamap.ui.loading import Loading
from libyamap.ui.map_menu import MapMenu
from libyamap.ui.map_view import MapView
from libyamap.ui.narrowing import NarrowingParts
from libyamap.ui.open_project import OpenProject
from libyamap.ui.palette import Choice, Palette, choices_of
from libyamap.ui.status_bar import MESSAGE_MS, StatusBar
from libyamap.ui.table_panel import TablePanel
from libyamap.ui.text import window_text
from libyamap.ui.theme import Theme
from libyamap.ui.view_commands import ViewCommands
from libyamap.ui.window_state import WindowState

FEATURES_IN_PALETTE = 50
SMALL_SCREEN = (1600, 1000)
"""A screen up to this size is filled at the first start."""
_Area = Qt.DockWidgetArea
_ONLY_READ = frozenset({"layers", "legend", "filter", "history", "actors", "sources", "bookmarks", "changes"})
"""Panels that make way for the inspector when something is clicked on the map."""
_PANELS = ("layers", "legend", "inspector", "table")


class MainWindow(QMainWindow):
    """One open project. `closing` is emitted when the user has closed it.

    On a `narrow` screen the panels of both sides share one; whether it is, the screen says where nobody else does.
    """

    closing = Signal()

    def __init__(
        self,
        workspace: OpenProject,
        make_map: Callable[[QWidget], MapView],
        theme: Theme,
        memory: WindowState,
        *,
        narrow: bool | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.desk = Desk(workspace, self)
        self.theme = theme
        self._memory = memory
        self._closed = False
        self._narrow = self.screen().availableSize().width() < NARROW_SCREEN if narrow is None else narrow
        self.path = workspace.session.store.path
        memory.restore_layers(self.path, self.desk.viewing)
        self.desk.viewing.change("theme", theme=theme.shade)
        # The page first: Chromium starts in processes of its own while the panels are filled here.
        self.map = make_map(self)
        self.bridge = Bridge(self.map.host, self.desk, self)
        self.setCentralWidget(self.map.widget)
        self.actions_ = ActionSet(self)
        self._fill()
        self._wire()
        self._place()
        self._retitle()

    # ---- what it is made of

    def _fill(self) -> None:
        prepare(self)
        self.actions_.fill_menu_bar(self.menuBar())
        bar = QToolBar("Tools", self)
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.actions_.fill_toolbar(bar)
        self.addToolBar(bar)
        self.tools = bar
        self.layers = LayersPanel(self.desk)
        self.legend = LegendPanel(self.desk)
        self.inspector = InspectorPanel(self.desk)
        self.table = TablePanel(self.desk)
        self.status = StatusBar(self.desk, self)
        self.setStatusBar(self.status)
        self.docks: dict[str, QDockWidget] = {}
        panels = (self.layers, self.legend, self.inspector, self.table)
        areas = (_Area.LeftDockWidgetArea, _Area.LeftDockWidgetArea, _Area.RightDockWidgetArea,
                 _Area.BottomDockWidgetArea)  # fmt: skip
        for name, panel, area in zip(_PANELS, panels, areas, strict=True):
            action = self.actions_[f"panel-{name}"]
            self.docks[name] = add_dock(self, action, panel, area)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def _wire(self) -> None:
        self.views = ViewCommands(self.desk, self.actions_, self.theme, self)
        self.edits = EditCommands(self.desk, self.actions_, self.status, self)
        self.finding = FindParts(self.desk, self.actions_, self.map, self.status, self)
        self.finding.put_into(self.tools)
        self.map_tools = MapTools(self.desk, self.map.host, self.actions_, self)
        self.map_tools.begun.connect(self.finding.panels.leave_measuring)
        self.finding.panels.measuring_begun.connect(self.map_tools.cancel)
        self.map_tools.busy_changed.connect(self.status.show_busy)
        self.map_tools.ended.connect(self.bridge.show_selection)
        self.map_edits = MapEdits(self.desk, self.map_tools, self.bridge.ask_for_marks, self)
        self.map_actions = MapActions(self.desk, self.actions_, self.map_tools, self.map_edits)
        self.editing = EditParts(self.desk, self.actions_, self.map_tools, self.inspector, self)
        self.edits.history_asked.connect(self.editing.show_history)
        self.editing.revert_asked.connect(self.edits.revert_to)
        self.cells = CellPicking(self.desk, self)
        self.loading = Loading(self.desk, self.status, self)
        self.narrowing = NarrowingParts(self.desk, self.actions_, self.bridge, self.map_tools, self)
        self.duplicates = DuplicatesParts(self.desk, self.actions_, self)
        self.exchange = ExchangeParts(self.desk, self.actions_, self)
        self.exchange.show_duplicates = self.duplicates.open
        self.briefing = BriefingParts(self.desk, self.actions_, self.map, self.map_tools, self.tools, self)
        self.narrowing.brief_asked.connect(self.briefing.brief_days)
        look_at = self.finding.panels.look_at
        self.map_menu = MapMenu(self.desk, self.status, self.map.widget, look_at, self.map_actions.fitting)
        self.bridge.context_asked.connect(self.map_menu.show)
        for name, dock in self.docks.items():
            action = self.actions_[f"panel-{name}"]
            self.actions_.on_toggle(action.objectName(), obey(action, dock))
        self.actions_.on("find-in-table", self._find_in_table)
        self.actions_.on("copy-coordinates", self.status.copy_coordinates)
        self.actions_.on("palette", self.open_palette)
        self.actions_.on("focus-map", self._focus_map)
        self.actions_.on("close-window", self.close)
        self.desk.contents_changed.connect(self._retitle)
        self.desk.viewed.connect(self._bring_inspector)
        self.desk.said.connect(lambda sentence: self.status.showMessage(sentence, MESSAGE_MS))
        self.watch = FileWatch(self.desk, self)
        self.watch.lost.connect(self._file_lost)

    def _place(self) -> None:
        if not self._memory.restore_window(self, narrow=self._narrow):
            screen = self.screen().availableSize()
            if screen.width() <= SMALL_SCREEN[0] or screen.height() <= SMALL_SCREEN[1]:
                self.resize(screen)
                self.setWindowState(Qt.WindowState.WindowMaximized)
            else:
                self.resize(min(1720, screen.width() * 9 // 10), min(1080, screen.height() * 9 // 10))
            arrange(self, self.docks)
            if self._narrow:
                fold(self)
        self.edits.settle()
        self.editing.settle()
        self.narrowing.settle()
        self.duplicates.settle()
        self.briefing.settle()
        self.table.columns.restore(self._memory)
        for widget in (self.layers.tree, self.layers.slider, self.legend, self.map.widget, self.inspector,
                       self.table.field, self.table.view):  # fmt: skip
            self._tab_after(widget)

    _last_in_order: QWidget | None = None

    def _tab_after(self, widget: QWidget) -> None:
        if self._last_in_order is not None:
            QWidget.setTabOrder(self._last_in_order, widget)
        self._last_in_order = widget

    # ---- what it does

    def open_palette(self) -> Palette:
        """Show the command palette: commands first, then features to fly to."""
        palette = Palette(
            choices_of(self.actions_), self, self._features_named, all_at_once=self.desk.contents.is_small
        )
        palette.show()
        return palette

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: remember how things were; take the page down before its profile."""
        if not self._closed:
            self._closed = True
            self.watch.stop()
            self.briefing.stop()
            self.exchange.stop()
            self.finding.stop()
            self.narrowing.stop()
            self.duplicates.stop()
            self.loading.stop()
            self.editing.stop()
            self.table.stop()
            self.table.columns.keep(self._memory)
            self._memory.keep_window(self, narrow=self._narrow)
            self._memory.keep_layers(self.path, self.desk.viewing)
            self.desk.close()
            self.map.close_page()
            self.closing.emit()
        event.accept()

    def _features_named(self, text: str) -> list[Choice]:
        """Features to fly to; of a small project all of them, for the palette to choose from."""
        found = self.desk.contents.with_words(text, FEATURES_IN_PALETTE)
        return [Choice(feature.title, "", "map-pin", partial(self._go_to, feature.id)) for feature in found]

    def _go_to(self, feature: str) -> None:
        self.desk.select([feature], "palette")
        self.desk.show(self.desk.selected)

    def _find_in_table(self) -> None:
        self.docks["table"].show()
        self.docks["table"].raise_()
        self.table.search()

    def _focus_map(self) -> None:
        self.views.focus_map()
        self.map.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _bring_inspector(self, flags: ViewFlags, origin: str) -> None:
        """What was clicked on the map is seen, unless the panel in front is one that is worked in."""
        inspector = self.docks["inspector"]
        picked = origin == MAP and flags & ViewFlags.SELECTION and self.desk.viewing.state.selected
        if picked and front_of(inspector).objectName().removeprefix("panel-") in _ONLY_READ:
            inspector.raise_()

    def _file_lost(self, sentence: str) -> None:
        self.status.show_lost(sentence)
        show_world_error(WorldError(sentence), self, "The project file")

    def _retitle(self) -> None:
        self.setWindowTitle(window_text(f"{self.desk.contents.project.title} — {self.path.name}"))
        self.setWindowFilePath("")
