"""What was typed into an unfinished form survives."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.drafts import MOST_BYTES, Draft, Drafts
from libyamap.domain.ids import new_id

PROJECT = new_id()


def draft(number: int = 1, **values: object) -> Draft:
    at = dt.datetime(2016, 5, 19, 12, number, tzinfo=dt.UTC)
    return Draft(key=new_id(), kind="event", title="Explosion", at=at, values=dict(values))


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path, PROJECT)


def test_the_newest_draft_comes_first_in_another_run(drafts: Drafts, tmp_path: Path) -> None:
    old, new = draft(1, time="about 18 May", place={"lon": 1.5, "text": "سرت"}), draft(2)
    drafts.keep(old)
    drafts.keep(new)
    assert Drafts(tmp_path, PROJECT).all() == [new, old]
    assert Drafts(tmp_path, new_id()).all() == []


def test_a_draft_replaces_the_one_before_and_goes_when_the_form_is_finished(drafts: Drafts) -> None:
    first = draft(time="M")
    drafts.keep(first)
    again = msgspec.structs.replace(first, values={"time": "May"})
    drafts.keep(again)
    assert drafts.all() == [again]
    drafts.drop(first.key)
    drafts.drop(first.key)
    assert drafts.all() == []


@pytest.mark.logs("“half.json” cannot be read", "“deep.json” cannot be read")
def test_half_a_file_counts_as_absent(drafts: Drafts, tmp_path: Path) -> None:
    kept = draft()
    drafts.keep(kept)
    folder = next(tmp_path.rglob("*.json")).parent
    for name, data in (("half.json", b'{"key":"x"'), ("deep.json", b"[" * 100_000), ("x.new", b"")):
        (folder / name).write_bytes(data)
    assert drafts.all() == [kept]


@pytest.mark.parametrize("key", ["", "../outside", "a/b", "a" * 81, "a.b", "con\x00"])
def test_a_key_is_never_a_path(drafts: Drafts, tmp_path: Path, key: str) -> None:
    drafts.keep(msgspec.structs.replace(draft(), key=key))
    drafts.drop(key)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []
    assert Drafts(tmp_path, "../../x").all() == []


@pytest.mark.logs("too large to be kept", "could not be kept")
def test_what_is_too_large_or_cannot_be_written_costs_the_draft_alone(drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep(draft(title="x" * MOST_BYTES))
    drafts.keep(draft(title=object()))
    drafts.keep(draft(title="\ud800"))
    assert drafts.all() == []
    (tmp_path / "file").write_text("")
    nowhere = Drafts(tmp_path / "file", PROJECT)
    nowhere.keep(draft())
    assert nowhere.all() == []


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.text() | st.lists(st.text(), max_size=2), max_size=4))
def test_whatever_json_can_hold_comes_back(tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]) -> None:
    drafts = Drafts(tmp_path_factory.mktemp("drafts"), PROJECT)
    one = msgspec.structs.replace(draft(), values=values)
    drafts.keep(one)
    assert drafts.all() in ([one], [])
    if all(sign < "\ud800" or sign > "\udfff" for sign in str(values)):
        assert drafts.all() == [one]
