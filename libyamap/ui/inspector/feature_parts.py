"""The parts of one feature in the inspector, each in a place that its editor can take."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from libyamap.app.whereabouts import drawing_of
from libyamap.domain.fields import words_for
from libyamap.domain.model import Feature
from libyamap.domain.precision import Drawing
from libyamap.ui.desk import Desk
from libyamap.ui.icons import icon
from libyamap.ui.inspector.claim_parts import ClaimParts, add_button
from libyamap.ui.inspector.header import actors, certainty, header
from libyamap.ui.inspector.part_editor import PartEditor
from libyamap.ui.inspector.part_names import CLAIM, TOP
from libyamap.ui.inspector.place import place
from libyamap.ui.inspector.section import FieldLine, Section, Work
from libyamap.ui.inspector.time import time
from libyamap.ui.text import plain_tip

if TYPE_CHECKING:
    from libyamap.ui.edit.map.tools import MapTools


class FeatureParts(QObject):
    """Builds the parts; `editing` changes them."""

    def __init__(self, desk: Desk, view: QScrollArea) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._actions: tuple[QAction, ...] = ()
        self._slots: dict[str, QWidget] = {}
        self._feature = ""
        self.editing = PartEditor(desk, view, self._place_of)
        self._claims = ClaimParts(desk, view, self.editing.change_claim)

    def edit_with(self, tools: "MapTools", actions: Sequence[QAction]) -> None:
        """Everything can be changed from now on, unless the project is read only."""
        self.editing.edit_with(tools)
        self._actions = tuple(actions)

    # ---- what is shown

    def of(self, feature: Feature) -> list[QWidget]:
        """All parts of a feature."""
        contents = self._desk.contents
        self._slots = {}
        self._feature = feature.id
        parts = [self._slot(TOP, self._tool_row(feature)), self._slot("what", header(feature, self._edit))]
        if feature.actors or self.editing.can_change:
            parts.append(self._slot("who", actors(feature, contents, self._edit)))
        parts += [
            self._slot("when", time(feature, self._edit)),
            self._slot("where", place(feature, self._desk.areas, contents.named_areas, self._edit)),
            self._slot("sure", certainty(feature, self._edit)),
            self._claims.section(feature, can_change=self.editing.can_change),
        ]
        if self.editing.can_change:
            parts.append(self._slot(CLAIM, add_button(partial(self.editing.change, CLAIM, feature))))
        if feature.tags or feature.attributes or self.editing.can_change:
            parts.append(self._slot("other", self._other(feature)))
        # The name first: it says what all of this is about.
        parts[0], parts[1] = parts[1], parts[0]
        return parts

    def _tool_row(self, feature: Feature) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        if drawing_of(feature) is not Drawing.NOWHERE:
            show = QPushButton(icon("focus"), "Show on the map")
            show.setMinimumHeight(28)
            show.clicked.connect(lambda _checked=False: self._desk.show([feature]))
            across.addWidget(show, 1)
        else:
            across.addStretch(1)
        if self._actions:
            more = QToolButton()
            more.setText("More")
            more.setToolTip(plain_tip("Duplicate, delete, history"))
            more.setMinimumHeight(28)
            more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu = QMenu(more)
            menu.addActions(list(self._actions))
            more.setMenu(menu)
            across.addWidget(more)
        return row

    def _other(self, feature: Feature) -> Section:
        section = Section(words_for("attributes").label, edit=self._edit("other"))
        layer = self._desk.contents.layers.get(feature.layer)
        section.line(f"Layer: {layer.title}" if layer else "", field="layer", edit=self._edit("layer"))
        if feature.tags:
            section.line(f"Tags: {', '.join(feature.tags)}", field="tags", edit=self._edit("tags"))
        for name, value in feature.attributes.items():
            section.line(f"{name}: {'' if value is None else value}")
        return section

    # ---- small parts

    def _edit(self, part: str) -> Work | None:
        return partial(self._edit_part, part) if self.editing.can_change else None

    def _edit_part(self, part: str) -> None:
        feature = self._desk.contents.feature(self._feature)
        if feature is not None:
            self.editing.change(part, feature)

    def _place_of(self, part: str) -> QWidget | None:
        """What shows a part, or a field."""
        return self._slots.get(part) or self._view.findChild(FieldLine, f"field-{part}")

    def _slot(self, name: str, shown: QWidget) -> QWidget:
        """A place in the column that an editor can take."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(shown)
        self._slots[name] = shown
        return holder
