"""The legend shows what is visible, all of it and nothing else, in samples that are whole and harmless."""

from xml.parsers import expat

import msgspec
import pytest

from libyamap.app.view_state import Theme
from libyamap.domain.model import Actor, Feature, Involvement, Record
from libyamap.web.legend import AREAS, GROUPS, LINKS, PARTIES, PLACING, SIGNS, legend
from libyamap.web.marks import LegendEntry
from tests.page.small_project import SmallWorld, small_project


def entries(records: list[Record] | None = None, theme: Theme = "light") -> tuple[LegendEntry, ...]:
    """The legend of all of a project."""
    world = SmallWorld(records)
    features = [record for record in world.store.records if isinstance(record, Feature)]
    return legend(features, world.resources.catalogue_for(features), theme)


def texts(group: str, found: tuple[LegendEntry, ...]) -> list[str]:
    """The texts of one group."""
    return [entry.text for entry in found if entry.group == group]


def without(*ids: str) -> list[Record]:
    """The small project without some records."""
    return [record for record in small_project() if record.id not in ids]


def test_everything_visible_is_there() -> None:
    found = entries()
    assert texts(SIGNS, found) == ["airfield", "outpost", "seat of government", "special forces"]
    assert texts(AREAS, found) == [
        "certain",
        "contested or disputed",
        "contested or disputed, our own assessment",
        "our own assessment",
    ]
    assert texts(PLACING, found) == ["known for the country, no place given", "reported somewhere inside"]
    assert texts(LINKS, found) == ["only proposed", "refused", "reported, both ways"]
    assert "United States" in texts(PARTIES, found)
    assert [entry.group for entry in found] == sorted((entry.group for entry in found), key=GROUPS.index)


def test_nothing_else_is_there() -> None:
    found = entries(without("r1", "r2", "l1", "l2", "l3", "z3"))
    assert "outpost" not in texts(SIGNS, found)
    assert "contested or disputed" not in texts(AREAS, found)
    assert texts(LINKS, found) == []
    assert "statement" not in texts(SIGNS, found), "what has no place is not on the map"
    assert entries([small_project()[0]]) == ()


def test_one_colour_is_one_line() -> None:
    army = Actor(id="army", name="Army", colour="#009E73", parent="gna")
    records: list[Record] = [*without(), army]
    zone = next(record for record in records if record.id == "z1")
    records[records.index(zone)] = _with_actor(zone, "army")
    assert "Government of National Accord, Army" in texts(PARTIES, entries(records))


def _with_actor(record: Record, actor: str) -> Record:
    assert isinstance(record, Feature)
    return msgspec.structs.replace(record, actors=(*record.actors, Involvement(actor)))


def elements(svg: str) -> list[tuple[str, dict[str, str]]]:
    """Names and attributes of all elements, the root first; an error where it is not well-formed XML."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    parser.Parse(svg, True)
    return found


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_samples_are_whole_and_harmless(theme: Theme) -> None:
    found = entries(theme=theme)
    assert len({entry.key for entry in found}) == len(found)
    for entry in found:
        found_elements = elements(entry.swatch)
        assert found_elements[0][0] == "svg"
        for name, attributes in found_elements:
            assert name not in {"script", "style", "image", "foreignObject", "use"}
            assert not any(each.startswith("on") or each in {"style", "href"} for each in attributes)
