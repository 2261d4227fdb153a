"""Bookmarks: names that are unique and tidy."""

from libyamap.app.bookmarks import LONGEST_NAME, MOST, Bookmark, added, removed, renamed


def mark(name: str) -> Bookmark:
    return Bookmark(name=name, lon=1, lat=2, zoom=3)


def names(marks: tuple[Bookmark, ...]) -> list[str]:
    return [each.name for each in marks]


def test_one_of_the_same_name_gives_way() -> None:
    marks = added(added(added((), mark("a")), mark("b")), Bookmark(name="a", lon=9, lat=9, zoom=9))
    assert names(marks) == ["b", "a"]
    assert marks[-1].lon == 9


def test_names_are_one_short_line() -> None:
    (kept,) = added((), mark("  two\nlines\x00 " + "x" * 300))
    assert kept.name.startswith("two lines x")
    assert len(kept.name) == LONGEST_NAME
    assert names(added((), mark("\n"))) == ["Unnamed view"]


def test_renaming_keeps_the_place_in_the_list() -> None:
    marks = (mark("a"), mark("b"))
    assert names(renamed(marks, "a", " c ")) == ["c", "b"]
    assert renamed(marks, "a", "b") == marks
    assert renamed(marks, "a", "  ") == marks


def test_removing() -> None:
    assert names(removed((mark("a"), mark("b")), "a")) == ["b"]


def test_the_oldest_goes_where_there_are_too_many() -> None:
    marks: tuple[Bookmark, ...] = ()
    for number in range(MOST + 2):
        marks = added(marks, mark(str(number)))
    assert len(marks) == MOST
    assert marks[0].name == "2"
