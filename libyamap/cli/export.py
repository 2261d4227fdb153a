"""`libyamap export`: features of a project as a file of another format, by its ending."""

import argparse
from contextlib import closing
from pathlib import Path

import msgspec

from libyamap.cli.arguments import add_filter, add_project, add_release, bbox
from libyamap.cli.output import say
from libyamap.cli.progress import ProgressLine

SUMMARY = "write features of a project as CSV, XLSX, GeoJSON, KML, GPX, GeoPackage and more"


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="the file to write; its ending decides")
    parser.add_argument("--layers", metavar="TITLE,…", default="", help="only these layers, by their titles")
    parser.add_argument("--bbox", metavar="W,S,E,N", type=bbox, help="only what meets this box, in degrees")
    parser.add_argument("--time", metavar="A/B", default="", help="only what can lie in this time (EDTF)")
    add_filter(parser)
    add_release(parser)


def run(chosen: argparse.Namespace) -> int:
    """Write the file, whole or not at all."""
    from libyamap.app.exporting.export import Export, layers_named
    from libyamap.app.exporting.rows import whole
    from libyamap.app.filter_text import filter_from_text
    from libyamap.app.passing import names_in
    from libyamap.app.release.releasing import Releasing
    from libyamap.app.viewport import Selection
    from libyamap.bootstrap import areas, export_to, open_store

    with closing(open_store(chosen.project, read_only=True)) as store, closing(areas()) as ground:
        asked = filter_from_text(chosen.filter_text, names_in(store, ground))
        if chosen.time:
            asked = msgspec.structs.replace(asked, time=chosen.time)
        selection = Selection(layers=layers_named(store, chosen.layers), filter=asked)
        with ProgressLine(chosen.to.name) as progress:
            release = Releasing(chosen.release, ground) if chosen.release else whole
            export = Export(store, ground, selection, chosen.bbox, release, progress)
            export_to(chosen.to, export, chosen.project)
    say([f"Wrote {chosen.to}"])
    return 0
