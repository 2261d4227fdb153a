"""The rules of a safe release: how coarse places become, and which words and names stay behind.

The same rules are a line of text (`grid:25km,no-sources`), a JSON object in a saved view or a template, and this type.
"""

import re
from typing import Final, Literal

import msgspec

from libyamap.errors import InvalidValue

Coarseness = Literal["exact", "grid", "province", "country"]
LEAST_KM, MOST_KM = 1.0, 500.0
USUAL_KM: Final = 25.0
_GRID = re.compile(r"grid(?::(\d+(?:\.\d+)?)\s*km)?")
_KEEP = re.compile(r"keep:(.+)")
_LEFT_OUT: Final = {
    "no-titles": "titles",
    "no-layer-titles": "layer_titles",
    "no-descriptions": "descriptions",
    "no-sources": "sources",
    "no-authors": "authors",
}
HELP: Final = (
    "grid:25km, province or country (how coarse places become); no-titles, no-layer-titles, "
    "no-descriptions, no-sources, no-authors; "
    "keep:NAME+NAME (attributes that stay)"
)


class ReleaseRules(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every release leaves out is not a choice: history, notes, attachments, identities of data sets, and all
    attributes but those named in `attributes`; ids are made anew.

    `places`: as they are, the cells of a grid of `grid_km` kilometres, the province, or the country. `titles`,
    `layer_titles`, `descriptions`, `sources` (with the claims) and `authors` (of sources) say what stays.
    """

    places: Coarseness = "exact"
    grid_km: float = USUAL_KM
    titles: bool = True
    layer_titles: bool = True
    descriptions: bool = True
    sources: bool = True
    authors: bool = True
    attributes: tuple[str, ...] = ()

    @property
    def blurs(self) -> bool:
        """Whether places become coarser than they are known."""
        return self.places != "exact"


def checked_rules(rules: ReleaseRules) -> ReleaseRules:
    """The rules, or InvalidValue for a grid that makes no sense."""
    if not LEAST_KM <= rules.grid_km <= MOST_KM:
        raise InvalidValue("grid_km", f"A grid has cells of {LEAST_KM:g} to {MOST_KM:g} km, not {rules.grid_km:g} km.")
    return rules


def rules_from_text(text: str) -> ReleaseRules:
    """Read `grid:25km,no-sources,keep:fatalities`; InvalidValue names the word that is not understood."""
    values: dict[str, object] = {}
    for word in filter(None, (part.strip() for part in text.split(","))):
        grid, keep = _GRID.fullmatch(word), _KEEP.fullmatch(word)
        if word in {"province", "country"} or grid:
            if "places" in values:
                raise InvalidValue("release", "Places can become coarser in one way only: a grid, province or country.")
            values["places"] = "grid" if grid else word
            if grid and grid[1]:
                values["grid_km"] = float(grid[1])
        elif word in _LEFT_OUT:
            values[_LEFT_OUT[word]] = False
        elif keep:
            values["attributes"] = tuple(name.strip() for name in keep[1].split("+") if name.strip())
        else:
            raise InvalidValue("release", f"“{word[:40]}” is no rule of a release; there are {HELP}.")
    return checked_rules(msgspec.convert(values, ReleaseRules))


def text_of_rules(rules: ReleaseRules) -> str:
    """What `rules_from_text` reads."""
    words = [] if not rules.blurs else [f"grid:{rules.grid_km:g}km" if rules.places == "grid" else rules.places]
    words += [word for word, name in _LEFT_OUT.items() if not getattr(rules, name)]
    if rules.attributes:
        words.append(f"keep:{'+'.join(rules.attributes)}")
    return ",".join(words)


def rules_from_json(data: bytes | str) -> ReleaseRules | None:
    """The rules of a JSON object; None for an empty text: nothing is hidden. InvalidValue says what is wrong."""
    if not data:
        return None
    try:
        return checked_rules(msgspec.json.decode(data, type=ReleaseRules))
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise InvalidValue("release", f"The rules of the release cannot be read: {error}.") from None
