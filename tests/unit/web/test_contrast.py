"""Text keeps 4.5:1 and marks 3:1 in every theme, computed from the values that the page and the marks really use."""

import re
from functools import cache
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.app.view_state import Theme
from libyamap.domain.model import Actor
from libyamap.web import style
from libyamap.web.colour import contrast
from libyamap.web.files import WEB
from libyamap.web.style import Firmness

THEMES: tuple[Theme, ...] = get_args(Theme)
TEXT, MARK = 4.5, 3.0
GROUND_TEXTS = ("ink", "place", "muted", "region", "country-name")
"""Written on the land or, with a halo, on anything else."""


@cache
def values_of(theme: str) -> dict[str, str]:
    """The colours of one theme as theme.js has them, by name."""
    text = (WEB / "static" / "theme.js").read_text(encoding="utf-8")
    part = re.search(rf"^  {theme}: \{{(.*?)^  \}},", text, re.MULTILINE | re.DOTALL)
    assert part is not None
    return dict(re.findall(r'"?([a-z-]+)"?: "(#[0-9A-F]{6})"', part[1]))


@pytest.mark.parametrize("theme", THEMES)
def test_python_and_the_page_mean_the_same_ground(theme: Theme) -> None:
    values = values_of(theme)
    assert style.GROUND[theme] == values["land"]
    assert style.BACK[theme] in {values["neighbour"], values["panel"]}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", GROUND_TEXTS)
@pytest.mark.parametrize("back", ["land", "neighbour", "halo"])
def test_names_on_the_ground(theme: Theme, name: str, back: str) -> None:
    assert contrast(values_of(theme)[name], values_of(theme)[back]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
def test_texts_on_panels(theme: Theme, name: str) -> None:
    assert contrast(values_of(theme)[name], values_of(theme)["panel"]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_names_of_water_and_of_what_is_selected(theme: Theme) -> None:
    values = values_of(theme)
    assert contrast(values["water-name"], values["halo-water"]) >= TEXT
    assert contrast(values["accent"], values["halo"]) >= TEXT
    assert contrast(values["muted"], values["water"]) >= TEXT, "credits over the sea"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("back", ["land", "neighbour", "panel", "halo"])
@given(colour=st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True))
def test_marks_of_any_colour(theme: Theme, back: str, colour: str) -> None:
    tints = style.colours([Actor(id="a", name="A", colour=colour)], theme)
    for firm in Firmness:
        edge = style.area_edge(firm, tints, theme, assessed=False)
        assert contrast(edge.colour, values_of(theme)[back]) >= MARK
    assert contrast(tints[0], values_of(theme)[back]) >= MARK
    assert contrast(style.colours((), theme)[0], values_of(theme)[back]) >= MARK


@pytest.mark.parametrize("theme", THEMES)
def test_focus_and_selection_stand_out(theme: Theme) -> None:
    values = values_of(theme)
    for back in ("land", "neighbour", "water", "panel"):
        assert contrast(values["accent"], values[back]) >= MARK
