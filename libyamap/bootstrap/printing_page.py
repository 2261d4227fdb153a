"""The page that draws a project's sheets and their maps, and what it looks at: apart from the window's own view."""

from typing import TYPE_CHECKING

from libyamap.app.view_state import Viewing, ViewState, opening_state

if TYPE_CHECKING:
    from libyamap.bootstrap.workspace import Workspace
    from libyamap.render.sheet_page import SheetPage
    from libyamap.web.resources import Resources


class PrintingPage:
    """One page of one workspace, made when it is first needed. Close it before the workspace."""

    def __init__(self, workspace: "Workspace") -> None:
        self.workspace = workspace
        self._viewing = Viewing(opening_state(workspace.project, workspace.session.store, workspace.areas))
        self.resources = workspace.resources_for(self._viewing)
        self._page: SheetPage | None = None

    def looking_at(self, state: ViewState) -> "Resources":
        """What answers the page, as this state has it."""
        self._viewing.change("briefing", **{name: getattr(state, name) for name in state.__struct_fields__})
        return self.resources

    def opened(self) -> "SheetPage":
        """The page itself."""
        from libyamap.render.sheet_page import SheetPage

        if self._page is None:
            self._page = SheetPage(self.resources)
        return self._page

    def abort(self) -> None:
        """Give up what is being drawn: whoever waits for it gets a WorldError. Then only `close` is left to do."""
        if self._page is not None:
            self._page.abort()

    def close(self) -> None:
        """Take it down; harmless when called twice."""
        if self._page is not None:
            self._page.close()
        self._page = None
