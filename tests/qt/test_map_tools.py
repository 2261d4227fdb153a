"""The tools that edit on the map, with a test speaking for the page."""

from typing import Any

from PySide6.QtCore import SignalInstance

from libyamap.web.protocol import EditEnded, EditPointed, ShowPreview, UseEditor
from tests.qt.conftest import FakeWindow
from tests.qt.fake_project import TRIPOLI


def heard(signal: SignalInstance) -> list[tuple[Any, ...]]:
    """All that a signal says from now on."""
    found: list[tuple[Any, ...]] = []
    signal.connect(lambda *said: found.append(said))
    return found


def test_a_place_is_picked_by_one_click(fake: FakeWindow) -> None:
    tools = fake.window.map_tools
    picked, ended = heard(tools.picked), heard(tools.ended)
    tools.pick_place("Click where it happened")
    assert fake.host.last(UseEditor) == UseEditor("pick", "Click where it happened")
    assert "Click where it happened" in fake.window.status.busy.text()
    fake.host.say(EditPointed(373.19, 32.89))
    assert [(round(lon, 2), lat) for lon, lat in picked] == [(13.19, 32.89)]
    assert fake.host.last(UseEditor) == UseEditor("")
    assert len(ended) == 1
    assert not fake.window.status.busy.isVisible()
    fake.host.say(EditPointed(1.0, 1.0))
    assert len(picked) == 1


def test_giving_up_ends_the_tool_without_a_place(fake: FakeWindow) -> None:
    tools = fake.window.map_tools
    picked, ended = heard(tools.picked), heard(tools.ended)
    tools.pick_place()
    fake.host.say(EditEnded(done=False))
    assert (picked, len(ended), tools.active) == ([], 1, False)


def test_a_preview_is_drawn_and_taken_away(fake: FakeWindow) -> None:
    fake.window.map_tools.preview(TRIPOLI)
    shown = fake.host.last(ShowPreview)
    assert isinstance(shown, ShowPreview)
    assert [mark.id for mark in shown.marks] == [TRIPOLI.id]
    fake.window.map_tools.preview(None)
    assert fake.host.last(ShowPreview) == ShowPreview()
