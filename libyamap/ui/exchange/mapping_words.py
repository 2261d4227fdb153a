"""What the import says of a table before it comes in: how it is read, and what becomes of its first rows."""

from collections.abc import Sequence

from libyamap.app.importing.mapper import UNTITLED
from libyamap.app.importing.presets import Preset
from libyamap.app.importing.preview import Previewed
from libyamap.errors import WorldError
from libyamap.ui.exchange.import_part import Part

_NAMELESS = f"Nothing names them, so each is called “{UNTITLED}”: say which column is the title."


def how_read(part: Part) -> str:
    """Where the meaning of the columns comes from."""
    planned = part.look.planned
    if part.preset is not None:
        found = f"This is read as {part.preset.title}; {_known(part.preset, part.look.columns)}"
    elif part.changed:
        found = "Read as you have chosen; the choice is remembered for files with these columns."
    elif planned.how == "remembered":
        order = planned.mapping.date_order
        dates = f", dates with the {'day' if order == 'day-first' else 'month'} first" if order else ""
        found = f"Read as you chose for a file with these columns before{dates}."
    elif planned.how == "format":
        found = "The format itself says what its fields mean."
    else:
        found = "No known data set: what the columns mean is guessed. Look it over, and change what is wrong."
    return " ".join([found, *part.look.table.notes])


def new_edition(part: Part) -> str:
    """What happens with rows of a data set that the project has already."""
    return (
        f"The project has rows of “{part.dataset[:60]}” already: those of the same id are updated, the others added. "
        "Name another data set if it is another."
    )


def what_comes(part: Part, previewed: Previewed | None) -> str:
    """How many of the first rows can be taken, with what is to be known of them."""
    if previewed is None:
        return ""
    outcome = previewed.outcome
    if not outcome.rows:
        return "There is a heading but no rows: nothing can be imported."
    notes = " ".join(
        ([outcome.said_without_place] if outcome.without_place else [])
        + outcome.notes
        + ([part.look.order.note] if part.look.order.mixed and part.look.order.note else [])
        + ([_NAMELESS] if set(previewed.titles.values()) == {UNTITLED} else [])
    )
    return f"{_counted(outcome.rows, outcome.rejected)} {notes}".strip()


def how_it_fits(preset: Preset, columns: Sequence[str]) -> str:
    """A word on how a preset fits a table."""
    missing = _missing(preset, columns)
    return f"{missing} of its {len(preset.needs)} columns are not there" if missing else "fits"


def _missing(preset: Preset, columns: Sequence[str]) -> int:
    own = {name.strip().casefold() for name in columns}
    return sum(own.isdisjoint(need.split("|")) for need in preset.needs)


def _known(preset: Preset, columns: Sequence[str]) -> str:
    missing, needs = _missing(preset, columns), len(preset.needs)
    if not missing:
        return "what its columns mean is known."
    if missing == needs:
        return "but none of the columns that it names is in this table."
    return (
        f"but {missing:,} of the {needs:,} columns that it names {'is' if missing == 1 else 'are'} not in this table."
    )


def date_in_words(text: str, order: str) -> str:
    """A date as it is read in this order, in words."""
    from libyamap.app.importing.dates import Order, date_reader
    from libyamap.domain.time import in_words

    try:
        return in_words(date_reader(Order("day-first" if order == "day-first" else "month-first"))(text))
    except WorldError:
        return "the day first" if order == "day-first" else "the month first"


def _counted(rows: int, refused: int) -> str:
    if rows == 1:
        return "The first row cannot be taken." if refused else "The first row can be taken."
    if not refused:
        return f"All of the first {rows:,} rows can be taken."
    return f"{refused:,} of the first {rows:,} rows cannot be taken; why stands beside them."
