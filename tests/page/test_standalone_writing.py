"""What is written into a page that stands alone: what filter and release leave, the same each time, within bounds."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from libyamap.app.briefing.briefing import Briefing
from libyamap.app.filter import Filter
from libyamap.app.release.rules import rules_from_text
from libyamap.bootstrap import open_workspace
from libyamap.bootstrap.standalone import standalone_page
from libyamap.errors import WorldError
from tests.support.secrets import secret_project, told

LARGEST_BYTES = 4_500_000


def test_filter_and_release_hold_in_the_page(example_once: Path, tmp_path: Path) -> None:
    with open_workspace(example_once, read_only=True) as workspace:
        few = standalone_page(workspace, Briefing(filter=Filter(text="outpost")))
        all_of_it = standalone_page(workspace, Briefing())
    assert b"US outpost near Misrata" in few
    assert b"Tobruk" in all_of_it
    assert b"Ras Ajdir crossing" not in few
    assert len(all_of_it) < LARGEST_BYTES
    secret = tmp_path / "secret.gpkg"
    ids = secret_project(secret)
    page = tmp_path / "page.html"
    release = msgspec.json.encode(rules_from_text("grid:50km,no-sources")).decode()
    with open_workspace(secret, read_only=True) as workspace:
        page.write_bytes(standalone_page(workspace, Briefing()))
        assert told(page, ids)
        page.write_bytes(standalone_page(workspace, Briefing(release=release)))
    assert told(page, ids) == []


def test_two_processes_write_the_same_bytes(example_once: Path, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.html"
        command = [sys.executable, "-m", "libyamap.cli", "export", str(example_once), "--to", str(target)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        written.append(target.read_bytes())
    assert written[0] == written[1]


def test_more_than_a_page_can_hold_says_so(example_once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from libyamap.briefing.standalone import gathering

    monkeypatch.setattr(gathering, "MOST_FEATURES", 10)
    with (
        open_workspace(example_once, read_only=True) as workspace,
        pytest.raises(WorldError, match="narrow it by a filter"),
    ):
        standalone_page(workspace, Briefing())
