"""`python -m assets.geo.build --work DIR [--only basemap,areas,relief] [--out DIR]` makes the files beside this one.

Each file is made in the scratch folder and put in place when it is whole, so that a running program never meets half.
"""

import argparse
import shutil
from pathlib import Path

from assets.geo.build import admin, areas, basemap, relief
from assets.geo.build.sources import Sources

BESIDE = Path(__file__).resolve().parent.parent


def main() -> None:
    """Fetch the packages, then make what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="scratch folder for packages and intermediate files")
    parser.add_argument("--only", default="basemap,areas,relief")
    parser.add_argument("--out", type=Path, default=BESIDE)
    arguments = parser.parse_args()
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    sources = Sources(work)
    sources.fetch()
    world = admin.read(sources)
    makers = {"basemap.pmtiles": basemap.make, "areas.sqlite": areas.make, "relief.pmtiles": relief.make}
    for name, make in makers.items():
        if name.partition(".")[0] in arguments.only.split(","):
            make(sources, world, work / name)
            shutil.copyfile(work / name, arguments.out / f"{name}.part")
            (arguments.out / f"{name}.part").replace(arguments.out / name)


main()
