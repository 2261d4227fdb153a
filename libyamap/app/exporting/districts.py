"""The named areas in which what goes out is known to be: a table of their own, where a format has room for one.

They are not among the features, so that nobody takes a district for ground that somebody holds; coming back, they are
what the district of a feature is drawn by again.
"""

from collections.abc import Iterable

from libyamap.app.exporting.dossier import Dossier
from libyamap.app.named_areas import NamedArea, NamedAreas, district_of
from libyamap.domain.model import Link


def areas_in_use(features: Iterable[Dossier], areas: Iterable[Dossier]) -> list[Dossier]:
    """Those of the areas that a feature is known by, or that a link leads from or to; both as they are released."""
    known = {dossier.feature.id: dossier for dossier in areas}
    named = NamedAreas(
        NamedArea(each.feature.id, each.feature.title, "", each.feature.geometry, each.feature.geometry.bounds())
        for each in known.values()
        if each.feature.geometry is not None
    )
    used: set[str] = set()
    for dossier in features:
        feature = dossier.feature
        district = district_of(feature, named)
        if district is not None:
            used.add(district.id)
        if isinstance(feature, Link):
            used |= {feature.origin, feature.target}
    return [dossier for each, dossier in known.items() if each in used]
