"""`libyamap snapshot`: the map as a picture, with title, legend, scale bar and credits, without opening a window."""

import argparse
import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.app.obstacles import obstacle
from libyamap.cli.arguments import add_filter, add_project, bbox, dpi, page, picture_path, size
from libyamap.cli.hush import hush
from libyamap.cli.output import say
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.app.view_state import Theme
    from libyamap.bootstrap import Workspace
    from libyamap.domain.geometry import Bounds

SUMMARY = "write the map as a picture"
DEFAULT_SIZE = (1600, 1000)
CSS_DPI = 96


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    add_filter(parser)
    parser.add_argument("--to", metavar="FILE", type=picture_path, required=True, help="a .png, .jpg or .pdf")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--size", metavar="WxH", type=size, default=DEFAULT_SIZE, help="pixels; 1600x1000 unless given")
    shape.add_argument("--page", metavar="SHEET", type=page, help="A4, A3 or Letter instead, -portrait where it stands")
    parser.add_argument("--dpi", metavar="N", type=dpi, default=CSS_DPI, help="dots an inch; 96 unless given")
    parser.add_argument("--theme", choices=("light", "dark", "print"), default="light", help="light unless given")
    parser.add_argument("--bbox", metavar="W,S,E,N", type=bbox, help="what to show, in degrees; else the opening view")
    parser.add_argument("--title", metavar="TEXT", default="", help="a title other than the project's")
    parser.add_argument("--marking", metavar="TEXT", default="", help="a handling mark to print on the picture")


def run(chosen: argparse.Namespace) -> int:
    """Draw the picture and write it, whole or not at all."""
    from libyamap.app.filter_text import filter_from_text
    from libyamap.app.passing import names_in
    from libyamap.bootstrap import open_workspace

    check_target(chosen.to)
    with open_workspace(chosen.project, read_only=True) as workspace:
        workspace.index.wait()
        if workspace.index.progress().problem:
            raise WorldError(workspace.index.progress().problem)
        asked = filter_from_text(chosen.filter_text, names_in(workspace.session.store, workspace.areas))
        workspace.viewing.change("filter", filter=asked)
        workspace.resources.title = chosen.title
        workspace.resources.marking = chosen.marking
        draw(workspace, chosen.to, chosen.page or chosen.size, chosen.theme, chosen.bbox, chosen.dpi)
    say([f"Wrote {chosen.to}"])
    return 0


def draw(
    workspace: "Workspace",
    target: Path,
    pixels: tuple[int, int],
    theme: "Theme",
    bounds: "Bounds | None" = None,
    dots: int = CSS_DPI,
) -> None:
    """Draw what the workspace shows and write it: `pixels` of 1/96 inch, `dots` an inch where pixels are written.

    `bounds` (EPSG:4326) is the opening view unless given.
    """
    hush()
    from libyamap.render.application import application
    from libyamap.render.image_file import save_image, save_whole

    qt = application(offscreen=True)
    # Only now: they need Qt, and `application` says so where Qt is missing.
    from libyamap.render.picture import picture
    from libyamap.render.printing import printed

    shown = workspace.resources, workspace.viewing
    if target.suffix.lower() == ".pdf":
        save_whole(printed(*shown, pixels, theme, bounds), target)
    else:
        save_image(picture(*shown, size=pixels, scale=dots / CSS_DPI, theme=theme, bounds=bounds), target)
    qt.processEvents()


def check_target(path: Path) -> None:
    """Refuse what cannot be written before the work of drawing begins."""
    try:
        path.parent.stat()
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with suppress(FileNotFoundError):
            path.lstat()  # finds names that are too long, and files where folders should be
    except OSError as error:
        raise obstacle("write the picture", path, error) from error
