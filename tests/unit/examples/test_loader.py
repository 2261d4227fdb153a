"""Mistakes in an example's file are found and named."""

from typing import TypeVar

import msgspec
import pytest

from libyamap.app.commands import DrawLink, DrawZone, Put
from libyamap.domain.model import Actor, Claim, Layer, Record, Source
from libyamap.domain.vocabulary import Reliability
from libyamap.errors import InvalidValue, WorldError
from libyamap.examples import example_commands, example_names
from libyamap.examples.loader import NEUTRAL_COLOUR, Loader
from libyamap.examples.recipe import read_recipe
from libyamap.examples.references import BadExample
from tests.support.fake_areas import FakeAreas

R = TypeVar("R", bound=Record)

SMALL = """
[project]
title = "Small"
description = ""
as_of = ""
as_of_note = ""
bounds = [0, 0, 1, 1]
focus = ["LBY"]
[defaults]
time = "2016"
time_note = "by default"
[sources.s]
title = "Source"
publisher = ""
published = ""
reliability = "C"
reliability_note = ""
note = ""
[layers.child]
title = "Child"
description = ""
parent = "group"
[layers.group]
title = "Group"
description = ""
[actors.a]
name = "A"
parent = "b"
aliases = { ar = ["ألف"] }
[actors.b]
name = "B"
colour = "#0072B2"
[actors.c]
name = "C"
[features.link]
kind = "link"
layer = "child"
title = "Link"
description = ""
type = "support"
place_note = ""
origin = "a"
target = "zone"
actors = { a = "initiator" }
claims = [{ paragraph = 3, credibility = 2, note = "n" }]
[features.zone]
kind = "zone"
layer = "child"
title = "Zone"
description = ""
type = "held"
time = ""
place_note = ""
provinces = ["Sirte", "Tripoli"]
claims = []
"""


def commands(text: str) -> list[object]:
    return list(Loader(read_recipe(text), FakeAreas()).commands())


def records(text: str, record_type: type[R]) -> list[R]:
    found = (command.record for command in commands(text) if isinstance(command, Put))
    return [record for record in found if isinstance(record, record_type)]


def test_names_become_ids_and_parents_come_first() -> None:
    layers = records(SMALL, Layer)
    assert [(layer.title, layer.position) for layer in layers] == [("Group", 1), ("Child", 0)]
    assert layers[1].parent == layers[0].id
    b, a, c = records(SMALL, Actor)
    assert (a.parent, a.colour) == (b.id, "#0072B2")
    assert (c.name, c.colour) == ("C", NEUTRAL_COLOUR)
    assert [(alias.text, alias.language) for alias in a.aliases] == [("ألف", "ar")]


def test_links_come_after_what_they_lead_to_and_claims_last() -> None:
    names = [type(command).__name__ for command in commands(SMALL)]
    assert names.index("DrawZone") < names.index("DrawLink")
    made = [command.record for command in commands(SMALL) if isinstance(command, Put)]
    claim, source = made[-1], made[0]
    assert isinstance(claim, Claim)
    assert isinstance(source, Source)
    assert claim.source == source.id
    assert (claim.locator, claim.reliability) == ("paragraph 3", Reliability.C)


def test_zones_take_provinces_by_name_and_defaults_fill_the_time() -> None:
    made = commands(SMALL)
    (zone,) = [command for command in made if isinstance(command, DrawZone)]
    (link,) = [command for command in made if isinstance(command, DrawLink)]
    assert zone.provinces == ("LY-08", "LY-00")
    assert (zone.zone.time, zone.zone.time_note) == ("", "by default")
    assert link.link.time == "2016"
    assert link.link.target == zone.zone.id


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        (
            'layer = "child"\ntitle = "Link"',
            'layer = "chid"\ntitle = "Link"',
            r"features.link.layer: .*“chid”.*child, group",
        ),
        ('target = "zone"', 'target = "zon"', r"features.link.target: .*“zon”"),
        ('{ a = "initiator" }', '{ x = "initiator" }', r"features.link.actors: .*“x”"),
        ('"Sirte"', '"Sirt"', r"features.zone.provinces: .*“Sirt”.*Sirte"),
        ('parent = "b"', 'parent = "z"', r"actors.a.parent: .*“z”"),
        ('name = "B"', 'name = "B"\nparent = "a"', r"actors.a.parent: a is part of b is part of a"),
        ("provinces", "lat = 1.0\nprovinces", r"features.zone: lat and lon"),
        ('note = "n" }', 'note = "n", source = "t" }', r"features.link.claims\[0\].source: .*“t”"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_its_place(right: str, wrong: str, complaint: str) -> None:
    assert right in SMALL
    with pytest.raises(BadExample, match=complaint):
        commands(SMALL.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ('kind = "zone"', 'kind = "zones"', r"features.*kind"),
        ("credibility", "credability", r"credability"),
        ("paragraph = 3", 'paragraph = "three"', r"claims.*paragraph"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_place(right: str, wrong: str, complaint: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=complaint):
        read_recipe(SMALL.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("country", "complaint"), [("ITA", "no provinces of LBY or of ITA"), ("EGY", "no common border")]
)
def test_countries_without_a_common_border_are_refused(country: str, complaint: str) -> None:
    text = SMALL.replace('place_note = ""\nprovinces', 'place_note = ""\nborder_between = ["LBY", "EGY"]\nprovinces')
    text = text.replace("EGY", country)
    with pytest.raises(InvalidValue, match=complaint):
        commands(text)


def test_an_unknown_example_is_told_with_those_there_are() -> None:
    with pytest.raises(WorldError, match="libya-2016"):
        example_commands("atlantis", FakeAreas())
    assert example_names() == ("libya-2016",)
