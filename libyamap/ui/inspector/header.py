"""What it is: title, kind, status and certainty, what is told of it, and who takes part."""

from libyamap.domain.fields import words_for
from libyamap.domain.grading import certainty_in_words
from libyamap.domain.model import Actor, Feature, Link
from libyamap.domain.vocabulary import Role, Status
from libyamap.ui.contents import Contents
from libyamap.ui.inspector.section import Edits, FieldLine, Section, nothing, pencil
from libyamap.ui.swatch import ColourChip
from libyamap.ui.text import Look, PlainLabel, plain_tip

STATUS_WORDS = {
    Status.REPORTED: "Reported",
    Status.CONFIRMED: "Confirmed",
    Status.ASSESSED: "Our assessment, not a source's",
    Status.PROPOSED: "Proposed, not done",
    Status.REFUSED: "Proposed and refused",
    Status.ENDED: "Ended",
}


def header(feature: Feature, edits: Edits = nothing) -> Section:
    """Title, kind and type, description."""
    section = Section()
    edit, edit_type = edits("what"), edits("type")
    if edit is None or edit_type is None:
        section.line(kind_in_words(feature), Look.QUIET)
    else:
        kind = FieldLine(kind_in_words(feature), Look.QUIET, "type", edit_type)
        section.title_row(kind, pencil("Change title, type, description", edit))
    section.line(feature.title, Look.TITLE, field="title", edit=edits("title"))
    if feature.description:
        section.gap()
        section.line(feature.description, field="description", edit=edits("description"))
    return section


def certainty(feature: Feature, edits: Edits = nothing) -> Section:
    """Status and certainty, each in words."""
    section = Section("How sure", edit=edits("sure"))
    section.line(STATUS_WORDS[feature.status], tip=words_for("status").help, field="status", edit=edits("status"))
    section.line(
        f"Certainty: {certainty_in_words(feature.certainty)}",
        tip="Probability words of ICD 203 with their range.",
        field="certainty",
        edit=edits("certainty"),
    )
    return section


def actors(feature: Feature, contents: Contents, edits: Edits = nothing) -> Section:
    """The actors with their colours and parts; for a link also from whom to whom."""
    section = Section("Actors", edit=edits("who"))
    if not feature.actors:
        section.line("Nobody is named", field="actors", edit=edits("actors"))
    if isinstance(feature, Link):
        section.line(f"From {end_name(feature.origin, contents)}", field="origin", edit=edits("origin"))
        section.line(f"To {end_name(feature.target, contents)}", field="target", edit=edits("target"))
    for part in feature.actors:
        actor = contents.actors.get(part.actor)
        if actor is None:
            continue
        label = PlainLabel(actor.name if part.role is Role.ACTOR else f"{actor.name}, {part.role.value}")
        label.setToolTip(plain_tip(about_actor(actor, contents)))
        section.row(ColourChip(actor.colour), label)
    return section


def kind_in_words(feature: Feature) -> str:
    """“Presence · special forces”."""
    return " · ".join(filter(None, (feature.kind.value.capitalize(), feature.type)))


def about_actor(actor: Actor, contents: Contents) -> str:
    """What the tool tip of an actor says: kind, whose part it is, its other names, a note."""
    parent = contents.actors.get(actor.parent)
    lines = [
        actor.name,
        actor.kind.value.capitalize() + (f", part of {parent.name}" if parent else ""),
        "Also: " + ", ".join(alias.text for alias in actor.aliases) if actor.aliases else "",
        actor.note,
    ]
    return "\n".join(filter(None, lines))


def end_name(record: str, contents: Contents) -> str:
    """Name of a link's end."""
    if record in contents.actors:
        return contents.actors[record].name
    feature = contents.feature(record)
    return feature.title if feature else "something that is gone"
