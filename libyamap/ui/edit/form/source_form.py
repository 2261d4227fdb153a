"""The form of a source: what it is, who wrote it, where and when it was published, how reliable it is and why."""

import msgspec

from libyamap.domain.ids import new_id
from libyamap.domain.model import Source
from libyamap.domain.vocabulary import Reliability
from libyamap.ui.desk import Desk
from libyamap.ui.edit.form.address_field import AddressField
from libyamap.ui.edit.form.base import Form
from libyamap.ui.edit.form.choices import ChoiceField
from libyamap.ui.edit.form.claim_field import GRADES, RELIABILITY_CHOICES
from libyamap.ui.edit.form.lines import BlockField, LineField
from libyamap.ui.edit.form.time_field import TimeField


class SourceForm(Form):
    """`record` is the Source as filled in; the same id until it is cleared."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._source = _new()
        self.title = LineField("title", "Title", "Title of the article, report, post", needed=True)
        self.author = LineField("author", "Author")
        self.publisher = LineField("publisher", "Publisher")
        self.url = AddressField()
        self.published = TimeField("published", "Published", desk.contents.project.as_of)
        self.reliability = ChoiceField("reliability", "Reliability", RELIABILITY_CHOICES, GRADES)
        self.why = LineField("reliability_note", "Why this grade")
        self.note = BlockField("note", "Note")
        self.add(self.title, self.author, self.publisher, self.url, self.published, self.reliability, self.why,
                 self.note)  # fmt: skip
        self.column.addStretch(1)
        self.show_record(self._source)

    def show_record(self, source: Source) -> None:
        """Show one, to be changed."""
        self._source = source
        self.title.show_value(source.title)
        self.author.show_value(source.author)
        self.publisher.show_value(source.publisher)
        self.url.show_value(source.url)
        self.published.show_value(source.published)
        self.reliability.begin_with(source.reliability)
        self.why.show_value(source.reliability_note)
        self.note.show_value(source.note)

    def record(self) -> Source:
        """The source; InvalidValue where a field is wrong."""
        return msgspec.structs.replace(
            self._source,
            title=self.title.value(),
            author=self.author.value(),
            publisher=self.publisher.value(),
            url=self.url.value(),
            published=self.published.value(),
            reliability=Reliability(str(self.reliability.value())),
            reliability_note=self.why.value(),
            note=self.note.value(),
        )

    def clear(self) -> None:
        """Another, empty one."""
        super().clear()
        self.show_record(_new())


def _new() -> Source:
    return Source(id=new_id(), title="")
