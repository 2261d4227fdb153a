"""One use of a tool: what the page is told, what the status bar says, and what becomes of what the hand does."""

from collections.abc import Callable
from dataclasses import dataclass

from libyamap.domain.geometry import Geometry, Position
from libyamap.web.protocol import UseEditor


def _nothing(*_said: object) -> None:
    """Where a tool cannot say such a thing."""


@dataclass(frozen=True)
class Use:
    """`busy` is a sentence without its end; `mends`: an area that is not valid is shown again, to be repaired."""

    tool: UseEditor
    busy: str
    pointed: Callable[[Position], object] = _nothing
    drawn: Callable[[Geometry], object] = _nothing
    chose: Callable[[tuple[str, ...], str], object] = _nothing
    done: Callable[[], object] = _nothing
    mends: bool = False
