"""`libyamap open`: the window; where there is no display, the opening view as a picture."""

import argparse
from pathlib import Path

SUMMARY = "open a project in a window (the example, if none is named)"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("project", metavar="PROJECT", type=Path, nargs="?", help="a project file (.gpkg)")


def run(chosen: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    return 0
