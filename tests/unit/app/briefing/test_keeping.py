"""Briefings survive being written: as JSON, and as a saved view of the project."""

import argparse
import json
import re
from pathlib import Path

import msgspec
import pytest

from libyamap.app.briefing.briefing import Briefing, Callout, Furniture, briefing_of, checked_briefing, state_of
from libyamap.app.briefing.keeping import briefing_from_json, briefing_of_view, briefing_to_json, saved_view_of
from libyamap.app.briefing.sheet import Sheet
from libyamap.app.briefing.template import Template, template_from_json, template_to_json, with_template
from libyamap.app.filter import Filter
from libyamap.app.view_state import LayerState, ViewState
from libyamap.cli.snapshot import declare
from libyamap.domain.checks import check
from libyamap.domain.ids import new_id
from libyamap.domain.model import LayerShown
from libyamap.domain.vocabulary import Kind
from libyamap.errors import InvalidValue, WorldError

FULL = Briefing(
    name="Coast",
    sheet=Sheet(paper="slide-16x9", dpi=200),
    theme="greyscale",
    bounds=(170.0, -20.0, -170.0, 10.0),
    layers={"a": LayerShown(False, 0.5)},
    filter=Filter(kinds=(Kind.EVENT,), text="ليبيا"),
    window="2016-01-01/2016-05-31",
    language="ar",
    relief=True,
    title="A title",
    subtitle="<script>",
    as_of="2016-05~",
    notes="Two\nlines",
    marking_top="FOR TRAINING",
    marking_bottom="PAGE",
    credits=("A house",),
    footer="Footer",
    logo=b"\x89PNG...",
    accent="#0B5CAD",
    furniture=Furniture(grid="mgrs", locator=False),
    callouts=(Callout(text="Here", at=(15.1, 32.4)), Callout(text="There", feature="x")),
    release='{"round": 1}',
)


@pytest.mark.parametrize("briefing", [Briefing(), FULL])
def test_json_round_trip(briefing: Briefing) -> None:
    assert briefing_from_json(briefing_to_json(briefing)) == briefing


def test_saved_view_round_trip() -> None:
    view = saved_view_of(FULL, new_id(), 3)
    check(view)
    assert (view.title, view.position, view.marking, view.theme) == ("Coast", 3, "FOR TRAINING", "greyscale")
    assert briefing_of_view(view) == FULL


def test_a_view_keeps_what_a_newer_version_put_into_it() -> None:
    view = saved_view_of(FULL, new_id())
    newer = msgspec.structs.replace(view, content=json.dumps({**json.loads(view.content), "film": {"step": "day"}}))
    again = saved_view_of(briefing_of_view(newer), view.id, before=newer)
    assert json.loads(again.content)["film"] == {"step": "day"}
    assert briefing_of_view(again) == FULL


def test_a_view_that_was_saved_without_a_briefing_opens() -> None:
    view = msgspec.structs.replace(saved_view_of(Briefing(name="Old"), new_id()), theme="", content="{}")
    assert briefing_of_view(view).theme == "light"


def test_a_damaged_view_says_so() -> None:
    view = msgspec.structs.replace(saved_view_of(FULL, new_id()), content='{"sheet": {"paper": "papyrus"}}')
    with pytest.raises(WorldError, match="“Coast” is damaged"):
        briefing_of_view(view)


@pytest.mark.parametrize(
    "wrong",
    [
        Briefing(sheet=Sheet(dpi=10)),
        Briefing(sheet=Sheet(paper="pixels", width=100)),
        Briefing(sheet=Sheet(paper="pixels", width=8000, dpi=480)),
        Briefing(window="yesterday"),
        Briefing(as_of="05/2016"),
        Briefing(callouts=(Callout(text=" "),)),
        Briefing(callouts=(Callout(text="x" * 401),)),
        Briefing(callouts=(Callout(text="x", at=(200.0, 0.0)),)),
        Briefing(callouts=(Callout(text="x"),) * 31),
        Briefing(title="x" * 5000),
        Briefing(logo=b"x" * (3 * 1024**2)),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_reason(wrong: Briefing) -> None:
    with pytest.raises(InvalidValue):
        checked_briefing(wrong)


def test_view_state_there_and_back() -> None:
    opening = ViewState(
        bounds=(9.0, 19.0, 26.0, 34.0), layers={"a": LayerState(True, 1.0, 0), "b": LayerState(True, 1.0, 1)}
    )
    state = state_of(FULL, opening)
    assert state.theme == "print"
    assert state.layers == {"a": LayerState(False, 0.5, 0), "b": LayerState(True, 1.0, 1)}
    assert state.window is not None
    back = briefing_of(state, FULL)
    assert back.theme == "greyscale"
    assert (back.bounds, back.filter, back.window, back.title) == (FULL.bounds, FULL.filter, FULL.window, FULL.title)
    assert state_of(Briefing(), opening) == opening


def test_sizes() -> None:
    assert Sheet(paper="a4", portrait=True).size == (794, 1123)
    assert Sheet(paper="pixels", width=1600, height=900, dpi=96).pixels == (1600, 900)
    assert Sheet(paper="a4", dpi=300).pixels == (3509, 2481)


def test_template() -> None:
    template = Template(name="House", logo=b"\x00\xff", footer="House", marking_top="SECRET?", accent="#123456")
    assert template_from_json(template_to_json(template)) == template
    dressed = with_template(Briefing(title="T", marking_bottom="kept"), template)
    assert (dressed.title, dressed.footer, dressed.marking_top, dressed.marking_bottom) == (
        "T",
        "House",
        "SECRET?",
        "kept",
    )
    for text in ("[]", "{", '{"accent": "red"}', b"\xff"):
        with pytest.raises(InvalidValue):
            template_from_json(text)


def test_the_documented_template_is_one() -> None:
    text = (Path(__file__).parents[4] / "docs" / "briefing.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^    \{\n.*?^    \}", text, re.MULTILINE | re.DOTALL)
    template = json.loads(re.sub(r'"logo": "[^"]*"', '"logo": "iVBORw0KGgo="', example))
    assert set(template) <= set(Template.__struct_fields__)
    assert template_from_json(json.dumps(template)).theme == "print"


def test_every_option_of_the_sheet_is_documented() -> None:
    text = (Path(__file__).parents[4] / "docs" / "briefing.md").read_text(encoding="utf-8")
    parser = argparse.ArgumentParser()
    declare(parser)
    options = set(re.findall(r"--[a-z-]+", parser.format_help())) - {"--help", "--to"}
    plain = {f"--{name}" for name in ("legend", "scale", "north", "locator", "sources")}
    assert options - plain <= set(re.findall(r"--[a-z-]+", text))
