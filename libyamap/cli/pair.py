"""`snapshot --before DAY --after DAY`: two sheets of one frame, as one file or as two."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.cli.endings import format_of
from libyamap.cli.output import complain

if TYPE_CHECKING:
    from libyamap.app.briefing.briefing import Briefing
    from libyamap.app.briefing.pair import Days
    from libyamap.bootstrap import Workspace

TOGETHER = frozenset({".pptx", ".pdf"})
"""Files that hold both sheets; the others become two."""


def pair_days(chosen: argparse.Namespace, targets: Sequence[Path]) -> "Days | None":
    """The two days, or None. Wrong usage ends the program; InvalidValue where the days are no pair."""
    if chosen.before is None and chosen.after is None:
        return None
    problem = ""
    if chosen.before is None or chosen.after is None:
        problem = "--before and --after belong together: give both days"
    elif chosen.all_views:
        problem = "a pair is of one view: use --view NAME instead of --all-views"
    elif chosen.time:
        problem = "a pair has its own days: leave --time out"
    elif any(path.suffix.lower() == ".html" for path in targets):
        problem = "a pair cannot be a .html page, which has a timeline of its own; choose another format"
    if problem:
        complain(f"{problem}.")
        raise SystemExit(2)
    from libyamap.app.briefing.pair import days_of
    from libyamap.app.time_words import read_time

    return days_of(read_time(chosen.before), read_time(chosen.after))


def files_of(targets: Sequence[Path]) -> list[Path]:
    """The files that a pair is written to: `x.pdf` stays one, `x.png` becomes `x-before.png` and `x-after.png`."""
    return [file for path in targets for file in _files(path)]


def write_pair(workspace: "Workspace", briefing: "Briefing", days: "Days", targets: Sequence[Path]) -> Sequence[Path]:
    """Draw both sheets in all formats, then write the files. Needs the application."""
    from libyamap.bootstrap.briefing import Press
    from libyamap.bootstrap.pair import pair_in
    from libyamap.render.image_file import save_whole

    sheets = pair_in(workspace, briefing, days)
    made: list[tuple[Path, bytes]] = []
    with Press(workspace) as press:
        for path in targets:
            if path.suffix.lower() in TOGETHER:
                made.append((path, press.deck(sheets, "pdf" if path.suffix.lower() == ".pdf" else "pptx")))
            else:
                pairs = zip(_files(path), sheets, strict=True)
                made += [(file, press.render(sheet, format_of(path))) for file, sheet in pairs]
    for path, content in made:
        save_whole(content, path)
    return [path for path, _content in made]


def _files(path: Path) -> list[Path]:
    if path.suffix.lower() in TOGETHER:
        return [path]
    return [path.with_name(f"{path.stem}-{word}{path.suffix}") for word in ("before", "after")]
