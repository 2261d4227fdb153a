"""Words of the vocabulary, grades and fields: none is missing, and they say what the standards say."""

import itertools
from collections.abc import Iterable

import msgspec
import pytest

from libyamap.domain.changes import Change, ChangeFlags, flag_of
from libyamap.domain.fields import changed_fields, words_for
from libyamap.domain.grading import CERTAINTY_RANGE_PERCENT, certainty_in_words, grade, grade_in_words
from libyamap.domain.ids import new_id
from libyamap.domain.model import FEATURE_CLASSES, RECORD_CLASSES, Event, Feature, Layer, Record
from libyamap.domain.vocabulary import (
    CREDIBILITY_WORDS,
    FEATURE_TYPES,
    RELIABILITY_WORDS,
    Certainty,
    Kind,
    Reliability,
)


def test_every_letter_number_and_kind_has_its_words() -> None:
    assert set(RELIABILITY_WORDS) == set(Reliability)
    assert set(CREDIBILITY_WORDS) == {1, 2, 3, 4, 5, 6}
    assert set(FEATURE_TYPES) == set(Kind) == set(FEATURE_CLASSES)
    for types in FEATURE_TYPES.values():
        assert len(types) == len(set(types))
        assert types[-1] == "other"


def test_ranges_of_certainty_follow_each_other_without_gap_from_1_to_99() -> None:
    ranges = [CERTAINTY_RANGE_PERCENT[word] for word in Certainty]
    assert (ranges[0][0], ranges[-1][1]) == (1, 99)
    assert all(below[1] == above[0] for below, above in itertools.pairwise(ranges))


@pytest.mark.parametrize(
    ("reliability", "credibility", "short", "long"),
    [
        (Reliability.B, 3, "B3", "usually reliable (B), possibly true (3)"),
        (None, None, "F6", "reliability cannot be judged (F), truth cannot be judged (6)"),
        (Reliability.A, None, "A6", "completely reliable (A), truth cannot be judged (6)"),
    ],
)
def test_grades(reliability: Reliability | None, credibility: int | None, short: str, long: str) -> None:
    assert grade(reliability, credibility) == short
    assert grade_in_words(reliability, credibility) == long


def test_certainty_in_words() -> None:
    assert certainty_in_words(Certainty.LIKELY) == "likely (55–80 %)"
    assert certainty_in_words(None) == "not judged"


def fields_of(classes: Iterable[type[Record]]) -> set[str]:
    return {field for record_class in classes for field in record_class.__struct_fields__}


@pytest.mark.parametrize("field", sorted(fields_of(RECORD_CLASSES)))
def test_every_field_has_a_label(field: str) -> None:
    assert words_for(field).label


def test_a_field_that_no_record_has_is_a_bug() -> None:
    with pytest.raises(KeyError):
        words_for("shoe_size")


def test_changed_fields_are_those_that_differ() -> None:
    before = Event(id=new_id(), layer=new_id(), title="Before", type="talks")
    after = msgspec.structs.replace(before, title="After", where_prec=1)
    assert changed_fields(before, after) == ["title", "where_prec"]
    assert changed_fields(before, before) == []
    assert changed_fields(None, after) == changed_fields(before, None) == list(Event.__struct_fields__)
    assert changed_fields(None, None) == []


@pytest.mark.parametrize("record_class", RECORD_CLASSES)
def test_every_sort_of_record_has_exactly_one_flag(record_class: type[Record]) -> None:
    flag = flag_of(record_class)
    assert flag in list(ChangeFlags)
    assert (flag is ChangeFlags.FEATURES) == issubclass(record_class, Feature)


def test_the_inverse_of_a_change_takes_it_back() -> None:
    one, other = Layer(id=new_id(), title="One"), Layer(id=new_id(), title="Other")
    change = Change(Layer, one.id, one, other)
    assert change.inverse() == Change(Layer, one.id, other, one)
    assert change.inverse().inverse() == change


@pytest.mark.parametrize("kind", Kind)
def test_a_features_kind_and_span(kind: Kind) -> None:
    feature = FEATURE_CLASSES[kind](id=new_id(), layer="", title="x", time="2016-05")
    assert feature.kind is kind
    assert str(feature.span.earliest) == "2016-05-01"
