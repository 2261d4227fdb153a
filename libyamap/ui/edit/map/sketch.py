"""What is half drawn for a feature, kept as a draft: a new shape, the line of a split, the area of a cut.

What is half drawn for a form is in the form's own draft.
"""

import datetime as dt

import msgspec
from PySide6.QtCore import QObject, Signal

from libyamap.app.drafts import Draft
from libyamap.domain.geometry import Geometry
from libyamap.domain.model import Feature, Zone
from libyamap.ui.desk import Desk
from libyamap.ui.edit.map import words
from libyamap.ui.edit.map.tools import MapTools
from libyamap.ui.edit.map.use import Figure

FIGURES = ("reshape", "split", "cut")


class Sketch(QObject):
    """`typed_into` after each corner, `finished` (the draft's key) when the tool has ended."""

    typed_into = Signal()
    finished = Signal(str)

    def __init__(self, desk: Desk, tools: MapTools, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tools = tools
        self._figure: Figure | None = None
        self._geometry: Geometry | None = None
        tools.sketched.connect(self._sketched)
        tools.ended.connect(self._ended)

    def draft(self) -> Draft | None:
        """What is drawn now; without values where that is no more than there was."""
        feature = self._feature(self._figure.feature) if self._figure is not None else None
        if self._figure is None or feature is None:
            return None
        drawn = self._geometry is not None and not _same(self._geometry, feature.geometry)
        return Draft(
            key=_key(self._figure),
            kind=self._figure.name,
            title=feature.title,
            at=dt.datetime.now(dt.UTC),
            values={"feature": feature.id, "drawn": msgspec.to_builtins(self._geometry)} if drawn else {},
            editing=True,
        )

    def put_back(self, draft: Draft) -> bool:
        """Go on drawing; False where the feature is gone, or is no zone any more."""
        feature = self._feature(str(draft.values.get("feature", "")))
        try:
            begun = msgspec.convert(draft.values.get("drawn"), Geometry)
        except msgspec.ValidationError:
            return False
        if draft.kind == "reshape" and feature is not None and feature.geometry is not None:
            self._desk.select([feature.id])
            self._tools.reshape(feature, begun)
        elif isinstance(feature, Zone):
            self._desk.select([feature.id])
            if draft.kind == "split":
                self._tools.split(feature, words.SPLIT, begun)
            else:
                self._tools.cut(feature, words.CUT, begun)
        else:
            return False
        self._sketched(begun)
        return True

    # ---- inside

    def _sketched(self, geometry: Geometry | None) -> None:
        self._figure, self._geometry = self._tools.figure, geometry
        if self._figure is not None:
            self.typed_into.emit()

    def _ended(self) -> None:
        figure, self._figure, self._geometry = self._figure, None, None
        if figure is not None:
            self.finished.emit(_key(figure))

    def _feature(self, feature_id: str) -> Feature | None:
        return self._desk.contents.feature(feature_id)


def _key(figure: Figure) -> str:
    return f"{figure.feature}-{figure.name}"


def _same(one: Geometry, other: Geometry | None) -> bool:
    return msgspec.json.encode(one) == msgspec.json.encode(other)
