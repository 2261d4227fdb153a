"""Sheets set: which of a project's facts, frames and changes of ground stand on one sheet, or on both of a pair."""

from typing import TYPE_CHECKING

import msgspec

from libyamap.app.briefing.briefing import Briefing, state_of
from libyamap.app.briefing.days import Days
from libyamap.app.briefing.pair import half_of, half_words, known_words
from libyamap.app.release.rules import ReleaseRules
from libyamap.app.view_state import ViewState, opening_state
from libyamap.bootstrap.printing_page import PrintingPage
from libyamap.bootstrap.sheet_data import SheetData
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.bootstrap.pair import GroundChanged
    from libyamap.briefing.head import Facts
    from libyamap.briefing.made_sheet import MadeSheet
    from libyamap.briefing.sheet import Wanted


class SheetSetting:
    """Sets sheets of the project that a page looks at, as it is."""

    def __init__(self, page: PrintingPage) -> None:
        self.page = page
        self._workspace = page.workspace
        self._changed: tuple[object, GroundChanged] | None = None

    def sheets(self, briefing: Briefing, rules: ReleaseRules | None) -> "list[MadeSheet]":
        """One sheet, or both of a pair: all but pixels. `rules`: those of the release that the project was made by."""
        from libyamap.briefing.sheet import Wanted, make_sheets

        workspace = self._workspace
        workspace.index.wait()
        if workspace.index.progress().problem:
            raise WorldError(workspace.index.progress().problem)
        self.page.resources.take_in(workspace.session.store)
        if briefing.days is not None:
            return make_sheets(self._wanted_pair(briefing, briefing.days, rules))
        state = self._state_of(briefing)
        return make_sheets([Wanted(briefing, state.bounds, self._facts(briefing), SheetData(self.page, state))])

    def _wanted_pair(self, briefing: Briefing, days: Days, rules: ReleaseRules | None) -> "list[Wanted]":
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
            data = SheetData(self.page, state, states, changed.marks if number else ())
            wanted.append(Wanted(half, state.bounds, facts, data, changed.beside if number else None))
        return wanted

    def _ground_changed(self, state: ViewState, days: Days, rules: ReleaseRules | None) -> "GroundChanged":
        """Worked out anew where zones, what of them is shown, or the days are others: not for each letter typed."""
        from libyamap.bootstrap.pair import ground_changed

        selection = msgspec.structs.replace(state.selection, window=None)
        key = self._workspace.session.store.revision(), selection, state.theme, days, rules
        if self._changed is None or self._changed[0] != key:
            self._changed = key, ground_changed(self._workspace, state, days, rules)
        return self._changed[1]

    def _state_of(self, briefing: Briefing) -> ViewState:
        workspace = self._workspace
        return state_of(briefing, opening_state(workspace.project, workspace.session.store, workspace.areas))

    def _facts(self, briefing: Briefing) -> "Facts":
        from libyamap.briefing.head import Facts

        title, as_of = briefing.title or self._workspace.project.title, self._as_of(briefing)
        return Facts(title, f"As of {as_of}" if as_of else "", self.page.resources.credits, self._narrowings(briefing))

    def _as_of(self, briefing: Briefing) -> str:
        from libyamap.web.wording import in_words_or_nothing

        return in_words_or_nothing(briefing.as_of or self._workspace.project.as_of)

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
