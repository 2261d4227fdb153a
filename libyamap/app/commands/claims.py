"""What a source says of a feature, and the pictures, PDFs and pages kept with it."""

import hashlib
from dataclasses import dataclass, field

from libyamap.app.commands.remove import remove_whole
from libyamap.app.media import checked_media_type
from libyamap.app.naming import quoted
from libyamap.app.transaction import Transaction
from libyamap.domain.checks import MAX_ATTACHMENT_BYTES
from libyamap.domain.ids import new_id
from libyamap.domain.model import Attachment, Claim, Feature
from libyamap.errors import InvalidValue


@dataclass(frozen=True)
class SetClaim:
    """Add a claim on the feature, or replace the one with its id."""

    claim: Claim
    feature: Feature
    name: str = "set-claim"

    @property
    def title(self) -> str:
        """“Set a claim on ‘...’”."""
        return f"Set a claim on {quoted(self.feature)}"

    def apply(self, transaction: Transaction) -> None:
        """Write the claim; InvalidValue if it is on another feature."""
        if self.claim.feature != self.feature.id:
            raise InvalidValue("feature", "This claim is on another feature.")
        transaction.put(self.claim)


@dataclass(frozen=True)
class RemoveClaim:
    """Delete a claim, with what is attached to it."""

    claim: Claim
    feature: Feature
    name: str = "remove-claim"

    @property
    def title(self) -> str:
        """“Delete a claim on ‘...’”."""
        return f"Delete a claim on {quoted(self.feature)}"

    def apply(self, transaction: Transaction) -> None:
        """Delete it."""
        remove_whole(transaction, self.claim)


@dataclass(frozen=True)
class Attach:
    """Keep a file with a claim. What it is is told from `data`, never from `file_name`; at most 50 MB."""

    claim: Claim
    file_name: str
    data: bytes = field(repr=False)
    attachment_id: str = field(default_factory=new_id)
    name: str = "attach"

    @property
    def title(self) -> str:
        """“Attach ‘page.pdf’”."""
        return f"Attach {quoted(self._attachment('application/pdf'))}"

    def apply(self, transaction: Transaction) -> None:
        """Write bytes and record; InvalidValue for what is too large, empty or no picture, PDF or page."""
        if len(self.data) > MAX_ATTACHMENT_BYTES:
            megabytes, limit = len(self.data) / 1024**2, MAX_ATTACHMENT_BYTES // 1024**2
            raise InvalidValue(
                "size", f"“{self.file_name}” has {megabytes:,.0f} MB; at most {limit} MB can be attached."
            )
        attachment = self._attachment(checked_media_type(self.file_name, self.data))
        transaction.put_bytes(self.data)
        transaction.put(attachment)

    def _attachment(self, media_type: str) -> Attachment:
        return Attachment(
            id=self.attachment_id,
            claim=self.claim.id,
            name=self.file_name,
            media_type=media_type,
            sha256=hashlib.sha256(self.data).hexdigest(),
            size=len(self.data),
        )


@dataclass(frozen=True)
class Detach:
    """Take an attached file away from its claim; undo brings it back."""

    attachment: Attachment
    name: str = "detach"

    @property
    def title(self) -> str:
        """“Remove attachment ‘page.pdf’”."""
        return f"Remove attachment {quoted(self.attachment)}"

    def apply(self, transaction: Transaction) -> None:
        """Delete the record; the bytes stay for the history."""
        transaction.delete(Attachment, self.attachment.id)
