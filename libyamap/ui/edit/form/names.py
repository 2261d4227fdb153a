"""What is offered where an actor, a source, a feature or a type is typed. Knows no Qt but for the rows' type."""

from collections.abc import Iterable, Sequence

from libyamap.app.actor_colours import next_colour
from libyamap.app.folding import folded, words
from libyamap.app.search import names_of
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Source
from libyamap.i18n import is_right_to_left
from libyamap.ui.edit.form.suggest import Suggestion

MOST = 12


class New:
    """The value of a row that makes something of the typed name."""

    def __init__(self, name: str) -> None:
        self.name = name


def new_actor(new: New, known: Iterable[Actor]) -> Actor:
    """An actor of that name, in a colour that few of those known bear; not in the project yet."""
    return Actor(id=new_id(), name=new.name, colour=next_colour(actor.colour for actor in known))


def actors_like(text: str, actors: Iterable[Actor], *, make: bool = True, most: int = MOST) -> list[Suggestion]:
    """Actors that any of their names fits, the best first, then “make a new one”; value: the Actor, or New."""
    asked, phrase = words(text), folded(text.strip())
    found: list[tuple[int, str, Suggestion]] = []
    exact = False
    for actor in actors:
        rank, by = _best_name(asked, phrase, names_of(actor))
        if rank < 0:
            continue
        exact = exact or rank == 0
        other = next((alias.text for alias in actor.aliases if is_right_to_left(alias.text)), "")
        note = actor.kind.value + (f" · also called {by}" if by not in {actor.name, other} else "")
        found.append((rank, actor.name.casefold(), Suggestion(actor.name, note, other, "users", actor)))
    rows = [row for _, _, row in sorted(found, key=lambda entry: entry[:2])][:most]
    if make and phrase and not exact:
        rows.append(Suggestion(text.strip(), "make a new actor of this name", "", "plus", New(text.strip())))
    return rows


def sources_like(text: str, sources: Iterable[Source], *, make: bool = True, most: int = MOST) -> list[Suggestion]:
    """Sources by title, author, publisher or address; newest first where nothing is typed; value: Source, or New."""
    asked, phrase = words(text), folded(text.strip())
    found: list[tuple[int, Suggestion]] = []
    exact = False
    for source in sources:
        rank, _ = _best_name(asked, phrase, (source.title, source.author, source.publisher, source.url))
        if rank < 0 and asked:
            continue
        exact = exact or folded(source.title) == phrase
        note = ", ".join(filter(None, (source.author, source.publisher))) or "source"
        row = Suggestion(source.title, f"{note} · {source.reliability.value}", "", "file-text", source)
        found.append((max(rank, 0), row))
    rows = [row for _, row in sorted(found, key=lambda entry: entry[0])][:most]
    if make and phrase and not exact:
        rows.append(Suggestion(text.strip(), "make a new source of this title", "", "plus", New(text.strip())))
    return rows


def words_like(text: str, known: Sequence[str]) -> list[Suggestion]:
    """Words that go on as typed, all of them where nothing is; value: the word."""
    plain = folded(text.strip())
    return [Suggestion(word, "", "", "", word) for word in known if folded(word).startswith(plain)][:MOST]


def _best_name(asked: tuple[str, ...], phrase: str, names: Iterable[str]) -> tuple[int, str]:
    """How well the best of the names fits (0 is the name itself, less than 0 is not at all), and which it is."""
    best, by = -1, ""
    for name in filter(None, names):
        rank = _rank(asked, phrase, name)
        if rank >= 0 and (best < 0 or rank < best):
            best, by = rank, name
    return best, by


def _rank(asked: tuple[str, ...], phrase: str, name: str) -> int:
    if folded(name) == phrase:
        return 0
    known = words(name)
    if not asked or not all(any(word.startswith(part) for word in known) for part in asked):
        return -1
    return 1 if known[: len(asked)] and known[0].startswith(asked[0]) else 2
