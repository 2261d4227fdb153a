"""The page about formats shows a whole plug-in of twenty lines; it works as it stands there."""

import importlib.metadata
import re
import sys
from pathlib import Path

import pytest

from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.presets import Preset
from libyamap.formats import registry
from tests.unit.formats.conftest import Take

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_is_found_and_reads(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len([line for line in program.splitlines() if line.strip()]) <= 20
    (tmp_path / "places.py").write_text(program, encoding="utf-8")
    (group, name, value) = re.findall(r'entry-points\."([^"]+)"\]\n(\w+) = "([^"]+)"', PAGE)[0]
    point = importlib.metadata.EntryPoint(name, value, group)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] if group == registry.GROUP else [])
    registry.formats.cache_clear()
    try:
        path = tmp_path / "towns.places"
        path.write_text("Sabha @ 27.04 14.43\nNowhere\n", encoding="utf-8")
        taken = take(path)
    finally:
        registry.formats.cache_clear()
        sys.modules.pop("places", None)
    assert taken.outcome.accepted == 2
    placed = taken.feature("Sabha").geometry
    assert placed is not None
    assert placed.coordinates == (14.43, 27.04)
    assert taken.feature("Nowhere").geometry is None


@pytest.mark.logs("cannot be loaded")
def test_a_plug_in_that_fails_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    point = importlib.metadata.EntryPoint("broken", "no_such_module:FORMAT", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] if group == registry.GROUP else [])
    registry.formats.cache_clear()
    assert len(registry.readers()) > 5
    registry.formats.cache_clear()


def test_the_preset_of_the_page_works(take: Take, tmp_path: Path) -> None:
    (preset,) = [
        text for text in re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL) if "dataset" in text
    ]
    (tmp_path / "mine.toml").write_text(preset, encoding="utf-8")
    rows = "7,Clash,Sabha,27.04,14.43,2016-05-19,town,A;B,https://a.example/\n8,Talks,Hun,29.1,15.9,2016-05-20,bad,,\n"
    path = tmp_path / "list.csv"
    path.write_text("nr,what,town,latitude,lon,day,quality,who,link\n" + rows, encoding="utf-8")
    taken = take(path, preset=str(tmp_path / "mine.toml"))
    assert (taken.outcome.preset, taken.outcome.accepted, taken.outcome.rejected) == ("mine", 1, 1)
    clash = taken.feature("Clash in Sabha")
    assert (clash.where_prec, clash.dataset, clash.dataset_id) == (2, "Incidents", "7")
    assert taken.actors_of(clash) == [("A", "actor"), ("B", "actor")]


def test_a_saved_mapping_comes_back(tmp_path: Path) -> None:
    from libyamap.app.importing.presets import read_preset, write_preset

    preset = Preset(name="x", title="X", dataset="X", mapping=Mapping(title="a", precisions={"1": 2}))
    write_preset(tmp_path / "x.json", preset)
    assert read_preset(tmp_path / "x.json") == preset
