"""A claim being added or changed in the inspector; with a new source it is still one step."""

from typing import TYPE_CHECKING

from libyamap.app.commands import Add, SetClaim, Together
from libyamap.domain.model import Claim, Feature
from libyamap.errors import InvalidValue
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.claim_field import ClaimField
from libyamap.ui.inspector.inline import Inline

if TYPE_CHECKING:
    from libyamap.app.session import Command

ORIGIN = "inspector"


class ClaimForm(Form):
    """One claim's fields."""

    def __init__(self, desk: Desk, claim: Claim | None) -> None:
        super().__init__()
        self.claim = ClaimField(desk)
        self.column.addWidget(self.claim)
        self.watch(*self.claim.fields, self.claim.source.url)
        if claim is not None:
            self.claim.show_claim(claim, desk.contents.sources.get(claim.source))


def claim_inline(feature: Feature, claim: Claim | None, desk: Desk) -> Inline:
    """The fields of a claim on the feature; of a new one where there is none yet."""
    form = ClaimForm(desk, claim)

    def save() -> None:
        said = form.claim.claim(feature.id)
        if said is None:
            raise InvalidValue("source", "Who says so? Name the source.")
        made = form.claim.made()
        change: Command = SetClaim(said, feature)
        if made:
            change = Together(change.title, (*map(Add, made), change), change.name)
        desk.session.run(change, ORIGIN)

    return Inline(form, save, "Save" if claim else "Add")
