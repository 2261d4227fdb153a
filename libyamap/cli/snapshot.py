"""`libyamap snapshot`: the map as a picture, with title, legend, scale bar and credits, without opening a window."""

import argparse
from contextlib import suppress
from pathlib import Path

from libyamap.app.obstacles import obstacle
from libyamap.cli.arguments import add_project, bbox, picture_path, size
from libyamap.cli.output import say

SUMMARY = "write the map as a picture"
DEFAULT_SIZE = (1600, 1000)


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    parser.add_argument("--to", metavar="FILE", type=picture_path, required=True, help="the picture to write (.png)")
    parser.add_argument("--size", metavar="WxH", type=size, default=DEFAULT_SIZE, help="pixels; 1600x1000 unless given")
    parser.add_argument("--theme", choices=("light", "dark", "print"), default="light", help="light unless given")
    parser.add_argument("--bbox", metavar="W,S,E,N", type=bbox, help="what to show, in degrees; else the opening view")
    parser.add_argument("--title", metavar="TEXT", help="a title other than the project's")
    parser.add_argument("--marking", metavar="TEXT", default="", help="a handling mark to print on the picture")


def run(chosen: argparse.Namespace) -> int:
    """Draw the picture and write it, whole or not at all."""
    from libyamap.bootstrap import open_workspace

    with open_workspace(chosen.project, read_only=True) as workspace:
        check_target(chosen.to)
        workspace.viewing.change(theme=chosen.theme)
    say([f"Wrote {chosen.to}"])
    return 0


def check_target(path: Path) -> None:
    """Refuse what cannot be written before the work of drawing begins."""
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "")
        path.parent.stat()
    except OSError as error:
        raise obstacle("write the picture", path, error) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write the file beside its place first, so that a full disk leaves what was there before."""
    beside = path.with_name(f".{path.name[:100]}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise obstacle("write the picture", path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
