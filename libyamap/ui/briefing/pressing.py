"""One press for the window: sheets are drawn one after another while the window goes on; the preview comes last.

Drawing belongs to the GUI thread and turns the event loop while the page works, so what is asked meanwhile waits here.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Literal, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from libyamap.app.briefing.briefing import Briefing, Format
from libyamap.errors import WorldError
from libyamap.ui.desk import Desk

WAIT_MS = 300
"""After the last change, before the preview is drawn anew."""
BREATH_MS = 250
"""Before what can wait, so that the window is not held up by one picture after another."""


Deck = Literal["pptx", "pdf"]


class Presses(Protocol):
    """What draws: `bootstrap.briefing.Press`, or a fake of it in tests."""

    def files(self, briefing: Briefing, forms: Collection[Format]) -> dict[Format, tuple[bytes, ...]]: ...

    def preview(self, briefing: Briefing, width: int, number: int = 0) -> bytes: ...

    def deck(self, briefings: Sequence[Briefing], form: Deck, told: Callable[[int], object]) -> bytes: ...

    def abort(self) -> None: ...

    def close(self) -> None: ...


class Job(NamedTuple):
    """Work with the press, and who is told of it."""

    work: Callable[[Presses], Any]
    done: Callable[[Any], object]
    failed: Callable[[WorldError], object]


class Pressing(QObject):
    """`previewed` carries PNG bytes, `refused` why there is none; `busy_changed` tells whether something is drawn."""

    previewed = Signal(object)
    refused = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.make_press: Callable[[], Presses] = lambda: _press_of(desk)
        self._press: Presses | None = None
        self._jobs: list[Job] = []
        self._wanted: Callable[[], tuple[Briefing, int, int]] | None = None
        self._running = False
        self._stopped = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._turn)
        self._spare: list[Callable[[], Job | None]] = []
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(BREATH_MS)
        self._breath.timeout.connect(self._turn_spare)

    @property
    def busy(self) -> bool:
        """Whether something is being drawn or waits for it."""
        return self._running or bool(self._jobs)

    def do(
        self,
        work: Callable[[Presses], Any],
        done: Callable[[Any], object],
        failed: Callable[[WorldError], object],
    ) -> None:
        """Work with the press as soon as it is free; `done(result)` or `failed(error)` is called after."""
        self._jobs.append(Job(work, done, failed))
        QTimer.singleShot(0, self, self._turn)

    def preview(self, wanted: Callable[[], tuple[Briefing, int, int]], *, at_once: bool = False) -> None:
        """Draw what `wanted` gives then, once nothing has changed for a moment, or `at_once`.

        That is a briefing, its picture's width in pixels, and of a pair the number of the sheet.
        """
        self._wanted = wanted
        self._wait.start(0 if at_once else WAIT_MS)

    def spare(self, next_one: Callable[[], Job | None]) -> None:
        """Work that can wait: asked for one job after another, in pauses of all other work, until it gives None."""
        if next_one not in self._spare:
            self._spare.append(next_one)
        self._breath.start()

    def forget_preview(self) -> None:
        """Nobody looks at it any more."""
        self._wanted = None
        self._wait.stop()

    def stop(self) -> None:
        """The project closes: what is being drawn is given up, and the pages go."""
        self._stopped = True
        self._jobs.clear()
        self._spare.clear()
        self._breath.stop()
        self.forget_preview()
        if self._running and self._press is not None:
            self._press.abort()  # the press goes once the drawing has come back from the event loop that it turns
        else:
            self._close()

    def _turn(self) -> None:
        if self._running or self._stopped:
            return
        if self._jobs:
            self._run(self._jobs.pop(0))
        elif self._wanted is not None and not self._wait.isActive():
            (briefing, width, number), self._wanted = self._wanted(), None
            self._run(Job(lambda press: press.preview(briefing, width, number), self.previewed.emit, self.refused.emit))

    def _turn_spare(self) -> None:
        """Nobody waits for it: it is not told that something is drawn."""
        if self._stopped or not self._spare:
            return
        if self._running or self._jobs or self._wanted is not None:
            self._breath.start()
            return
        while self._spare:
            job = self._spare[0]()
            if job is not None:
                self._run(job, told=False)
                return
            self._spare.pop(0)

    def _run(self, job: Job, *, told: bool = True) -> None:
        self._running = True
        if told:
            self.busy_changed.emit(True)
        try:
            result, error = self._worked(job)
        finally:
            self._running = False
        if self._stopped:
            self._close()
            return
        if error is None:
            job.done(result)
        else:
            job.failed(error)
        if told:
            self.busy_changed.emit(self.busy)
        if self._spare:
            self._breath.start()
        QTimer.singleShot(0, self, self._turn)

    def _worked(self, job: Job) -> tuple[Any, WorldError | None]:
        try:
            if self._press is None:
                self._press = self.make_press()
            return job.work(self._press), None
        except WorldError as error:
            return None, error

    def _close(self) -> None:
        if self._press is not None:
            self._press.close()
            self._press = None


def _press_of(desk: Desk) -> Presses:
    from libyamap.bootstrap import Workspace
    from libyamap.bootstrap.briefing import Press

    workspace: object = desk.workspace
    if not isinstance(workspace, Workspace):
        raise WorldError("Sheets can be made of a project that is open from its file.")
    return Press(workspace)
