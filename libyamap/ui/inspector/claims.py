"""Who says so: a sentence on the whole, then each claim with its source, where in it, stance and grade."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from libyamap.app.evidence import evidence_sentence, sources_disagree
from libyamap.domain.grading import grade_in_words
from libyamap.domain.model import Claim, Source
from libyamap.domain.time import in_words
from libyamap.domain.vocabulary import Stance
from libyamap.ui.contents import Contents
from libyamap.ui.edged import Edged
from libyamap.ui.icons import icon
from libyamap.ui.inspector.section import Section
from libyamap.ui.text import Look, plain_tip


def claims(known: Iterable[Claim], contents: Contents, open_address: Callable[[str], object]) -> Section:
    """All claims; `open_address` is asked to open a source's address outside."""
    every = list(known)
    section = Section("Who says so")
    sentence = section.line(evidence_sentence(every), Look.HEADING if sources_disagree(every) else Look.BODY)
    sentence.setObjectName("evidence")
    for claim in every:
        section.gap()
        section.add(claim_box(claim, contents.sources.get(claim.source), open_address))
    return section


def claim_box(claim: Claim, source: Source | None, open_address: Callable[[str], object]) -> QWidget:
    """One claim in a frame."""
    frame = Edged()
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 8)
    section = Section()
    column.addWidget(section)
    section.line("Disputes it" if claim.stance is Stance.DISPUTES else "Supports it", Look.HEADING)
    section.line(claim.note)
    grade = grade_in_words(claim.reliability, claim.credibility)
    section.line(grade[:1].upper() + grade[1:], tip="Admiralty code: reliability of the source, credibility of what it "
                 "says" + (f"\n{source.reliability_note}" if source and source.reliability_note else ""))  # fmt: skip
    if source is not None:
        section.line(source_in_words(source, claim.locator), Look.QUIET, tip=source.note)
        if source.url:
            section.add(_link(source.url, open_address))
    return frame


def source_in_words(source: Source, locator: str) -> str:
    """“Title, author, publisher, about May 2016, paragraph 2”."""
    return ", ".join(filter(None, (source.title, source.author, source.publisher, in_words(source.published), locator)))


def _link(address: str, open_address: Callable[[str], object]) -> QPushButton:
    button = QPushButton(icon("external-link"), "Open the source…")
    button.setToolTip(plain_tip(f"{address}\nAsks before anything leaves this machine"))
    button.setMinimumHeight(28)
    button.clicked.connect(lambda _checked=False: open_address(address))
    return button
