"""Looking: each change is told once, as what it is, and never touches the project."""

import pytest

from libyamap.app.view_state import LayerState, ViewFlags, Viewing, ViewState, opening_state
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Project, Record
from tests.support.fake_areas import FakeAreas
from tests.support.fake_store import FakeStore

UPPER = Layer(id=new_id(), title="Upper", position=0, visible=False)
LOWER = Layer(id=new_id(), title="Lower", position=1, opacity=0.4)
PROJECT = Project(id=new_id(), title="x", bounds=(7.5, 19.0, 26.0, 38.0), focus=("LBY",))


def store_of(*records: Record) -> FakeStore:
    """A store with these records."""
    store = FakeStore()
    with store.transaction() as writer:
        for record in records:
            writer.put(record)
    return store


STATE = opening_state(PROJECT, store_of(LOWER, UPPER), FakeAreas())


@pytest.fixture
def told() -> list[tuple[ViewFlags, str]]:
    return []


@pytest.fixture
def viewing(told: list[tuple[ViewFlags, str]]) -> Viewing:
    made = Viewing(STATE)
    made.subscribe(lambda flags, origin: told.append((flags, origin)))
    return made


def test_a_project_opens_as_it_was_kept() -> None:
    assert STATE.bounds == (7.5, 19.0, 26.0, 38.0)
    assert STATE.focus == ("LBY",)
    assert STATE.layers == {UPPER.id: LayerState(False, 1.0, 0), LOWER.id: LayerState(True, 0.4, 1)}
    assert STATE.shown_layers() == {LOWER.id}
    assert (STATE.selected, STATE.theme, STATE.language) == ((), "light", "en")


@pytest.mark.parametrize(
    ("fields", "flags"),
    [
        ({"bounds": (0.0, 0.0, 1.0, 1.0)}, ViewFlags.FRAME),
        ({"zoom": 6.0}, ViewFlags.FRAME),
        ({"selected": ("a",)}, ViewFlags.SELECTION),
        ({"theme": "dark"}, ViewFlags.STYLE),
        ({"language": "ar"}, ViewFlags.STYLE),
        ({"relief": True}, ViewFlags.STYLE),
        ({"layers": {}}, ViewFlags.LAYERS),
        ({"selected": ("a",), "theme": "dark"}, ViewFlags.SELECTION | ViewFlags.STYLE),
        ({"selected": (), "theme": "dark"}, ViewFlags.STYLE),
    ],
)
def test_each_change_is_told_as_what_it_is(
    viewing: Viewing, told: list[tuple[ViewFlags, str]], fields: dict[str, object], flags: ViewFlags
) -> None:
    viewing.change("map", **fields)
    assert told == [(flags, "map")]
    assert all(getattr(viewing.state, name) == value for name, value in fields.items())


@pytest.mark.parametrize("field", ViewState.__struct_fields__)
def test_setting_what_is_so_already_is_not_told(
    viewing: Viewing, told: list[tuple[ViewFlags, str]], field: str
) -> None:
    viewing.change(**{field: getattr(STATE, field)})
    assert told == []


def test_one_layer_changes_and_the_others_stay(viewing: Viewing, told: list[tuple[ViewFlags, str]]) -> None:
    viewing.set_layer(UPPER.id, "tree", visible=True, opacity=0.7)
    assert viewing.state.layers[UPPER.id] == LayerState(True, 0.7, 0)
    assert viewing.state.layers[LOWER.id] == STATE.layers[LOWER.id]
    assert viewing.state.shown_layers() == {UPPER.id, LOWER.id}
    assert told == [(ViewFlags.LAYERS, "tree")]
    assert STATE.layers[UPPER.id] == LayerState(False, 1.0, 0)


def test_who_no_longer_listens_is_not_told(viewing: Viewing, told: list[tuple[ViewFlags, str]]) -> None:
    heard: list[ViewFlags] = []
    stop = viewing.subscribe(lambda flags, _: heard.append(flags))
    stop()
    viewing.change(theme="dark")
    assert heard == []
    assert len(told) == 1


def test_an_unknown_field_is_a_bug(viewing: Viewing) -> None:
    with pytest.raises(AttributeError):
        viewing.change(tehme="dark")
