"""Two sheets of one frame, read back: what changed hands is drawn on the second alone, in every theme and format."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import msgspec
import pytest
from defusedxml.ElementTree import fromstring
from pptx import Presentation
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from libyamap.app.briefing.briefing import FORMATS, Briefing, Format, SheetTheme
from libyamap.app.briefing.days import days_of
from libyamap.app.briefing.pair import NO_ZONES
from libyamap.app.briefing.sheet import Sheet
from libyamap.app.commands import InsertMany
from libyamap.app.release.rules import rules_from_text
from libyamap.app.view_state import opening_state
from libyamap.bootstrap import Workspace, new_project, open_workspace
from libyamap.bootstrap.briefing import Press
from libyamap.bootstrap.pair import ground_changed
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Involvement, Layer, Project, Zone
from libyamap.domain.vocabulary import Role, Status
from libyamap.errors import InvalidValue
from libyamap.settings import Settings
from tests.support.sheet_parts import SVG, image_of, words_in

THEMES: tuple[SheetTheme, ...] = ("light", "dark", "print", "greyscale")
DOTTED, HATCH = "0.01 7.99", "2.2"
PAIR = Briefing(
    sheet=Sheet(paper="slide-16x9", dpi=96),
    bounds=(12.0, 27.0, 18.0, 31.0),
    title="Two days: <script>alert(1)</script> url(#map-frame) ليبيا",
    before="2016-01-15",
    after="2016-05-15",
)
BEFORE, AFTER = "Before  ·  As of 15 January 2016", "After  ·  As of 15 May 2016"
WEST, MIDDLE, EAST = (12.5, 28.0, 14.0, 30.0), (14.0, 28.0, 15.5, 30.0), (15.5, 28.0, 17.5, 30.0)


def box(west: float, south: float, east: float, north: float) -> Geometry:
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Geometry(GeometryType.POLYGON, (ring,))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Blue holds the west, and takes the middle from Red, who holds the east and loses nothing else."""
    path = tmp_path_factory.mktemp("pairs") / "pair.gpkg"
    new_project(path, "Two days")
    with open_workspace(path, settings=Settings()) as workspace:
        layer = next(iter(workspace.session.store.all(Layer)), None) or Layer(id=new_id(), title="Zones")
        blue = Actor(id=new_id(), name="Blue Party", short_name="Blue", colour="#0072B2")
        red = Actor(id=new_id(), name="Red Party", short_name="Red", colour="#D55E00")

        def zone(actor: Actor, where: tuple[float, float, float, float], time: str) -> Zone:
            return Zone(
                id=new_id(), layer=layer.id, title=f"{actor.name} ground", geometry=box(*where), time=time,
                where_prec=5, actors=(Involvement(actor.id, Role.HOLDER),), status=Status.CONFIRMED,
            )  # fmt: skip

        zones = [
            zone(blue, WEST, "../.."),
            zone(red, MIDDLE, "../2016-03-31"),
            zone(blue, MIDDLE, "2016-04-01/.."),
            zone(red, EAST, "../.."),
        ]
        known = {each.id for each in workspace.session.store.all(Layer)}
        workspace.session.run(InsertMany((*(() if layer.id in known else (layer,)), blue, red, *zones), "Zones"))
        project_of = next(iter(workspace.session.store.all(Project)))
        assert project_of.title == "Two days"
    return path


@pytest.fixture
def workspace(project: Path) -> Iterator[Workspace]:
    with open_workspace(project, settings=Settings(), read_only=True) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def made(project: Path, qapp: QApplication) -> dict[Format, tuple[bytes, ...]]:
    """The pair in all formats; that they have the same bytes each time is tested from two processes."""
    with open_workspace(project, settings=Settings(), read_only=True) as workspace, Press(workspace) as press:
        made = press.files(PAIR, FORMATS)
    qapp.processEvents()
    return made


def map_frame(root: Element) -> dict[str, str]:
    frame = root.find(f".//{SVG}clipPath[@id='map-frame']/{SVG}rect")
    assert frame is not None
    return frame.attrib


def dots(svg: bytes | str) -> int:
    return (svg.decode() if isinstance(svg, bytes) else svg).count(f'stroke-dasharray="{DOTTED}"')


def test_each_format_holds_both_sheets(made: dict[Format, tuple[bytes, ...]]) -> None:
    counts = {form: len(contents) for form, contents in made.items()}
    assert counts == {"png": 2, "jpg": 2, "svg": 2, "pdf": 1, "pptx": 1, "html": 1}
    assert all(len(set(contents)) == len(contents) for contents in made.values())
    assert len(PdfReader(io.BytesIO(made["pdf"][0])).pages) == 2
    slides = Presentation(io.BytesIO(made["pptx"][0])).slides
    notes = [slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "" for slide in slides]
    assert notes[0] == ""
    assert notes[1].splitlines()[1:3] == ["Blue: gained 32,398 km²", "Red: lost 32,398 km²"]


def test_changed_ground_is_lines_on_the_second_map_alone(made: dict[Format, tuple[bytes, ...]]) -> None:
    before, after = (fromstring(content) for content in made["svg"])
    assert (dots(made["svg"][0]), dots(made["svg"][1])) == (0, 1)
    assert "Blue: gained" not in words_in(before)
    said = words_in(after)
    for words in (
        "Blue: gained 32,398 km²",
        "Red: lost 32,398 km²",
        "Red −32,398 km²",
        "+32,398 km²",
        "Changed ground since 15 January 2016",
    ):
        assert words in said, words
    assert "record" not in said
    assert {element.tag.removeprefix(SVG) for element in after.iter()}.isdisjoint({"script", "pattern", "image"})
    assert map_frame(before) == map_frame(after)


def test_the_page_for_browsers_holds_both_with_nothing_from_outside(made: dict[Format, tuple[bytes, ...]]) -> None:
    page = made["html"][0].decode()
    assert page.startswith("<!DOCTYPE html>")
    drawings = re.findall(r'<figure class="\w+">(<svg.*?</svg>)</figure>', page, re.DOTALL)
    assert [dots(drawing) for drawing in drawings] == [0, 1]
    names = re.findall(r'\bid="([^"]+)"', re.sub(r">[^<]*<", "><", page))
    assert len(names) == len(set(names)) > 4
    assert set(re.findall(r'"url\(#([^)]+)\)"', page)) <= set(names)
    assert page.count("url(#map-frame)") == 5  # the title's own words, of the page and of both drawings
    assert "<script" not in page
    assert re.findall(r"<label[^>]*>([^<]+)", page) == ["Both", BEFORE, AFTER]
    assert [f"ليبيا: {half}</title>" in drawing for half, drawing in zip((BEFORE, AFTER), drawings, strict=True)] == [
        True,
        True,
    ]
    assert all(address.startswith(("#", "data:")) for address in re.findall(r'(?:href|src)="([^"]+)"', page))
    assert "default-src 'none'" in page


def points_of(root: Element) -> set[tuple[float, float]]:
    """The corners of all areas' edges, in the map's own pixels to half a pixel."""
    found: set[tuple[float, float]] = set()
    for path in root.iter(f"{SVG}path"):
        moved = re.fullmatch(r"translate\((\S+) (\S+)\)", path.get("transform", ""))
        if not moved or path.get("stroke") is None:
            continue
        dx, dy = float(moved[1]), float(moved[2])
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
        found |= {(round((x + dx) * 2), round((y + dy) * 2)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)}
    return found


def texts_in(files: dict[Format, tuple[bytes, ...]]) -> str:
    """All that can be read in a pair's SVG, page, document and slides."""
    texts = [content.decode() for form in ("svg", "html") for content in files.get(form, ())]
    for content in files.get("pdf", ()):
        texts += [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    for content in files.get("pptx", ()):
        with zipfile.ZipFile(io.BytesIO(content)) as deck:
            texts += [deck.read(part).decode() for part in deck.namelist() if part.endswith(".xml")]
    return " ".join(texts)


@pytest.mark.parametrize(
    ("rules", "forms"),
    [("grid:50km", ("svg", "pdf", "pptx", "html")), ("province", ("svg",)), ("country", ("svg",))],
)
def test_a_coarse_release_tells_neither_corners_nor_sizes_of_exact_areas(
    workspace: Workspace, made: dict[Format, tuple[bytes, ...]], rules: str, forms: tuple[Format, ...]
) -> None:
    """All is made of the released copy: no corner of a zone or of what changed hands stands where it is."""
    release = msgspec.json.encode(rules_from_text(rules)).decode()
    with Press(workspace) as press:
        released = press.files(msgspec.structs.replace(PAIR, release=release), forms)
    for exact, coarse in zip(made["svg"], released["svg"], strict=True):
        whole, blurred = fromstring(exact), fromstring(coarse)
        assert map_frame(whole) == map_frame(blurred)
        assert len(points_of(whole)) >= 8, "the search finds what is not held back"
        assert points_of(whole).isdisjoint(points_of(blurred))
    assert all("32,398" in texts_in({form: made[form]}) for form in forms), "the search finds what is not held back"
    assert "32,398" not in texts_in(released)
    assert dots(released["svg"][1]) == (0 if rules == "country" else 1)
    said = words_in(fromstring(released["svg"][1]))
    assert ("by country alone" if rules == "country" else "places were made coarser") in said


@pytest.mark.parametrize("theme", THEMES)
def test_gains_and_losses_are_seen_in_each_theme(workspace: Workspace, theme: SheetTheme) -> None:
    """The edges of both parties' areas are drawn in colours of their own on the second picture."""
    with Press(workspace) as press:
        files = press.files(msgspec.structs.replace(PAIR, theme=theme), ("png", "svg"))
    assert [dots(content) for content in files["svg"]] == [0, 1]
    after = files["svg"][1].decode()
    if theme == "greyscale":
        assert all(
            len({colour[1:3], colour[3:5], colour[5:]}) == 1 for colour in re.findall(r"#[0-9A-Fa-f]{6}\b", after)
        )
    root = fromstring(after)
    assert "Red −32,398 km²" in words_in(root)
    looks = (("stroke-width", HATCH), ("stroke-dasharray", DOTTED))
    tints = {path.get("stroke", "") for path in root.iter(f"{SVG}path") if any(path.get(k) == v for k, v in looks)}
    assert len(tints) == 2  # told apart in grey too
    pixels = [rgb_of(content) for content in files["png"]]
    for tint in tints:
        counts = [content.count(bytes.fromhex(tint[1:])) for content in pixels]
        assert counts[1] > counts[0] + 100


def rgb_of(content: bytes) -> bytes:
    return bytes(image_of(content).convertToFormat(QImage.Format.Format_RGB888).constBits())


def test_one_picture_of_two_days_is_refused_with_a_sentence(workspace: Workspace) -> None:
    with Press(workspace) as press, pytest.raises(InvalidValue, match="two pictures"):
        press.render(PAIR, "png")
    with Press(workspace) as press:
        previews = [press.preview(PAIR, 320, number) for number in (0, 1)]
        alone = press.preview(msgspec.structs.replace(PAIR, before="", after=""), 320, 1)
    assert len({*previews, alone}) == 3


def test_only_zones_that_are_shown_and_drawn_as_areas_count(workspace: Workspace) -> None:
    """By the shape that is drawn: a province where no more is known; nothing of what is only near somewhere."""
    opening = opening_state(workspace.project, workspace.session.store, workspace.areas)
    found = ground_changed(workspace, opening, days_of(PAIR.before, PAIR.after))
    assert [mark.id.partition(":")[0] for mark in found.marks] == ["gained", "lost"]
    hidden = {key: msgspec.structs.replace(each, visible=False) for key, each in opening.layers.items()}
    none = ground_changed(workspace, msgspec.structs.replace(opening, layers=hidden), days_of(PAIR.before, PAIR.after))
    assert (none.marks, none.beside, none.notes) == ((), None, (NO_ZONES,))


@pytest.mark.parametrize(("where_prec", "counts"), [(4, True), (2, False), (6, False)])
def test_a_zone_counts_by_the_shape_that_is_drawn(tmp_path: Path, where_prec: int, counts: bool) -> None:
    path = tmp_path / "x.gpkg"
    new_project(path, "Coarse")
    with open_workspace(path, settings=Settings()) as workspace:
        layer, actor = Layer(id=new_id(), title="Zones"), Actor(id=new_id(), name="Blue")
        province = workspace.areas.province_at(15.0, 29.0)
        assert province is not None
        zone = Zone(
            id=new_id(), layer=layer.id, title="Somewhere", geometry=box(*MIDDLE), time="2016-04/..", country="LBY",
            where_prec=where_prec, province=province.code if where_prec == 4 else "",
            actors=(Involvement(actor.id, Role.HOLDER),),
        )  # fmt: skip
        workspace.session.run(InsertMany((layer, actor, zone), "Zone"))
        opening = opening_state(workspace.project, workspace.session.store, workspace.areas)
        marks = ground_changed(workspace, opening, days_of(PAIR.before, PAIR.after)).marks
    assert len(marks) == counts
    if counts:
        west, south, east, north = province.geometry.bounds()
        corners = [corner for polygon in marks[0].polygons for corner in polygon[0]]
        assert min(lon for lon, _ in corners) == pytest.approx(west, abs=1e-6)
        assert max(lat for _, lat in corners) == pytest.approx(north, abs=1e-6)
        assert (south, east) != (MIDDLE[1], MIDDLE[2])
