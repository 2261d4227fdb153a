"""Named views as commands: each a step, and none forgets a view."""

import pytest

from libyamap.app.briefing.view_words import free_title, missing_words
from libyamap.app.commands import InsertMany, OrderViews, Remove, RenameView, SaveView, create
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import LayerShown, Project, SavedView
from libyamap.errors import Conflict, InvalidValue
from tests.support.fake_store import FakeStore


def session_with(*titles: str) -> tuple[Session, list[SavedView]]:
    session = Session(FakeStore(), "tester")
    session.run(create(Project(id=new_id(), title="Project")))
    views = [SavedView(id=new_id(), title=title, position=place) for place, title in enumerate(titles)]
    session.run(InsertMany(tuple(views), "Insert"))
    return session, views


def titles(session: Session) -> list[str]:
    return [view.title for view in sorted(session.store.all(SavedView), key=lambda view: view.position)]


def test_a_new_view_comes_last_and_a_known_one_stays_in_its_place() -> None:
    session, views = session_with("a", "b")
    session.run(SaveView(SavedView(id=new_id(), title="c")))
    session.run(SaveView(SavedView(id=views[0].id, title="a", subtitle="changed", position=77)))
    assert titles(session) == ["a", "b", "c"]


def test_an_order_names_some_and_keeps_the_rest() -> None:
    session, views = session_with("a", "b", "c", "d")
    session.run(OrderViews([views[2].id, "gone", views[0].id]))
    assert titles(session) == ["c", "a", "b", "d"]
    session.undo()
    assert titles(session) == ["a", "b", "c", "d"]


def test_a_name_is_needed_and_a_deleted_view_cannot_be_renamed() -> None:
    session, views = session_with("a")
    with pytest.raises(InvalidValue):
        session.run(RenameView(views[0], "  "))
    session.run(Remove(views[0]))
    with pytest.raises(Conflict):
        session.run(RenameView(views[0], "b"))


def test_what_is_gone_is_counted() -> None:
    view = SavedView(id=new_id(), title="a", layers={"x": LayerShown(visible=True)}, filter='{"actors": ["y", "z"]}')
    assert missing_words(view, {}, {"y": 1}) == "1 layer and 1 actor are gone"
    assert missing_words(view, {"x": 1}, {"y": 1, "z": 1}) == ""


def test_names_are_told_apart_whatever_their_capitals() -> None:
    assert free_title("View", ["view", "VIEW 2"]) == "View 3"
