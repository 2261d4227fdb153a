"""What a table says of its axes and dates once its columns mean something else; a large one is read by a thread."""

from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal

from libyamap.app.importing.dates import Order
from libyamap.app.importing.looking import look_again
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.world import World
from libyamap.errors import WorldError
from libyamap.ui import jobs
from libyamap.ui.exchange.import_part import Part

LARGE_BYTES = 2_000_000
"""Smaller files are read before a person has looked up."""


class LookingAgain(QObject):
    """`over` when an order has been found that was still looked for when `look` came back.

    `problem` says why the file cannot be read any more, such as one that has gone.
    """

    over = Signal()

    def __init__(self, world: World, parent: QObject) -> None:
        super().__init__(parent)
        self._world = world
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running = 0
        self._stopped = False
        self.problem = ""

    @property
    def goes_on(self) -> bool:
        """Whether an order is still being looked for."""
        return self._running > 0

    def look(self, part: Part) -> None:
        """Look again at the part with the mapping that it has now."""
        self.problem = ""
        try:
            rest = look_again(part.look, part.mapping, self._world, part.path.name)
            if part.path.stat().st_size < LARGE_BYTES:
                part.look.order = rest()
                return
        except WorldError as error:
            self.problem = str(error)
            return
        except OSError:  # it has gone: reading it says so better
            self.problem = f"“{part.path.name}” cannot be read any more; is it still there?"
            return
        self._running += 1
        jobs.start(rest, partial(self._found, part, part.mapping), self._failed, self, self._pool)

    def stop(self) -> None:
        """Nothing more is wanted; what is being read is still `busy` for a while."""
        self._stopped = True

    @property
    def busy(self) -> bool:
        """Whether the file is still being read."""
        return self._pool.activeThreadCount() > 0

    def _found(self, part: Part, mapping: Mapping, order: Order) -> None:
        if part.mapping == mapping:  # else another look has been asked for
            part.look.order = order
        self._end()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, WorldError):
            self.problem = str(error)
        self._end()
        if not isinstance(error, WorldError):
            raise error

    def _end(self) -> None:
        self._running -= 1
        if not self._running and not self._stopped:
            self.over.emit()
