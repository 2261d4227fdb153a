"""Shows a project as it was known at an earlier moment, and then as it is again.

The past is a copy of the file with the history rolled back, opened to be read only: whatever shows the project shows
it without knowing. It lies in a folder of its own, which goes away with it.
"""

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

from libyamap.app.past import revision_at
from libyamap.app.ports import ProjectStore
from libyamap.app.session import Session
from libyamap.domain.time import day_in_words
from libyamap.errors import WorldError


class AsKnown:
    """Puts the past in the place of the session's store, and takes it away."""

    def __init__(self, session: Session, opened: Callable[[Path], ProjectStore]) -> None:
        """`opened` opens a file to be read only."""
        self._session = session
        self._opened = opened
        self._present = session.store
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._left: list[Callable[[], None]] = []
        self.moment: dt.datetime | None = None

    @property
    def present(self) -> ProjectStore:
        """The project as it is, whatever is shown."""
        return self._present

    def show(self, moment: dt.datetime | None) -> ProjectStore:
        """Show what was known at `moment` (UTC unless it says otherwise); None: as it is. Gives what is shown now.

        Call `tidy` when that is taken in. WorldError if the project did not exist then; what was shown stays.
        """
        if moment is None:
            self._put(self._present, None, None)
            return self._present
        number = revision_at(self._present, moment)
        if not number:
            began = next((each.at for each in self._present.revisions()), None)
            since = f"; its history begins on {day_in_words(began.date())}" if began else ""
            raise WorldError(f"Nothing was known in this project on {day_in_words(moment.date())}{since}.")
        folder = tempfile.TemporaryDirectory(prefix="libyamap-past-", ignore_cleanup_errors=True)
        try:
            path = Path(folder.name) / self._present.path.name
            self._present.copy_to(path, number)
            past = self._opened(path)
        except BaseException:
            folder.cleanup()
            raise
        self._put(past, folder, moment)
        return past

    def tidy(self) -> None:
        """Delete what was shown before; once nobody reads it any longer."""
        left, self._left = self._left, []
        for end in left:
            end()

    def close(self) -> None:
        """Leave the past, if it is shown; the present stays open."""
        self._put(self._present, None, None)
        self.tidy()

    def _put(
        self, store: ProjectStore, folder: "tempfile.TemporaryDirectory[str] | None", moment: dt.datetime | None
    ) -> None:
        before, old_folder = self._session.store, self._folder
        self._session.store, self._folder, self.moment = store, folder, moment
        self._session.refuse(
            f"The map shows what was known on {day_in_words(moment.date())}; go back to today to change anything."
            if moment
            else ""
        )
        if before is not self._present:
            self._left.append(before.close)
        if old_folder is not None:
            self._left.append(old_folder.cleanup)
