"""A picture of what the window shows, drawn by a page of its own with the furniture that a picture needs."""

from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.app.view_state import ViewState
from libyamap.bootstrap import open_workspace
from libyamap.render.picture import picture

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def draw_picture(project: Path, shown: ViewState, size: tuple[int, int], scale: float) -> "QImage":
    """Draw `project` as `shown`: `size` CSS pixels at `scale` pixels each.

    Reads the file a second time, so that the window's own view state stays as it is. The page belongs to the GUI
    thread; the event loop goes on while it draws. WorldError where the picture cannot be drawn.
    """
    with open_workspace(project, read_only=True) as workspace:
        fields = {name: getattr(shown, name) for name in shown.__struct_fields__ if name != "selected"}
        workspace.index.wait()
        workspace.viewing.change("picture", **fields)
        return picture(workspace.resources, workspace.viewing, size=size, scale=scale)
