"""The page and Python know the same messages."""

import re
from pathlib import Path
from typing import get_args

import pytest

from libyamap.web import protocol

SCRIPT = Path(protocol.__file__).parent / "static" / "protocol.js"
MAIN = SCRIPT.with_name("main.js")


def names_in_script(constant: str) -> list[str]:
    """The names in one of the script's two lists."""
    found = re.search(rf"{constant} = Object\.freeze\(\[(.*?)\]\)", SCRIPT.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return re.findall(r'"(\w+)"', found[1])


@pytest.mark.parametrize(("constant", "union"), [("TO_PAGE", protocol.ToPage), ("FROM_PAGE", protocol.FromPage)])
def test_same_names_on_both_sides(constant: str, union: object) -> None:
    assert sorted(names_in_script(constant)) == sorted(kind.__name__ for kind in get_args(union))


def test_the_page_listens_to_every_message() -> None:
    text = MAIN.read_text(encoding="utf-8")
    listened = text[text.index("bridge.listen({") :]
    assert [
        name for name in names_in_script("TO_PAGE") if not re.search(rf"^    {name}: ", listened, re.MULTILINE)
    ] == []
