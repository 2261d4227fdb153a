"""`libyamap snapshot`: the map as a finished sheet, in one format or several, without opening a window."""

import argparse
import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.app.obstacles import obstacle
from libyamap.cli.arguments import add_project, picture_formats, picture_paths
from libyamap.cli.endings import format_of
from libyamap.cli.hush import hush
from libyamap.cli.output import complain, say
from libyamap.cli.pair import add_pair_options, pair_given
from libyamap.cli.sheet_options import add_sheet_options, briefing_from
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.app.briefing.briefing import Briefing, Format
    from libyamap.bootstrap import Workspace

SUMMARY = "write the map as a picture, a document, slides or a page"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    parser.add_argument(
        "--to", metavar="FILE", action="append", required=True,
        help="a .png, .jpg, .svg, .pdf, .pptx or .html; several with commas, or again",
    )  # fmt: skip
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--view", metavar="NAME", help="a view that is saved in the project")
    which.add_argument("--all-views", action="store_true", help="all of them: a folder, one .pptx or .pdf")
    parser.add_argument(
        "--formats", metavar="LIST", type=picture_formats, default=["pdf"], help="of all views in a folder; else pdf"
    )
    add_pair_options(parser)
    add_sheet_options(parser)


def run(chosen: argparse.Namespace) -> int:
    """Draw everything, then write it: each file whole or not at all."""
    from libyamap.bootstrap import open_workspace

    targets = targets_of(chosen)
    pair_given(chosen)  # what makes no sense is said before the project is opened
    for path in targets:
        check_target(path)
    with open_workspace(chosen.project, read_only=True) as workspace:
        views = views_of(workspace) if chosen.view or chosen.all_views else ()
        hush()
        from libyamap.render.application import application

        qt = application(offscreen=True)
        if chosen.all_views:
            written = _all_views(chosen, workspace, views, targets[0])
        else:
            base = named(views, chosen.view) if chosen.view else None
            written = write_sheets(workspace, briefing_from(chosen, base, workspace), targets)
        qt.processEvents()
    say([f"Wrote {path}" for path in written])
    return 0


def targets_of(chosen: argparse.Namespace) -> list[Path]:
    """The files to write, or the one folder for all views; wrong usage ends the program."""
    if chosen.all_views and len(chosen.to) == 1 and not Path(chosen.to[0]).suffix:
        return [Path(chosen.to[0])]
    try:
        targets = picture_paths(chosen.to)
        if chosen.all_views and [path.suffix.lower() for path in targets] not in ([".pptx"], [".pdf"]):
            raise argparse.ArgumentTypeError("all views go into one folder, one .pptx or one .pdf")
    except argparse.ArgumentTypeError as error:
        complain(f"argument --to: {error}.")
        raise SystemExit(2) from None
    return targets


def write_sheets(workspace: "Workspace", briefing: "Briefing", targets: Sequence[Path]) -> Sequence[Path]:
    """One sheet, or both of a pair, in the formats of these files. Needs the application."""
    # Only now: they need Qt, and `application` says so where Qt is missing.
    from libyamap.app.briefing.briefing import file_count
    from libyamap.app.briefing.file_names import paths_of
    from libyamap.bootstrap.briefing import Press

    files = {path: paths_of(path, file_count(briefing, format_of(path))) for path in targets}
    for path in (each for paths in files.values() for each in paths):
        check_target(path)
    with Press(workspace) as press:
        made = press.files(briefing, [format_of(path) for path in targets])
    return _saved(
        [(file, content) for path in targets for file, content in zip(files[path], made[format_of(path)], strict=True)]
    )


def _saved(files: Sequence[tuple[Path, bytes]]) -> list[Path]:
    from libyamap.render.image_file import save_whole

    for path, content in files:
        save_whole(content, path)
    return [path for path, _content in files]


def views_of(workspace: "Workspace") -> "tuple[Briefing, ...]":
    """The saved views in their order."""
    from libyamap.app.briefing.keeping import briefing_of_view
    from libyamap.domain.model import SavedView

    views = sorted(workspace.session.store.all(SavedView), key=lambda view: (view.position, view.id))
    return tuple(briefing_of_view(view) for view in views)


def named(views: "Sequence[Briefing]", name: str) -> "Briefing":
    """The view of that name, whatever its capitals; WorldError where there is none."""
    found = [view for view in views if view.name.casefold() == name.strip().casefold()]
    if found:
        return found[0]
    known = ", ".join(f"“{view.name}”" for view in views[:10])
    raise WorldError(f"There is no view “{name}”; saved are {known}." if known else "The project has no saved views.")


def _all_views(
    chosen: argparse.Namespace, workspace: "Workspace", views: "Sequence[Briefing]", target: Path
) -> Sequence[Path]:
    """One file of all, or a file a view and format in a folder that is there or is made."""
    from libyamap.app.briefing.file_names import numbered_name, paths_of
    from libyamap.bootstrap.briefing import Press

    if not views:
        raise WorldError("The project has no saved views.")
    briefings = [briefing_from(chosen, view, workspace) for view in views]
    if target.suffix:
        with Press(workspace) as press:
            deck = press.deck(briefings, "pdf" if target.suffix.lower() == ".pdf" else "pptx")
        return _saved([(target, deck)])
    forms: list[Format] = [format_of(Path(f"x.{form}")) for form in chosen.formats]
    with Press(workspace) as press:
        made = [press.files(briefing, forms) for briefing in briefings]
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise obstacle("make the folder", target, error) from error
    files: list[tuple[Path, bytes]] = []
    for number, (briefing, formats) in enumerate(zip(briefings, made, strict=True), 1):
        for form, contents in formats.items():
            path = target / f"{numbered_name(briefing.name, number)}.{form}"
            files += zip(paths_of(path, len(contents)), contents, strict=True)
    return _saved(files)


def check_target(path: Path) -> None:
    """Refuse what cannot be written before the work of drawing begins."""
    try:
        path.parent.stat()
        if path.suffix and path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with suppress(FileNotFoundError):
            path.lstat()  # finds names that are too long, and files where folders should be
    except OSError as error:
        raise obstacle("write the picture", path, error) from error
