"""What the inspector shows when not exactly one feature is selected: the project, or a short list."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem

from libyamap.domain.model import Feature
from libyamap.domain.time import in_words
from libyamap.ui.contents import Contents
from libyamap.ui.inspector.header import kind_in_words
from libyamap.ui.inspector.section import Section
from libyamap.ui.text import Look, alignment_for, plain_tip

WHAT_TO_DO = "Click a mark on the map or a row of the table to see what is known about it, and who says so."
NOTHING_YET = "This project has no features yet. Add an event (Alt+1), or import a file (Ctrl+I)."


def about_project(contents: Contents) -> list[Section]:
    """Nothing is selected: what to do next, and what this project is."""
    project = contents.project
    hint = Section()
    hint.line(WHAT_TO_DO if contents.counts.total else contents.why_empty(WHAT_TO_DO, NOTHING_YET), Look.QUIET)
    head = Section()
    head.line("Project", Look.QUIET)
    head.line(project.title, Look.TITLE)
    head.gap()
    head.line(project.description)
    if not project.as_of:
        return [hint, head]
    when = Section("As of")
    words = in_words(project.as_of)
    when.line(words[:1].upper() + words[1:], tip=f"EDTF {project.as_of} (ISO 8601-2)")
    when.line(project.as_of_note)
    return [hint, head, when]


def list_of(heading: str, note: str, features: Iterable[Feature], choose: Callable[[str], object]) -> Section:
    """Several features by title; activating one (click or Enter) calls `choose` with its id."""
    section = headed(heading, note)
    section.gap()
    section.add(FeatureList(features, choose))
    return section


def headed(heading: str, note: str) -> Section:
    """What stands above a list."""
    section = Section()
    section.line(heading, Look.TITLE)
    section.line(note, Look.QUIET)
    return section


class FeatureList(QListWidget):
    """Features by title, as high as it needs to be."""

    ROW_HEIGHT = 40

    def __init__(self, features: Iterable[Feature], choose: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName("Features")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)  # each line by itself: what kind it is stays in sight
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for feature in features:
            when = in_words(feature.time) if feature.time else ""
            below = " · ".join(filter(None, (when[:1].upper() + when[1:], kind_in_words(feature))))
            item = QListWidgetItem(f"{feature.title}\n{below}")
            item.setData(Qt.ItemDataRole.UserRole, feature.id)
            item.setTextAlignment(alignment_for(feature.title) | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(plain_tip(f"{feature.title}\n{below}"))
            item.setSizeHint(QSize(0, self.ROW_HEIGHT))
            self.addItem(item)
        self.setMinimumHeight(min(12, self.count()) * self.ROW_HEIGHT + 4)
        self.itemActivated.connect(lambda item: choose(item.data(Qt.ItemDataRole.UserRole)))
        self.itemClicked.connect(lambda item: choose(item.data(Qt.ItemDataRole.UserRole)))
