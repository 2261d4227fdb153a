"""Countries that readers of this map mean first: where names fit alike, a place there comes before one elsewhere.

Chosen by hand: states on whose own ground a war has been fought since 2011, and the small ones beside them into which
it came. “Deraa” is then Syria's, not Ethiopia's Dera, and “Homs” not a village in Russia. It counts as much as ten
times the people; the view of the map counts far more.
"""

LEANING = 1.0
"""Points of the score, in which 1 is ten times the people."""

IN_THE_NEWS = frozenset({
    "LBY", "TUN", "EGY", "SDN", "SSD", "TCD", "NER", "MLI", "MRT", "BFA", "NGA", "CMR", "CAF", "COD", "ETH", "SOM",
    "MOZ", "ISR", "PSE", "LBN", "SYR", "IRQ", "YEM", "AFG", "UKR", "ARM", "AZE", "MMR", "HTI",
})  # fmt: skip
"""ISO 3166-1 alpha-3."""
