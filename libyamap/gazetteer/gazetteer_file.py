"""How gazetteer.sqlite is laid out: what its build script and its reader have to agree on."""

from libyamap.domain.place import PlaceKind

VERSION = 1
PER_DEGREE = 10_000
"""Positions are kept as whole numbers of this part of a degree: about 11 m, less than a town's middle is known to."""

KINDS = tuple(PlaceKind)
LONGEST_SKELETON = 7
"""Skeletons are cut to this length; longer ones tell no more places apart."""

FACTS = {"lon": "i", "lat": "i", "province": "H", "kind": "B", "source": "I", "population": "I"}
"""Columns that are kept as one list each, by the number of the place (`array` type codes, little-endian): they are
small and many, and choosing among thousands of places needs them at once. `source` is 0 for what GeoNames lacks."""
