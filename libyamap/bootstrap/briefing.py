"""Briefings made: the map, the sheet around it and the writers of all formats plugged together.

press = Press(workspace)                      # keeps its pages warm, for a preview that follows each keystroke
press.render(briefing, "pdf") -> bytes        # png, jpg, svg, pdf, pptx or html
press.preview(briefing, width=900) -> bytes   # a PNG of the whole sheet, so many pixels wide
press.formats(briefing, ("png", "pdf"))       # several of one sheet, set once
press.files(pair, ("png", "pdf"))             # {"png": (before, after), "pdf": (both,)}: see below
press.deck([briefing, …], "pptx") -> bytes    # one file, a slide or (“pdf”) a page each
press.close()

render(workspace, briefing, "png") and render_deck(workspace, briefings) do it once.

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

import msgspec

from libyamap.app.briefing.briefing import Briefing, Format, checked_briefing, file_count, state_of
from libyamap.app.briefing.days import Days
from libyamap.app.briefing.pair import half_of, half_words, known_words
from libyamap.app.release.rules import ReleaseRules, rules_from_json
from libyamap.app.view_state import Viewing, ViewState, opening_state
from libyamap.app.viewport import Selection
from libyamap.domain.model import Layer
from libyamap.errors import InvalidValue, WorldError

if TYPE_CHECKING:
    from libyamap.bootstrap.pair import GroundChanged
    from libyamap.bootstrap.released import ReleasedCopy
    from libyamap.bootstrap.workspace import Workspace
    from libyamap.briefing.head import Facts
    from libyamap.briefing.sheet import MadeSheet, Wanted
    from libyamap.render.sheet_page import SheetPage
    from libyamap.web.resources import Resources


Deck = Literal["pptx", "pdf"]
"""The formats of which one file holds several sheets."""


class Press:
    """Makes briefings of one workspace. Close it before the workspace."""

    def __init__(self, workspace: "Workspace") -> None:
        self.workspace = workspace
        self._viewing = Viewing(opening_state(workspace.project, workspace.session.store.all(Layer)))
        self._resources = workspace.resources_for(self._viewing)
        self._page: SheetPage | None = None
        self._busy = False
        self._copy: ReleasedCopy | None = None
        self._inner: Press | None = None
        self._pair: tuple[object, list[MadeSheet]] | None = None
        self._changed: tuple[object, GroundChanged] | None = None

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
            made = self.pages(briefing) if wanted else []
            return pages | {form: self._written(made, briefing, form) for form in wanted}

    def preview(self, briefing: Briefing, width: int, number: int = 0) -> bytes:
        """A PNG of the whole sheet, `width` device pixels wide; of a pair the first (0) or second."""
        with self._turn():
            made = self.pages(briefing)[number if briefing.days else 0]
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
                sheets += [(briefing, made) for made in self.pages(briefing)]
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

    def pages(self, briefing: Briefing) -> "list[MadeSheet]":
        """Set the sheet, or both of a pair: all but pixels."""
        checked_briefing(briefing)
        if briefing.days is None:
            return self._set_for_readers(briefing)
        key = self.workspace.session.store.revision(), briefing
        if self._pair is None or self._pair[0] != key:  # kept, for a preview that turns the page
            self._pair = key, self._set_for_readers(briefing)
        return self._pair[1]

    def looking_at(self, state: ViewState) -> "Resources":
        """What answers the page, as this state has it."""
        self._viewing.change("briefing", **{name: getattr(state, name) for name in state.__struct_fields__})
        return self._resources

    def _set_for_readers(self, briefing: Briefing) -> "list[MadeSheet]":
        rules = rules_from_json(briefing.release)
        if rules is None:
            return self.set_sheets(briefing, None)
        from libyamap.bootstrap.released import released_briefing

        inner = self._released(briefing, rules)
        return inner.set_sheets(released_briefing(briefing, rules, self.workspace.areas), rules)

    def set_sheets(self, briefing: Briefing, rules: ReleaseRules | None) -> "list[MadeSheet]":
        """Set what `pages` does, of this project as it is; `rules`: those of the release that it was made by."""
        from libyamap.bootstrap.sheet_data import SheetData
        from libyamap.briefing.sheet import Wanted, make_sheets

        workspace = self.workspace
        workspace.index.wait()
        if workspace.index.progress().problem:
            raise WorldError(workspace.index.progress().problem)
        self._resources.take_in(workspace.session.store)
        if briefing.days is not None:
            return make_sheets(self._wanted_pair(briefing, briefing.days, rules))
        state = self._state_of(briefing)
        return make_sheets([Wanted(briefing, state.bounds, self._facts(briefing), SheetData(self, state))])

    def _wanted_pair(self, briefing: Briefing, days: Days, rules: ReleaseRules | None) -> "list[Wanted]":
        from libyamap.bootstrap.sheet_data import SheetData
        from libyamap.briefing.sheet import Wanted

        halves = [half_of(briefing, days, number) for number in range(2)]
        states = [self._state_of(half) for half in halves]
        changed = self._ground_changed(states[1], days, rules)
        known = self._as_of(briefing)
        wanted = []
        for number, (half, state) in enumerate(zip(halves, states, strict=True)):
            facts = self._facts(half)
            notes = (
                *facts.notes,
                *filter(None, [known_words(known, days[number])]),
                *(changed.notes if number else ()),
            )
            facts = facts._replace(half=half_words(number), notes=notes)
            data = SheetData(self, state, states, changed.marks if number else ())
            wanted.append(Wanted(half, state.bounds, facts, data, changed.beside if number else None))
        return wanted

    def _ground_changed(self, state: ViewState, days: Days, rules: ReleaseRules | None) -> "GroundChanged":
        """Worked out anew where zones, what of them is shown, or the days are others: not for each letter typed."""
        from libyamap.bootstrap.pair import ground_changed

        selection = msgspec.structs.replace(state.selection, window=None)
        key = self.workspace.session.store.revision(), selection, state.theme, days, rules
        if self._changed is None or self._changed[0] != key:
            self._changed = key, ground_changed(self.workspace, state, days, rules)
        return self._changed[1]

    def _state_of(self, briefing: Briefing) -> ViewState:
        workspace = self.workspace
        return state_of(briefing, opening_state(workspace.project, workspace.session.store.all(Layer)))

    def _released(self, briefing: Briefing, rules: ReleaseRules) -> "Press":
        """A press on the project as it may leave the house; kept as long as it is asked for the same."""
        from libyamap.bootstrap.released import ReleasedCopy, key_of

        selection = Selection(filter=briefing.filter)
        if self._copy is None or self._copy.of != key_of(self.workspace, rules, selection):
            self._forget_copy()
            self._copy = ReleasedCopy(self.workspace, rules, selection)
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

        title, as_of = briefing.title or self.workspace.project.title, self._as_of(briefing)
        return Facts(title, f"As of {as_of}" if as_of else "", self._resources.credits, self._narrowings(briefing))

    def _as_of(self, briefing: Briefing) -> str:
        from libyamap.web.wording import in_words_or_nothing

        return in_words_or_nothing(briefing.as_of or self.workspace.project.as_of)

    def _narrowings(self, briefing: Briefing) -> tuple[str, ...]:
        """What a reader must know of what is not shown."""
        from libyamap.app.filter_words import conditions_of
        from libyamap.app.passing import names_in
        from libyamap.web.wording import in_words_or_nothing

        window = in_words_or_nothing(briefing.window)
        notes = [f"Shown is only what can lie in {window}"] if window else []
        if briefing.filter:
            names = names_in(self.workspace.session.store, self.workspace.areas)
            words = "; ".join(condition.words for condition in conditions_of(briefing.filter, names))
            notes.append(f"Shown is only what passes the filter: {words}")
        return tuple(notes)

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

        pages = [finished(self.paged().pdf(made.document(fonts=False), made.size), made.title) for _, made in sheets]
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
        return self.paged().picture(made.document(fonts=False), made.size, scale, form)

    def paged(self) -> "SheetPage":
        """The page that draws, made when it is first needed."""
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
