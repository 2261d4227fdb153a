"""Each thing that can be wrong with a project is found and named."""

import msgspec
import pytest

from libyamap.app.validate import Finding, validate
from libyamap.domain.model import Claim, Involvement, Layer, Record
from tests.unit.app.small_project import (
    ARMS,
    CLAIMS,
    EVENTS,
    GROUP,
    HAFTAR,
    MISRATA,
    PROJECT,
    RECORDS,
    STATEMENT,
    SmallAreas,
    SmallStore,
    uuid,
)


def problems(records: tuple[Record, ...], *broken: str) -> tuple[Finding, ...]:
    verdict = validate(SmallStore(records, broken), SmallAreas())
    assert verdict.valid == (not verdict.problems)
    return verdict.problems


def with_changed(record: Record, **fields: object) -> tuple[Record, ...]:
    changed = msgspec.structs.replace(record, **fields)
    return tuple(changed if each.id == record.id else each for each in RECORDS)


def test_a_sound_project_has_none() -> None:
    verdict = validate(SmallStore(RECORDS), SmallAreas())
    assert verdict.valid
    assert verdict.problems == ()
    assert verdict.notes == ()
    assert verdict.records == len(RECORDS)


def test_what_the_file_says_comes_first() -> None:
    (finding,) = problems(RECORDS, "The spatial index of “sites” is damaged.")
    assert finding.sentence.startswith("The spatial index")
    assert finding.record == ""


@pytest.mark.parametrize(
    ("record", "fields", "field"),
    [
        (STATEMENT, {"actors": (Involvement(uuid(99)),)}, "actors"),
        (STATEMENT, {"layer": uuid(99)}, "layer"),
        (STATEMENT, {"layer": HAFTAR.id}, "layer"),
        (STATEMENT, {"title": " "}, "title"),
        (STATEMENT, {"time": "yesterday"}, "time"),
        (MISRATA, {"country": "XXX"}, "country"),
        (MISRATA, {"province": "LY.99"}, "province"),
        (ARMS, {"origin": uuid(99)}, "origin"),
        (ARMS, {"target": EVENTS.id}, "target"),
        (CLAIMS[0], {"source": uuid(99)}, "source"),
        (CLAIMS[0], {"feature": HAFTAR.id}, "feature"),
        (CLAIMS[0], {"credibility": 9}, "credibility"),
        (HAFTAR, {"parent": uuid(99)}, "parent"),
        (GROUP, {"parent": EVENTS.id}, "parent"),
    ],
)
def test_each_fault_is_found(record: Record, fields: dict[str, object], field: str) -> None:
    findings = [finding for finding in problems(with_changed(record, **fields)) if finding.record == record.id]
    assert [finding.field for finding in findings] == [field]
    assert findings[0].kind == type(record).__name__.lower()
    assert findings[0].sentence.endswith(".")


def test_a_circle_of_others_above_is_survived() -> None:
    one, other = Layer(id=uuid(50), title="One", parent=uuid(51)), Layer(id=uuid(51), title="Other", parent=uuid(50))
    below = Layer(id=uuid(52), title="Below", parent=uuid(50))
    found = problems((*RECORDS, one, other, below))
    assert {finding.record for finding in found} == {one.id, other.id}


def test_one_project_a_file() -> None:
    second = msgspec.structs.replace(PROJECT, id=uuid(90))
    assert "describes 2" in problems((*RECORDS, second))[0].sentence
    assert "none" in problems(tuple(record for record in RECORDS if record is not PROJECT))[0].sentence


def test_an_id_is_used_once() -> None:
    twin = msgspec.structs.replace(STATEMENT, id=MISRATA.id)
    assert any("used 2 times" in finding.sentence for finding in problems((*RECORDS, twin)))


def test_what_a_careful_editor_would_mend_is_noted_but_no_problem() -> None:
    nowhere = msgspec.structs.replace(STATEMENT, where_prec=1)
    records = tuple(
        nowhere if record is STATEMENT else record
        for record in RECORDS
        if not (isinstance(record, Claim) and record.feature == MISRATA.id)
    )
    verdict = validate(SmallStore(records), SmallAreas())
    assert verdict.valid
    assert {(finding.record, finding.field) for finding in verdict.notes} == {
        (MISRATA.id, ""),
        (STATEMENT.id, "where_prec"),
    }
