"""The columns of a large project in the making: stopped, begun anew, kept when the window closes, without texts."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from libyamap.app.commands import Put, Remove
from libyamap.app.filter import Filter
from libyamap.app.viewport import Selection
from libyamap.errors import WorldError
from libyamap.store.functions import register
from libyamap.store.index.cache import Cache, read_state
from libyamap.store.index.columns.maker import Maker
from tests.unit.store.index.large_projects import (
    BROKEN,
    COUNT,
    ENDLESS,
    NO_TEXTS,
    SECONDS,
    SLOW_TEXTS,
    WORKER,
    Opened,
    opened,
)


def test_making_can_be_cancelled(large: Path) -> None:
    found = Opened(large, large.parent / "cache", ENDLESS)
    heard: list[str] = []
    found.index.subscribe(lambda progress: heard.append(progress.problem))
    assert not found.index.wait(0)
    found.index.cancel()
    assert found.index.wait(SECONDS)
    assert "was stopped" in found.index.progress().problem
    assert any("was stopped" in problem for problem in heard)
    found.close()
    assert not any(read_state(folder) for folder in (large.parent / "cache").glob("*-*"))


def test_columns_are_kept_when_the_window_is_closed_early(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.index.growing._TEXTS_AFTER", SECONDS)
    cache = large.parent / "cache"
    first = Opened(large, cache, SLOW_TEXTS)
    first.wait_for_columns()
    assert not first.index.wait(0)
    old = first.index.features(first.ids())
    first.session.run(Put(msgspec.structs.replace(old[0], title="Changed by us")))
    first.session.run(Remove(old[1]))
    expected = first.ids()
    first.close()
    (folder,) = cache.glob("*-*")

    second = Opened(large, cache, BROKEN)
    assert second.index.progress().ready
    assert not second.index.wait(0)
    assert second.ids() == expected
    assert [each.title for each in second.index.features([old[0].id])] == ["Changed by us"]
    second.close()

    monkeypatch.setattr("libyamap.store.index.growing._TEXTS_AFTER", 0)
    with opened(large, WORKER) as third:
        assert third.ids(Selection(filter=Filter(text="by us"))) == [old[0].id]
        assert third.ids(Selection(filter=Filter(text="clash 39"))) == [old[39].id]
    with opened(large) as fourth:
        assert fourth.ids(Selection(filter=Filter(text="clash 39"))) == [old[39].id]
    assert list(cache.glob("*-*")) == [folder]


def test_a_project_that_is_large_no_more_waits_for_no_columns(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Opened(large, large.parent / "cache", ENDLESS)
    assert not found.index.wait(0)
    stopped: list[Maker] = []
    monkeypatch.setattr(Maker, "stop", stopped.append)  # waits for seconds, and more while columns are written
    with closing(sqlite3.connect(large)) as connection:
        register(connection)
        connection.execute("DELETE FROM events WHERE title <> 'Clash 7'")
        connection.commit()
    found.index.refresh(found.store, None)
    assert not stopped
    assert found.index.wait(0)
    assert [each.title for each in found.index.features(found.ids())] == ["Clash 7"]
    found.close()
    assert not list((large.parent / "cache").glob("*-*"))


def test_columns_that_were_to_be_made_anew_are_not_trusted(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.index.columns.maker._SECONDS_TO_STOP", 0.05)
    worker = list(WORKER)
    first = Opened(large, large.parent / "cache", worker)
    assert first.index.wait(SECONDS)
    with closing(sqlite3.connect(large)) as connection:
        register(connection)
        connection.execute("UPDATE events SET title = 'Other' WHERE title = 'Clash 7'")
        connection.commit()
    worker[:] = ENDLESS
    first.index.refresh(first.store, None)
    assert not first.index.wait(0)
    first.close()
    with opened(large, WORKER) as second:
        assert len(second.ids(Selection(filter=Filter(text="other")))) == 1


def test_news_of_columns_that_are_made_anew_already_change_nothing(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidied, renewed = threading.Event(), threading.Event()

    def slow(_cache: Cache, _keep: Path) -> None:
        tidied.set()
        assert renewed.wait(SECONDS)
        raise FileNotFoundError("columns")

    monkeypatch.setattr(Cache, "tidy", slow)
    worker = list(WORKER)
    first = Opened(large, large.parent / "cache", worker)
    assert tidied.wait(SECONDS)
    worker[:] = ENDLESS
    cancel = Maker.cancel

    def told(maker: Maker, after: Callable[[], object]) -> None:
        renewed.set()
        cancel(maker, after)

    monkeypatch.setattr(Maker, "cancel", told)
    first.index.refresh(first.store, None)
    assert renewed.is_set()
    assert not first.index.wait(0)
    assert not first.index.progress().problem
    first.close()


@pytest.mark.parametrize(
    "how", ["was stopped", pytest.param("could not be made", marks=pytest.mark.logs("not be made"))]
)
def test_without_texts_everything_else_answers(large: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Opened(large, large.parent / "cache", SLOW_TEXTS if how == "was stopped" else NO_TEXTS)
    found.wait_for_columns()
    if how == "was stopped":
        found.index.cancel()
    assert found.index.wait(SECONDS)
    assert found.index.progress().ready
    assert len(found.ids()) == COUNT
    with pytest.raises(WorldError, match=how):
        found.ids(Selection(filter=Filter(text="clash")))
    found.close()
    monkeypatch.setattr("libyamap.store.index.growing._TEXTS_AFTER", 0)
    with opened(large, WORKER) as second:
        assert len(second.ids(Selection(filter=Filter(text="clash")))) == COUNT


def test_damaged_texts_are_made_anew_alone(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libyamap.store.index.growing._TEXTS_AFTER", 0)
    with opened(large, WORKER):
        pass
    (folder,) = (large.parent / "cache").glob("*-*")
    (folder / "texts" / "starts.npy").write_bytes(b"")
    with opened(large, WORKER) as second:
        assert len(second.ids(Selection(filter=Filter(text="clash")))) == COUNT
    assert list((large.parent / "cache").glob("*-*")) == [folder]


def test_ids_of_another_form_have_their_places_among_the_others(large: Path) -> None:
    with opened(large, WORKER) as found:
        usual = found.ids()
    odd = ["A name of another program", "ffff", usual[5].upper()]
    with closing(sqlite3.connect(large)) as connection:
        register(connection)
        for old, new in zip(usual[:3], odd, strict=True):
            connection.execute("UPDATE events SET id = ? WHERE id = ?", (new, old))
            connection.execute("UPDATE feature_actors SET feature = ? WHERE feature = ?", (new, old))
        connection.commit()
    with opened(large, WORKER) as found:
        assert found.ids() == sorted([*usual[3:], *odd])
        assert {each.id for each in found.index.features(odd)} == set(odd)
