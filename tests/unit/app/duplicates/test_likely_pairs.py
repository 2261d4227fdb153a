"""Pairs planted among noise are found and little else; the grid finds what comparing everything finds."""

import datetime as dt
import math
import random
from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from libyamap.app.duplicates import finding, grid
from libyamap.app.duplicates.apart import NOT_SAME
from libyamap.app.duplicates.candidates import FEW
from libyamap.app.duplicates.finding import likely_pairs
from libyamap.app.duplicates.likeness import NEAR_DAYS, NEAR_M, Likenesses
from libyamap.app.duplicates.sketch import Sketch, Sketcher
from libyamap.app.duplicates.sketches import Sketches
from libyamap.domain.geodesy import course
from libyamap.domain.geometry import Position, point
from libyamap.domain.model import Actor, Alias, Event, Involvement, Layer
from tests.unit.app.small_project import SmallStore, uuid

LAYER = Layer(id=uuid(1), title="L")
ACTORS = [Actor(id=uuid(100 + number), name=f"Group {number}") for number in range(30)]
PLACES = {"Misrata": (15.09, 32.37), "Sirte": (16.59, 31.2), "Sabha": (14.43, 27.04), "Zuwara": (12.08, 32.93)}
WHAT = ("Clash", "Shelling", "Air strike", "Ambush", "Protest", "Car bomb", "Raid", "Kidnapping")
DAY = dt.date(2016, 5, 1)


def event(number: int, title: str, at: Position, day: dt.date | str, **fields: Any) -> Event:
    usual: dict[str, Any] = {"layer": LAYER.id, "where_prec": 1, "dataset": "A"}
    return Event(id=uuid(number), title=title, geometry=point(*at), time=str(day), **{**usual, **fields})


def pairs_of(*events: Event, actors: tuple[Actor, ...] = (), **asked: Any) -> list[tuple[str, str]]:
    found = likely_pairs(SmallStore([LAYER, *actors, *events]), **asked)
    return [(pair.keep[-4:], pair.join[-4:]) for pair in found]


def scattered(chance: random.Random, place: str) -> Position:
    lon, lat = PLACES[place]
    return round(lon + chance.gauss(0, 0.05), 4), round(lat + chance.gauss(0, 0.05), 4)


def planted(count: int, seed: int) -> tuple[list[Event], set[tuple[str, str]]]:
    """Two data sets of `count` events each; every tenth of the first is told by the second in its own way too."""
    chance = random.Random(seed)
    events: list[Event] = []
    pairs = set()
    for number in range(count):
        place, day, what = chance.choice(list(PLACES)), DAY + dt.timedelta(chance.randrange(700)), chance.choice(WHAT)
        who = chance.sample(ACTORS, 2)
        at = scattered(chance, place)
        parts = tuple(Involvement(actor.id) for actor in who)
        events.append(event(1000 + number, f"{what} in {place}", at, day, actors=parts))
        other = 500_000 + number
        if number % 10 == 0:
            near = at[0] + chance.gauss(0, 0.015), at[1] + chance.gauss(0, 0.015)
            title = chance.choice((f"{what} in {place}", f"{place}: {what.lower()} reported, {who[0].name}"))
            told = event(other, title, near, day + dt.timedelta(chance.choice((0, 0, 1))), dataset="B",
                         actors=chance.choice((parts, parts[:1], ())))  # fmt: skip
            pairs.add((events[-1].id, told.id))
        else:
            place, day = chance.choice(list(PLACES)), DAY + dt.timedelta(chance.randrange(700))
            parts = tuple(Involvement(actor.id) for actor in chance.sample(ACTORS, 2))
            told = event(
                other, f"{chance.choice(WHAT)} in {place}", scattered(chance, place), day, dataset="B", actors=parts
            )
        events.append(told)
    return events, pairs


def test_planted_pairs_are_found_among_noise() -> None:
    events, pairs = planted(2_000, seed=7)
    found = likely_pairs(SmallStore([LAYER, *ACTORS, *events]))
    hits = {(pair.keep, pair.join) for pair in found} & pairs
    recall, precision = len(hits) / len(pairs), len(hits) / len(found)
    best = found[: len(pairs)]
    among_best = len({(pair.keep, pair.join) for pair in best} & pairs) / len(best)
    print(f"recall {recall:.3f}, precision {precision:.3f}, precision of the best {len(best)}: {among_best:.3f}")
    assert recall >= 0.95
    assert precision >= 0.3
    assert among_best >= 0.9
    shuffled = events[:]
    random.Random(3).shuffle(shuffled)
    assert likely_pairs(SmallStore([*shuffled, *ACTORS, LAYER])) == found


LONS, LATS = st.floats(-180, 180), st.floats(-90, 90)
DAYS = st.integers(700_000, 700_010)


@st.composite
def sketches(draw: st.DrawFn) -> list[Sketch]:
    """A few that lie close together, often over the antimeridian or at a pole."""
    lon, lat = draw(LONS | st.sampled_from((180.0, -180.0))), draw(LATS | st.sampled_from((0.0, 89.99, -90.0)))
    made = []
    for number in range(draw(st.integers(2, 6))):
        east = lon + draw(st.floats(-1.5, 1.5))
        at = (east + 180) % 360 - 180, max(-90.0, min(90.0, lat + draw(st.floats(-1, 1))))
        first = draw(DAYS)
        title = draw(st.sampled_from(("clash misrata", "clash in misrata", "protest", "")))
        who = draw(st.frozensets(st.sampled_from("abc"), max_size=2))
        made.append(
            Sketch(
                uuid(number), draw(st.sampled_from(("A", "B", ""))), at, draw(st.sampled_from((0.0, 25e3, 100e3))),
                first, first + draw(st.integers(0, 40)), title, frozenset(title.split()), who,
                draw(st.frozensets(st.sampled_from("xyz"), max_size=1)), frozenset(),
            )
        )  # fmt: skip
    return made


@settings(max_examples=150)
@given(sketches())
def test_likeness_is_symmetric_and_the_grid_misses_none_that_is_near(made: list[Sketch]) -> None:
    met = [
        frozenset((one, other))
        for meeting in grid.meetings(Sketches(made))
        for number, one in enumerate(meeting.members)
        for other in meeting.members[:number]
        if meeting.is_first(one, other)
    ]
    assert len(met) == len(set(met))
    likeness = likenesses(made)
    for at, one in enumerate(made):
        for number, other in enumerate(made[:at]):
            assert likeness(one, other) == likeness(other, one)
            gap = max(0, one.first - other.last, other.first - one.last)
            near = course(one.at, other.at).metres <= NEAR_M + one.reach_m + other.reach_m
            assert not (near and gap <= NEAR_DAYS) or frozenset((at, number)) in met


def likenesses(made: list[Sketch]) -> Likenesses:
    return Likenesses(Sketches(made).counts, len(made))


def plainly_alike(one: Sketch, other: Sketch, weights: dict[str, float]) -> tuple[float, str] | None:
    """How alike two events are and why, without any short cut."""
    titles = 0.0
    if one.words and other.words:
        spelling = (fuzz.ratio(one.title, other.title) / 100 - 0.6) / 0.4
        common, *both = (
            math.fsum(map(weights.__getitem__, each)) for each in (one.words & other.words, one.words, other.words)
        )
        titles = max(spelling, common / min(both), 0.0)
    said = "the same title" if one.title == other.title else "titles alike"
    if shared := len(one.actors & other.actors):
        named = f"{'one actor' if shared == 1 else f'{shared} actors'} in common"
        alike = 0.3 + 0.3 * (shared / min(len(one.actors), len(other.actors))) + 0.4 * titles
        said = f"{named}, {said}" if titles >= 0.6 else named
    elif (one.sides | one.actors) & (other.sides | other.actors):
        alike, said = 0.4 + 0.5 * titles, "actors of one side"
    elif one.actors and other.actors:
        alike, said = 0.6 * titles if titles >= 0.95 else 0.0, f"{said}, but other actors"
    else:
        alike = titles
    days = max(0, one.first - other.last, other.first - one.last)
    reach = one.reach_m + other.reach_m
    metres = course(*sorted((one.at, other.at))).metres
    if alike < 0.6 * 0.95 or days > 2 or metres > 10_000 + reach:
        return None
    when = (1 - days / 3) / (1 + max(one.last - one.first, other.last - other.first) / 31)
    where = (1 - metres / (10_000 + reach)) * (1 - reach / (10_000 + reach) / 2)
    score = 0.5 * alike + 0.25 * when + 0.25 * where
    return (round(score, 3), said) if score >= 0.6 else None


TITLES = ("clash", "protest", "shelling", "misrata", "sirte", "35", "36", "a", "explosions", "explosion")


@st.composite
def crowds(draw: st.DrawFn) -> list[Event]:
    """Many in one place and time: more than are compared each with each."""
    chance = draw(st.randoms(use_true_random=False))
    bare = draw(st.sampled_from((0.0, 0.3, 1.0)))
    made = []
    for number in range(draw(st.integers(FEW + 2, 40))):
        who = [] if chance.random() < bare else chance.sample(ALL_ACTORS, chance.randint(1, 2))
        made.append(
            event(
                1_000 + number,
                " ".join(chance.choices(TITLES, k=chance.choice((0, 1, 2, 3, 4, 9)))),
                (15 + chance.choice((0, 0, 0.01, 0.1, 0.14)), 32.0),
                chance.choice(("2016-05-01", "2016-05-01", "2016-05-02", "2016-05-09", "2016-05")),
                dataset=chance.choice(("A", "B", "")),
                where_prec=chance.choice((1, 1, 2)),
                actors=tuple(Involvement(each.id) for each in who),
            )
        )
    return made


GROUP = Actor(id=uuid(90), name="All of them")
ALL_ACTORS = [*(Actor(id=uuid(91 + at), name=f"Part {at}", parent=GROUP.id) for at in range(2)), *ACTORS[:3], GROUP]


@settings(max_examples=80)
@given(crowds(), st.booleans(), st.sampled_from(("", "A")), st.none() | st.integers(1, 6))
def test_what_is_found_is_what_comparing_everything_finds(
    events: list[Event], within: bool, of_dataset: str, most: int | None
) -> None:
    sketcher = Sketcher({actor.id: actor for actor in ALL_ACTORS})
    made = [sketch for each in events if (sketch := sketcher(each)) is not None]
    counts = Counter(word for sketch in made for word in sketch.words)
    weights = {word: math.log1p(len(made) / count) for word, count in counts.items()}
    expected = []
    for at, one in enumerate(made):
        for other in made[:at]:
            datasets = {one.dataset, other.dataset}
            if (len(datasets) == 1 and one.dataset and not within) or (of_dataset and of_dataset not in datasets):
                continue
            alike = plainly_alike(one, other, weights)
            if alike is not None:
                keep, join = sorted((one, other), key=lambda each: (bool(each.dataset), each.id))
                expected.append((-alike[0], keep.id, join.id, alike[1]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "_SPARE", 0)
        found = likely_pairs(SmallStore([LAYER, *ALL_ACTORS, *events]), within=within, of_dataset=of_dataset, most=most)
    assert [(-each.score, each.keep, each.join) for each in found] == [each[:3] for each in sorted(expected)[:most]]
    for pair, plain in zip(found, sorted(expected), strict=False):
        assert pair.words.endswith(plain[3])


@given(sketches())
def test_sketches_are_kept_as_they_are(made: list[Sketch]) -> None:
    odd = [made[0]._replace(id="odd", apart_from=frozenset(("x",))), *made[1:]]
    assert list(Sketches(odd)) == odd


def test_the_antimeridian_is_a_line_like_any_other() -> None:
    one, other = (
        event(1, "Ship seized", (179.99, -17.0), DAY),
        event(2, "Ship seized", (-179.98, -17.0), DAY, dataset="B"),
    )
    (found,) = likely_pairs(SmallStore([LAYER, one, other]))
    assert 3_100 < found.metres < 3_300
    assert found.words == "same day, 3.2 km apart, the same title"


def test_words_say_when_where_and_who() -> None:
    group = Actor(id=uuid(50), name="Misrata Brigade", aliases=(Alias("كتيبة مصراتة", "ar"),))
    same = Actor(id=uuid(51), name="كتيبة مصراتة")
    part = Actor(id=uuid(52), name="Its tank company", parent=group.id)
    one = event(1, "Clash at the gate", (15.0, 32.0), "2016-05-03", actors=(Involvement(group.id),))
    by_alias = event(2, "Five dead", (15.03, 32.0), "2016-05-04", dataset="B", actors=(Involvement(same.id),))
    by_side = event(3, "Gate attacked, clash", (15.0, 32.0), "2016-05", dataset="C", actors=(Involvement(part.id),))
    found = likely_pairs(SmallStore([LAYER, group, same, part, one, by_alias, by_side]))
    words = {(pair.keep[-1], pair.join[-1]): pair.words for pair in found}
    assert words[("1", "2")] == "one day apart, 2.8 km apart, one actor in common"
    assert "1" in {pair.keep[-1] for pair in found}
    assert all("times overlap" in text for (_, join), text in words.items() if join == "3")


def test_rings_reach_as_far_as_their_precision_says() -> None:
    exact = event(1, "Clash near Sirte", (16.6, 31.2), DAY)
    near = event(2, "Clash near Sirte", (16.9, 31.2), DAY, dataset="B", where_prec=2)
    far = event(3, "Clash near Sirte", (16.9, 31.2), DAY, dataset="B")
    assert pairs_of(exact, near) == [("0001", "0002")]
    assert pairs_of(exact, far) == []


def test_rows_of_one_data_set_are_left_alone_unless_asked() -> None:
    one, other = event(1, "Clash", (15.0, 32.0), DAY), event(2, "Clash", (15.0, 32.0), DAY)
    by_hand = event(3, "Clash", (15.0, 32.0), DAY, dataset="")
    assert pairs_of(one, other) == []
    assert pairs_of(one, other, within=True) == [("0001", "0002")]
    assert pairs_of(one, by_hand) == [("0003", "0001")]  # what somebody entered stays
    assert pairs_of(by_hand, event(4, "Clash", (15.0, 32.0), DAY, dataset="")) == [("0003", "0004")]
    assert pairs_of(one, event(5, "Clash", (15.0, 32.0), DAY, dataset="B"), by_hand, of_dataset="B") != []
    assert pairs_of(one, by_hand, of_dataset="B") == []


def test_what_was_told_apart_is_not_offered() -> None:
    one = event(1, "Clash", (15.0, 32.0), DAY, attributes={NOT_SAME: uuid(2)})
    assert pairs_of(one, event(2, "Clash", (15.0, 32.0), DAY, dataset="B")) == []


def test_other_actors_make_it_less_likely_and_what_has_no_day_or_place_is_not_compared() -> None:
    one = event(1, "Clash in Sirte", (16.6, 31.2), DAY, actors=(Involvement(ACTORS[0].id),))
    two = event(2, "Clash in Sirte city", (16.6, 31.2), DAY, dataset="B", actors=(Involvement(ACTORS[1].id),))
    (found,) = likely_pairs(SmallStore([LAYER, *ACTORS, one, two]))
    assert found.words == "same day, same place, titles alike, but other actors"
    unlike = msgspec.structs.replace(two, title="Shelling of Sirte")
    assert pairs_of(one, unlike, actors=tuple(ACTORS)) == []
    sketcher = Sketcher({})
    assert sketcher(event(3, "E", (1.0, 2.0), "")) is None
    assert sketcher(event(3, "E", (1.0, 2.0), "2016")) is None
    assert sketcher(event(3, "E", (1.0, 2.0), DAY, where_prec=6, country="LBY")) is None
    assert sketcher(event(3, "E", (1.0, 2.0), "2016-05-01/..")) is None
