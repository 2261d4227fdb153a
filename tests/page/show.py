"""Draws the small project of the page tests into a PNG, to look at: `python -m tests.page.show OUT.png`."""

import argparse
import logging
import sys
import time
from pathlib import Path

from libyamap.render.application import application
from tests.page.small_project import SmallWorld


def main() -> None:
    """Take the picture; the page's own words go to stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=("light", "dark", "print"), default="light")
    parser.add_argument("--language", choices=("en", "ar"), default="en")
    parser.add_argument("--size", default="1600x1000")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--bounds", help="W,S,E,N")
    parser.add_argument("--plain", action="store_true", help="without furniture")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    application(offscreen=True)
    started = time.perf_counter()
    from libyamap.render.image_file import save_image
    from libyamap.render.picture import picture

    root = Path(__file__).resolve().parents[2]
    world = SmallWorld(basemap=root / "assets" / "geo" / "basemap.pmtiles")
    world.viewing.change(language=options.language, theme=options.theme)
    if options.bounds:
        west, south, east, north = map(float, options.bounds.split(","))
        world.viewing.change(bounds=(west, south, east, north))
    width, height = map(int, options.size.split("x"))
    image = picture(
        world.resources, world.viewing, size=(width, height), scale=options.scale, furniture=not options.plain
    )
    save_image(image, options.out)
    print(f"{time.perf_counter() - started:.2f} s from QApplication to file")


if __name__ == "__main__":
    main()
