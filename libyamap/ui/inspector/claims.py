"""Who says so: a sentence on the whole, what is disputed, then each claim with its grade and attachments."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from libyamap.app.disputes import Dispute
from libyamap.app.evidence import evidence_sentence, sources_disagree
from libyamap.domain.grading import grade_in_words
from libyamap.domain.model import Attachment, Claim, Source
from libyamap.domain.time import in_words
from libyamap.domain.vocabulary import Stance
from libyamap.ui.buttons import worded_button
from libyamap.ui.contents import Contents
from libyamap.ui.edged import Edged
from libyamap.ui.inspector.section import Section, pencil
from libyamap.ui.outside import is_web_page
from libyamap.ui.text import Look, PlainLabel, plain_tip


class ClaimWork:
    """What can be done with claims; everything does nothing unless the panel says otherwise."""

    def __init__(self, open_address: Callable[[str], object]) -> None:
        self.open_address = open_address
        self.can_change = False
        self.change: Callable[[Claim], object] = _nothing
        self.remove: Callable[[Claim], object] = _nothing
        self.attach: Callable[[Claim], object] = _nothing
        self.attachments: Callable[[Claim], Sequence[Attachment]] = lambda _claim: ()
        self.thumbnail: Callable[[Attachment], QWidget] | None = None


def claims(known: Iterable[Claim], contents: Contents, work: ClaimWork, disputed: Sequence[Dispute] = ()) -> Section:
    """All claims. What is disputed is said first: in what, and which claims hold which view, side by side."""
    every = list(known)
    section = Section("Who says so")
    sentence = section.line(evidence_sentence(every), Look.HEADING if sources_disagree(every) else Look.BODY)
    sentence.setObjectName("evidence")
    for dispute in disputed:
        if dispute.field:
            section.gap()
            section.add(_views(dispute, every, contents))
    for claim in every:
        section.gap()
        section.add(claim_box(claim, contents, work))
    return section


def claim_box(claim: Claim, contents: Contents, work: ClaimWork) -> QWidget:
    """One claim in a frame."""
    frame = Edged()
    frame.setObjectName(f"claim-{claim.id}")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 8, 8)
    section = Section()
    column.addWidget(section)
    source = contents.sources.get(claim.source)
    stance = PlainLabel("Disputes it" if claim.stance is Stance.DISPUTES else "Supports it", Look.HEADING)
    if work.can_change:
        section.title_row(stance, pencil("Change this claim", lambda: work.change(claim)),
                    pencil("Attach a file to this claim", lambda: work.attach(claim), "file-plus"),
                    pencil("Remove this claim", lambda: work.remove(claim), "trash-2"))  # fmt: skip
    else:
        section.row(stance)
    section.line(claim.note)
    for words in _says(claim, contents):
        section.line(words)
    grade = grade_in_words(claim.reliability, claim.credibility)
    section.line(grade[:1].upper() + grade[1:], tip="Admiralty code: reliability of the source, credibility of what it "
                 "says" + (f"\n{source.reliability_note}" if source and source.reliability_note else ""))  # fmt: skip
    if source is not None:
        section.line(source_in_words(source, claim.locator), Look.QUIET, tip=source.note)
        if is_web_page(source.url):
            section.add(_link(source.url, work.open_address))
        elif source.url:
            section.line(source.url, Look.QUIET)
    if work.thumbnail is not None:
        for attachment in work.attachments(claim):
            section.add(work.thumbnail(attachment))
    return frame


def source_in_words(source: Source, locator: str) -> str:
    """“Title, author, publisher, about May 2016, paragraph 2”."""
    return ", ".join(filter(None, (source.title, source.author, source.publisher, in_words(source.published), locator)))


def _says(claim: Claim, contents: Contents) -> Iterable[str]:
    """What this source itself says where it differs."""
    if claim.says_time:
        yield f"Says it was {in_words(claim.says_time)}"
    if claim.says_place or claim.says_geometry:
        yield f"Says it was at {claim.says_place or 'another place on the map'}"
    if claim.says_actors:
        names = (contents.actors.get(part.actor) for part in claim.says_actors)
        yield f"Says it was {', '.join(actor.name for actor in names if actor)}"


def _views(dispute: Dispute, known: Sequence[Claim], contents: Contents) -> QWidget:
    """The views side by side, one below the other in a narrow panel, each with who holds it."""
    nouns = {"time": "Disputed: when", "actors": "Disputed: who", "geometry": "Disputed: where"}
    frame = Edged()
    frame.setObjectName(f"dispute-{dispute.field}")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 8)
    section = Section()
    column.addWidget(section)
    section.line(nouns.get(dispute.field, "Disputed"), Look.HEADING)
    holders = {claim.id: contents.sources.get(claim.source) for claim in known}
    for words, ids in dispute.views:
        titles = dict.fromkeys(source.title for each in ids if (source := holders.get(each)))
        section.gap()
        section.line(f"{words[:1].upper()}{words[1:]}")
        section.line("; ".join(titles) or "as entered, no source says so", Look.QUIET)
    return frame


def _link(address: str, open_address: Callable[[str], object]) -> QPushButton:
    button = worded_button("external-link", "Open the source…", lambda: open_address(address))
    button.setToolTip(plain_tip(f"{address}\nAsks before anything leaves this machine"))
    return button


def _nothing(_claim: Claim) -> None:
    """Nobody listens."""
