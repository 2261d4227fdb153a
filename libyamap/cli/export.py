"""`libyamap export`: features of a project as a file of another format, by its ending."""

import argparse
from contextlib import closing
from pathlib import Path

import msgspec

from libyamap.cli.arguments import add_filter, add_project, add_release, bbox
from libyamap.cli.output import say
from libyamap.cli.progress import ProgressLine

SUMMARY = "write features of a project as CSV, XLSX, GeoJSON, KML, GPX, GeoPackage, a page and more"
PAGES = {".html", ".htm"}


def declare(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_project(parser)
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="the file to write; its ending decides")
    parser.add_argument("--layers", metavar="TITLE,…", default="", help="only these layers, by their titles")
    parser.add_argument("--bbox", metavar="W,S,E,N", type=bbox, help="only what meets this box, in degrees")
    parser.add_argument("--time", metavar="A/B", default="", help="only what can lie in this time (EDTF)")
    add_filter(parser)
    parser.add_argument("--named-areas", action="store_true", help="sets of named areas too, as zones among the rest")
    add_release(parser)


def run(chosen: argparse.Namespace) -> int:
    """Write the file, whole or not at all."""
    if chosen.to.suffix.lower() in PAGES:
        _write_page(chosen)
        say([f"Wrote {chosen.to}"])
    else:
        say(_write_rows(chosen))
    return 0


def _write_page(chosen: argparse.Namespace) -> None:
    """The page that stands alone: it shows rather than hands over, and has its own ways to narrow what it shows."""
    from libyamap.app.briefing.briefing import Briefing
    from libyamap.app.exporting.export import layers_named
    from libyamap.app.filter_text import filter_from_text
    from libyamap.app.passing import names_in
    from libyamap.bootstrap import open_workspace
    from libyamap.bootstrap.standalone import standalone_page
    from libyamap.domain.model import Layer
    from libyamap.formats.writing import write_bytes

    with open_workspace(chosen.project, read_only=True) as workspace:
        store = workspace.session.store
        asked = filter_from_text(chosen.filter_text, names_in(store, workspace.areas))
        layers = layers_named(store, chosen.layers)
        if layers is None and chosen.named_areas:
            layers = frozenset(layer.id for layer in store.all(Layer))
        if layers is not None:
            asked = msgspec.structs.replace(asked, layers=tuple(sorted(layers)))
        if chosen.time:
            asked = msgspec.structs.replace(asked, time=chosen.time)
        release = msgspec.json.encode(chosen.release).decode() if chosen.release else ""
        briefing = Briefing(filter=asked, bounds=chosen.bbox, release=release)
        write_bytes(chosen.to, standalone_page(workspace, briefing))


def _write_rows(chosen: argparse.Namespace) -> list[str]:
    """What is to be said of what was written."""
    from libyamap.app.exporting.dossier import whole
    from libyamap.app.exporting.export import Export, layers_named
    from libyamap.app.filter_text import filter_from_text
    from libyamap.app.passing import names_in
    from libyamap.app.release.releasing import Releasing
    from libyamap.app.viewport import Selection
    from libyamap.bootstrap import areas, export_to, open_store
    from libyamap.bootstrap.interchange import without_place

    with closing(open_store(chosen.project, read_only=True)) as store, closing(areas()) as ground:
        asked = filter_from_text(chosen.filter_text, names_in(store, ground))
        if chosen.time:
            asked = msgspec.structs.replace(asked, time=chosen.time)
        selection = Selection(layers=layers_named(store, chosen.layers), filter=asked)
        with ProgressLine(chosen.to.name) as progress:
            release = Releasing(chosen.release, ground) if chosen.release else whole
            export = Export(store, ground, selection, chosen.bbox, release, progress, named_areas=chosen.named_areas)
            made = export_to(chosen.to, export, chosen.project)
    said = [f"Wrote {made.where(chosen.to)}"]
    return [*said, without_place(made.left_out, chosen.to)] if made.left_out else said
