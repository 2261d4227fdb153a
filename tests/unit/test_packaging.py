"""The locks hold everything that is asked for, by hash, and name no place that it came from."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent.parent
LOCK = ROOT / ".ci" / "requirements.lock"
PACKAGE_LOCK = ROOT / "libyamap" / "web" / "package-lock.json"


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def locked() -> dict[str, list[Version]]:
    """Every locked package with its versions: some have one for old and one for new Pythons."""
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(Version(version))
    return found


def test_lock_holds_what_is_asked_for_in_the_range_that_is_asked_for(
    pyproject: dict[str, Any], locked: dict[str, list[Version]]
) -> None:
    asked = [
        *pyproject["project"]["dependencies"],
        *pyproject["project"]["optional-dependencies"]["dev"],
        *pyproject["build-system"]["requires"],
    ]

    for requirement in map(Requirement, asked):
        versions = locked.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not locked: run make lock"
        assert all(version in requirement.specifier for version in versions), f"{requirement}: locked {versions}"


def test_every_locked_package_has_hashes() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8").partition("\n")[2])

    assert len(entries) > 30
    assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("sign", ["http", "://", "--index", "--extra-index", "--find-links", " @ ", "file:"])
def test_lock_names_no_place(sign: str) -> None:
    assert sign not in LOCK.read_text(encoding="utf-8")


def test_package_lock_names_no_place_and_has_hashes() -> None:
    packages: dict[str, dict[str, Any]] = json.loads(PACKAGE_LOCK.read_text(encoding="utf-8"))["packages"]
    installed = {name: entry for name, entry in packages.items() if name}

    assert installed
    assert [name for name, entry in installed.items() if "resolved" in entry] == []
    assert [name for name, entry in installed.items() if not entry["integrity"].startswith("sha512-")] == []
    assert "registry" not in PACKAGE_LOCK.read_text(encoding="utf-8")


def test_javascript_is_asked_for_by_exact_version() -> None:
    packages = json.loads((PACKAGE_LOCK.parent / "package.json").read_text(encoding="utf-8"))["dependencies"]

    assert [version for version in packages.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_nothing_that_is_built_is_committed(pyproject: dict[str, Any]) -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    artifacts = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["artifacts"]

    assert {artifact.partition("**")[0] for artifact in artifacts} <= set(ignored)
