"""One use of a tool: what the page is told, what the status bar says, and what becomes of what the hand does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from libyamap.domain.geometry import Geometry, Position
from libyamap.web.protocol import UseEditor


def _nothing(*_said: object) -> None:
    """Where a tool cannot say such a thing."""


class Figure(NamedTuple):
    """What is drawn (`reshape`, `split`, `cut`), and the id of the feature that it is drawn for."""

    name: str
    feature: str


@dataclass(frozen=True)
class Use:
    """`busy` is a sentence without its end; `mends`: an area that is not valid is shown again, to be repaired.

    `figure` is what is drawn for an existing feature, with its id: nothing where it is drawn for a form.
    """

    tool: UseEditor
    busy: str
    pointed: Callable[[Position], object] = _nothing
    drawn: Callable[[Geometry], object] = _nothing
    chose: Callable[[tuple[str, ...], str], object] = _nothing
    done: Callable[[], object] = _nothing
    mends: bool = False
    figure: Figure | None = None
