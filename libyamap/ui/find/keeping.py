"""Makes bookmarks of what was found and of what the map shows, and says what became of it."""

from collections.abc import Callable

from libyamap.app.bookmarks import Bookmark
from libyamap.ui.find.answers import Answer
from libyamap.ui.find.bookmarks_panel import BookmarksPanel
from libyamap.ui.find.guide import Guide


class Keeping:
    """`say` shows a sentence in the status bar."""

    def __init__(self, guide: Guide, panel: BookmarksPanel, say: Callable[[str], None]) -> None:
        self._guide = guide
        self._panel = panel
        self._say = say

    def keep_answer(self, answer: Answer) -> None:
        """A row of the Find box."""
        mark = self._guide.bookmark_of(answer)
        if mark is None:
            self._say(f"“{answer.name}” has no place on the map, so it cannot be a bookmark.")
        else:
            self._keep(mark)

    def keep_view(self) -> None:
        """What the map shows, ready to be named."""
        mark = self._guide.bookmark_of_view(f"View {len(self._panel.bookmarks) + 1}")
        if mark is not None:
            self._keep(mark)
            self._panel.rename_newest()

    def _keep(self, mark: Bookmark) -> None:
        kept = self._panel.keep(mark)
        self._say(f"Kept the bookmark “{mark.name}”" if kept else "The bookmark is kept only until the program ends.")
