"""`python -m assets.geo.build --work DIR [--only basemap,areas,relief]`: builds the files beside this folder."""

import argparse
from pathlib import Path

from assets.geo.build import admin, areas, basemap, relief
from assets.geo.build.sources import Sources

OUT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Fetch the packages, then make what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="scratch folder for packages and intermediate files")
    parser.add_argument("--only", default="basemap,areas,relief")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    wanted = set(arguments.only.split(","))
    sources = Sources(arguments.work)
    sources.fetch()
    world = admin.read(sources)
    if "basemap" in wanted:
        basemap.make(sources, world, arguments.work, OUT / "basemap.pmtiles")
    if "areas" in wanted:
        areas.make(sources, world, OUT / "areas.sqlite")
    if "relief" in wanted:
        relief.make(sources, OUT / "relief.pmtiles")


main()
