"""Whether one feature passes a filter: the plain words of it. The index of large projects must agree with this."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from libyamap.app.filter import Filter
from libyamap.app.folding import words
from libyamap.app.in_areas import InAreas, Sort
from libyamap.app.meetings import drawn_ground
from libyamap.app.ports import AreaGazetteer
from libyamap.app.viewport import Selection
from libyamap.app.whereabouts import geometry_drawn
from libyamap.domain.geometry import Geometry
from libyamap.domain.model import Actor, Claim, Feature
from libyamap.domain.time import Span
from libyamap.domain.vocabulary import Certainty, Reliability, Stance

CERTAINTIES: Final = tuple(Certainty)
RELIABILITIES: Final = tuple(Reliability)
UNGRADED: Final = 7

Test = Callable[["Subject"], bool]


class Subject(NamedTuple):
    """A feature and what has to be known beside it; `grades` as `grades_of` gives them."""

    feature: Feature
    days: Span
    grades: tuple[int, ...]
    located: bool


def grades_of(claims: Iterable[Claim]) -> tuple[int, ...]:
    """The best credibility (1-6) of a supporting claim that is at least of reliability A, B ... F; 7 where none is."""
    best = [UNGRADED] * len(RELIABILITIES)
    for claim in claims:
        if claim.stance is Stance.SUPPORTS:
            for at in range(RELIABILITIES.index(claim.reliability), len(best)):
                best[at] = min(best[at], claim.credibility)
    return tuple(best)


def best_of(grades: Sequence[int]) -> int | None:
    """The best grade as a number, 0 for A1 and 35 for F6; None where nothing supports the feature."""
    for at, credibility in enumerate(grades):
        if credibility != UNGRADED:
            return at * 6 + credibility - 1
    return None


def family_of(asked: Iterable[str], parents: Mapping[str, str]) -> frozenset[str]:
    """The actors asked for with all that stand below them; circles, which a damaged file may hold, do no harm."""
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    family: set[str] = set()
    waiting = list(asked)
    while waiting:
        member = waiting.pop()
        if member not in family:
            family.add(member)
            waiting += children.get(member, ())
    return frozenset(family)


def text_words(feature: Feature, actors: Mapping[str, Actor]) -> list[str]:
    """The folded words that a text filter looks at."""
    return [word for text in (*own_texts(feature), *actor_texts(feature, actors)) for word in words(text)]


def own_texts(feature: Feature) -> tuple[str, ...]:
    """The feature's own texts that are searched."""
    return feature.title, feature.description, feature.place, feature.type, *feature.tags


def actor_texts(feature: Feature, actors: Mapping[str, Actor]) -> list[str]:
    """All names of its actors."""
    known = (actors[part.actor] for part in feature.actors if part.actor in actors)
    return [text for actor in known for text in names_of(actor)]


def names_of(actor: Actor) -> tuple[str, ...]:
    """All names of an actor."""
    return actor.name, actor.short_name, *(alias.text for alias in actor.aliases)


def spans_of(selection: Selection) -> list[Span]:
    """The time windows that must hold: the filter's and the timeline's. InvalidValue where one cannot be read."""
    spans = [selection.filter.span] if selection.filter.time else []
    return [*spans, Span(*selection.window)] if selection.window else spans


def matcher(selection: Selection, actors: Mapping[str, Actor], areas: AreaGazetteer) -> Callable[[Subject], bool]:
    """A test for the selection; InvalidValue where its time cannot be read."""
    tests = list(_tests(selection, actors, areas))
    return lambda subject: all(test(subject) for test in tests)


def _tests(selection: Selection, actors: Mapping[str, Actor], areas: AreaGazetteer) -> Iterable[Test]:
    """The cheap ones first."""
    layers, asked = selection.layers, selection.filter
    if layers is not None:
        yield lambda subject: subject.feature.layer in layers
    yield from _value_tests(asked)
    if asked.not_located:
        yield lambda subject: not subject.located
    for span in spans_of(selection):
        yield _time_test(span, certainly=asked.time_match == "certainly")
    if asked.reliability is not None or asked.credibility is not None:
        yield _grade_test(asked)
    if asked.actors:
        family = family_of(asked.actors, {actor.id: actor.parent for actor in actors.values()})
        yield lambda subject: any(part.actor in family for part in subject.feature.actors)
    if asked.area is not None:
        yield _area_test(asked.area)
    if asked.countries:
        yield _place_test("country", asked.countries, areas)
    if asked.provinces:
        yield _place_test("province", asked.provinces, areas)
    if asked.text:
        yield _text_test(asked.text, actors)


def _value_tests(asked: Filter) -> Iterable[Test]:
    for wanted, name in (
        (asked.layers, "layer"),
        (asked.kinds, "kind"),
        (asked.types, "type"),
        (asked.statuses, "status"),
        (asked.datasets, "dataset"),
    ):
        if wanted:
            yield _one_of(frozenset(wanted), name)
    if asked.tags:
        tags = frozenset(asked.tags)
        yield lambda subject: not tags.isdisjoint(subject.feature.tags)
    if asked.certainty is not None:
        least = CERTAINTIES.index(asked.certainty)
        yield (
            lambda subject: (
                subject.feature.certainty is not None and CERTAINTIES.index(subject.feature.certainty) >= least
            )
        )


def _one_of(wanted: frozenset[str], name: str) -> Test:
    return lambda subject: getattr(subject.feature, name, "") in wanted


def _time_test(span: Span, *, certainly: bool) -> Test:
    start, end = span

    def test(subject: Subject) -> bool:
        first, last = subject.days
        if certainly:
            return bool(
                (start is None or (first is not None and first >= start))
                and (end is None or (last is not None and last <= end))
                and (first is not None or last is not None)
            )
        return (start is None or last is None or last >= start) and (end is None or first is None or first <= end)

    return test


def _grade_test(asked: Filter) -> Test:
    at = RELIABILITIES.index(asked.reliability or Reliability.F)
    worst = asked.credibility or 6
    return lambda subject: subject.grades[at] <= worst


def _area_test(area: Geometry) -> Test:
    ground = drawn_ground(area)

    def test(subject: Subject) -> bool:
        geometry = geometry_drawn(subject.feature)
        return geometry is not None and ground.meets(geometry)

    return test


def _place_test(sort: Sort, codes: tuple[str, ...], areas: AreaGazetteer) -> Test:
    places = InAreas(sort, codes, areas)
    return lambda subject: places.holds(subject.feature)


def _text_test(text: str, actors: Mapping[str, Actor]) -> Test:
    wanted = words(text)

    def test(subject: Subject) -> bool:
        there = text_words(subject.feature, actors)
        return all(any(word.startswith(begin) for word in there) for begin in wanted)

    return test
