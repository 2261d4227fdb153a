"""Briefings made: the map, the sheet around it and the writers of all formats plugged together.

press = Press(workspace)                      # keeps its pages warm, for a preview that follows each keystroke
press.render(briefing, "pdf") -> bytes        # png, jpg, svg, pdf, pptx or html
press.preview(briefing, width=900) -> bytes   # a PNG of the whole sheet, so many pixels wide
press.formats(briefing, ("png", "pdf"))       # several of one sheet, set once
press.deck([briefing, …], "pptx") -> bytes    # one file, a slide or (“pdf”) a page each
press.close()

render(workspace, briefing, "png") and render_deck(workspace, briefings) do it once.
All need a QApplication (`render.application.application`), belong to its thread and turn the event loop while they
draw: a second call before the first has returned is refused with a WorldError. The workspace's own view state stays
as it is. The same project and briefing give the same bytes.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from libyamap.app.briefing.briefing import Briefing, Format, checked_briefing, state_of
from libyamap.app.release.rules import ReleaseRules, rules_from_json
from libyamap.app.view_state import Viewing, opening_state
from libyamap.app.viewport import Selection
from libyamap.domain.model import Layer, Source
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.bootstrap.released import ReleasedCopy
    from libyamap.bootstrap.workspace import Workspace
    from libyamap.briefing.head import Facts
    from libyamap.briefing.projection import MapFrame
    from libyamap.briefing.sheet import MadeSheet
    from libyamap.briefing.sources import Sourcing
    from libyamap.render.sheet_page import SheetPage
    from libyamap.web.marks import LegendEntry
    from libyamap.web.protocol import MapPrinted, PrintMap
    from libyamap.web.resources import Worn


Deck = Literal["pptx", "pdf"]
"""The formats of which one file holds several sheets."""


class Press:
    """Makes briefings of one workspace. Close it before the workspace."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._viewing = Viewing(opening_state(workspace.project, workspace.session.store.all(Layer)))
        self._resources = workspace.resources_for(self._viewing)
        self._page: SheetPage | None = None
        self._busy = False
        self._copy: ReleasedCopy | None = None
        self._inner: Press | None = None

    def render(self, briefing: Briefing, form: Format) -> bytes:
        """The finished file's bytes. WorldError (InvalidValue) where the briefing makes no sense or cannot be drawn."""
        return self.formats(briefing, (form,))[form]

    def formats(self, briefing: Briefing, forms: Collection[Format]) -> dict[Format, bytes]:
        """Several formats of one sheet, which is set once."""
        with self._turn():
            pages = {form: self._page_alone(briefing) for form in forms if form == "html"}
            sheets = [form for form in forms if form not in pages]
            made = self.made(briefing) if sheets else None
            return pages | {form: self._written(made, briefing, form) for form in sheets if made}

    def preview(self, briefing: Briefing, width: int) -> bytes:
        """A PNG of the whole sheet, `width` device pixels wide."""
        with self._turn():
            return self._picture(self.made(briefing), width / briefing.sheet.size[0], "PNG")

    def deck(
        self, briefings: Sequence[Briefing], form: Deck = "pptx", told: Callable[[int], object] = lambda _number: None
    ) -> bytes:
        """One PPTX with a slide, or one PDF with a page, for each briefing. WorldError where there is none.

        `told` hears the number of each before it is set, from 0; what it raises ends the work.
        """
        if not briefings:
            raise WorldError("There is no view to make slides or pages of.")
        sheets = []
        with self._turn():
            for number, briefing in enumerate(briefings):
                told(number)
                sheets.append((briefing, self.made(briefing)))
            if form == "pptx":
                return self._slides(sheets)
            from libyamap.briefing.pdf import joined

            return joined([self._written(made, briefing, "pdf") for briefing, made in sheets])

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

    def made(self, briefing: Briefing) -> "MadeSheet":
        """Set the sheet: all but pixels."""
        from libyamap.briefing.sheet import make_sheet

        checked_briefing(briefing)
        rules = rules_from_json(briefing.release)
        if rules is not None:
            inner = self._released(briefing, rules)
            from libyamap.bootstrap.released import released_briefing

            return inner.made(released_briefing(briefing, rules, self._workspace.areas))
        workspace = self._workspace
        workspace.index.wait()
        if workspace.index.progress().problem:
            raise WorldError(workspace.index.progress().problem)
        store = workspace.session.store
        self._resources.take_in(store)
        state = state_of(briefing, opening_state(workspace.project, store.all(Layer)))
        self._viewing.change("briefing", **{name: getattr(state, name) for name in state.__struct_fields__})
        return make_sheet(briefing, state.bounds, self._facts(briefing), self)

    def _released(self, briefing: Briefing, rules: ReleaseRules) -> "Press":
        """A press on the project as it may leave the house; kept as long as it is asked for the same."""
        from libyamap.bootstrap.released import ReleasedCopy, key_of

        selection = Selection(filter=briefing.filter)
        if self._copy is None or self._copy.of != key_of(self._workspace, rules, selection):
            self._forget_copy()
            self._copy = ReleasedCopy(self._workspace, rules, selection)
            self._inner = Press(self._copy.workspace)
        if self._inner is None:
            raise RuntimeError("a released copy without its press")
        return self._inner

    def _forget_copy(self) -> None:
        if self._inner is not None:
            self._inner.close()
        if self._copy is not None:
            self._copy.close()
        self._inner, self._copy = None, None

    def _facts(self, briefing: Briefing) -> "Facts":
        from libyamap.briefing.head import Facts
        from libyamap.web.wording import in_words_or_nothing

        project = self._workspace.project
        as_of = in_words_or_nothing(briefing.as_of or project.as_of)
        notes = self._narrowings(briefing)
        return Facts(briefing.title or project.title, f"As of {as_of}" if as_of else "", self._resources.credits, notes)

    def _narrowings(self, briefing: Briefing) -> tuple[str, ...]:
        """What a reader must know of what is not shown."""
        from libyamap.app.filter_words import conditions_of
        from libyamap.app.passing import names_in
        from libyamap.web.wording import in_words_or_nothing

        window = in_words_or_nothing(briefing.window)
        notes = [f"Shown is only what can lie in {window}"] if window else []
        if briefing.filter:
            names = names_in(self._workspace.session.store, self._workspace.areas)
            words = "; ".join(condition.words for condition in conditions_of(briefing.filter, names))
            notes.append(f"Shown is only what passes the filter: {words}")
        return tuple(notes)

    def legend(self, frame: "MapFrame", drawn: Collection[str] | None) -> "tuple[LegendEntry, ...]":
        """See `briefing.sheet.MapData`."""
        return self._resources.legend(frame.bounds, frame.zoom, None if drawn is None else frozenset(drawn))

    def sourcing(self, frame: "MapFrame", drawn: Collection[str] | None) -> "Sourcing":
        """See `briefing.sheet.MapData`."""
        from libyamap.briefing.sources import sourcing

        claims = self._resources.claims_in(frame.bounds, frame.zoom)
        known = {source.id: source for source in self._workspace.session.store.all(Source)}
        shown = claims if drawn is None else [feature for feature in claims if feature in frozenset(drawn)]
        return sourcing(shown, claims, known)

    def worn(self, frame: "MapFrame") -> "Sequence[Worn]":
        """See `briefing.sheet.MapData`."""
        return self._resources.parties_in(frame.bounds, frame.zoom)

    def left_out(self, frame: "MapFrame") -> int:
        """See `briefing.sheet.MapData`."""
        return self._resources.left_out_in(frame.bounds, frame.zoom)

    def printed(self, order: "PrintMap") -> "MapPrinted":
        """See `briefing.sheet.MapData`."""
        return self._paged().map_of(self._viewing.state, order)

    def _written(self, made: "MadeSheet", briefing: Briefing, form: Format) -> bytes:
        if form == "svg":
            return made.document(fonts=True).encode()
        if form == "pdf":
            from libyamap.briefing.pdf import finished

            return finished(self._paged().pdf(made.document(fonts=False), made.size), made.title)
        if form in {"png", "jpg"}:
            return self._picture(made, briefing.sheet.scale, form.upper())
        if form == "pptx":
            return self._slides([(briefing, made)])
        raise WorldError(f"A sheet cannot be written as {form.upper()}.")

    def _page_alone(self, briefing: Briefing) -> bytes:
        from libyamap.bootstrap.standalone import standalone_page

        return standalone_page(self._workspace, briefing)

    def _slides(self, sheets: "Sequence[tuple[Briefing, MadeSheet]]") -> bytes:
        from libyamap.briefing.pptx import Page, slides

        pages = [
            Page(made, self._picture(made, briefing.sheet.scale, "PNG"), briefing.notes) for briefing, made in sheets
        ]
        return slides(pages, sheets[0][1].title)

    def _picture(self, made: "MadeSheet", scale: float, form: str) -> bytes:
        return self._paged().picture(made.document(fonts=False), made.size, scale, form)

    def _paged(self) -> "SheetPage":
        from libyamap.render.sheet_page import SheetPage

        if self._page is None:
            self._page = SheetPage(self._resources)
        return self._page

    def abort(self) -> None:
        """Give up what is being drawn: whoever waits for it gets a WorldError. Then only `close` is left to do."""
        if self._inner is not None:
            self._inner.abort()
        if self._page is not None:
            self._page.abort()

    def close(self) -> None:
        """Take the pages down; harmless when called twice."""
        self._forget_copy()
        if self._page is not None:
            self._page.close()
        self._page = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def render(workspace: "Workspace", briefing: Briefing, form: Format) -> bytes:
    """One briefing in one format, as `Press.render`."""
    with Press(workspace) as press:
        return press.render(briefing, form)


def render_deck(workspace: "Workspace", briefings: Sequence[Briefing], form: Deck = "pptx") -> bytes:
    """One file of several briefings, as `Press.deck`."""
    with Press(workspace) as press:
        return press.deck(briefings, form)
