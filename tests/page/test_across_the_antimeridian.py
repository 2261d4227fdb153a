"""A frame across the antimeridian shows what stands on both sides of it, names and circles too."""

from collections.abc import Iterator
from functools import partial
from operator import eq

import pytest

from libyamap.domain.geometry import Bounds, point
from libyamap.domain.model import Event, Layer, Project, Record
from libyamap.web.protocol import ShowFrame, ShowSearched
from tests.page.hands import boxes, until
from tests.page.live_page import LivePage
from tests.page.small_project import SmallWorld

PLACES = {"suva": (178.44, -18.14), "apia": (-171.76, -13.83), "nuku": (-175.2, -21.13)}
LAYER = Layer(id="sea", title="Sea")
RECORDS: list[Record] = [
    Project(id="p", title="Sea"),  # no view was kept
    LAYER,
    *(
        Event(id=name, layer=LAYER.id, title=name.title(), where_prec=1, geometry=point(*at))
        for name, at in PLACES.items()
    ),
]
STANDING = """[...document.querySelectorAll(".symbol[data-feature]")].filter((each) => {
  const { left, right, top, bottom } = each.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}).map((each) => each.dataset.feature).sort().join()"""


@pytest.fixture
def sea(qapp: object) -> Iterator[LivePage]:
    """A page on three places in the Pacific."""
    assert qapp is not None
    page = LivePage(SmallWorld(RECORDS)).opened()
    yield page
    page.close()


def test_both_sides_are_seen_where_the_project_opens(sea: LivePage) -> None:
    west, _, east, _ = sea.world.viewing.state.bounds
    assert west > east
    sea.drawn()
    assert sea.evaluate(STANDING) == "apia,nuku,suva"


def test_the_area_of_a_filter_is_outlined_on_both_sides(sea: LivePage) -> None:
    sea.drawn()
    west = ((176.0, -20.0), (180.0, -20.0), (180.0, -14.0), (176.0, -20.0))
    east = ((-180.0, -20.0), (-174.0, -20.0), (-180.0, -14.0), (-180.0, -20.0))
    sea.host.send(ShowSearched((west, east)))
    until(sea, "document.querySelectorAll('.searched .edge').length", partial(eq, 1))
    (outline,) = boxes(sea, ".searched .edge")
    (suva, nuku) = (boxes(sea, f'.symbol[data-feature="{name}"]')[0] for name in ("suva", "nuku"))
    assert outline.left < suva.left
    assert outline.right > nuku.left


@pytest.mark.parametrize("frame", [(170.0, -25.0, 195.0, -10.0), (-190.0, -25.0, -165.0, -10.0)])
def test_on_any_turn_of_the_globe(sea: LivePage, frame: Bounds) -> None:
    sea.drawn()
    sea.host.send(ShowFrame((0.0, 0.0, 1.0, 1.0)))
    sea.drawn()
    sea.host.send(ShowFrame(frame))
    sea.drawn()
    assert sea.evaluate(STANDING) == "apia,nuku,suva"
