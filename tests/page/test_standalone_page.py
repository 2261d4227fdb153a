"""The page that stands alone, in a real browser engine with the network cut: all of it works by clicks and keys."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest
import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget

from libyamap.app.briefing.briefing import Briefing, SheetTheme
from libyamap.app.commands import InsertMany, Put
from libyamap.app.filter import Filter
from libyamap.app.release.rules import rules_from_text
from libyamap.bootstrap import EXAMPLE, new_project, open_workspace
from libyamap.bootstrap.standalone import standalone_page
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Site
from libyamap.errors import WorldError
from tests.support.event_loop import answer_to
from tests.support.secrets import secret_project, told

PATIENCE_MS = 30_000
LARGEST_BYTES = 4_500_000
HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


class Counting(QWebEngineUrlRequestInterceptor):
    """Lets the file itself in, and nothing else; counts what was asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Qt: look at a request."""
        self.asked.append(info.requestUrl().toString()[:200])
        info.block(len(self.asked) > 1)


class Page(QWebEnginePage):
    """Keeps what the page complains of."""

    complaints: tuple[str, ...] = ()

    def javaScriptConsoleMessage(
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, _source: str
    ) -> None:
        """Qt: a line on the console, a breach of the policy too."""
        self.complaints = (*self.complaints, f"{line}: {message}")


class Reader:
    """Somebody who opened the file."""

    def __init__(self, path: Path, size: tuple[int, int] = (1280, 800)) -> None:
        self.profile = QWebEngineProfile()
        self.counting = Counting(self.profile)
        self.profile.setUrlRequestInterceptor(self.counting)
        self.view = QWebEngineView()
        self.page = Page(self.profile, self.view)
        self.view.setPage(self.page)
        self.view.resize(*size)
        self.view.show()
        assert answer_to(partial(self._load, path), f"loading {path.name}"), f"not loaded: {path}"
        self.until("document.documentElement.dataset.ready === 'true'")

    def tells(self, script: str) -> object:
        """What a script gives."""
        return answer_to(lambda take: self.page.runJavaScript(script, 0, take), script)

    def _load(self, path: Path, take: Callable[[bool], None]) -> None:
        self.view.loadFinished.connect(take)
        self.view.load(QUrl.fromLocalFile(str(path)))

    def until(self, condition: str) -> None:
        """Wait for something to become so in the page, looking each time that it has had its turn."""
        end = QTimer()
        end.setSingleShot(True)
        end.start(PATIENCE_MS)
        while self.tells(f"Boolean({condition})") is not True:
            assert end.isActive(), f"never so: {condition}; {self.page.complaints}"
            self.tells("new Promise(requestAnimationFrame); 1")

    def click(self, selector: str) -> None:
        """Click the middle of an element."""
        box = self.tells(
            f"(() => {{ const b = document.querySelector({selector!r}).getBoundingClientRect();"
            " return [b.left + b.width / 2, b.top + b.height / 2].join() })()"
        )
        x, y = (round(float(part)) for part in str(box).split(","))
        place = self.hands.mapFrom(self.view, QPoint(x, y))
        QTest.mouseClick(self.hands, Qt.MouseButton.LeftButton, pos=place)

    def type(self, text: str) -> None:
        """Type into what has the keyboard."""
        QTest.keyClicks(self.hands, text)

    @property
    def hands(self) -> QWidget:
        """What takes clicks and keys for the page."""
        proxy = self.view.focusProxy()
        assert proxy is not None
        return proxy

    def close(self) -> None:
        """Close it: the page before its profile."""
        shiboken6.delete(self.view)
        shiboken6.delete(self.profile)


Open = Callable[..., Reader]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project, with one more place whose texts are hostile."""
    path = tmp_path_factory.mktemp("standalone") / "example.gpkg"
    new_project(path, "Example", EXAMPLE)
    with open_workspace(path) as workspace:
        session = workspace.session
        site = next(site for site in session.store.all(Site) if site.title == "US outpost near Misrata")
        session.run(Put(msgspec.structs.replace(site, description=HOSTILE)))
    return path


@pytest.fixture
def open_page(example: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Open]:
    """Writes the page of a briefing and opens it."""
    assert qapp is not None
    readers: list[Reader] = []

    def make(briefing: Briefing | None = None, size: tuple[int, int] = (1280, 800)) -> Reader:
        path = tmp_path / "page.html"
        with open_workspace(example, read_only=True) as workspace:
            path.write_bytes(standalone_page(workspace, briefing or Briefing(marking_top="For <b>training</b>")))
        readers.append(Reader(path, size))
        return readers[-1]

    yield make
    for reader in readers:
        reader.close()


def test_it_opens_from_a_file_asks_for_nothing_and_complains_of_nothing(open_page: Open) -> None:
    reader = open_page()
    assert reader.tells("document.querySelector('#head h1').textContent") == "Libya, about May 2016"
    assert reader.tells("document.querySelector('#head .marked').textContent") == "For <b>training</b>"
    assert reader.tells("document.querySelectorAll('[data-feature].symbol').length > 5") is True
    assert reader.tells("document.querySelectorAll('.label[data-feature]').length > 5") is True
    assert reader.tells("document.querySelector('.card-name').textContent") == "Libya"
    middle = "c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1).data"
    pixel = f"(c => [...{middle}].join())(document.querySelector('canvas.ground.shown'))"
    assert reader.tells(pixel) == "246,243,236,255", "land is painted in the middle of Libya"
    assert len(reader.counting.asked) == 1
    assert reader.page.complaints == ()


def test_a_click_tells_what_is_known_as_text(open_page: Open) -> None:
    reader = open_page()
    reader.click("#map [aria-label^='US outpost near Misrata'].symbol")
    reader.until("!document.querySelector('#known').hidden")
    told_text = str(reader.tells("document.querySelector('#known').innerText"))
    for words in ("US outpost near Misrata", "Who says so", "Near Misrata (within about 25 km)", "possibly true (3)"):
        assert words in told_text
    assert HOSTILE in told_text
    assert reader.tells("document.title") == "Libya, about May 2016"
    assert reader.tells("document.querySelectorAll('#known img, #known script').length") == 0
    QTest.keyClick(reader.hands, Qt.Key.Key_Escape)
    reader.until("document.querySelector('#known').hidden")


def test_layers_switch_marks_and_the_legend_follows(open_page: Open) -> None:
    reader = open_page()
    outposts = "document.querySelectorAll('[aria-label^=\"US outpost\"].symbol').length"
    assert reader.tells(outposts) == 2
    assert "outpost" in str(reader.tells("document.querySelector('#key').innerText"))
    reader.click("#layers li:nth-child(2) input")
    reader.until(f"{outposts} === 0")
    reader.until("!/outpost/.test(document.querySelector('#key').innerText)")
    reader.click("#layers li:nth-child(2) input")
    reader.until(f"{outposts} === 2")


def test_the_slider_narrows_and_the_film_plays(open_page: Open) -> None:
    reader = open_page()
    before = reader.tells("document.querySelectorAll('[data-feature]').length")
    reader.tells("document.querySelectorAll('#time input')[1].focus()")
    QTest.keyClick(reader.hands, Qt.Key.Key_Home)
    reader.until(f"document.querySelectorAll('[data-feature]').length < {before}")
    assert "2016" in str(reader.tells("document.querySelector('#time output').textContent"))
    reader.click("#time > button:last-child")
    reader.until(f"document.querySelectorAll('[data-feature]').length === {before}")
    reader.click("#time .play")
    said = reader.tells("document.querySelector('#time output').textContent")
    reader.until(f"document.querySelector('#time output').textContent !== {said!r}")
    reader.click("#time .play")
    reader.until("document.querySelector('#time .play').textContent === '▶'")


@pytest.mark.parametrize("words", ["outpost near misr", "MISRATA out", "tripoli GNA"])
def test_search_finds_by_any_word_and_leads_there(open_page: Open, words: str) -> None:
    reader = open_page()
    reader.click("#search input")
    reader.type(words)
    reader.until("document.querySelectorAll('#answers button').length > 0")
    QTest.keyClick(reader.hands, Qt.Key.Key_Return)
    reader.until("!document.querySelector('#known').hidden")


@pytest.mark.parametrize(
    ("words", "title"), [("الوفاق", "GNA"), ("الجَيش الوطنى", "Haftar"), ("nothing of that name", "")]
)
def test_search_knows_arabic_names_in_any_spelling(open_page: Open, words: str, title: str) -> None:
    reader = open_page()
    field = "document.querySelector('#search input')"
    reader.tells(f"{field}.value = {words!r}; {field}.dispatchEvent(new Event('input'))")
    found = str(reader.tells("document.querySelector('#answers').innerText"))
    assert title in found
    assert ("Nothing goes by these words" in found) is not bool(title)


def test_on_a_telephone_the_panel_is_folded_and_nothing_overflows(open_page: Open) -> None:
    reader = open_page(Briefing(theme="dark"), (390, 844))
    assert reader.tells("document.querySelector('#panel').hidden") is True
    reader.click("#panel-switch")
    reader.until("!document.querySelector('#panel').hidden")
    assert reader.tells("document.documentElement.scrollWidth <= 390") is True
    assert reader.page.complaints == ()


@pytest.mark.parametrize("theme", ["greyscale", "print"])
def test_in_greyscale_nothing_has_colour(open_page: Open, theme: SheetTheme) -> None:
    reader = open_page(Briefing(theme=theme))
    pixels = painted(reader)
    assert any(pixel.saturation() > 60 for pixel in pixels) is (theme == "print")


def test_parties_that_look_alike_to_some_have_letters_on_map_and_legend(open_page: Open) -> None:
    reader = open_page()
    reader.until("document.querySelectorAll('.line-letter').length")
    behind = str(reader.tells("document.querySelector('[data-feature].label tspan').textContent")).strip()
    legend = "[...document.querySelectorAll('#key li img')].map((each) => decodeURIComponent(each.src)).join()"
    on_lines = str(
        reader.tells("[...document.querySelectorAll('.line-letter text')].map((each) => each.textContent).join()")
    )
    letters = set(re.findall(r">([A-Z])</text>", str(reader.tells(legend))))
    assert len(letters) > 8
    assert set(behind) <= letters
    assert set(on_lines.split(",")) <= letters
    in_card = "[...document.querySelectorAll('.row-note')].map((each) => each.textContent).join()"
    assert set(str(reader.tells(in_card)).replace(",", "")) <= letters
    assert reader.page.complaints == ()


def test_both_sides_of_the_antimeridian_are_one_map(example: Path, tmp_path: Path, qapp: QApplication) -> None:
    assert qapp is not None
    path = tmp_path / "wide.gpkg"
    shutil.copy(example, path)
    with open_workspace(path) as workspace:
        layer = workspace.session.store.all(Layer)[0].id
        places = {"West": point(178.4, -18.1), "East": point(-171.8, -13.8)}
        sites = [Site(id=new_id(), layer=layer, title=title, where_prec=1, geometry=at) for title, at in places.items()]
        workspace.session.run(InsertMany(tuple(sites), "Two islands"))
        page = standalone_page(workspace, Briefing(bounds=(165.0, -25.0, -165.0, -5.0)))
    (tmp_path / "page.html").write_bytes(page)
    reader = Reader(tmp_path / "page.html", (1280, 800))
    try:
        left = "document.querySelector('.symbol[data-feature=\"{}\"]').getBoundingClientRect().left"
        west, east = (float(str(reader.tells(left.format(site.id)))) for site in sites)
        assert 320 < west < east < 1280
        assert reader.page.complaints == ()
    finally:
        reader.close()


def test_names_keep_clear_of_what_lies_upon_the_map(open_page: Open) -> None:
    reader = open_page(Briefing(theme="dark"))
    covered = """(() => {
      const boxes = (chosen) =>
        [...document.querySelectorAll(chosen)].map((each) => each.getBoundingClientRect()).filter(({ width }) => width);
      const [names, over] = [boxes(".label text"), boxes("#panel, #panel-switch, #notes, .zoom-buttons")];
      const beside = (one, other) => one.left >= other.right - 1 || other.left >= one.right - 1;
      const above = (one, other) => one.top >= other.bottom - 1 || other.top >= one.bottom - 1;
      const isClear = (one) => over.every((other) => beside(one, other) || above(one, other));
      return over.length < 4 ? -1 : names.filter((one) => !isClear(one)).length;
    })()"""
    reader.until(f"{covered} === 0")
    assert reader.tells("getComputedStyle(document.documentElement).colorScheme") == "dark"


def painted(reader: Reader) -> list[QColor]:
    """Pixels of the window once the engine has shown the map: its signs are darker than anything of the ground."""
    while True:
        picture = reader.view.grab().toImage()
        pixels = [picture.pixelColor(x, y) for x in range(280, 1280, 2) for y in range(100, 700, 2)]
        if sum(pixel.lightness() < 80 for pixel in pixels) > 100:
            return pixels
        reader.until("true")


def test_filter_and_release_hold_in_the_page(example: Path, tmp_path: Path) -> None:
    with open_workspace(example, read_only=True) as workspace:
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


def test_two_processes_write_the_same_bytes(example: Path, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.html"
        command = [sys.executable, "-m", "libyamap.cli", "export", str(example), "--to", str(target)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        written.append(target.read_bytes())
    assert written[0] == written[1]


def test_more_than_a_page_can_hold_says_so(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from libyamap.briefing.standalone import gathering

    monkeypatch.setattr(gathering, "MOST_FEATURES", 10)
    with open_workspace(example, read_only=True) as workspace, pytest.raises(WorldError, match="narrow it by a filter"):
        standalone_page(workspace, Briefing())
