"""The page that stands alone: one HTML file with the map, its data and its program, that needs no network."""
