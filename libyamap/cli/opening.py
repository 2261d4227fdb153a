"""`libyamap open`: the window; where there is no display, the opening view as a picture."""

import argparse
import os
from pathlib import Path

from libyamap.cli.display import has_display
from libyamap.cli.hush import hush
from libyamap.cli.output import say

SUMMARY = "open a project in a window (the example, if none is named)"
PICTURE = Path("libyamap-opening-view.png")


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("project", metavar="PROJECT", type=Path, nargs="?", help="a project file (.gpkg)")


def run(chosen: argparse.Namespace) -> int:
    """Open the window and stay until it is closed; without a display, draw what it would have shown."""
    if not has_display():
        return draw_opening_view(chosen.project)
    hush()
    from libyamap.ui.app import run as show

    return show(chosen.project)


def draw_opening_view(project: Path | None) -> int:
    """Say that there is no display, and leave the opening view as a picture in the current folder."""
    from libyamap.app.briefing.briefing import Briefing, briefing_of
    from libyamap.app.briefing.sheet import CSS_DPI, Sheet
    from libyamap.bootstrap import example_workspace, open_workspace
    from libyamap.cli.snapshot import check_target, write_sheets

    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # whatever was asked for could not be had
    check_target(PICTURE)
    hush()
    from libyamap.render.application import application

    with open_workspace(project) if project else example_workspace() as workspace:
        qt = application(offscreen=True)
        plain = Briefing(sheet=Sheet(paper="pixels", dpi=CSS_DPI))
        write_sheets(workspace, briefing_of(workspace.viewing.state, plain), [PICTURE])
        qt.processEvents()
    say([f"There is no display to show a window on, so the opening view is in {PICTURE} instead."])
    return 0
