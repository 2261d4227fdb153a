"""Fields that take one of the names which are offered while one types."""

from libyamap.ui.edit.form.field import Field
from libyamap.ui.edit.form.suggest import SuggestLine
from libyamap.ui.find.asking import Newest


class SuggestedField(Field):
    """`line` offers the names; subclasses make it before they begin as a field."""

    line: SuggestLine

    def settle(self) -> None:
        """Take the first that fits what is typed."""
        self.line.settle()


class LookedUpField(SuggestedField):
    """The names are looked up in a thread; subclasses make `asking` as they make `line`."""

    asking: Newest

    def pending(self) -> bool:
        """Whether the name is still being looked up."""
        return self.asking.pending

    def stop(self) -> None:
        """Wait for the look-up."""
        self.asking.stop()
