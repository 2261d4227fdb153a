"""A picture of what the window shows, drawn by a page of its own with the furniture that a picture needs."""

from pathlib import Path

from libyamap.app.view_state import ViewState
from libyamap.bootstrap import open_workspace
from libyamap.render.image_file import save_image
from libyamap.render.picture import picture


def write_picture(project: Path, shown: ViewState, target: Path, size: tuple[int, int], scale: float) -> None:
    """Draw `project` as `shown` into `target` (PNG or JPG), `size` CSS pixels at `scale` pixels each.

    Reads the file a second time, so that the window's own view state stays as it is. WorldError where the picture
    cannot be drawn or written.
    """
    with open_workspace(project, read_only=True) as workspace:
        fields = {name: getattr(shown, name) for name in shown.__struct_fields__ if name != "selected"}
        workspace.viewing.change("picture", **fields)
        save_image(picture(workspace.resources, workspace.viewing, size=size, scale=scale), target)
