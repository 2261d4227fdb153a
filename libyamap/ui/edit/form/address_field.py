"""Where a source can be read: kept, never visited. What is no web page is kept as well, and said to be none."""

from libyamap.ui.edit.form.lines import LineField
from libyamap.ui.outside import is_web_page

NO_PAGE = "Not the address of a web page (https://…); it is kept as text."


class AddressField(LineField):
    """A line for an address. A paragraph or a page typed here by a slip of the Tab key is noticed when it is left."""

    def __init__(self, label: str = "Address") -> None:
        super().__init__("url", label, "https://… (kept, never visited)")
        self.line.editingFinished.connect(self._tell)

    def _tell(self) -> None:
        text = self.line.text().strip()
        self.show_echo(NO_PAGE if text and not is_web_page(text) else "")

    def _edited(self) -> None:
        self.show_echo("")
        super()._edited()
