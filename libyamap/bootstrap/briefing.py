"""Briefings made: the map, the sheet around it and the writers of all formats plugged together.

press = Press(workspace)                      # keeps its pages warm, for a preview that follows each keystroke
press.render(briefing, "pdf") -> bytes        # png, jpg, svg, pdf, pptx or html
press.preview(briefing, width=900) -> bytes   # a PNG of the whole sheet, so many pixels wide
press.formats(briefing, ("png", "pdf"))       # several of one sheet, set once
press.files(pair, ("png", "pdf"))             # {"png": (before, after), "pdf": (both,)}: see below
press.deck([briefing, …], "pptx") -> bytes    # one file, a slide or (“pdf”) a page each
press.close()

A briefing with `before` and `after` is a pair: a PDF has two pages, a deck two slides, a page that stands alone both
sheets; a PNG, JPEG or SVG holds one sheet, so `files` gives two. `preview(pair, 900, 1)` is the second one's.

All need a QApplication (`render.application.application`), belong to its thread and turn the event loop while they
draw: a second call before the first has returned is refused with a WorldError. The workspace's own view state stays
as it is. The same project and briefing give the same bytes.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from libyamap.app.briefing.briefing import Briefing, Format, checked_briefing, file_count
from libyamap.app.release.rules import ReleaseRules, rules_from_json
from libyamap.app.viewport import Selection
from libyamap.bootstrap.printing_page import PrintingPage
from libyamap.bootstrap.sheet_setting import SheetSetting
from libyamap.errors import InvalidValue, WorldError

if TYPE_CHECKING:
    from libyamap.bootstrap.released import ReleasedCopy
    from libyamap.bootstrap.workspace import Workspace
    from libyamap.briefing.made_sheet import MadeSheet


Deck = Literal["pptx", "pdf"]
"""The formats of which one file holds several sheets."""


class Press:
    """Makes briefings of one workspace. Close it before the workspace."""

    def __init__(self, workspace: "Workspace") -> None:
        self.workspace = workspace
        self._page = PrintingPage(workspace)
        self._setting = SheetSetting(self._page)
        self._released: tuple[ReleasedCopy, SheetSetting] | None = None
        self._busy = False
        self._pair: tuple[object, list[MadeSheet]] | None = None

    def render(self, briefing: Briefing, form: Format) -> bytes:
        """The finished file's bytes. WorldError (InvalidValue) where the briefing makes no sense or cannot be drawn."""
        return self.formats(briefing, (form,))[form]

    def formats(self, briefing: Briefing, forms: Collection[Format]) -> dict[Format, bytes]:
        """Several formats of one sheet, which is set once. InvalidValue where a pair would be two files."""
        if any(file_count(briefing, form) > 1 for form in forms):
            raise InvalidValue("after", "Two days make two pictures, not one; ask for `files`, or leave the days out.")
        return {form: content for form, (content,) in self.files(briefing, forms).items()}

    def files(self, briefing: Briefing, forms: Collection[Format]) -> dict[Format, tuple[bytes, ...]]:
        """The same with the contents of each format's files: one, or those of before and after."""
        with self._turn():
            alone = briefing.days is None and "html" in forms
            pages: dict[Format, tuple[bytes, ...]] = {"html": (self._page_alone(briefing),)} if alone else {}
            wanted = [form for form in forms if form not in pages]
            made = self._pages(briefing) if wanted else []
            return pages | {form: self._written(made, briefing, form) for form in wanted}

    def preview(self, briefing: Briefing, width: int, number: int = 0) -> bytes:
        """A PNG of the whole sheet, `width` device pixels wide; of a pair the first (0) or second."""
        with self._turn():
            made = self._pages(briefing)[number if briefing.days else 0]
            return self._picture(made, width / briefing.sheet.size[0], "PNG")

    def deck(
        self, briefings: Sequence[Briefing], form: Deck = "pptx", told: Callable[[int], object] = lambda _number: None
    ) -> bytes:
        """One PPTX with a slide, or one PDF with a page, for each sheet of these. WorldError where there is none.

        `told` hears the number of each before it is set, from 0; what it raises ends the work.
        """
        if not briefings:
            raise WorldError("There is no view to make slides or pages of.")
        sheets: list[tuple[Briefing, MadeSheet]] = []
        with self._turn():
            for number, briefing in enumerate(briefings):
                told(number)
                sheets += [(briefing, made) for made in self._pages(briefing)]
            return self._together(sheets, form)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One sheet at a time: the event loop turns while it is drawn, and may bring a second call."""
        if self._busy:
            raise WorldError("Another picture is being drawn; try again in a moment.")
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    def _pages(self, briefing: Briefing) -> "list[MadeSheet]":
        """Set the sheet, or both of a pair: all but pixels."""
        checked_briefing(briefing)
        if briefing.days is None:
            return self._set_for_readers(briefing)
        key = self.workspace.session.store.revision(), briefing
        if self._pair is None or self._pair[0] != key:  # kept, for a preview that turns the page
            self._pair = key, self._set_for_readers(briefing)
        return self._pair[1]

    def _set_for_readers(self, briefing: Briefing) -> "list[MadeSheet]":
        rules = rules_from_json(briefing.release)
        if rules is None:
            return self._setting.sheets(briefing, None)
        from libyamap.bootstrap.released import released_briefing

        inner = self._released_setting(briefing, rules)
        return inner.sheets(released_briefing(briefing, rules, self.workspace.areas), rules)

    def _released_setting(self, briefing: Briefing, rules: ReleaseRules) -> SheetSetting:
        """Of the project as it may leave the house; kept as long as it is asked for the same."""
        from libyamap.bootstrap.released import ReleasedCopy, key_of

        selection = Selection(filter=briefing.filter)
        if self._released is None or self._released[0].of != key_of(self.workspace, rules, selection):
            self._forget_released()
            copy = ReleasedCopy(self.workspace, rules, selection)
            self._released = copy, SheetSetting(PrintingPage(copy.workspace))
        return self._released[1]

    def _forget_released(self) -> None:
        if self._released is not None:
            copy, setting = self._released
            setting.page.close()
            copy.close()
        self._released = None

    def _written(self, made: "Sequence[MadeSheet]", briefing: Briefing, form: Format) -> tuple[bytes, ...]:
        if form == "svg":
            return tuple(sheet.document(fonts=True).encode() for sheet in made)
        if form in {"png", "jpg"}:
            return tuple(self._picture(sheet, briefing.sheet.scale, form.upper()) for sheet in made)
        if form == "html":
            from libyamap.briefing.two_sheets import page_of_two

            return (page_of_two(made),)
        return (self._together([(briefing, sheet) for sheet in made], "pdf" if form == "pdf" else "pptx"),)

    def _page_alone(self, briefing: Briefing) -> bytes:
        from libyamap.bootstrap.standalone import standalone_page

        return standalone_page(self.workspace, briefing)

    def _together(self, sheets: "Sequence[tuple[Briefing, MadeSheet]]", form: Deck) -> bytes:
        if form == "pptx":
            return self._slides(sheets)
        from libyamap.briefing.pdf import finished, joined

        page = self._page.opened()
        pages = [finished(page.pdf(made.document(fonts=False), made.size), made.title) for _, made in sheets]
        return pages[0] if len(pages) == 1 else joined(pages)

    def _slides(self, sheets: "Sequence[tuple[Briefing, MadeSheet]]") -> bytes:
        from libyamap.briefing.pptx import Page, slides

        pages = [
            Page(
                made,
                self._picture(made, briefing.sheet.scale, "PNG"),
                "\n".join((*made.changed, briefing.notes)).strip(),
            )
            for briefing, made in sheets
        ]
        return slides(pages, sheets[0][1].title)

    def _picture(self, made: "MadeSheet", scale: float, form: str) -> bytes:
        return self._page.opened().picture(made.document(fonts=False), made.size, scale, form)

    def abort(self) -> None:
        """Give up what is being drawn: whoever waits for it gets a WorldError. Then only `close` is left to do."""
        if self._released is not None:
            self._released[1].page.abort()
        self._page.abort()

    def close(self) -> None:
        """Take the pages down; harmless when called twice."""
        self._forget_released()
        self._page.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
