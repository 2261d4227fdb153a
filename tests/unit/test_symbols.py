"""Symbols: what each feature gets, keys that carry everything, and SVG that a strict page accepts."""

import subprocess
import sys
from urllib.parse import quote
from xml.parsers import expat

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyamap.domain.ids import new_id
from libyamap.domain.model import FEATURE_CLASSES, Actor, Feature, Presence
from libyamap.domain.vocabulary import FEATURE_TYPES, Affiliation, Kind, Status
from libyamap.symbols import svg_for_key, symbol_for, symbol_for_key, symbol_key
from libyamap.symbols.freeze import frozen_codes
from libyamap.symbols.military import FROZEN, Drawn, drawn_by_milsymbol, tint
from libyamap.symbols.pictograms import INK, pictogram_names

BLUE = Actor(id=new_id(), name="Blue", colour="#0072b2", affiliation=Affiliation.NEUTRAL)
ALL_TYPES = [(kind, word) for kind, words in FEATURE_TYPES.items() for word in (*words, "never heard of", "")]
ALLOWED_ELEMENTS = {"svg", "g", "path", "rect", "circle", "text"}
ALLOWED_ATTRIBUTES = {
    "xmlns", "width", "height", "viewBox", "d", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity",
    "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "rx", "x", "y", "cx", "cy", "r", "transform",
    "text-anchor", "font-size", "font-family", "font-weight",
}  # fmt: skip


def a_feature(kind: Kind, type_word: str, **fields: object) -> Feature:
    made = FEATURE_CLASSES[kind](id=new_id(), layer=new_id(), title="Something", type=type_word)
    return msgspec.structs.replace(made, **fields)


def assert_safe_svg(svg: str) -> None:
    elements: list[tuple[str, dict[str, str]]] = []
    reader = expat.ParserCreate()
    reader.StartElementHandler = lambda name, attributes: elements.append((name, attributes))
    reader.Parse(svg, True)
    assert elements[0][0] == "svg"
    assert len(elements[0][1]["viewBox"].split()) == 4
    assert {name for name, _ in elements} <= ALLOWED_ELEMENTS
    assert {attribute for _, attributes in elements for attribute in attributes} <= ALLOWED_ATTRIBUTES
    assert "url(" not in svg


@pytest.mark.parametrize(("kind", "type_word"), ALL_TYPES)
@pytest.mark.parametrize("actor", [None, BLUE])
def test_every_kind_and_type_has_a_symbol_that_its_key_makes_again(
    kind: Kind, type_word: str, actor: Actor | None
) -> None:
    feature = a_feature(kind, type_word)
    symbol = symbol_for(feature, actor)
    assert symbol.key == symbol_key(feature, actor) == quote(symbol.key, safe="")
    assert symbol_for_key(symbol.key) == symbol
    assert_safe_svg(symbol.svg)
    assert 24 <= symbol.width <= 40
    assert 24 <= symbol.height <= 40
    assert 0 < symbol.anchor[0] < symbol.width
    assert 0 < symbol.anchor[1] < symbol.height


def test_military_frames_follow_the_affiliation_that_the_project_sets() -> None:
    force = a_feature(Kind.PRESENCE, "special forces")
    digits = {
        affiliation: symbol_key(force, msgspec.structs.replace(BLUE, affiliation=affiliation))[8]
        for affiliation in Affiliation
    }
    assert digits == {
        Affiliation.UNKNOWN: "1",
        Affiliation.FRIEND: "3",
        Affiliation.NEUTRAL: "4",
        Affiliation.HOSTILE: "6",
    }
    assert symbol_key(force, None)[8] == "1"


def test_what_is_only_proposed_has_a_broken_frame() -> None:
    base = a_feature(Kind.SITE, "base")
    assert "stroke-dasharray" not in symbol_for(base, BLUE).svg
    assert "stroke-dasharray" in symbol_for(msgspec.structs.replace(base, status=Status.PROPOSED), BLUE).svg


def test_the_actors_colour_is_in_the_symbol() -> None:
    for type_word in ("special forces", "advisers"):
        assert "#0072B2" in symbol_for(a_feature(Kind.PRESENCE, type_word), BLUE).svg


def test_a_code_of_the_project_overrides_the_derived_symbol() -> None:
    tanks = a_feature(Kind.PRESENCE, "troops", symbol="10031000001205000000")
    assert symbol_key(tanks, BLUE) == "app6-10031000001205000000-0072B2"
    assert_safe_svg(symbol_for(tanks, BLUE).svg)


def test_a_code_that_nobody_can_draw_gives_the_bare_frame() -> None:
    unknown = symbol_for_key("app6-10049900009999990000-0072B2")
    assert unknown.svg == svg_for_key("app6-10041000000000000000-0072B2")
    assert_safe_svg(svg_for_key("app6-99999999999999999999-0072B2"))


@given(st.text(max_size=40), st.text(max_size=40))
def test_records_with_nonsense_still_get_a_symbol(symbol: str, colour: str) -> None:
    feature = Presence(id=new_id(), layer="", title="", type="troops", symbol=symbol)
    actor = msgspec.structs.replace(BLUE, colour=colour)
    assert_safe_svg(symbol_for(feature, actor).svg)


@given(st.text(max_size=80) | st.from_regex(r"(app6|plain)-[0-9a-z]+-[0-9A-Fa-f]+", fullmatch=True))
def test_a_key_is_drawn_safely_or_refused_with_key_error(key: str) -> None:
    try:
        svg = svg_for_key(key)
    except KeyError:
        return
    assert_safe_svg(svg)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "../../../etc/passwd",
        "plain-statement-0072B2\n",
        "plain-nothing-0072B2",
        'plain-statement-"><script>',
        "plain-statement-0072b2",
        "app6-1004100000121700000-0072B2",
        "app6-١٠٠٤١٠٠٠٠٠١٢١٧٠٠٠٠٠٠-0072B2",
        "plain-statement-0072B2" * 1000,
    ],
)
def test_hostile_keys_are_key_errors(key: str) -> None:
    with pytest.raises(KeyError):
        symbol_for_key(key)


def test_the_table_is_what_milsymbol_draws_today() -> None:
    table = msgspec.json.decode(FROZEN.read_bytes(), type=dict[str, Drawn])
    assert table == {code: drawn_by_milsymbol(code) for code in frozen_codes()}


def test_no_derived_symbol_needs_milsymbol_or_a_font() -> None:
    keys = [f"app6-{code}-0072B2" for code in frozen_codes()]
    keys += [f"plain-{name}-0072B2" for name in sorted(pictogram_names())]
    assert not any("<text" in svg_for_key(key) for key in keys)
    program = (
        "import sys; from libyamap.symbols import svg_for_key\n"
        f"for key in {keys!r}: svg_for_key(key)\n"
        "sys.exit('milsymbol' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@given(st.from_regex(r"[0-9A-F]{6}", fullmatch=True))
def test_ink_is_readable_on_every_tint(colour: str) -> None:
    assert contrast(INK, tint(colour)) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours #RRGGBB."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
