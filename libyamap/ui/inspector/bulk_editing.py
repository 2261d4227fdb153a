"""The change of several features that is under way: it stays while they are selected, and is kept as a draft.

Unlike the change of one feature it is not saved when something else is selected: too much would change unasked.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from libyamap.app.drafts import Draft
from libyamap.domain.model import Feature
from libyamap.ui.desk import Desk

if TYPE_CHECKING:
    from libyamap.ui.inspector.bulk import BulkChange

BULK: Final = "bulk"
IDS: Final = "features"


class BulkEditing(QObject):
    """`of` gives the widget for a selection. `settled` when nothing is being changed any more.

    `typed_into`, `finished` (the draft's key) and `interrupted` are for drafts.
    """

    settled = Signal()
    typed_into = Signal()
    finished = Signal(str)
    interrupted = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: BulkChange | None = None
        self._touched = False

    def of(self, selected: Sequence[Feature]) -> QWidget:
        """What can be done with several at once."""
        from libyamap.ui.inspector.bulk import BulkChange

        self._shown, self._touched = BulkChange(self._desk, selected), False
        self._shown.typed_into.connect(self._touch)
        self._shown.left.connect(self._left)
        return self._shown

    def keeps(self, selected: Sequence[Feature]) -> bool:
        """Whether what is being changed stays open while this is selected."""
        change = self._open()
        return change is not None and _ids(change.features) == _ids(selected)

    def finish(self, selected: Sequence[Feature]) -> None:
        """Something else was selected: what was typed stays as a draft, and is offered."""
        if self._open() is None or self.keeps(selected):
            return
        if self._touched:
            self.interrupted.emit()
        self._shown, self._touched = None, False

    def draft(self) -> Draft | None:
        """What is typed now; None where nothing is being changed."""
        change = self._open()
        if change is None or change.editor is None or not self._touched:
            return None
        return Draft(
            key=_key(change.features),
            kind=BULK,
            title=f"{len(change.features):,} features",
            at=dt.datetime.now(dt.UTC),
            values={**change.editor.form.typed(), IDS: _ids(change.features)},
            editing=True,
        )

    def put_back(self, draft: Draft) -> None:
        """Open what was left unfinished, as it was left; its features are selected."""
        if self._shown is None or not shiboken6.isValid(self._shown):
            return
        self._shown.open()
        if self._shown.editor is not None:
            self._shown.editor.form.put_back(draft.values)
            self._touch()
        if _key(self._shown.features) != draft.key:  # some are gone: what is typed now has a draft of its own
            self.finished.emit(draft.key)

    # ---- inside

    def _open(self) -> "BulkChange | None":
        change = self._shown
        return change if change is not None and shiboken6.isValid(change) and change.editor is not None else None

    def _touch(self) -> None:
        self._touched = True
        self.typed_into.emit()

    def _left(self) -> None:
        if self._shown is not None:
            self.finished.emit(_key(self._shown.features))
        self._touched = False
        self.settled.emit()


def ids_of(draft: Draft) -> list[str]:
    """The features that a draft of ours is about."""
    ids = draft.values.get(IDS)
    return [each for each in ids if isinstance(each, str)] if isinstance(ids, list) else []


def _ids(features: Sequence[Feature]) -> list[str]:
    return [feature.id for feature in features]


def _key(features: Sequence[Feature]) -> str:
    return f"{BULK}-{uuid5(NAMESPACE_URL, ' '.join(_ids(features)))}"
