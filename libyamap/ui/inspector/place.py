"""Where it is: how precisely it is placed, why so, and what that means for the map."""

from libyamap.app.named_areas import NamedAreas, district_of, placed_in_words
from libyamap.app.ports import AreaGazetteer
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.geometry import GeometryType
from libyamap.domain.model import Feature
from libyamap.domain.precision import Drawing
from libyamap.ui.coordinates import latitude_longitude
from libyamap.ui.inspector.section import Edits, Section, nothing
from libyamap.ui.text import Look

DRAWN_AS = {
    Drawing.POINT: "",
    Drawing.RING: "Drawn as a ring: it is somewhere inside.",
    Drawing.PROVINCE: "Drawn as its province: it is somewhere inside.",
    Drawing.AREA: "",
    Drawing.BADGE: "Drawn on the country's card, not as a place.",
    Drawing.NOWHERE: "",
}


def place(feature: Feature, areas: AreaGazetteer, named: NamedAreas, edits: Edits = nothing) -> Section:
    """The precision in a sentence, the reason, coordinates where there is an exact point."""
    section = Section("Where", edit=edits("where"))
    section.line(
        placed_in_words(feature, place_name(feature, areas), named),
        tip=f"UCDP where_prec {feature.where_prec}" if feature.where_prec else "",
        field="place",
        edit=edits("place"),
    )
    section.line(feature.place_note, field="place_note", edit=edits("place_note"))
    district = district_of(feature, named)
    drawn = f"Drawn as “{district.name}” ({district.set_title}): it is somewhere inside." if district else ""
    section.line(drawn or DRAWN_AS[drawing_of(feature)], Look.QUIET)
    if drawing_of(feature) is Drawing.POINT and feature.geometry and feature.geometry.type is GeometryType.POINT:
        lon, lat = feature.geometry.coordinates
        section.line(latitude_longitude(lat, lon), Look.QUIET)
    return section


def place_name(feature: Feature, areas: AreaGazetteer) -> str:
    """Its place; else the province or country by name."""
    province = areas.province(feature.province) if feature.province else None
    country = areas.country(feature.country) if feature.country else None
    names = (feature.place, province.name if province else "", country.name if country else "")
    if feature.where_prec == 4 and province:
        return province.name
    if feature.where_prec == 6 and country:
        return country.name
    return next(filter(None, names), "")
