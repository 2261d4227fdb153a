"""The manual: the README, read where nothing has to be fetched. From the checkout, else from the installed package."""

from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path


def readme() -> str:
    """Markdown text; a sentence where there is none."""
    beside = Path(__file__).resolve().parents[2] / "README.md"
    if beside.is_file() and (beside.parent / "main.py").is_file():
        return beside.read_text(encoding="utf-8")
    try:
        return str(metadata("libyamap").json["description"]) or _MISSING
    except (PackageNotFoundError, KeyError):
        return _MISSING


_MISSING = "The manual is missing from this installation; install libyamap again."
