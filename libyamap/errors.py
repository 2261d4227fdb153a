"""The two kinds of error: what the world does, and (everything else) what we did wrong.

A `WorldError` carries one sentence for the reader: what happened, to what, and what to do about it. It ends as a
dialog or as one line on stderr with exit code 1, never as a traceback. Every other exception is our own bug: it goes to
the crash log with its traceback.
"""


class WorldError(Exception):
    """Something outside the program is not as it should be; `str(error)` is a whole sentence for the reader."""


class InvalidValue(WorldError):
    """A value that the model does not accept; `field` is its name in `domain.fields`, to show the error beside it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class ReadOnlyProject(WorldError):
    """The project can be looked at but not changed."""


class Conflict(WorldError):
    """The record was changed or removed by somebody else in the meantime, so the step is refused."""
