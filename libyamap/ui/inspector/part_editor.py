"""Whichever part of a feature is being changed where it stands: its fields take the place of what was shown.

There is one at a time. What is typed is kept as a draft until it is saved or left.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLayout, QScrollArea, QWidget

from libyamap.app.drafts import Draft
from libyamap.domain.model import Claim, Feature
from libyamap.ui.desk import Desk
from libyamap.ui.inspector.part_names import CLAIM, QUESTIONS, REPLACE, TOP, part_with
from libyamap.ui.inspector.section import FieldLine

if TYPE_CHECKING:
    from libyamap.ui.edit.form.map_asking import MapAsking
    from libyamap.ui.edit.map.tools import MapTools
    from libyamap.ui.inspector.inline import Inline

UUID_LENGTH = 36


class PartEditor(QObject):
    """`settled` when nothing is being changed any more; the other signals are for drafts.

    `typed_into` after each change, `finished` (the draft's key) when it was saved or left, `interrupted` when it could
    not be saved as something else was selected.

    `place_of` gives the widget that shows a part or a field, by its name.
    """

    settled = Signal()
    typed_into = Signal()
    finished = Signal(str)
    interrupted = Signal()

    def __init__(self, desk: Desk, view: QScrollArea, place_of: Callable[[str], QWidget | None]) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._place_of = place_of
        self._tools: MapTools | None = None
        self._map: MapAsking | None = None
        self.editor: Inline | None = None
        self._feature: Feature | None = None
        self._part = ""
        self._touched = False

    def edit_with(self, tools: "MapTools") -> None:
        """Everything can be changed from now on, unless the project is read only."""
        self._tools = tools

    @property
    def can_change(self) -> bool:
        """Whether anything can be."""
        return self._tools is not None and not self._desk.session.store.read_only

    def change(self, part: str, feature: Feature) -> None:
        """Begin to change a part or a field; what is open is saved first, or stays open where it cannot be."""
        if not self.can_change or not self._end_before():
            return
        if part.startswith(CLAIM):
            self.change_claim(feature, self._claim(part))
            return
        if part in QUESTIONS:
            self.ask(part, feature)
            return
        from libyamap.ui.inspector.changing import Part, inline

        editor = inline(part, feature, self._desk)
        form = editor.form
        if isinstance(form, Part):
            self._asking().serve(place=form.place, area=form.area)
            if form.place is not None or form.area is not None:
                editor.changed.connect(lambda: self._preview(form))
        self.begin(part, feature, editor)

    def change_claim(self, feature: Feature, claim: Claim | None) -> None:
        """Begin a claim on the feature, or to change one that there is."""
        from libyamap.ui.inspector.claim_editor import claim_inline

        if self.can_change and self._end_before():
            part = f"{CLAIM}-{claim.id}" if claim else CLAIM
            self.begin(part, feature, claim_inline(feature, claim, self._desk))

    def ask(self, question: str, feature: Feature, why: str = "") -> None:
        """Ask something at the top of a feature; `why` it is asked."""
        from libyamap.ui.inspector.asking import copy_forward_inline, replace_inline

        if not self.can_change or not self._end_before():
            return
        if question == REPLACE:
            self.begin(question, feature, replace_inline(feature, self._desk, why))
        else:
            self.begin(question, feature, copy_forward_inline(feature, self._desk))

    def begin(self, part: str, feature: Feature, editor: "Inline") -> None:
        """Put an editor in the place of what shows a part."""
        self.leave()
        shown = self._shown(part)
        if shown is not None:
            _put(editor, instead_of=shown)
        elif (around := self._place_of(part_with(part))) is not None:
            _put(editor, below=around)  # an empty field has no line
        else:
            editor.deleteLater()
            return
        self.editor, self._feature, self._part, self._touched = editor, feature, part, False
        editor.changed.connect(self._touch)
        editor.left.connect(self._left)
        editor.show()
        if editor.form.fields:
            editor.form.fields[0].take_keyboard()
        self._view.ensureWidgetVisible(editor, 0, 12)

    def keeps(self, selected: Sequence[Feature]) -> bool:
        """Whether what is being changed stays open while this is selected."""
        open_for = [self._feature.id] if self.editor is not None and self._feature is not None else None
        return [feature.id for feature in selected] == open_for

    def finish(self, selected: Sequence[Feature]) -> None:
        """Something else was selected: save what was changed; what cannot be saved stays as a draft."""
        if self.editor is None or self.keeps(selected):
            return
        if self._touched and not self.editor.save():
            self.interrupted.emit()
            self._close()
        self.leave()

    def leave(self) -> None:
        """Change nothing (any more)."""
        if self.editor is not None:
            self.finished.emit(self._key())
            self._close()

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.form.stop()
        if self._map is not None:
            self._map.stop()
        if self._tools is not None:
            self._tools.preview(None)

    # ---- drafts

    def draft(self) -> Draft | None:
        """What is typed now; None where nothing is being changed."""
        if self.editor is None or self._feature is None or not self._touched:
            return None
        return Draft(
            key=self._key(),
            kind=self._part,
            title=self._feature.title,
            at=dt.datetime.now(dt.UTC),
            values=self.editor.form.typed(),
            editing=True,
        )

    def put_back(self, draft: Draft, feature: Feature) -> None:
        """Open what was left unfinished, as it was left."""
        self.change(draft.kind, feature)
        if self.editor is not None:
            self.editor.form.put_back(draft.values)
            self._touch()

    def _key(self) -> str:
        feature = self._feature.id if self._feature is not None else ""
        return f"{feature}-{self._part.replace('_', '-')}"

    # ---- inside

    def _end_before(self) -> bool:
        """Save what was being changed; False where it cannot be: it stays, with what is wrong beside it."""
        if self.editor is None or not self._touched:
            return True
        return self.editor.save()

    def _shown(self, part: str) -> QWidget | None:
        if part in QUESTIONS:
            return self._place_of(TOP)
        return self._place_of(CLAIM if part.startswith(CLAIM) else part)

    def _claim(self, part: str) -> Claim | None:
        claim_id = part.removeprefix(CLAIM).removeprefix("-")
        return self._desk.session.store.get(Claim, claim_id) if claim_id else None

    def _left(self) -> None:
        """The keyboard goes back to where the change began."""
        part = self._part
        self.leave()
        self.settled.emit()
        shown = self._shown(part)
        if isinstance(shown, FieldLine):
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        button = shown.findChild(QAbstractButton) if shown is not None else None
        (button or self._view).setFocus(Qt.FocusReason.OtherFocusReason)

    def _touch(self) -> None:
        self._touched = True
        self.typed_into.emit()

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


def _put(editor: QWidget, instead_of: QWidget | None = None, below: QWidget | None = None) -> None:
    """Put `editor` where another widget stands, which then hides, or below it."""
    anchor = instead_of or below
    parent = anchor.parentWidget() if anchor is not None else None
    layout = parent.layout() if parent is not None else None
    if anchor is None or not isinstance(layout, QBoxLayout):
        return
    layout.insertWidget(_row_of(layout, anchor) + 1, editor)
    if instead_of is not None:
        instead_of.hide()


def _row_of(layout: QLayout, widget: QWidget) -> int:
    """Where a widget stands in a column, alone or in a row with others."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner = item.layout() if item is not None else None
        if item is not None and (item.widget() is widget or (inner is not None and inner.indexOf(widget) >= 0)):
            return index
    return layout.count() - 1
