"""How each field is called and explained to a reader: one table for inspector, history, table and help."""

from typing import NamedTuple

from libyamap.domain.model import Record


class FieldWords(NamedTuple):
    """Label on screen and a sentence of help."""

    label: str
    help: str = ""


_WORDS = {
    "id": FieldWords("Id", "UUID version 7."),
    "layer": FieldWords("Layer"),
    "title": FieldWords("Title"),
    "description": FieldWords("Description"),
    "type": FieldWords("Type"),
    "status": FieldWords("Status", "Reported, confirmed, our assessment, proposed, refused or ended."),
    "certainty": FieldWords("Certainty", "Probability word of ICD 203."),
    "time": FieldWords("Time", "EDTF (ISO 8601-2), for example 2016-05~ for about May 2016."),
    "time_note": FieldWords("Why this time"),
    "where_prec": FieldWords("Place precision", "UCDP where_prec: 1 exact, 2 near, 3 district, 4 province, 5 area, "
                             "6 country, 7 international."),
    "geometry": FieldWords("Geometry", "Longitude and latitude in WGS 84 (EPSG:4326)."),
    "radius_m": FieldWords("Radius (m)"),
    "place": FieldWords("Place"),
    "place_note": FieldWords("Why placed so"),
    "country": FieldWords("Country", "ISO 3166-1 alpha-3."),
    "province": FieldWords("Province"),
    "actors": FieldWords("Actors"),
    "symbol": FieldWords("Symbol", "APP-6D identification code, 20 digits."),
    "tags": FieldWords("Tags"),
    "attributes": FieldWords("Other columns"),
    "origin": FieldWords("From"),
    "target": FieldWords("To"),
    "name": FieldWords("Name"),
    "short_name": FieldWords("Short name"),
    "kind": FieldWords("Kind"),
    "colour": FieldWords("Colour"),
    "affiliation": FieldWords("Affiliation", "Standard identity of APP-6, where the project takes somebody's view."),
    "aliases": FieldWords("Other names"),
    "parent": FieldWords("Part of"),
    "note": FieldWords("Note"),
    "author": FieldWords("Author"),
    "publisher": FieldWords("Publisher"),
    "url": FieldWords("Address"),
    "published": FieldWords("Published", "EDTF (ISO 8601-2)."),
    "reliability": FieldWords("Reliability", "Admiralty code A to F."),
    "reliability_note": FieldWords("Why this grade"),
    "feature": FieldWords("Feature"),
    "source": FieldWords("Source"),
    "locator": FieldWords("Where in the source", "Paragraph, page or time code."),
    "stance": FieldWords("Stance"),
    "credibility": FieldWords("Credibility", "Admiralty code 1 to 6."),
    "position": FieldWords("Position", "Counted from the top."),
    "visible": FieldWords("Visible"),
    "opacity": FieldWords("Opacity"),
    "as_of": FieldWords("As of", "EDTF (ISO 8601-2)."),
    "as_of_note": FieldWords("Why this date"),
    "bounds": FieldWords("Opening view", "West, south, east, north in degrees."),
    "focus": FieldWords("Countries in focus"),
    "dataset": FieldWords("Data set", "Where it was imported from."),
    "dataset_id": FieldWords("Id in the data set"),
    "dataset_digest": FieldWords("Digest of the row", "Tells whether the data set has changed it since."),
    "says_time": FieldWords("This source says when", "EDTF (ISO 8601-2); only where it differs."),
    "says_actors": FieldWords("This source says who", "Only where it differs."),
    "says_place": FieldWords("This source says where", "In words; only where it differs."),
    "says_geometry": FieldWords("This source's place", "Longitude and latitude in WGS 84; only where it differs."),
    "claim": FieldWords("Claim"),
    "media_type": FieldWords("Kind of file", "Media type (RFC 6838), told from the contents."),
    "sha256": FieldWords("SHA-256", "Of the contents, in hexadecimal digits."),
    "size": FieldWords("Size (bytes)"),
    "filter": FieldWords("Filter"),
    "layers": FieldWords("Layers"),
    "window": FieldWords("Time window", "EDTF interval (ISO 8601-2)."),
    "theme": FieldWords("Theme"),
    "subtitle": FieldWords("Subtitle"),
    "notes": FieldWords("Notes"),
    "marking": FieldWords("Marking", "For example how it may be passed on."),
    "content": FieldWords("Other settings"),
}  # fmt: skip


def words_for(field: str) -> FieldWords:
    """Label and help of a field; KeyError for a field that no record has."""
    return _WORDS[field]


def changed_fields(before: Record | None, after: Record | None) -> list[str]:
    """Names of the fields that differ, in the order of the type; all of them where a side is missing."""
    present = after if after is not None else before
    if present is None:
        return []
    names = list(present.__struct_fields__)
    if before is None or after is None:
        return names
    return [name for name in names if getattr(before, name) != getattr(after, name)]
