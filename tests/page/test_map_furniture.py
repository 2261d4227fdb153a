"""What a picture carries: a legend that hides neither the title nor itself, however long; stripes of every party."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from libyamap.domain.model import Actor, Involvement, Layer, Project, Record, Zone
from libyamap.domain.vocabulary import Role
from libyamap.errors import WorldError
from libyamap.web.protocol import BareMap, Drawn, MapBared, ShowFurniture
from libyamap.web.resources import Resources
from tests.page.hands import boxes, look, said
from tests.page.live_page import LivePage
from tests.page.small_project import SmallWorld, box, small_project

HOLDERS = ("us", "gna", "lna")


def with_parties(count: int) -> SmallWorld:
    """The small project and a zone of three holders, and as many other parties with a colour of their own each."""
    records: list[Record] = list(small_project())
    for number in range(count):
        actor = Actor(
            id=f"a{number}", name=f"Party of a longer name {number}", colour=f"#{0x101010 + number * 0x60406:06X}"
        )
        zone = _zone(f"z-{number}", 9 + number / 4, (actor.id,))
        records += [actor, zone]
    return SmallWorld([*records, _zone("three", 19, HOLDERS)])


def _zone(key: str, west: float, holders: tuple[str, ...]) -> Zone:
    parts = tuple(Involvement(holder, Role.HOLDER) for holder in holders)
    return Zone(id=key, layer="zones", title="Z", where_prec=5, geometry=box(west, 20, west + 0.2, 21), actors=parts)


def dressed(world: SmallWorld, size: tuple[int, int]) -> LivePage:
    """A page dressed for a picture."""
    page = LivePage(world, size).opened()
    page.host.send(ShowFurniture(shown=True))
    return page.drawn()


@pytest.mark.parametrize("size", [(1600, 1000), (1280, 800), (1000, 600)])
@pytest.mark.parametrize("parties", [0, 40])
@pytest.mark.usefixtures("qapp")
def test_the_legend_covers_neither_title_nor_edge(size: tuple[int, int], parties: int) -> None:
    page = dressed(with_parties(parties), size)
    try:
        [title], [legend] = boxes(page, "#title"), boxes(page, "#legend")
        entries = boxes(page, ".legend-entry")
        assert len(entries) > parties + 10
        assert title.bottom < legend.top
        assert legend.right < size[0]
        assert legend.bottom < size[1]
        if size[0] >= 1280:
            for entry in entries:
                assert entry.right <= legend.right
                assert entry.bottom <= legend.bottom, "nothing is cut off"
        starts = {
            (round(one.left), round(text.left))
            for one, text in zip(entries, boxes(page, ".legend-entry span"), strict=True)
        }
        assert len({text - entry for entry, text in starts}) == 1, "texts stand under each other"
    finally:
        page.close()


@pytest.fixture
def three(qapp: QApplication) -> Iterator[LivePage]:
    """A page with one zone of three holders."""
    assert qapp is not None
    kept = [each for each in small_project() if isinstance(each, Project | Layer | Actor)]
    page = LivePage(SmallWorld([*kept, _zone("three", 19, HOLDERS)])).drawn()
    yield page
    page.close()


def test_a_zone_of_three_has_a_stripe_for_each(three: LivePage) -> None:
    colours = look(three, "[...document.querySelectorAll('pattern rect')].map((e) => e.getAttribute('fill'))")
    assert len(set(colours)) == len(colours) == 3
    starts = look(three, "[...document.querySelectorAll('pattern rect')].map((e) => Number(e.getAttribute('x')))")
    assert starts == [0, 8, 16]


class DamagedTiles:
    """A basemap of which nothing can be read."""

    max_zoom = 6

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """Raises, as the readers do."""
        raise WorldError("The basemap is damaged. Install libyamap again.")


@pytest.mark.logs("The basemap is damaged")
@pytest.mark.usefixtures("qapp")
def test_a_damaged_basemap_does_not_keep_the_rest_from_being_drawn() -> None:
    world = SmallWorld()
    world.resources = Resources(world.index, world.areas, {"basemap": DamagedTiles()}, world.viewing, world.store)
    page = LivePage(world).drawn()
    assert any(isinstance(message, Drawn) and message.marks > 5 for message in page.heard)
    page.close()


def test_a_bare_map_has_no_buttons_in_its_picture_and_gets_them_back(live_page: LivePage) -> None:
    live_page.drawn()
    buttons = boxes(live_page, ".zoom-buttons")[0]
    place = QRect(QPoint(round(buttons.left), round(buttons.top)), QPoint(round(buttons.right), round(buttons.bottom)))
    dressed = live_page.image().copy(place)
    assert said(live_page, MapBared, lambda: live_page.host.send(BareMap(bare=True, turn=7))).turn == 7
    bare = live_page.view.grab().toImage().copy(place)
    assert bare != dressed
    assert len({bare.pixel(x, y) for x in range(bare.width()) for y in range(bare.height())}) < 8  # the ground alone
    said(live_page, MapBared, lambda: live_page.host.send(BareMap(bare=False, turn=8)))
    assert live_page.view.grab().toImage().copy(place) == dressed
