"""Briefings made: the map, the sheet around it and the writers of all formats plugged together.

press = Press(workspace)                      # keeps its pages warm, for a preview that follows each keystroke
press.render(briefing, "pdf") -> bytes        # png, jpg, svg, pdf, pptx or html
press.preview(briefing, width=900) -> bytes   # a PNG of the whole sheet, so many pixels wide
press.deck([briefing, …]) -> bytes            # one PPTX, a slide each
press.close()

render(workspace, briefing, "png") and render_deck(workspace, briefings) do it once.
All need a QApplication (`render.application.application`), belong to its thread and turn the event loop while they
draw: a second call before the first has returned is refused with a WorldError. The workspace's own view state stays
as it is. The same project and briefing give the same bytes.
"""

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from libyamap.app.briefing.briefing import Briefing, Format, checked_briefing, state_of
from libyamap.app.view_state import Viewing, opening_state
from libyamap.domain.model import Layer
from libyamap.errors import WorldError

if TYPE_CHECKING:
    from libyamap.bootstrap.workspace import Workspace


class Press:
    """Makes briefings of one workspace. Close it before the workspace."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._busy = False

    def render(self, briefing: Briefing, form: Format) -> bytes:
        """The finished file's bytes. WorldError (InvalidValue) where the briefing makes no sense or cannot be drawn."""
        return self._draw(checked_briefing(briefing), form, briefing.sheet.scale)

    def preview(self, briefing: Briefing, width: int) -> bytes:
        """A PNG of the whole sheet, `width` device pixels wide."""
        return self._draw(checked_briefing(briefing), "png", width / briefing.sheet.size[0])

    def deck(self, briefings: Sequence[Briefing]) -> bytes:
        """A PPTX with one slide for each briefing. WorldError where there is none."""
        if not briefings:
            raise WorldError("There is no view to make slides of.")
        raise WorldError("Slides cannot be written yet.")

    def _draw(self, briefing: Briefing, form: Format, scale: float) -> bytes:
        if self._busy:
            raise WorldError("Another picture is being drawn; try again in a moment.")
        self._busy = True
        try:
            return self._drawn(briefing, form, scale)
        finally:
            self._busy = False

    def _drawn(self, briefing: Briefing, form: Format, scale: float) -> bytes:
        from libyamap.render.image_file import encoded
        from libyamap.render.picture import picture
        from libyamap.render.printing import printed

        workspace = self._workspace
        store = workspace.session.store
        workspace.index.wait()
        opening = opening_state(workspace.project, store.all(Layer))
        viewing = Viewing(state_of(briefing, opening))
        resources = workspace.resources_for(viewing)
        resources.title, resources.marking = briefing.title, briefing.marking_top
        if form == "pdf":
            return printed(resources, viewing, briefing.sheet.size)
        if form in {"png", "jpg"}:
            return encoded(picture(resources, viewing, size=briefing.sheet.size, scale=scale), form.upper())
        raise WorldError(f"A briefing cannot be written as {form.upper()} yet.")

    def close(self) -> None:
        """Take the pages down; harmless when called twice."""

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


def render_deck(workspace: "Workspace", briefings: Sequence[Briefing]) -> bytes:
    """One PPTX of several briefings, as `Press.deck`."""
    with Press(workspace) as press:
        return press.deck(briefings)
