"""Names of columns: made unique, and given to files of known data sets that have none."""

from collections.abc import Iterable, Sequence

from libyamap.formats.presets import shipped_presets

_LONGEST = 200


def unique(names: Iterable[object]) -> tuple[str, ...]:
    """The names as one can refer to them: none empty, none twice."""
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        plain = " ".join(str("" if name is None else name).replace("\x00", "").split())[:_LONGEST] or f"column {number}"
        unused, count = plain, 1
        while unused in found:
            count += 1
            unused = f"{plain} ({count})"
        found[unused] = None
    return tuple(found)


def heading_of(first: Sequence[str]) -> tuple[str, ...] | None:
    """The columns of a data set that comes without a heading, if the first row can be one of its rows."""
    for preset in shipped_presets():
        if preset.header and len(preset.header) == len(first) and first[0].strip().isdigit():
            return preset.header
    return None
