"""Where other sources put a thing is drawn faintly, tied to where the feature has it."""

import msgspec

from libyamap.domain.geometry import Geometry, point
from libyamap.domain.model import Claim, Feature, Site, Zone
from libyamap.web.elsewhere import FAINT, MOST, elsewhere
from libyamap.web.marks import AreaMark, Fill, LineMark, Mark, RingMark, Stroke, SymbolMark
from tests.page.small_project import box

HERE, THERE = point(15.0, 32.0), point(16.0, 31.0)
SITE = Site(id="s", layer="forces", title="S", where_prec=1, geometry=HERE)
SYMBOL = SymbolMark(id="s", label="S", tooltip="said", order=30_002, at=(15.0, 32.0), symbol="x.svg", size=(24, 24))
RING = RingMark(
    id="s",
    label="S",
    tooltip="",
    at=(15.0, 32.0),
    radius_m=9e3,
    stroke=Stroke("#123456"),
    symbol="x.svg",
    size=(24, 24),
)
AREA = AreaMark(
    id="z", label="Z", tooltip="", polygons=box(10, 20, 12, 22).coordinates, fill=Fill(("#123456",)),
    stroke=Stroke("#123456"), label_at=(11.0, 21.0),
)  # fmt: skip


def claim(geometry: Geometry | None, number: int = 0) -> Claim:
    """What a source says of the place."""
    return Claim(id=f"c{number}", feature="s", source="x", says_geometry=geometry)


def found(feature: Feature, mark: Mark, *claims: Claim) -> list[Mark]:
    """All that is drawn besides."""
    return list(elsewhere(feature, [mark], claims, "#0072B2"))


def test_another_place_is_faint_nameless_and_tied_to_the_first() -> None:
    tie, there = found(SITE, SYMBOL, claim(THERE))
    assert isinstance(tie, LineMark)
    assert tie.path == ((15.0, 32.0), (16.0, 31.0))
    assert isinstance(there, SymbolMark)
    assert (there.at, there.label, there.id, there.opacity) == ((16.0, 31.0), "", "s", FAINT)
    assert tie.aside
    assert there.aside
    assert not tie.arrow


def test_what_says_the_same_or_nothing_of_the_place_is_not_drawn() -> None:
    assert found(SITE, SYMBOL, claim(None), claim(HERE, 1)) == []


def test_two_sources_of_one_other_place_are_drawn_once() -> None:
    assert len(found(SITE, SYMBOL, claim(THERE), claim(THERE, 1))) == 2


def test_a_ring_stays_a_ring_and_an_area_an_area() -> None:
    _, ring = found(SITE, RING, claim(THERE))
    assert isinstance(ring, RingMark)
    assert ring.radius_m == RING.radius_m
    zone = Zone(id="z", layer="zones", title="Z", where_prec=5, geometry=box(10, 20, 12, 22))
    tie, area = found(zone, AREA, claim(box(11, 20, 13, 22)))
    assert isinstance(tie, LineMark)
    assert tie.path[0] == AREA.label_at
    assert isinstance(area, AreaMark)
    assert area.polygons == box(11, 20, 13, 22).coordinates
    assert len(found(zone, AREA, claim(THERE))) == 1  # a point for an area: only where it lies


def test_very_many_are_not_all_drawn() -> None:
    claims = [claim(point(float(number), 0.0), number) for number in range(1, 100)]
    assert len(found(SITE, SYMBOL, *claims)) == 2 * MOST


def test_without_a_mark_of_its_own_nothing_is_tied() -> None:
    line = LineMark(id="l", label="", tooltip="", path=((0.0, 0.0), (1.0, 1.0)), stroke=Stroke("#123456"))
    assert found(msgspec.structs.replace(SITE, geometry=None), line, claim(THERE)) == []
