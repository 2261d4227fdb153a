"""The first rows on a small map: the real page, on a project that is thrown away, so that they look as they will."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libyamap.app.frames import frame_of
from libyamap.app.view_state import LayerState
from libyamap.app.viewport import EVERYTHING
from libyamap.bootstrap.workspace import Workspace
from libyamap.domain.model import Layer
from libyamap.ui.bridge import style_of
from libyamap.ui.desk import Desk
from libyamap.ui.extents import extents_of
from libyamap.ui.map_view import Host, MapView
from libyamap.web.protocol import Redraw, ShowFrame

if TYPE_CHECKING:
    from libyamap.domain.geometry import Bounds

MapMaker = Callable[[Workspace, QWidget], MapView]


class PreviewMap(QWidget):
    """Shows what `workspace` holds; `close_page` before that is closed."""

    def __init__(self, desk: Desk, workspace: Workspace, make_map: MapMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.workspace = workspace
        self._map = make_map(workspace, self)
        self._map.widget.setAcceptDrops(False)
        self._map.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._version = 0
        self._frame: Bounds | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._map.widget)
        self.setMinimumSize(320, 200)

    @property
    def host(self) -> Host:
        """Who speaks with the page."""
        return self._map.host

    def draw(self) -> bool:
        """Draw what the project holds now; False where nothing of it has a place."""
        workspace, state = self.workspace, self._desk.viewing.state
        layers = {
            layer.id: LayerState(True, layer.opacity, layer.position) for layer in workspace.session.store.all(Layer)
        }
        workspace.resources.take_in(workspace.session.store)
        workspace.viewing.change(
            "preview", layers=layers, theme=state.theme, language=state.language, place_labels=state.place_labels
        )
        found = frame_of(extents_of(workspace.index, EVERYTHING, workspace.areas))
        host = self._map.host
        host.send(msgspec.structs.replace(style_of(workspace.viewing.state), relief=False))
        frame = found or self._frame or state.bounds  # what is half-typed takes nobody to another place
        if frame != self._frame:
            host.send(ShowFrame(frame))
            self._frame = frame
        self._version += 1
        host.send(Redraw(self._version, marks=True, ground=True))
        return found is not None

    def close_page(self) -> None:
        """Take the page down."""
        self._map.close_page()
