"""`libyamap film`: the map through time as an animated picture, without opening a window."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_project
from libyamap.cli.hush import hush
from libyamap.cli.output import say
from libyamap.cli.progress import ProgressLine
from libyamap.cli.sheet_options import add_sheet_options, briefing_from
from libyamap.cli.snapshot import check_target, named, views_of

if TYPE_CHECKING:
    from libyamap.app.briefing.briefing import Briefing
    from libyamap.app.briefing.film import FilmFormat

SUMMARY = "write the map through time as an animated picture"
ENDINGS: "dict[str, FilmFormat]" = {".webp": "webp", ".png": "png", ".apng": "png"}
USUAL_SIZE = (1280, 720)


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    parser.add_argument(
        "--to", metavar="FILE", type=film_path, required=True, help="a .webp, or an animated .png or .apng"
    )
    parser.add_argument("--view", metavar="NAME", help="a view that is saved in the project")
    parser.add_argument("--step", choices=("day", "week", "month", "year"), default="month", help="month unless given")
    parser.add_argument(
        "--length", metavar="N", type=int, default=1, help="steps that a picture shows; 0: all since the first day"
    )
    parser.add_argument("--seconds", metavar="N", type=float, default=1.0, help="for each picture; 1 unless given")
    add_sheet_options(parser)


def run(chosen: argparse.Namespace) -> int:
    """Draw every picture, then write the film: whole or not at all."""
    from libyamap.app.briefing.film import film_of, windows_of
    from libyamap.bootstrap import open_workspace

    check_target(chosen.to)
    with open_workspace(chosen.project, read_only=True) as workspace:
        base = named(views_of(workspace), chosen.view) if chosen.view else None
        briefing = briefing_from(chosen, base, workspace)
        if base is None and not chosen.page and not chosen.size:
            briefing = _usual(briefing)
        film = film_of(
            briefing.window, step=chosen.step, length=chosen.length, seconds=chosen.seconds,
            width=briefing.sheet.pixels[0],
        )  # fmt: skip
        hush()
        from libyamap.render.application import application

        qt = application(offscreen=True)
        from libyamap.bootstrap.briefing import Press
        from libyamap.bootstrap.film import film_bytes, film_pictures
        from libyamap.render.image_file import save_whole

        count = len(windows_of(film))
        with Press(workspace) as press, ProgressLine(chosen.to.name) as progress:
            pictures = film_pictures(press, briefing, film, lambda number: progress(number, number / count))
        save_whole(film_bytes(pictures, film.seconds, ENDINGS[chosen.to.suffix.lower()]), chosen.to)
        qt.processEvents()
    say([f"Wrote {chosen.to}: {count} pictures"])
    return 0


def film_path(text: str) -> Path:
    """A file that a film can be written to, by its ending."""
    path = Path(text)
    if path.suffix.lower() not in ENDINGS:
        raise argparse.ArgumentTypeError(f"“{text}” cannot be a film; possible endings: {', '.join(ENDINGS)}")
    return path


def _usual(briefing: "Briefing") -> "Briefing":
    """On a screen's shape, where no other was asked for."""
    import msgspec

    width, height = USUAL_SIZE
    sheet = msgspec.structs.replace(briefing.sheet, width=width, height=height)
    return msgspec.structs.replace(briefing, sheet=sheet)
