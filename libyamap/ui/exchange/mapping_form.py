"""What the columns of a table mean, as a form: guesses filled in, each with its reason and some of its cells."""

from functools import partial

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from libyamap.app.importing.looking import TableLook
from libyamap.app.importing.mapping import ActorColumns, Mapping, SourceColumns, columns_in
from libyamap.domain.vocabulary import Kind
from libyamap.ui.check_box import CheckBox
from libyamap.ui.edit.form.choices import Box
from libyamap.ui.exchange.codes import DATE_PRECISIONS, PLACE_PRECISIONS, UNKNOWN, CodesField
from libyamap.ui.exchange.column_field import ColumnField
from libyamap.ui.exchange.mapping_fields import GROUPS, KINDS, PLAIN, ROLES, flat, shown_actors
from libyamap.ui.text import Look, PlainLabel, plain_tip


class MappingForm(QScrollArea):
    """Shows a mapping; `changed` when a person changes it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have the keyboard; it would show nothing of having it
        self._look: TableLook | None = None
        self._base = Mapping()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(6)
        self.kind = Box()
        self.kind.setMinimumHeight(26)
        self.kind.setAccessibleName("Kind")
        self.kind.setToolTip(plain_tip("With a column of dates, rows become events, else sites; areas become zones"))
        for value, words in KINDS:
            self.kind.addItem(words, value)
        self.kind.currentIndexChanged.connect(self._changed)
        self.fields: dict[str, ColumnField] = {}
        self.place_codes = CodesField(PLACE_PRECISIONS, UNKNOWN)
        self.date_codes = CodesField(DATE_PRECISIONS, "the range that is given")
        self.swapped = CheckBox("Latitude and longitude exchanged")
        self.crs = QLineEdit()
        self.crs.setPlaceholderText("degrees")
        self.crs.setFixedWidth(120)
        self.crs.setToolTip(plain_tip("For coordinates in metres: the EPSG code of their system, such as EPSG:32633"))
        self.crs.setAccessibleName("Reference system of the coordinates")
        self._system = _labelled("Metres, in system", self.crs, stretch=True)
        self.order = self._order_box()
        self.split = QLineEdit()
        self.split.setFixedWidth(60)
        self.split.setPlaceholderText("none")
        self.split.setToolTip(plain_tip("What stands between several actors in one cell, such as ; or /"))
        self.split.setAccessibleName("Sign between several actors")
        beneath: dict[str, QWidget] = {
            "precision": self.place_codes,
            "date_precision": self.date_codes,
            "longitude": _below(self.swapped, self._system),
            "end": _labelled("03/04/2016 is", self.order),
            "target": _labelled("Between several", self.split, stretch=True),
        }
        for title, specs in GROUPS:
            column.addWidget(PlainLabel(title, Look.HEADING))
            if title == "What":
                column.addWidget(_labelled("Kind", self.kind))
            for spec in specs:
                field = self.fields[spec.name] = ColumnField(spec)
                field.changed.connect(partial(self._column_changed, spec.name))
                column.addWidget(field)
                if spec.name in beneath:
                    column.addWidget(beneath[spec.name])
        column.addStretch(1)
        self.setWidget(inside)
        for codes in (self.place_codes, self.date_codes):
            codes.changed.connect(self._changed)
        self.swapped.toggled.connect(self._changed)
        self.order.currentIndexChanged.connect(self._changed)
        self.split.textChanged.connect(self._changed)
        self.crs.editingFinished.connect(self._changed)

    def show_mapping(self, look: TableLook, mapping: Mapping) -> None:
        """Show what is chosen for a table."""
        self._look, self._base = look, mapping
        blocked = [QSignalBlocker(each) for each in (self.kind, self.swapped, self.order, self.split, self.crs)]
        self.kind.setCurrentIndex(self.kind.findData(mapping.kind.value if mapping.kind else ""))
        values = flat(mapping)
        for name, field in self.fields.items():
            field.offer(look.columns)
            field.show_value(values[name])
        for name in ("latitude", "longitude", "coordinates", "wkt"):
            self.fields[name].setVisible(not look.has_geometry)
        self.swapped.setVisible(not look.has_geometry)
        self._system.setVisible(not look.has_geometry or look.needs_system or bool(mapping.crs))
        self.crs.setText(mapping.crs)
        self.swapped.setChecked(mapping.swapped)
        self.order.setCurrentIndex(self.order.findData(mapping.date_order))
        self.split.setText(next((each.split for each in mapping.actors if each.split), ""))
        self._offer_codes(mapping)
        del blocked
        self._hints()

    def mapping(self) -> Mapping:
        """What is chosen now; what the form does not show stays as it was."""
        values = {name: field.value() for name, field in self.fields.items()}
        plain = {name: values[name] for name in values if name in PLAIN}
        kind = self.kind.currentData()
        return msgspec.structs.replace(
            self._base,
            **plain,
            kind=Kind(kind) if kind else None,
            swapped=self.swapped.isChecked(),
            crs=self.crs.text().strip(),
            date_order=self.order.currentData(),
            precisions={code: int(value) for code, value in self.place_codes.value().items()},
            date_precisions=self.date_codes.value(),
            actors=self._actors(values),
            sources=self._sources(values),
        )

    def problem(self) -> str:
        """The first thing that is wrong with what is typed."""
        return next((text for field in self.fields.values() if (text := field.problem())), "")

    def _actors(self, values: dict[str, str]) -> tuple[ActorColumns, ...]:
        split = self.split.text().strip()
        known = {each.column: each for each in self._base.actors}
        chosen = [
            msgspec.structs.replace(known.get(values[name], ActorColumns(column=values[name])), role=role, split=split)
            for name, role in ROLES.items()
            if values[name]
        ]
        shown = {each.column for each in shown_actors(self._base).values()}
        return (*chosen, *(each for each in self._base.actors if each.column not in shown))

    def _sources(self, values: dict[str, str]) -> tuple[SourceColumns, ...]:
        first, *rest = self._base.sources or (SourceColumns(),)
        title, url, publisher = (values[f"source_{part}"] for part in ("title", "url", "publisher"))
        if not (title or url):
            return tuple(rest)
        return (msgspec.structs.replace(first, title=title, url=url, publisher=publisher), *rest)

    def _offer_codes(self, mapping: Mapping) -> None:
        if self._look is None:
            return
        precision, dates = self.fields["precision"].value(), self.fields["date_precision"].value()
        codes = self._look.codes(precision) if precision else []
        known = {code: str(value) for code, value in mapping.precisions.items()}
        if not known:
            known = {code: code for code in codes if code in "1234567" and len(code) == 1}
        self.place_codes.offer(codes, known if codes else {})
        days = self._look.codes(dates) if dates else []
        self.date_codes.offer(days, dict(mapping.date_precisions) if days else {})

    def _column_changed(self, name: str) -> None:
        if name in {"precision", "date_precision"}:
            self._offer_codes(self._base)
        self._changed()

    def _changed(self) -> None:
        self._hints()
        self.changed.emit()

    def _hints(self) -> None:
        look = self._look
        if look is None:
            return
        before = flat(look.planned.mapping)
        for name, field in self.fields.items():
            problem, value = field.problem(), field.value()
            if problem:
                field.show_hint(problem, wrong=True)
                continue
            columns = columns_in(value, look.columns)
            samples = " · ".join(look.samples(columns[0])) if columns else ""
            why = look.why(name, value) if value and value == before[name] else ""
            field.show_hint(" — ".join(filter(None, (samples, why))))
        dated = bool(self.fields["date"].value() or self.fields["end"].value())
        self.order.setEnabled(dated)

    @staticmethod
    def _order_box() -> Box:
        box = Box()
        box.setAccessibleName("Order of day and month")
        for value, words in (
            ("", "as the other dates show"),
            ("day-first", "3 April 2016 (day first)"),
            ("month-first", "4 March 2016 (month first)"),
        ):
            box.addItem(words, value)
        return box


def _below(*widgets: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
    return box


def _labelled(words: str, widget: QWidget, *, stretch: bool = False) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    label = QLabel(words)
    label.setFixedWidth(116)
    label.setBuddy(widget)
    row.addWidget(label)
    row.addWidget(widget, 0 if stretch else 1)
    if stretch:
        row.addStretch(1)
    return box
