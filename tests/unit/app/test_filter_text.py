"""A filter as text: what is written is read back as it was, and what makes no sense is told in a sentence."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.filter import NO_FILTER, Filter, filter_to_json
from libyamap.app.filter_area import area_from_text, area_text, box_area
from libyamap.app.filter_text import filter_from_text, text_of
from libyamap.app.filter_words import Names, conditions_of
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Alias, Layer, SavedFilter
from libyamap.domain.vocabulary import Certainty, Kind, Reliability, Status
from libyamap.errors import InvalidValue
from tests.support.fake_areas import FakeAreas

LNA = Actor(id=new_id(), name="Libyan National Army", short_name="LNA", aliases=(Alias("الجيش الوطني", "ar"),))
GNA = Actor(id=new_id(), name="Government of National Accord", short_name="GNA")
TWIN, OTHER_TWIN = (Actor(id=new_id(), name="Martyrs") for _ in range(2))
SIEGES = Filter(text="siege", types=("battle",), time="2016", time_match="certainly")
KEPT = SavedFilter(id=new_id(), title="Sieges of 2016", filter=filter_to_json(SIEGES))
EVENTS = Layer(id=new_id(), title="Battles, and talks")
NAMES = Names(
    {each.id: each for each in (LNA, GNA, TWIN, OTHER_TWIN)}, {EVENTS.id: EVENTS}, FakeAreas(), ("LBY",),
    {KEPT.id: KEPT},
)  # fmt: skip

texts = st.lists(st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=8), max_size=3)
values = st.lists(st.text(min_size=1, max_size=10).filter(str.strip), max_size=3, unique=True).map(tuple)
filters = st.builds(
    Filter,
    text=texts.map(" ".join),
    layers=st.sampled_from([(), (EVENTS.id,)]),
    kinds=st.lists(st.sampled_from(Kind), unique=True).map(tuple),
    types=values,
    actors=st.lists(st.sampled_from([LNA.id, GNA.id, TWIN.id]), unique=True).map(tuple),
    tags=values,
    statuses=st.lists(st.sampled_from(Status), unique=True).map(tuple),
    reliability=st.none() | st.sampled_from(Reliability),
    credibility=st.none() | st.integers(1, 6),
    certainty=st.none() | st.sampled_from(Certainty),
    area=st.none() | st.builds(box_area, st.floats(-180, 0), st.floats(-90, 0), st.floats(1, 180), st.floats(1, 90)),
    countries=st.sampled_from([(), ("LBY",), ("LBY", "TUN")]),
    provinces=st.sampled_from([(), ("LY-01",)]),
    time=st.sampled_from(["", "2016-05", "2016-05~/2016-06", "../2016"]),
    not_located=st.booleans(),
    datasets=values,
)


@given(filters, st.sampled_from(["possibly", "certainly"]))
def test_what_is_written_is_read_back(asked: Filter, match: str) -> None:
    if asked.time:
        asked = msgspec.structs.replace(asked, time_match=match)
    assert filter_from_text(text_of(asked, NAMES), NAMES) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", NO_FILTER),
        ("misrata siege", Filter(text="misrata siege")),
        ("type:battle,protest kind:event", Filter(types=("battle", "protest"), kinds=(Kind.EVENT,))),
        ('type:"air strike" type:battle', Filter(types=("air strike", "battle"))),
        ("actor:lna", Filter(actors=(LNA.id,))),
        ('actor:"libyan national army",GNA', Filter(actors=(LNA.id, GNA.id))),
        ('actor:"الجيش الوطني"', Filter(actors=(LNA.id,))),
        ('layer:"Battles, and talks"', Filter(layers=(EVENTS.id,))),
        ("time:2016-05 certainly", Filter(time="2016-05", time_match="certainly")),
        ('time:"May 2016"', Filter(time="2016-05")),
        ('certainly time:2016', Filter(text="certainly", time="2016")),
        ("grade:B2", Filter(reliability=Reliability.B, credibility=2)),
        ("grade:b", Filter(reliability=Reliability.B)),
        ("grade:3", Filter(credibility=3)),
        ('certainty:"very likely"', Filter(certainty=Certainty.VERY_LIKELY)),
        ("status:assessed", Filter(statuses=(Status.ASSESSED,))),
        ("country:lby province:Misrata", Filter(countries=("LBY",), provinces=("LY-01",))),
        ("located:no", Filter(not_located=True)),
        ('saved:"sieges of 2016"', SIEGES),
        ('saved:"Sieges of 2016" misrata type:protest', msgspec.structs.replace(
            SIEGES, text="siege misrata", types=("battle", "protest"))),
        ("area:9,19,26,34", Filter(area=box_area(9, 19, 26, 34))),
        ('"http://example.org"', Filter(text="http://example.org")),
    ],
)  # fmt: skip
def test_what_is_meant(text: str, asked: Filter) -> None:
    assert filter_from_text(text, NAMES) == asked


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("colour:red", "no condition “colour”"),
        ('title:"x', "not closed"),
        ("type:,", "no value"),
        ("kind:battle", "is no kind: known are event"),
        ("actor:nobody", "There is no actor “nobody”"),
        ("actor:martyrs", "names 2 actors"),
        ("grade:G7", "no grade"),
        ("country:XYZ", "no country code"),
        ("province:Atlantis", "no province “Atlantis”"),
        ("located:maybe", "located:no"),
        ("time:2016-13", "not a time"),
        ("time:2017/2016", "ends before it begins"),
        ("area:1,2,3", "no area"),
        ("area:9,34,26,19", "south first"),
        ('area:"LINESTRING(0 0, 1 1)"', "no area"),
        ('area:"CIRCULARSTRING(0 0, 1 1, 2 0)"', "no area"),
        ('area:"POLYGON((0 0, 500 1, 1 1, 0 0))"', "not on the globe"),
        ("area:nan,1,2,3", "no area"),
        ("x" * 300_000, "too long"),
        ("saved:nothing", "no saved filter “nothing”"),
        ('type:battle saved:"Sieges of 2016"', "before all other"),
    ],
)
def test_what_makes_no_sense_is_told(text: str, part: str) -> None:
    with pytest.raises(InvalidValue, match=part):
        filter_from_text(text, NAMES)


def test_areas_come_back_exactly() -> None:
    area = box_area(170.1, -10.123456789, -170.7, 10)
    assert area_from_text(area_text(area)) == area


def test_conditions_are_taken_off_one_by_one() -> None:
    asked = filter_from_text("siege type:battle,protest actor:LNA grade:B2 time:2016-05 located:no country:LBY", NAMES)
    found = conditions_of(asked, NAMES)
    assert [each.words for each in found] == [
        "“siege”", "battle", "protest", "LNA", "Lby", "graded B2 or better", "possibly in May 2016", "not located",
    ]  # fmt: skip
    while found:
        asked = found[0].without
        found = conditions_of(asked, NAMES)
    assert asked == NO_FILTER


def test_what_is_gone_can_be_taken_off_too() -> None:
    (gone,) = conditions_of(Filter(actors=(new_id(),)), NAMES)
    assert gone.words == "something that is gone"
    assert not gone.without
