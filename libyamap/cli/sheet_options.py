"""The options of `snapshot` that say what stands on the sheet, and the briefing that they and a saved view make."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.cli.arguments import add_filter, add_release, bbox, callout, dpi, paper, size
from libyamap.cli.pair import pair_given

if TYPE_CHECKING:
    from libyamap.app.briefing.briefing import Briefing
    from libyamap.app.briefing.sheet import Sheet
    from libyamap.bootstrap import Workspace

SWITCHES = ("legend", "scale", "north", "locator", "sources")
PAGE_DPI = 150
CSS_DPI = 96
_THEMES = ("light", "dark", "print", "greyscale")
_TEXTS = ("title", "subtitle", "notes", "footer")


def add_sheet_options(parser: argparse.ArgumentParser) -> None:
    """Add them; what is not given is the saved view's, else as usual."""
    add_filter(parser)
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--size", metavar="WxH", type=size, help="pixels; 1600x1000 unless given")
    shape.add_argument(
        "--page", metavar="SHEET", type=paper, help="A4, A3, Letter, 16:9, 4:3 or square; -portrait stands"
    )
    parser.add_argument("--dpi", metavar="N", type=dpi, help="dots an inch; 150 for a page, else 96")
    parser.add_argument("--theme", choices=_THEMES, help="light unless given")
    parser.add_argument("--language", choices=("en", "ar"), help="of the ground's names")
    parser.add_argument("--bbox", metavar="W,S,E,N", type=bbox, help="what to show, in degrees; else the opening view")
    parser.add_argument("--time", metavar="A/B", default="", help="only what can lie in these days (EDTF)")
    parser.add_argument("--title", metavar="TEXT", help="a title other than the project's")
    parser.add_argument("--subtitle", metavar="TEXT", help="a line below it")
    parser.add_argument("--as-of", metavar="TIME", help="as of when, other than the project says")
    parser.add_argument("--marking", metavar="TEXT", help="a handling mark for the top and the bottom")
    parser.add_argument("--notes", metavar="TEXT", help="notes beside the map")
    parser.add_argument("--footer", metavar="TEXT", help="a text at the foot")
    parser.add_argument(
        "--callout", metavar="LON,LAT|TEXT", type=callout, action="append", help="a numbered marker; repeat"
    )
    parser.add_argument("--grid", choices=("none", "graticule", "mgrs"), help="lines upon the map")
    for name in SWITCHES:
        parser.add_argument(f"--{name}", action=argparse.BooleanOptionalAction, help=f"with or without {name}")
    add_release(parser)
    parser.add_argument("--logo", metavar="FILE", type=Path, help="a PNG or JPEG")
    parser.add_argument("--template", metavar="FILE", type=Path, help="an organisation's template")


def briefing_from(chosen: argparse.Namespace, base: "Briefing | None", workspace: "Workspace") -> "Briefing":
    """The saved view `base`, or a plain sheet, with everything that was given. WorldError where something is wrong."""
    import msgspec

    from libyamap.app.briefing.briefing import Briefing
    from libyamap.app.briefing.template import template_from_json, with_template
    from libyamap.app.filter_text import filter_from_text
    from libyamap.app.passing import names_in
    from libyamap.app.time_words import read_time

    made = base or Briefing()
    if chosen.template:
        made = with_template(made, template_from_json(_read(chosen.template, "read the template")))
    given: dict[str, object] = {name: value for name in _TEXTS if (value := getattr(chosen, name)) is not None}
    given |= {name: value for name in ("theme", "language") if (value := getattr(chosen, name)) is not None}
    if chosen.marking is not None:
        given |= {"marking_top": chosen.marking, "marking_bottom": chosen.marking}
    if chosen.bbox:
        given["bounds"] = chosen.bbox
    if chosen.as_of:
        given["as_of"] = read_time(chosen.as_of)
    if chosen.time:
        given["window"] = chosen.time
    if chosen.filter_text:
        given["filter"] = filter_from_text(chosen.filter_text, names_in(workspace.session.store, workspace.areas))
    given |= pair_given(chosen) | _extras(chosen)
    switched: dict[str, object] = {name: value for name in SWITCHES if (value := getattr(chosen, name)) is not None}
    if chosen.grid:
        switched["grid"] = "" if chosen.grid == "none" else chosen.grid
    given["furniture"] = msgspec.structs.replace(made.furniture, **switched)
    given["sheet"] = _sheet(chosen, base)
    return msgspec.structs.replace(made, **given)


def _extras(chosen: argparse.Namespace) -> dict[str, object]:
    """What many sheets do without: a release, call-outs, a logo."""
    import msgspec

    given: dict[str, object] = {}
    if chosen.release is not None:
        given["release"] = msgspec.json.encode(chosen.release).decode()
    if chosen.callout:
        given["callouts"] = tuple(chosen.callout)
    if chosen.logo:
        given["logo"] = _read(chosen.logo, "read the logo")
    return given


def _sheet(chosen: argparse.Namespace, base: "Briefing | None") -> "Sheet":
    import msgspec

    from libyamap.app.briefing.sheet import Sheet

    if chosen.page:
        sheet = Sheet(paper=chosen.page[0], portrait=chosen.page[1], dpi=PAGE_DPI)
    elif chosen.size:
        sheet = Sheet(paper="pixels", width=chosen.size[0], height=chosen.size[1], dpi=CSS_DPI)
    else:
        sheet = base.sheet if base else Sheet(paper="pixels", dpi=CSS_DPI)
    return msgspec.structs.replace(sheet, dpi=chosen.dpi) if chosen.dpi else sheet


def _read(path: Path, action: str) -> bytes:
    from libyamap.app.briefing.briefing import MOST_LOGO_BYTES
    from libyamap.app.obstacles import read_at_most

    return read_at_most(2 * MOST_LOGO_BYTES, path, action)
