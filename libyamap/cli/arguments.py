"""Readers of the arguments that have a form of their own; what they refuse is wrong usage (exit code 2)."""

import argparse
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.domain.geometry import Bounds
from libyamap.errors import InvalidValue

if TYPE_CHECKING:
    from libyamap.app.briefing.briefing import Callout
    from libyamap.app.briefing.sheet import Paper
    from libyamap.app.release.rules import ReleaseRules

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".svg", ".pdf", ".pptx", ".html")
LEAST_PIXELS, MOST_PIXELS = 240, 8192
PAPERS: "dict[str, Paper]" = {
    "a4": "a4", "a3": "a3", "letter": "letter", "16:9": "slide-16x9", "4:3": "slide-4x3", "square": "square"
}  # fmt: skip
"""Lying; with `-portrait` they stand."""
LARGEST_RULES = 100_000
LEAST_DPI, MOST_DPI = 48, 480
_TAKES_NEGATIVE = ("--bbox", "--callout")


def add_project(parser: argparse.ArgumentParser) -> None:
    """The file that a command works on."""
    parser.add_argument("project", metavar="PROJECT", type=Path, help="a project file (.gpkg)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """The switch from lines for a reader to a document for a program."""
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def add_filter(parser: argparse.ArgumentParser) -> None:
    """The conditions in one line; the project says what the names in it mean."""
    parser.add_argument(
        "--filter", metavar="TEXT", default="", dest="filter_text",
        help="only what passes, such as 'type:battle actor:LNA time:2016-05 certainly grade:B2'",
    )  # fmt: skip


def add_release(parser: argparse.ArgumentParser) -> None:
    """What may leave the house."""
    parser.add_argument(
        "--release", metavar="RULES", type=release,
        help="make places coarser and leave things out, such as 'grid:25km,no-sources' or 'province'; see the README",
    )  # fmt: skip


def release(text: str) -> "ReleaseRules":
    """The rules of a safe release as words, or a .json file of them."""
    from libyamap.app.release.rules import rules_from_json, rules_from_text

    try:
        if text.lower().endswith(".json"):
            with Path(text).open("rb") as file:
                return rules_from_json(file.read(LARGEST_RULES)) or rules_from_text("")
        return rules_from_text(text)
    except OSError as error:
        raise argparse.ArgumentTypeError(f"“{text}” cannot be read: {error.strerror}") from None
    except InvalidValue as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def bbox(text: str) -> Bounds:
    """`W,S,E,N` in degrees (EPSG:4326); west may exceed east where the box crosses the antimeridian."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not W,S,E,N in degrees, such as 9,19,26,34") from None
    if not all(map(math.isfinite, (west, south, east, north))):
        raise argparse.ArgumentTypeError(f"“{text}” holds something that is not a number")
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90) or west == east:
        raise argparse.ArgumentTypeError(f"“{text}” is not on the globe: it takes west,south,east,north, south first")
    return west, south, east, north


def size(text: str) -> tuple[int, int]:
    """`WIDTHxHEIGHT` in pixels."""
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text.strip())
    if not match:
        raise argparse.ArgumentTypeError(f"“{text}” is not a size in pixels, such as 1600x1000")
    width, height = int(match[1]), int(match[2])
    if not all(LEAST_PIXELS <= pixels <= MOST_PIXELS for pixels in (width, height)):
        raise argparse.ArgumentTypeError(f"each side has {LEAST_PIXELS} to {MOST_PIXELS} pixels, not {text}")
    return width, height


def paper(text: str) -> "tuple[Paper, bool]":
    """A sheet by its name, such as `A4` or `Letter-portrait`, and whether it stands."""
    name, _, turn = text.strip().lower().partition("-")
    if name not in PAPERS or turn not in ("", "landscape", "portrait"):
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a page: A4, A3, Letter, 16:9, 4:3 or square, with -portrait where it stands"
        )
    return PAPERS[name], turn == "portrait"


def callout(text: str) -> "Callout":
    """`LON,LAT|TEXT`, or `ID|TEXT` with the id of a feature."""
    from libyamap.app.briefing.briefing import Callout

    place, bar, words = text.partition("|")
    if not (bar and words.strip()):
        raise argparse.ArgumentTypeError(f"“{text}” is not LON,LAT|TEXT, such as '15.1,32.4|Misrata'")
    if "," not in place:
        return Callout(text=words.strip(), feature=place.strip())
    try:
        lon, lat = (float(part) for part in place.split(","))
    except ValueError:
        lon = lat = math.nan
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise argparse.ArgumentTypeError(f"“{place}” is not a longitude and a latitude in degrees")
    return Callout(text=words.strip(), at=(lon, lat))


def dpi(text: str) -> int:
    """Dots for an inch of the page, or of 96 of the picture's pixels."""
    if not re.fullmatch(r"[0-9]{2,3}", text) or not LEAST_DPI <= int(text) <= MOST_DPI:
        raise argparse.ArgumentTypeError(f"“{text}” is no sharpness: {LEAST_DPI} to {MOST_DPI} dots for an inch")
    return int(text)


def picture_path(text: str) -> Path:
    """A file that a sheet can be written to, by its ending."""
    path = Path(text)
    if path.suffix.lower() not in PICTURE_SUFFIXES:
        raise argparse.ArgumentTypeError(f"“{text}” cannot be written; possible endings: {', '.join(PICTURE_SUFFIXES)}")
    return path


def picture_paths(texts: Sequence[str]) -> list[Path]:
    """All files of a repeated `--to`, each of which may be a list with commas."""
    return [picture_path(part) for text in texts for part in _parts(text)]


def picture_formats(text: str) -> list[str]:
    """`pdf,png` as formats."""
    return [picture_path(f"x.{part.strip()}").suffix[1:].lower() for part in text.split(",")]


def _parts(text: str) -> list[str]:
    """The text at its commas, if each part has an ending of its own; a comma may belong to a name."""
    parts = text.split(",")
    return parts if all(Path(part).suffix.lower() in PICTURE_SUFFIXES for part in parts) else [text]


def with_negative_values(arguments: Sequence[str]) -> list[str]:
    """Tie `--bbox -10,20,5,30` together as `--bbox=-10,20,5,30`, which argparse would take for two options."""
    tied: list[str] = []
    for argument in arguments:
        if tied and tied[-1] in _TAKES_NEGATIVE and re.match(r"-[\d.]", argument):
            tied[-1] = f"{tied[-1]}={argument}"
        else:
            tied.append(argument)
    return tied
