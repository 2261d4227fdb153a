"""The parts of one feature in the inspector, and whichever of them is being changed where it stands."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from libyamap.app.whereabouts import drawing_of
from libyamap.domain.fields import words_for
from libyamap.domain.model import Claim, Feature
from libyamap.domain.precision import Drawing
from libyamap.ui.desk import Desk
from libyamap.ui.icons import icon
from libyamap.ui.inspector.claim_parts import ClaimParts, add_button
from libyamap.ui.inspector.header import actors, certainty, header
from libyamap.ui.inspector.place import place
from libyamap.ui.inspector.section import Section
from libyamap.ui.inspector.time import time
from libyamap.ui.text import plain_tip

if TYPE_CHECKING:
    from libyamap.ui.edit.form.map_asking import MapAsking
    from libyamap.ui.edit.map.tools import MapTools
    from libyamap.ui.inspector.inline import Inline

PARTS = ("what", "who", "when", "where", "sure", "other")


class FeatureParts(QObject):
    """Builds the parts. `settled` when nothing is being changed any more."""

    settled = Signal()

    def __init__(self, desk: Desk, view: QScrollArea) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._tools: MapTools | None = None
        self._map: MapAsking | None = None
        self._actions: tuple[QAction, ...] = ()
        self._slots: dict[str, QWidget] = {}
        self.editor: Inline | None = None
        self._feature = ""
        self._touched = False
        self._slot_changed = ""
        self._claims = ClaimParts(desk, view, self._change_claim)

    def edit_with(self, tools: "MapTools", actions: Sequence[QAction]) -> None:
        """Everything can be changed from now on, unless the project is read only."""
        self._tools = tools
        self._actions = tuple(actions)

    @property
    def _can_change(self) -> bool:
        return self._tools is not None and not self._desk.session.store.read_only

    # ---- what is shown

    def of(self, feature: Feature) -> list[QWidget]:
        """All parts of a feature."""
        contents = self._desk.contents
        self._slots = {}
        self._feature = feature.id
        parts = [self._slot("top", self._tool_row(feature)), self._slot("what", header(feature, self._edit("what")))]
        if feature.actors or self._can_change:
            parts.append(self._slot("who", actors(feature, contents, self._edit("who"))))
        parts += [
            self._slot("when", time(feature, self._edit("when"))),
            self._slot("where", place(feature, self._desk.areas, self._edit("where"))),
            self._slot("sure", certainty(feature, self._edit("sure"))),
            self._claims.section(feature, can_change=self._can_change),
        ]
        if self._can_change:
            parts.append(self._slot("claim", add_button(partial(self.change, "claim", feature))))
        if feature.tags or feature.attributes or self._can_change:
            parts.append(self._slot("other", self._other(feature)))
        # The name first: it says what all of this is about.
        parts[0], parts[1] = parts[1], parts[0]
        return parts

    def bulk(self, selected: Sequence[Feature]) -> QWidget:
        """What can be done with several at once."""
        from libyamap.ui.inspector.bulk import BulkChange

        return BulkChange(self._desk, selected)

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
        section.line(f"Layer: {layer.title}" if layer else "")
        if feature.tags:
            section.line(f"Tags: {', '.join(feature.tags)}")
        for name, value in feature.attributes.items():
            section.line(f"{name}: {'' if value is None else value}")
        return section

    # ---- changing

    def change(self, part: str, feature: Feature) -> None:
        """Begin to change a part; what was being changed before is saved, or left."""
        if not self._can_change:
            return
        if part == "claim":
            from libyamap.ui.inspector.claim_editor import claim_inline

            self.begin("claim", claim_inline(feature, None, self._desk))
            return
        from libyamap.ui.inspector.changing import Part, inline

        editor = inline(part, feature, self._desk)
        form = editor.form
        if isinstance(form, Part):
            self._asking().serve(place=form.place, area=form.area)
            if form.place is not None or form.area is not None:
                editor.changed.connect(lambda: self._preview(form))
        self.begin(part, editor)

    def begin(self, slot: str, editor: "Inline") -> None:
        """Put an editor in the place of a part."""
        self.leave()
        holder = self._slots.get(slot)
        layout = holder.layout() if holder else None
        if layout is None:
            return
        shown = layout.itemAt(0)
        if shown is not None and (widget := shown.widget()) is not None:
            widget.hide()
        layout.addWidget(editor)
        self.editor, self._touched, self._slot_changed = editor, False, slot
        editor.changed.connect(self._touch)
        editor.left.connect(self._left)
        editor.show()
        if editor.form.fields:
            editor.form.fields[0].take_keyboard()
        self._view.ensureWidgetVisible(editor, 0, 12)

    def keeps(self, selected: Sequence[Feature]) -> bool:
        """Whether what is being changed stays open while this is selected."""
        return self.editor is not None and [feature.id for feature in selected] == [self._feature]

    def finish(self, selected: Sequence[Feature]) -> None:
        """Something else was selected: save what was changed; what cannot be saved is told."""
        if self.editor is None or self.keeps(selected):
            return
        editor = self.editor
        if self._touched and not editor.save():
            self._desk.said.emit("The change was not finished, so nothing was changed.")
        self.leave()

    def leave(self) -> None:
        """Change nothing (any more)."""
        if self.editor is not None:
            editor, self.editor = self.editor, None
            editor.form.stop()
            if self._map is not None:
                self._map.stop()
            if self._tools is not None:
                self._tools.preview(None)

    def _left(self) -> None:
        """The keyboard goes back to where the change began."""
        slot = self._slot_changed
        self.leave()
        self.settled.emit()
        holder = self._slots.get(slot)
        button = holder.findChild(QAbstractButton) if holder is not None else None
        (button or self._view).setFocus(Qt.FocusReason.OtherFocusReason)

    def _touch(self) -> None:
        self._touched = True

    def _preview(self, form: object) -> None:
        from libyamap.errors import InvalidValue
        from libyamap.ui.inspector.changing import Part

        if self._tools is None or not isinstance(form, Part):
            return
        try:
            self._tools.preview(form.changed_feature())
        except InvalidValue:
            self._tools.preview(None)

    def _asking(self) -> "MapAsking":
        from libyamap.ui.edit.form.map_asking import MapAsking

        if self._map is None and self._tools is not None:
            self._map = MapAsking(self._tools, self)
        if self._map is None:
            raise RuntimeError("changing without tools")
        return self._map

    def _change_claim(self, feature: Feature, claim: Claim) -> None:
        from libyamap.ui.inspector.claim_editor import claim_inline

        self.begin("claim", claim_inline(feature, claim, self._desk))

    # ---- small parts

    def _edit(self, part: str) -> "Callable[[], None] | None":
        return partial(self._edit_part, part) if self._can_change else None

    def _edit_part(self, part: str) -> None:
        feature = self._desk.contents.feature(self._feature)
        if feature is not None:
            self.change(part, feature)

    def _slot(self, name: str, shown: QWidget) -> QWidget:
        """A place in the column that an editor can take."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(shown)
        self._slots[name] = holder
        return holder
