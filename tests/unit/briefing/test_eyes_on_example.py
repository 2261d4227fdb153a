"""The example seen by other eyes: parties whose colours look alike to any of them have a second sign everywhere."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from libyamap.app.briefing.briefing import SheetTheme
from libyamap.app.passing import passing
from libyamap.app.view_state import Theme, Viewing, opening_state
from libyamap.app.viewport import Selection
from libyamap.bootstrap import Workspace, open_workspace
from libyamap.bootstrap.assets import tiles
from libyamap.bootstrap.printing_page import PrintingPage
from libyamap.bootstrap.sheet_data import SheetData
from libyamap.briefing.eyes import APART, Eyes, distance
from libyamap.briefing.parties import PREFIX, lettered, notes_with_letters, parties_of
from libyamap.briefing.projection import frame_for
from libyamap.briefing.standalone.gathering import Ground, Texts, gather
from libyamap.domain.vocabulary import Kind
from libyamap.web.marks import LegendEntry
from libyamap.web.worn import Worn, worn_by

ALL_EYES: tuple[Eyes, ...] = ("protan", "deutan", "tritan", "grey")
THEMES: tuple[SheetTheme, ...] = ("light", "dark", "print", "greyscale")
NAMED = {Kind.EVENT, Kind.PRESENCE, Kind.SITE}


@pytest.fixture(scope="module")
def example(example_once: Path) -> Iterator[Workspace]:
    with open_workspace(example_once, read_only=True) as workspace:
        workspace.index.wait()
        yield workspace


def alike(tints: Sequence[str], shown: Mapping[str, str]) -> set[str]:
    """Tints that some eyes cannot tell from another one."""
    found = set()
    for one, other in itertools.combinations(tints, 2):
        colours = shown.get(one, one), shown.get(other, other)
        if any(distance(*colours, eyes) < APART for eyes in ALL_EYES):
            found |= {one, other}
    return found


def check(
    entries: Sequence[LegendEntry],
    worn: Sequence[Worn],
    letters: Mapping[str, str],
    behind: Mapping[str, str],
    shown: Mapping[str, str],
) -> None:
    tints = [entry.key.removeprefix(PREFIX) for entry in entries if entry.key.startswith(PREFIX)]
    assert len(tints) > 8
    needed = alike(tints, shown)
    assert needed, "these colours need no second sign: the test says nothing"
    assert needed <= letters.keys()
    assert len({letters[tint] for tint in needed}) == len(needed)
    swatches = {entry.key.removeprefix(PREFIX): entry.swatch for entry in entries}
    assert all(f">{letters[tint]}</text>" in swatches[tint] for tint in needed)
    standing = [each for each in worn if each.kind in NAMED and each.tint in needed]
    assert standing
    assert all(letters[each.tint] in behind[each.feature] for each in standing)


@pytest.mark.parametrize("theme", THEMES)
def test_on_a_sheet(example: Workspace, theme: SheetTheme) -> None:
    state_theme: Theme = "print" if theme == "greyscale" else theme
    state = opening_state(example.project, example.session.store, example.areas)
    viewing = Viewing(state)
    viewing.change("test", theme=state_theme)
    data = SheetData(PrintingPage(example), viewing.state)
    frame = frame_for(state.bounds, 900, 640, 16)
    entries, worn = data.legend(frame, None), data.worn(frame)
    parties = parties_of(entries, worn, theme)
    behind = notes_with_letters({}, worn, parties)
    check(lettered(entries, parties), worn, parties.letters, behind, parties.greys)


@pytest.mark.parametrize("theme", THEMES)
def test_on_the_page_that_stands_alone(example: Workspace, theme: SheetTheme) -> None:
    store = example.session.store
    state = opening_state(example.project, store, example.areas)
    base = tiles()["basemap"]
    features = list(passing(store, Selection(), example.areas))
    viewing = Viewing(state)
    viewing.change("test", theme="print" if theme == "greyscale" else theme)
    try:
        ground = Ground(example.areas, base)
        payload = gather(features, store, ground, viewing.state, Texts("Example"), grey=theme == "greyscale")
    finally:
        base.close()
    worn = worn_by(features, example.resources.catalogue, viewing.state.theme)
    check(payload.legend, worn, payload.letters, payload.behind, {})
