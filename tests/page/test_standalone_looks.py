"""How the page that stands alone looks: without colour, to other eyes, at the antimeridian, with room for its names."""

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from libyamap.app.briefing.briefing import Briefing, SheetTheme
from libyamap.app.commands import InsertMany
from libyamap.bootstrap import open_workspace
from libyamap.bootstrap.standalone import standalone_page
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Site
from tests.page.standalone_reader import Open, Reader


@pytest.mark.parametrize("theme", ["greyscale", "print"])
def test_in_greyscale_nothing_has_colour(open_page: Open, theme: SheetTheme) -> None:
    reader = open_page(Briefing(theme=theme))
    pixels = painted(reader)
    assert any(pixel.saturation() > 60 for pixel in pixels) is (theme == "print")


def test_parties_that_look_alike_to_some_have_letters_on_map_and_legend(open_page: Open) -> None:
    reader = open_page()
    reader.until("document.querySelectorAll('.line-letter').length")
    behind = str(reader.tells("document.querySelector('[data-feature].label tspan').textContent")).strip()
    legend = "[...document.querySelectorAll('#key li img')].map((each) => decodeURIComponent(each.src)).join()"
    on_lines = str(
        reader.tells("[...document.querySelectorAll('.line-letter text')].map((each) => each.textContent).join()")
    )
    letters = set(re.findall(r">([A-Z])</text>", str(reader.tells(legend))))
    assert len(letters) > 8
    assert set(behind) <= letters
    assert set(on_lines.split(",")) <= letters
    in_card = "[...document.querySelectorAll('.row-note')].map((each) => each.textContent).join()"
    assert set(str(reader.tells(in_card)).replace(",", "")) <= letters
    assert reader.page.complaints == ()


def test_both_sides_of_the_antimeridian_are_one_map(example_once: Path, tmp_path: Path, qapp: QApplication) -> None:
    assert qapp is not None
    path = tmp_path / "wide.gpkg"
    shutil.copy(example_once, path)
    with open_workspace(path) as workspace:
        layer = workspace.session.store.all(Layer)[0].id
        places = {"West": point(178.4, -18.1), "East": point(-171.8, -13.8)}
        sites = [Site(id=new_id(), layer=layer, title=title, where_prec=1, geometry=at) for title, at in places.items()]
        workspace.session.run(InsertMany(tuple(sites), "Two islands"))
        page = standalone_page(workspace, Briefing(bounds=(165.0, -25.0, -165.0, -5.0)))
    (tmp_path / "page.html").write_bytes(page)
    reader = Reader(tmp_path / "page.html", (1280, 800))
    try:
        left = "document.querySelector('.symbol[data-feature=\"{}\"]').getBoundingClientRect().left"
        west, east = (float(str(reader.tells(left.format(site.id)))) for site in sites)
        assert 320 < west < east < 1280
        assert reader.page.complaints == ()
    finally:
        reader.close()


def test_names_keep_clear_of_what_lies_upon_the_map(open_page: Open) -> None:
    reader = open_page(Briefing(theme="dark"))
    covered = """(() => {
      const boxes = (chosen) =>
        [...document.querySelectorAll(chosen)].map((each) => each.getBoundingClientRect()).filter(({ width }) => width);
      const [names, over] = [boxes(".label text"), boxes("#panel, #panel-switch, #notes, .zoom-buttons")];
      const beside = (one, other) => one.left >= other.right - 1 || other.left >= one.right - 1;
      const above = (one, other) => one.top >= other.bottom - 1 || other.top >= one.bottom - 1;
      const isClear = (one) => over.every((other) => beside(one, other) || above(one, other));
      return over.length < 4 ? -1 : names.filter((one) => !isClear(one)).length;
    })()"""
    reader.until(f"{covered} === 0")
    assert reader.tells("getComputedStyle(document.documentElement).colorScheme") == "dark"


def painted(reader: Reader) -> list[QColor]:
    """Pixels of the window once the engine has shown the map: its signs are darker than anything of the ground."""
    while True:
        picture = reader.view.grab().toImage()
        pixels = [picture.pixelColor(x, y) for x in range(280, 1280, 2) for y in range(100, 700, 2)]
        if sum(pixel.lightness() < 80 for pixel in pixels) > 100:
            return pixels
        reader.until("true")
