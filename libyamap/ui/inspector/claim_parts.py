"""The claims on a feature in the inspector, with what can be done to them: change, remove, attach files."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from libyamap.app.disputes import disputes
from libyamap.domain.model import Attachment, Claim, Feature
from libyamap.ui.desk import Desk
from libyamap.ui.icons import icon
from libyamap.ui.inspector.claims import ClaimWork, claims
from libyamap.ui.inspector.section import Section
from libyamap.ui.outside import open_outside
from libyamap.ui.text import plain_tip

ORIGIN = "inspector"


class ClaimParts:
    """`change` is asked to open the fields of a claim; the rest is done here, each as one step."""

    def __init__(self, desk: Desk, view: QWidget, change: Callable[[Feature, Claim], object]) -> None:
        self._desk = desk
        self._view = view
        self._change = change
        self._can_change = False

    def section(self, feature: Feature, *, can_change: bool) -> Section:
        """All claims on the feature, what is disputed first."""
        self._can_change = can_change
        contents, store = self._desk.contents, self._desk.session.store
        known = contents.claims_of(feature.id)
        files = store.attachments_of([claim.id for claim in known]) if known else []
        work = ClaimWork(lambda url: open_outside(url, self._view))
        work.can_change = can_change
        work.change = partial(self._change, feature)
        work.remove = partial(self._remove, feature)
        work.attach = self._attach
        work.attachments = lambda claim: [each for each in files if each.claim == claim.id]
        work.thumbnail = self._thumbnail
        names = {actor.id: actor.name for actor in contents.actors.values()}
        return claims(known, contents, work, disputes(feature, known, names))

    def _remove(self, feature: Feature, claim: Claim) -> None:
        from libyamap.app.commands import RemoveClaim

        self._run(lambda: self._desk.session.run(RemoveClaim(claim, feature), ORIGIN))

    def _attach(self, claim: Claim) -> None:
        from libyamap.app.commands import Attach
        from libyamap.ui.inspector.reading import read_file

        chosen, _ = QFileDialog.getOpenFileName(self._view, "Attach a picture, PDF or page")
        if chosen:
            name, read = read_file(chosen)
            self._run(lambda: self._desk.session.run(Attach(claim, name, read()), ORIGIN))

    def _thumbnail(self, attachment: Attachment) -> QWidget:
        from libyamap.ui.inspector.attachments import Thumbnail

        store = self._desk.session.store
        detach = partial(self._detach, attachment) if self._can_change else None
        return Thumbnail(attachment, lambda: store.get_bytes(attachment.sha256), detach)

    def _detach(self, attachment: Attachment) -> None:
        from libyamap.app.commands import Detach

        self._run(lambda: self._desk.session.run(Detach(attachment), ORIGIN))

    def _run(self, work: Callable[[], object]) -> None:
        from libyamap.ui.errors import told

        with told(self._view):
            work()


def add_button(work: Callable[[], object]) -> QPushButton:
    """What begins a claim."""
    add = QPushButton(icon("plus"), "Add a claim")
    add.setToolTip(plain_tip("Say which source supports or disputes this"))
    add.setMinimumHeight(28)
    add.clicked.connect(lambda _checked=False: work())
    return add
