"""Makes the map data in assets/geo from named, pinned packages: `python -m assets.geo.build --work DIR`."""
