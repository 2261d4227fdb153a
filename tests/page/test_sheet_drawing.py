"""What is drawn on a sheet's map: call-outs and names with room, a crowd that is counted, ground without a seam."""

import itertools
import math
import re
from pathlib import Path

import msgspec
import pytest
from defusedxml.ElementTree import fromstring
from PySide6.QtWidgets import QApplication

from libyamap.app.briefing.briefing import Briefing, Callout, Furniture
from libyamap.app.briefing.sheet import Sheet
from libyamap.app.commands import InsertMany, Put
from libyamap.bootstrap import Workspace, new_project, open_workspace
from libyamap.bootstrap.briefing import Press
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Event, Layer
from libyamap.settings import Settings
from tests.support.sheet_parts import SVG, image_of, texts_of


def test_call_outs_are_apart_and_nothing_is_cut(workspace: Workspace, qapp: QApplication) -> None:
    crowd = tuple(Callout(text=f"Number {number}", at=(13.1 + number / 50, 32.8)) for number in range(14))
    edge = (Callout(text="Corner", at=(7.6, 37.9)),)
    with Press(workspace) as press:
        root = fromstring(press.render(Briefing(callouts=(*crowd, *edge)), "svg"))
    qapp.processEvents()
    group = next(element for element in root.iter(f"{SVG}g") if element.get("id") == "map")
    frame = next(element for element in root.iter(f"{SVG}clipPath") if element.get("id") == "map-frame")[0]
    width, height = (float(frame.get(side, "0")) for side in ("width", "height"))
    seats = [
        tuple(float(number) for number in re.findall(r"[-\d.]+", element.get("transform", "")))
        for element in group.iter(f"{SVG}g")
        if any(child.get("r") == "9" for child in element)
    ]
    assert len(seats) == 15
    assert all(math.dist(one, other) >= 18 for one, other in itertools.combinations(seats, 2))
    assert all(9 <= x <= width - 9 and 9 <= y <= height - 9 for x, y in seats)
    signs = [
        [float(element.get(side, "")) for side in ("x", "y", "width", "height")] for element in group.iter(f"{SVG}use")
    ]
    assert len(signs) > 5
    assert all(x >= 0 and y >= 0 and x + across <= width and y + down <= height for x, y, across, down in signs)


def test_a_name_without_room_in_one_line_takes_two(workspace: Workspace, qapp: QApplication) -> None:
    assert qapp is not None
    marks = {
        "marking_top": "FOR TRAINING",
        "marking_bottom": "FOR TRAINING",
        "subtitle": "Who is where",
        "notes": "Borders are ours.",
    }
    port = Callout(text="Where the outpost is said to be", at=(15.09, 32.37))
    briefing = msgspec.structs.replace(Briefing(sheet=Sheet(paper="a4"), callouts=(port,)), **marks)
    with Press(workspace) as press:
        found = texts_of(fromstring(press.render(briefing, "svg")))
    assert {"Wazin-Dehiba", "Ras Ajdir crossing\u00a01"} <= set(found)


def test_a_crowd_is_counted_on_a_sheet_too(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "crowd.gpkg"
    new_project(path, "Crowd")
    with open_workspace(path, settings=Settings()) as workspace:
        layer = Layer(id=new_id(), title="L")
        events = tuple(
            Event(
                id=new_id(),
                layer=layer.id,
                title="e",
                where_prec=1,
                geometry=point(10 + at % 20 / 2, 20 + at // 20 / 2),
            )
            for at in range(400)
        )
        workspace.session.run(Put(layer))
        workspace.session.run(InsertMany(events, "Crowd"))
    sheet = Sheet(paper="a4", dpi=48)
    with open_workspace(path, settings=Settings(), read_only=True) as workspace, Press(workspace) as press:
        circles = fromstring(press.render(Briefing(sheet=sheet, bounds=(9.0, 19.0, 21.0, 31.0)), "svg"))
        heat = press.render(Briefing(sheet=sheet, bounds=(9.0, 19.0, 21.0, 31.0), density="heat"), "svg")
        assert press.render(Briefing(sheet=sheet), "png")  # the map behind the sheet has no room: nothing fails there
    qapp.processEvents()
    group = next(element for element in circles.iter(f"{SVG}g") if element.get("id") == "map")
    numbers = [int(text) for text in texts_of(group) if text.isdigit()]
    assert sum(numbers) == 400
    assert "The sources of events that circles count" in " ".join(texts_of(circles))
    assert b'<image x="' in heat


@pytest.mark.parametrize("bounds", [(17.5, 33.0, 20.0, 34.5), (20.6, 25.2, 22.4, 26.4)], ids=["sea", "land"])
def test_no_seam_between_the_tiles_of_a_sharp_picture(
    workspace: Workspace, qapp: QApplication, bounds: tuple[float, float, float, float]
) -> None:
    """Sea and desert are one colour wherever tiles meet, at a sharpness that does not fall on whole pixels."""
    sea = Briefing(
        sheet=Sheet(paper="a4", dpi=300), bounds=bounds, place_labels=False,
        furniture=Furniture(legend=False, scale=False, north=False, locator=False, sources=False),
    )  # fmt: skip
    with Press(workspace) as press:
        image = image_of(press.render(sea, "png"))
    qapp.processEvents()
    middle = image.copy(image.width() // 4, image.height() // 4, image.width() // 2, image.height() // 2)
    colours = {middle.pixel(x, y) for x in range(0, middle.width(), 1) for y in (3, 333, 777)}
    colours |= {middle.pixel(x, y) for x in (3, 333, 777) for y in range(middle.height())}
    assert len(colours) == 1
