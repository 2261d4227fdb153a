"""The safe release of a sheet: how coarse its places become, and which words stay behind."""

from typing import Final

import msgspec
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from libyamap.app.release.rules import Coarseness, ReleaseRules, rules_from_json
from libyamap.ui.briefing.board import Board
from libyamap.ui.briefing.form_parts import Group, tick
from libyamap.ui.filter.fields import Choice

PLACES: Final[tuple[tuple[str, Coarseness | None], ...]] = (
    ("Off: everything as it is", None),
    ("Places as they are", "exact"),
    ("Places on a grid of 25 km", "grid"),
    ("Places by province", "province"),
    ("Places by country", "country"),
)
KEPT: Final = (
    ("titles", "Titles", "Without them, the type stands in their place"),
    ("layer_titles", "Titles of layers", "In your words, whatever they tell; without them, a layer has a number"),
    ("descriptions", "Descriptions", "What happened, in words"),
    ("sources", "Sources", "Who says so, and what"),
    ("authors", "Authors", "Names of the people who wrote the sources"),
)


class ReleasePart(QWidget):
    """For readers who must not learn everything; off at first."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self.places = Choice("Safe release", PLACES, lambda _value: self._changed())
        self.kept = {name: tick(words, tip, lambda _checked: self._changed()) for name, words, tip in KEPT}
        self._ticks = QWidget()
        grid = QGridLayout(self._ticks)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for place, box in enumerate(self.kept.values()):
            grid.addWidget(box, place // 2, place % 2)
        group = Group("Safe release")
        group.addWidget(self.places)
        group.addWidget(self._ticks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(group)

    def fill(self) -> None:
        """Show what the board holds."""
        rules = rules_from_json(self._board.base.release)
        self.places.show_value(rules.places if rules else None)
        for name, box in self.kept.items():
            box.setChecked(getattr(rules or ReleaseRules(), name))
        self._ticks.setVisible(rules is not None)

    def _changed(self) -> None:
        places = PLACES[self.places.currentIndex()][1]
        before = rules_from_json(self._board.base.release) or ReleaseRules()
        if places is None:
            self._board.change(release="")
        else:
            kept: dict[str, object] = {name: box.isChecked() for name, box in self.kept.items()}
            rules = msgspec.structs.replace(before, places=places, **kept)
            self._board.change(release=msgspec.json.encode(rules).decode())
        self.fill()
