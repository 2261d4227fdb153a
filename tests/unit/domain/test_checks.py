"""The rules a record obeys on its own: each is broken once, and the field is named."""

import math
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.checks import MAX_ATTACHMENT_BYTES, MAX_TEXT, MAX_TITLE, check, problems
from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.ids import checked_id, new_id, new_ids
from libyamap.domain.model import (
    FEATURE_CLASSES,
    Actor,
    Alias,
    Attachment,
    Claim,
    Event,
    Layer,
    LayerShown,
    Link,
    Presence,
    Project,
    Record,
    SavedFilter,
    SavedView,
    Source,
    Zone,
)
from libyamap.domain.vocabulary import Kind
from libyamap.errors import InvalidValue

AREA = Geometry(GeometryType.POLYGON, (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),))
BOW_TIE = Geometry(GeometryType.POLYGON, (((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)),))
FLAT = Geometry(GeometryType.POLYGON, (((0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (0.0, 0.0)),))
GOOD: dict[str, Record] = {
    "event": Event(id=new_id(), layer=new_id(), title="Talks", time="2016-05~", where_prec=1, geometry=point(13, 32)),
    "presence": Presence(id=new_id(), layer=new_id(), title="Forces", where_prec=6, country="LBY"),
    "zone": Zone(id=new_id(), layer=new_id(), title="Area", geometry=AREA),
    "link": Link(id=new_id(), layer=new_id(), title="Arms", origin="a", target="b", geometry=line((0, 0), (1, 1))),
    "actor": Actor(id=new_id(), name="GNA", country="LBY"),
    "source": Source(id=new_id(), title="Article", published="2016-05~"),
    "claim": Claim(id=new_id(), feature=new_id(), source=new_id()),
    "layer": Layer(id=new_id(), title="Places"),
    "attachment": Attachment(
        id=new_id(), claim=new_id(), name="page.pdf", media_type="application/pdf", sha256="ab" * 32, size=10
    ),
    "filter": SavedFilter(id=new_id(), title="Talks", filter='{"text":"talks"}'),
    "view": SavedView(id=new_id(), title="Coast", window="2016-05", layers={"a": LayerShown(opacity=0.5)}),
    "project": Project(id=new_id(), title="Libya", bounds=(7.5, 19.0, 26.0, 38.0)),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_records_pass(name: str) -> None:
    assert list(problems(GOOD[name])) == []


@pytest.mark.parametrize(
    ("name", "field", "value", "reason"),
    [
        ("event", "id", "1", "not an id"),
        ("event", "id", "0190A5B4-0000-7000-8000-000000000000", "not an id"),
        ("event", "title", "  ", "empty"),
        ("event", "title", "x" * (MAX_TITLE + 1), "at most 500"),
        ("event", "description", "x" * (MAX_TEXT + 1), "at most 100,000"),
        ("event", "description", "a\x00b", "NUL"),
        ("event", "description", "\ud800", "half a character"),
        ("event", "tags", ("fine", "a\x00b"), "NUL"),
        ("event", "attributes", {"a\x00": 1}, "NUL"),
        ("event", "attributes", {"a": "\x00"}, "NUL"),
        ("event", "time", "May", "EDTF"),
        ("event", "where_prec", 0, "from 1 to 7"),
        ("event", "where_prec", 8, "from 1 to 7"),
        ("event", "radius_m", 0.0, "radius"),
        ("event", "radius_m", -5.0, "radius"),
        ("event", "radius_m", 2_000_001.0, "radius"),
        ("event", "radius_m", math.nan, "radius"),
        ("event", "country", "ly", "three letters"),
        ("event", "symbol", "123", "20 digits"),
        ("event", "symbol", "٠" * 20, "20 digits"),
        ("event", "geometry", Geometry(GeometryType.POINT, (200.0, 0.0)), "not on the globe"),
        ("zone", "geometry", point(0, 0), "polygon"),
        ("zone", "geometry", BOW_TIE, "crosses itself"),
        ("link", "geometry", point(0, 0), "line"),
        ("link", "target", "a", "to itself"),
        ("actor", "name", "", "empty"),
        ("actor", "colour", "red", "colour"),
        ("actor", "colour", "#0072B2\n", "colour"),
        ("actor", "country", "Libya", "three letters"),
        ("actor", "aliases", (Alias("x" * (MAX_TITLE + 1), "ar"),), "at most 500"),
        ("source", "title", "", "empty"),
        ("source", "published", "yesterday", "EDTF"),
        ("claim", "credibility", 0, "from 1 to 6"),
        ("claim", "credibility", 7, "from 1 to 6"),
        ("claim", "says_time", "2017/2016", "ends before it begins"),
        ("claim", "says_geometry", Geometry(GeometryType.POINT, (200.0, 0.0)), "not on the globe"),
        ("claim", "says_place", "x" * (MAX_TITLE + 1), "at most 500"),
        ("attachment", "name", " ", "empty"),
        ("attachment", "media_type", "text/html\n", "not a media type"),
        ("attachment", "media_type", "PDF", "not a media type"),
        ("attachment", "sha256", "AB" * 32, "64 hexadecimal digits"),
        ("attachment", "size", 0, "at most 50 MB"),
        ("attachment", "size", MAX_ATTACHMENT_BYTES + 1, "at most 50 MB"),
        ("filter", "title", "", "empty"),
        ("filter", "filter", "[1]", "not a JSON object"),
        ("filter", "filter", "{", "not a JSON object"),
        ("filter", "filter", "[" * 5000, "not a JSON object"),
        ("view", "title", "", "empty"),
        ("view", "content", "null", "not a JSON object"),
        ("view", "content", '{"a":"' + "x" * MAX_TEXT + '"}', "at most 100,000"),
        ("view", "window", "now", "EDTF"),
        ("view", "as_of", "now", "EDTF"),
        ("view", "bounds", (0.0, 10.0, 10.0, 0.0), "south below north"),
        ("view", "layers", {"a": LayerShown(opacity=2.0)}, "from 0 to 1"),
        ("zone", "geometry", FLAT, "covers nothing"),
        ("layer", "title", "", "empty"),
        ("layer", "opacity", 1.5, "from 0 to 1"),
        ("layer", "opacity", math.nan, "from 0 to 1"),
        ("project", "title", "", "empty"),
        ("project", "as_of", "now", "EDTF"),
        ("project", "bounds", (0.0, 10.0, 10.0, 0.0), "south below north"),
        ("project", "bounds", (math.nan, 0.0, 10.0, 10.0), "south below north"),
        ("project", "bounds", (0.0, -91.0, 10.0, 10.0), "south below north"),
    ],
)
def test_a_broken_rule_is_told_in_a_sentence(name: str, field: str, value: Any, reason: str) -> None:
    broken = msgspec.structs.replace(GOOD[name], **{field: value})
    with pytest.raises(InvalidValue, match=reason) as caught:
        check(broken)
    assert caught.value.field == field
    assert str(caught.value)[-1] in ".?"


def test_a_view_across_the_antimeridian_is_fine() -> None:
    assert list(problems(msgspec.structs.replace(GOOD["project"], bounds=(170.0, -10.0, -170.0, 10.0)))) == []


def test_all_problems_are_listed_not_only_the_first() -> None:
    broken = msgspec.structs.replace(GOOD["event"], id="x", title="", where_prec=9, country="x")
    assert [problem.field for problem in problems(broken)] == ["id", "title", "where_prec", "country"]


@given(st.sampled_from(Kind), st.text(), st.text(), st.integers() | st.none(), st.floats())
def test_any_texts_and_numbers_are_accepted_or_explained(
    kind: Kind, title: str, time: str, where_prec: int | None, radius: float
) -> None:
    feature = FEATURE_CLASSES[kind](
        id=new_id(), layer="", title=title, time=time, where_prec=where_prec, radius_m=radius
    )
    assert all(str(problem) for problem in problems(feature))


def test_new_ids_are_valid_and_sort_by_the_time_they_were_made() -> None:
    made = [new_id() for _ in range(200)]
    for count in (0, 1, 7, 5_000):
        made += [*new_ids(count), new_id()]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(checked_id(text) == text and text[14] == "7" for text in made)
