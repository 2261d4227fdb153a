"""The fields of a mapping as a person sees them: grouped, named, each with what it is for; and the values in them."""

from libyamap.app.importing.mapping import ActorColumns, Mapping, SourceColumns
from libyamap.domain.vocabulary import Kind, Role
from libyamap.ui.exchange.column_field import FieldSpec

GROUPS: tuple[tuple[str, tuple[FieldSpec, ...]], ...] = (
    ("What", (
        FieldSpec("title", "Title", "A column, or a text such as {type} in {town}", template=True),
        FieldSpec("description", "Description", "A column, or a text with columns in braces", template=True),
        FieldSpec("type", "Type", "battle, protest, airfield …"),
        FieldSpec("tags", "Tags", "Words to find it by"),
    )),
    ("Where", (
        FieldSpec("latitude", "Latitude", "Degrees, in any notation"),
        FieldSpec("longitude", "Longitude", "Degrees, in any notation"),
        FieldSpec("coordinates", "Coordinates", "Both in one column: degrees, minutes and seconds, MGRS, UTM …"),
        FieldSpec("wkt", "Shape (WKT)", "Well-known text of a point, line or area"),
        FieldSpec("place", "Place name", "Where it was, in words; nothing is placed by it unasked", template=True),
        FieldSpec("country", "Country", "Its name or code"),
        FieldSpec("precision", "Place precision", "A column of codes that say how exact the place is"),
        FieldSpec("radius", "Radius (m)", "How far around the place it may be"),
    )),
    ("When", (
        FieldSpec("date", "Date", "The day, or the first day"),
        FieldSpec("end", "Last day", "Where something goes on for a while"),
        FieldSpec("date_precision", "Date precision", "A column of codes that say how exact the date is"),
    )),
    ("Who, and who says so", (
        FieldSpec("actor", "Actor", "Who took part, whatever the role"),
        FieldSpec("initiator", "Initiator", "Who did it"),
        FieldSpec("target", "Target", "Whom it was done to"),
        FieldSpec("source_title", "Source title", "The document that says so"),
        FieldSpec("source_url", "Source address", "https://…; other addresses are not kept as sources"),
        FieldSpec("source_publisher", "Publisher", "Who published the source"),
    )),
    ("In the project", (
        FieldSpec("id", "Id", "The data set's own id of a row: a later file updates what it brought before"),
        FieldSpec("layer", "Layer by row", "A column that names the layer of each row"),
        FieldSpec("symbol", "Symbol code", "Twenty digits of APP-6D"),
    )),
)  # fmt: skip
ROLES = {"actor": Role.ACTOR, "initiator": Role.INITIATOR, "target": Role.TARGET}
KINDS = (
    ("", "As the columns show"),
    *((kind.value, kind.value.capitalize()) for kind in Kind if kind is not Kind.LINK),
)
PLAIN = frozenset(Mapping.__struct_fields__) - {"kind", "actors", "sources"}
"""What a mapping has under the same name; kind, actors and sources are fields of their own."""


def shown_actors(mapping: Mapping) -> dict[str, ActorColumns]:
    """The first actors of each role, which have a field; others stay as they are."""
    shown: dict[str, ActorColumns] = {}
    for name, role in ROLES.items():
        found = next((each for each in mapping.actors if each.role is role), None)
        if found is not None:
            shown[name] = found
    return shown


def flat(mapping: Mapping) -> dict[str, str]:
    """The mapping as the fields of the form have it."""
    source = mapping.sources[0] if mapping.sources else SourceColumns()
    actors = shown_actors(mapping)
    values = {name: str(getattr(mapping, name)) for name in PLAIN if isinstance(getattr(mapping, name), str)}
    values |= {name: actors[name].column if name in actors else "" for name in ROLES}
    return values | {
        "source_title": source.title, "source_url": source.url, "source_publisher": source.publisher,
    }  # fmt: skip
