"""What a fresh renderer is told, so that it shows what the last one showed."""

from libyamap.render.page_state import PageState
from libyamap.web.protocol import (
    FocusMap,
    FrameMoved,
    Redraw,
    SelectMarks,
    SetStyle,
    ShowFrame,
    ShowFurniture,
    ShowPlace,
)

MOVED = FrameMoved((0, 0, 1, 1), 8.0, 15.0, 32.0, 800, 600, 100.0)


def test_an_untold_page_is_told_nothing() -> None:
    assert PageState().replay() == []


def test_the_newest_of_each_sort_in_a_sensible_order() -> None:
    state = PageState()
    state.told(Redraw(1))
    state.told(SelectMarks(("a",)))
    state.told(ShowFrame((0, 0, 9, 9), animate=True))
    state.told(ShowFurniture(True))
    state.told(SetStyle("light", "en", False, True))
    state.told(SetStyle("dark", "en", False, True))
    state.told(Redraw(2, marks=False, ground=False))
    state.told(FocusMap())
    assert state.replay() == [
        SetStyle("dark", "en", False, True),
        ShowFrame((0, 0, 9, 9), animate=False),
        ShowFurniture(True),
        SelectMarks(("a",)),
        Redraw(2, marks=True, ground=True),
    ]


def test_where_the_reader_went_counts_more_than_where_the_map_was_sent() -> None:
    state = PageState()
    state.told(ShowFrame((0, 0, 9, 9)))
    state.heard(MOVED)
    assert state.replay() == [ShowPlace(15.0, 32.0, 8.0, animate=False)]
    state.told(ShowFrame((1, 1, 2, 2)))
    assert state.replay() == [ShowFrame((1, 1, 2, 2), animate=False)]
