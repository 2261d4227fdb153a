"""`python -m assets.geo.build --work DIR [--only basemap,areas,relief]`: builds the files beside this folder."""

import argparse
from pathlib import Path

from assets.geo.build import admin, basemap
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
    if "basemap" in wanted:
        basemap.make(sources, admin.read(sources), arguments.work, OUT / "basemap.pmtiles")


main()
