"""Looks through a whole project for what is wrong (problems) and what a careful editor would mend (notes)."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from libyamap.app.commands import title_of
from libyamap.app.ports import AreaGazetteer, ProjectStore
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.checks import problems
from libyamap.domain.model import (
    RECORD_CLASSES,
    Actor,
    Attachment,
    Claim,
    Feature,
    Layer,
    Link,
    Project,
    Record,
    Source,
)
from libyamap.domain.precision import Drawing


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence about one record (`record` is its id); about the file as a whole where `record` is empty."""

    sentence: str
    record: str = ""
    kind: str = ""
    title: str = ""
    field: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome: `valid` if there are no problems. `records` is how many were looked at."""

    valid: bool
    records: int
    problems: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def validate(store: ProjectStore, areas: AreaGazetteer) -> Verdict:
    """Check the file, every record on its own, and what the records say of each other."""
    wrong = [Finding(sentence=sentence) for sentence in store.problems()]
    records: list[Record] = [record for record_type in RECORD_CLASSES for record in store.all(record_type)]
    by_id = {record.id: record for record in records}
    wrong.extend(_about_the_whole(records))
    for record in records:
        wrong.extend(_finding(record, problem.field, str(problem)) for problem in problems(record))
        wrong.extend(_finding(record, *entry) for entry in _lost_references(record, by_id))
        if isinstance(record, Feature):
            wrong.extend(_finding(record, *entry) for entry in _unknown_areas(record, areas))
    notes = tuple(_notes(records))
    return Verdict(valid=not wrong, records=len(records), problems=tuple(wrong), notes=notes)


def _finding(record: Record, field: str, sentence: str) -> Finding:
    kind = type(record).__name__.lower()
    return Finding(sentence=sentence, record=record.id, kind=kind, title=title_of(record), field=field)


def _about_the_whole(records: list[Record]) -> Iterator[Finding]:
    projects = sum(isinstance(record, Project) for record in records)
    if projects != 1:
        yield Finding(sentence=f"The file should describe one project, but describes {projects or 'none'}.")
    for record_id, count in Counter(record.id for record in records).items():
        if count > 1:
            yield Finding(sentence=f"The id {record_id} is used {count} times.", record=record_id, field="id")


def _lost_references(record: Record, by_id: dict[str, Record]) -> Iterator[tuple[str, str]]:
    """Field and sentence for each reference that leads nowhere or to the wrong sort of record."""
    for field, target, wanted in _references(record):
        if not isinstance(by_id.get(target), wanted):
            yield field, f"It refers to “{target[:40]}”, which is not in this project."
    if isinstance(record, Actor | Layer) and _is_in_circle(record, by_id):
        yield "parent", "It is part of itself."


def _references(record: Record) -> Iterator[tuple[str, str, type[Record] | tuple[type[Record], ...]]]:
    if isinstance(record, Feature):
        yield "layer", record.layer, Layer
        for involvement in record.actors:
            yield "actors", involvement.actor, Actor
    if isinstance(record, Link):
        yield "origin", record.origin, (Actor, Feature)
        yield "target", record.target, (Actor, Feature)
    if isinstance(record, Claim):
        yield "feature", record.feature, Feature
        yield "source", record.source, Source
        for involvement in record.says_actors:
            yield "says_actors", involvement.actor, Actor
    if isinstance(record, Attachment):
        yield "claim", record.claim, Claim
    if isinstance(record, Actor | Layer) and record.parent:
        yield "parent", record.parent, type(record)


def _is_in_circle(record: Actor | Layer, by_id: dict[str, Record]) -> bool:
    seen = set()
    above = by_id.get(record.parent)
    while isinstance(above, Actor | Layer) and above.id not in seen:
        if above.id == record.id:
            return True
        seen.add(above.id)
        above = by_id.get(above.parent)
    return False


def _unknown_areas(feature: Feature, areas: AreaGazetteer) -> Iterator[tuple[str, str]]:
    if feature.country and areas.country(feature.country) is None:
        yield "country", f"The map data knows no country with the code “{feature.country}”."
    if feature.province and areas.province(feature.province) is None:
        yield "province", f"The map data knows no province with the code “{feature.province}”."


def _notes(records: list[Record]) -> Iterator[Finding]:
    claimed = {record.feature for record in records if isinstance(record, Claim)}
    for record in records:
        if not isinstance(record, Feature):
            continue
        if record.id not in claimed:
            yield _finding(record, "", "No source is given.")
        if record.where_prec is not None and drawing_of(record) is Drawing.NOWHERE:
            yield _finding(record, "where_prec", "It has a place precision but no place, so it is only listed.")
