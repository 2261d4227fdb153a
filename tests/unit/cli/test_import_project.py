"""`libyamap import` of another project: its features come whole; the project itself is refused."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.bootstrap import EXAMPLE, new_project, open_store
from libyamap.cli.main import main
from libyamap.domain.model import FEATURE_CLASSES, Claim


def test_features_of_another_project_come_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, other = tmp_path / "mine.gpkg", tmp_path / "other.gpkg"
    new_project(mine, "Mine")
    new_project(other, "Other", EXAMPLE)
    assert main(["import", str(other), "--into", str(mine), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)[0]
    assert told["rejected"] == 0
    assert told["accepted"] == told["rows"] > 40
    with closing(open_store(mine, read_only=True)) as one, closing(open_store(other, read_only=True)) as two:
        for kind in FEATURE_CLASSES.values():
            assert {each.id: each for each in one.all(kind)} == {each.id: each for each in two.all(kind)}
        assert len(one.all(Claim)) == len(two.all(Claim))


def test_a_project_is_not_imported_into_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.gpkg"
    new_project(mine, "Mine")
    assert main(["import", str(mine), "--into", str(mine)]) == 1
    assert "is this project itself" in capsys.readouterr().err
