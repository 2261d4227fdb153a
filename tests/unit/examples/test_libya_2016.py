"""The example holds everything that the article says, says where it says so, and adds nothing without saying that."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from libyamap.app.evidence import sources_disagree
from libyamap.app.session import Session
from libyamap.app.whereabouts import drawing_of
from libyamap.domain.model import (
    FEATURE_CLASSES,
    Actor,
    Claim,
    Event,
    Feature,
    Layer,
    Link,
    Presence,
    Project,
    Record,
    Site,
    Source,
    Zone,
)
from libyamap.domain.precision import Drawing
from libyamap.domain.vocabulary import Certainty, Role, Status
from libyamap.examples import example_commands
from tests.support.fake_areas import FakeAreas
from tests.support.fake_store import FakeStore
from tests.support.shingles import shingles

ARTICLE_RUNS = Path(__file__).parents[2] / "data" / "libya_2016_article_runs.txt"
PARAGRAPHS = 9
LOW = {Certainty.REMOTE, Certainty.VERY_UNLIKELY, Certainty.UNLIKELY, Certainty.EVEN}


@pytest.fixture(scope="module")
def store() -> FakeStore:
    """The example, built by its own commands."""
    made = FakeStore()
    Session(made, "test").run(example_commands("libya-2016", FakeAreas()))
    return made


@pytest.fixture(scope="module")
def features(store: FakeStore) -> list[Feature]:
    return [feature for kind in FEATURE_CLASSES.values() for feature in store.all(kind)]


@pytest.fixture(scope="module")
def name_of(store: FakeStore) -> Callable[[str], str]:
    """The short name, or else the name, of an actor by its id; a feature's title by its id."""

    def name(record_id: str) -> str:
        actor = store.get(Actor, record_id)
        if actor:
            return actor.short_name or actor.name
        return next(found.title for kind in FEATURE_CLASSES.values() if (found := store.get(kind, record_id)))

    return name


def claims_on(store: FakeStore, feature: Feature) -> list[Claim]:
    return [claim for claim in store.all(Claim) if claim.feature == feature.id]


def test_special_forces_of_four_countries_are_known_for_the_country_alone(
    store: FakeStore, name_of: Callable[[str], str]
) -> None:
    forces = store.all(Presence)
    assert {name_of(force.actors[0].actor) for force in forces} == {"France", "Jordan", "UK", "US"}
    for force in forces:
        assert force.type == "special forces"
        assert force.status is Status.REPORTED
        assert (force.where_prec, force.country, force.geometry) == (6, "LBY", None)
        assert drawing_of(force) is Drawing.BADGE


def test_us_outposts_are_rings_near_two_towns(store: FakeStore, name_of: Callable[[str], str]) -> None:
    outposts = [site for site in store.all(Site) if site.type == "outpost"]
    assert {site.place for site in outposts} == {"Misrata", "Benghazi"}
    for site in outposts:
        assert drawing_of(site) is Drawing.RING
        assert site.radius_m is None
        assert site.status is Status.REPORTED
        assert [name_of(part.actor) for part in site.actors] == ["US"]
        town = next(other for other in store.all(Site) if other.title == site.place)
        assert site.geometry == town.geometry


def test_zones_are_our_own_assessment_of_spring_2016_with_low_certainty(
    store: FakeStore, name_of: Callable[[str], str]
) -> None:
    zones = store.all(Zone)
    holders = {
        frozenset(name_of(part.actor) for part in zone.actors if part.role in {Role.HOLDER, Role.CLAIMANT})
        for zone in zones
    }
    assert {frozenset({"GNA"}), frozenset({"HoR"}), frozenset({"IS"})} < holders
    for zone in zones:
        assert zone.status is Status.ASSESSED
        assert zone.certainty in LOW
        assert zone.time == "2016-21"
        assert "not the article's" in zone.description
        assert drawing_of(zone) is Drawing.AREA
        assert all(claim.credibility == 6 for claim in claims_on(store, zone))
        if zone.type == "contested":
            assert sum(part.role is Role.CLAIMANT for part in zone.actors) == 2
    assert any(zone.type == "contested" for zone in zones)


def test_no_province_is_in_two_zones() -> None:
    from libyamap.app.commands import DrawZone

    drawn = [
        command for command in example_commands("libya-2016", FakeAreas()).commands if isinstance(command, DrawZone)
    ]
    provinces = [code for command in drawn for code in command.provinces]
    assert len(provinces) == len(set(provinces))


@pytest.mark.parametrize(
    ("title", "type_word"),
    [
        ("Misrata", "city"),
        ("Benghazi", "city"),
        ("Tobruk", "seat of government"),
        ("Tripoli", "seat of government"),
        ("Zintan", "town"),
        ("Border of Libya and Tunisia", "border"),
        ("Ras Ajdir crossing", "border crossing"),
        ("Wazin-Dehiba crossing", "border crossing"),
        ("Brussels", "city"),
    ],
)
def test_places_of_the_article(store: FakeStore, title: str, type_word: str) -> None:
    site = next(site for site in store.all(Site) if site.title == title)
    assert site.type == type_word
    assert site.geometry is not None
    assert site.where_prec == (5 if type_word == "border" else 1)
    assert site.place_note


def test_what_the_article_does_not_name_is_marked_as_context(store: FakeStore) -> None:
    context = {site.title for site in store.all(Site) if "context" in site.tags}
    assert context == {"Tripoli", "Ras Ajdir crossing", "Wazin-Dehiba crossing"}


@pytest.mark.parametrize(
    ("type_word", "origin", "target", "status"),
    [
        ("negotiation", "GNA", "US", Status.REPORTED),
        ("training", "UK", "GNA militias", Status.PROPOSED),
        ("training", "Germany", "Tunisia", Status.PROPOSED),
        ("arms", "US", "GNA militias", Status.PROPOSED),
        ("arms", "UAE", "LNA", Status.REPORTED),
        ("arms", "Arab states", "LNA", Status.REPORTED),
        ("request", "GNA", "UNSC", Status.PROPOSED),
        ("support", "Italy", "GNA militias", Status.PROPOSED),
        ("hostility", "LNA", "GNA militias", Status.REPORTED),
        ("hostility", "GNA", "Islamic State around Sirte (assessed)", Status.REPORTED),
        ("support", "US outpost near Misrata", "Islamic State around Sirte (assessed)", Status.REPORTED),
        ("support", "US outpost near Benghazi", "Islamic State around Sirte (assessed)", Status.REPORTED),
    ],
)
def test_links_and_proposals(
    store: FakeStore, name_of: Callable[[str], str], type_word: str, origin: str, target: str, status: Status
) -> None:
    matching = [
        link
        for link in store.all(Link)
        if (link.type, name_of(link.origin), name_of(link.target)) == (type_word, origin, target)
    ]
    assert [link.status for link in matching] == [status]


def test_links_have_a_line_unless_an_end_has_no_place(store: FakeStore, name_of: Callable[[str], str]) -> None:
    for link in store.all(Link):
        placeless = {"Arab states", "UNSC"} & {name_of(link.origin), name_of(link.target)}
        assert (link.geometry is None) == bool(placeless), link.title


def test_the_two_views_of_training_dispute_each_other(store: FakeStore) -> None:
    training = [link for link in store.all(Link) if link.type == "training"]
    assert len(training) == 2
    for link in training:
        assert sources_disagree(claims_on(store, link))


def test_a_large_intervention_is_refused(store: FakeStore) -> None:
    refused = [event for event in store.all(Event) if event.status is Status.REFUSED]
    assert [event.title for event in refused] == ["Large Italian intervention, ruled out"]


def test_five_people_speak_and_only_one_statement_has_a_place(store: FakeStore, name_of: Callable[[str], str]) -> None:
    statements = [event for event in store.all(Event) if event.type == "statement"]
    speakers = {name_of(part.actor) for event in statements for part in event.actors if part.role is Role.SPEAKER}
    assert speakers == {"Dunford", "Rodriguez", "Kerry", "Renzi", "Graziano"}
    located = [event for event in statements if event.where_prec is not None]
    assert [(event.country, event.geometry) for event in located] == [("USA", None)]
    assert "Brussels" in located[0].place_note
    for event in statements:
        if event.where_prec is None:
            assert drawing_of(event) is Drawing.NOWHERE


def test_no_event_is_pinned_to_a_spot(store: FakeStore) -> None:
    assert all(event.geometry is None for event in store.all(Event))


def test_every_feature_says_where_in_the_source_it_stands(store: FakeStore, features: list[Feature]) -> None:
    for feature in features:
        claims = claims_on(store, feature)
        assert claims, feature.title
        for claim in claims:
            number = re.fullmatch(r"paragraph (\d)", claim.locator)
            assert number is not None
            assert 1 <= int(number[1]) <= PARAGRAPHS
            assert claim.note


def test_every_feature_says_why_it_is_placed_and_dated_so(features: list[Feature]) -> None:
    for feature in features:
        assert feature.place_note, feature.title
        assert feature.time_note, feature.title
        assert feature.description, feature.title


def test_one_source_with_a_justified_grade_and_an_inferred_date(store: FakeStore) -> None:
    (source,) = store.all(Source)
    assert source.reliability_note.startswith(source.reliability.value)
    assert source.published == "2016-05~"
    (project,) = store.all(Project)
    assert project.as_of == "2016-05~"
    assert "no date" in project.as_of_note


def test_actors_have_arabic_names_and_only_neutral_or_unknown_frames(store: FakeStore) -> None:
    actors = store.all(Actor)
    for actor in actors:
        assert any(alias.language == "ar" for alias in actor.aliases), actor.name
        assert actor.affiliation.value in {"neutral", "unknown"}
    haftar = next(actor for actor in actors if actor.name == "Khalifa Haftar")
    assert "Khalifa Hifter" in {alias.text for alias in haftar.aliases}
    assert store.get(Actor, haftar.parent) == next(actor for actor in actors if actor.short_name == "LNA")


def test_layers_are_a_tree_whose_groups_hold_no_features(store: FakeStore, features: list[Feature]) -> None:
    layers = sorted(store.all(Layer), key=lambda layer: layer.position)
    assert [layer.position for layer in layers] == list(range(len(layers)))
    groups = {layer.parent for layer in layers} - {""}
    used = {feature.layer for feature in features}
    assert not groups & used
    assert used | groups == {layer.id for layer in layers}
    for layer in layers:
        if layer.parent:
            parent = store.get(Layer, layer.parent)
            assert parent is not None
            assert parent.position < layer.position


def test_zones_lie_below_everything_else(store: FakeStore, features: list[Feature]) -> None:
    position = {layer.id: layer.position for layer in store.all(Layer)}
    lowest_other = max(position[feature.layer] for feature in features if not isinstance(feature, Zone))
    assert all(position[zone.layer] > lowest_other for zone in store.all(Zone))


def test_nothing_is_worded_as_in_the_article(store: FakeStore) -> None:
    borrowed = set(ARTICLE_RUNS.read_text(encoding="utf-8").split())
    assert len(borrowed) == 720
    for record in store.snapshot().values():
        for text in texts_of(record):
            assert not shingles(text) & borrowed, text


def test_borrowed_wording_would_be_found() -> None:
    borrowed = set(ARTICLE_RUNS.read_text(encoding="utf-8").split())
    title = "US negotiating agreement with Libya that could send US troops to Libya"
    assert shingles(title)
    assert shingles(title) <= borrowed


def texts_of(record: Record) -> list[str]:
    """All texts of a record; the title of a source is a reference and has to be the source's own."""
    fields = msgspec.structs.asdict(record)
    if isinstance(record, Source):
        del fields["title"]
    return [value for value in fields.values() if isinstance(value, str)]


def test_the_example_can_be_built_twice_with_ids_of_their_own() -> None:
    one, other = (FakeStore(), FakeStore())
    for made in (one, other):
        Session(made, "test").run(example_commands("libya-2016", FakeAreas()))
    assert not {key for _, key in one.snapshot()} & {key for _, key in other.snapshot()}
