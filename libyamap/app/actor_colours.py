"""Colours for new actors, which colour-blind readers can tell apart: Okabe and Ito's set, then mixtures of it."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

COLOURS: Final = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442",
    "#004A75", "#8F6200", "#00573F", "#7D4465", "#2F7EA6",
)  # fmt: skip


def next_colour(used: Iterable[str]) -> str:
    """The colour that fewest actors bear yet, first ones first."""
    counts = Counter(colour.upper() for colour in used)
    return min(COLOURS, key=lambda colour: (counts[colour], COLOURS.index(colour)))
