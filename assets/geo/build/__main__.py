"""`python -m assets.geo.build --work DIR [--only basemap,areas,...] [--out DIR]` makes the files beside this one.

Each file is made in the scratch folder and put in place when it is whole, so that a running program never meets half.
"""

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from assets.geo.build import admin, areas, basemap, gazetteer, relief
from assets.geo.build.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Callable

BESIDE = Path(__file__).resolve().parent.parent


def main() -> None:
    """Fetch the packages, then make what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="scratch folder for packages and intermediate files")
    parser.add_argument("--only", default="basemap,areas,relief,gazetteer")
    parser.add_argument("--out", type=Path, default=BESIDE)
    arguments = parser.parse_args()
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    sources = Sources(work)
    sources.fetch()
    world = admin.read(sources)
    makers: dict[str, Callable[[Path], None]] = {
        "basemap.pmtiles": lambda target: basemap.make(sources, world, target),
        "areas.sqlite": lambda target: areas.make(sources, world, target),
        "relief.pmtiles": lambda target: relief.make(sources, world, target),
        "gazetteer.sqlite": lambda target: gazetteer.make(sources, arguments.out / "areas.sqlite", target),
    }
    for name, make in makers.items():
        if name.partition(".")[0] in arguments.only.split(","):
            make(work / name)
            shutil.copyfile(work / name, arguments.out / f"{name}.part")
            (arguments.out / f"{name}.part").replace(arguments.out / name)


main()
