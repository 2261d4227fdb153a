"""Public data sets come in without a mapping: counts, places, times and precision as their makers mean them."""

from pathlib import Path

import pytest

from libyamap.domain.model import Claim, Event, Source
from libyamap.formats.presets import shipped_presets
from tests.unit.formats.conftest import DATA, Take


def test_acled_new_columns(take: Take) -> None:
    taken = take("acled_new.csv")
    assert (taken.outcome.preset, taken.outcome.rows, taken.outcome.accepted) == ("acled", 4, 3)
    (reason,) = taken.outcome.reasons
    assert reason.row == 4
    assert "129.127" in reason.reason
    clash = taken.feature("Armed clash in Sabha")
    assert isinstance(clash, Event)
    assert (clash.type, clash.time, clash.where_prec, clash.country) == ("battle", "2022-12-28", 1, "LBY")
    assert clash.geometry is not None
    assert clash.geometry.coordinates == (14.4283, 27.0377)
    assert clash.attributes["fatalities"] == "2"
    assert clash.attributes["geo_precision"] == "1"
    assert "notes" not in clash.attributes
    assert clash.description.startswith("Clash at the gate")
    assert taken.actors_of(clash) == [
        ("Military Forces of Libya (2014-2021) Haftar Faction", "actor"),
        ("Fezzan Brigade", "partner"),
        ("Wadi Group", "partner"),
        ("Islamic State (Libya)", "actor"),
    ]
    assert (clash.dataset, clash.dataset_id, len(clash.dataset_digest)) == ("ACLED", "LBY1001", 16)
    sources = {source.id: source.title for source in taken.session.store.all(Source)}
    said = [sources[claim.source] for claim in taken.session.store.all(Claim) if claim.feature == clash.id]
    assert said == ["Libya Observer", "Al Wasat (Libya)"]


def test_acled_precision_and_time_codes(take: Take) -> None:
    taken = take("acled_new.csv")
    protest = taken.feature("Peaceful protest in Tripoli - Martyrs Square")
    assert protest.where_prec == 3  # code 2, and the notes say that it is the district's
    assert protest.time == "2022-12-31~/2023-01-06~"  # the week around the day
    arrests = taken.feature("Arrests in Murzuq")
    assert (arrests.where_prec, arrests.time) == (4, "2023-01")
    assert arrests.province  # so that the province can be drawn
    assert "fatalities" not in arrests.attributes  # NA is no value


def test_acled_old_columns_with_short_dates(take: Take) -> None:
    taken = take("acled_old.csv")
    assert (taken.outcome.preset, taken.outcome.accepted) == ("acled", 2)
    assert [feature.time for feature in taken.features] == ["2018-12-28", "2018-12-29"]
    assert taken.features[0].attributes["data_id"] == "7001"


def test_ucdp_ged(take: Take) -> None:
    taken = take("ucdp_ged.csv")
    assert (taken.outcome.preset, taken.outcome.accepted, taken.outcome.rejected) == ("ucdp-ged", 4, 1)
    assert "“9” is not a code" in taken.outcome.reasons[0].reason
    by_id = {feature.dataset_id: feature for feature in taken.features}
    assert [by_id[str(number)].where_prec for number in range(210001, 210005)] == [1, 2, 4, 6]
    assert [by_id[str(number)].time for number in range(210001, 210005)] == [
        "2016-05-19", "2016-05-20/2016-05-23", "2016-05-01/2016-05-31", "2016-01-01/2016-12-31",
    ]  # fmt: skip
    first = by_id["210001"]
    assert first.geometry is not None
    assert first.geometry.coordinates == (15.2431, 31.4416)
    assert first.place == "Abu Grein"
    assert first.country == "LBY"
    assert first.attributes["best"] == "3"
    headlines = [source.title for source in taken.session.store.all(Source)]
    assert headlines == ["Clashes reported near the coast", "Fighting goes on"]
    published = [source.published for source in taken.session.store.all(Source)]
    assert published == ["2016-05-20", "2016-05-21"]


@pytest.mark.parametrize(
    ("file", "preset"),
    [("gdelt_2.export.csv", "gdelt-2"), ("gdelt_1.export.csv", "gdelt-1"), ("gdelt_1_early.csv", "gdelt-1-early")],
)
def test_gdelt_without_a_heading(take: Take, file: str, preset: str) -> None:
    taken = take(file)
    assert (taken.outcome.preset, taken.outcome.rows, taken.outcome.accepted) == (preset, 4, 4)
    by_id = {feature.dataset_id: feature for feature in taken.features}
    assert [by_id[str(number)].where_prec for number in range(540001, 540005)] == [2, 6, 4, None]
    battle = by_id["540001"]
    assert (battle.type, battle.time, battle.title) == ("battle", "2016-05-19", "battle, Misratah, Misratah, Libya")
    assert taken.actors_of(battle) == [("LIBYA", "actor"), ("ISLAMIC STATE", "actor")]
    assert by_id["540002"].country == "LBY"  # known to be somewhere in it: a badge needs the country
    urls = {source.url for source in taken.session.store.all(Source)}
    assert urls == (
        set() if preset == "gdelt-1-early" else {f"https://news.example/{n}" for n in range(540001, 540005)}
    )


def test_geoconfirmed_keeps_links_of_the_web_only(take: Take) -> None:
    taken = take("geoconfirmed.csv")
    assert (taken.outcome.preset, taken.outcome.accepted) == ("geoconfirmed", 2)
    assert taken.features[0].time == "2016-05-19"
    assert taken.features[0].where_prec == 1
    urls = sorted(source.url for source in taken.session.store.all(Source) if source.url)
    assert urls == ["https://x.example/1", "https://x.example/2", "https://x.example/geo1"]


def test_liveuamap_like_list(take: Take) -> None:
    taken = take("liveuamap.json")
    assert (taken.outcome.preset, taken.outcome.accepted) == ("liveuamap", 2)
    port = taken.feature("Shelling reported at the port")
    assert port.time == "2016-05-19"
    assert port.geometry is not None
    assert port.geometry.coordinates == (20.05, 32.1)


def test_timemap_with_its_sources_beside(take: Take) -> None:
    taken = take("timemap_events.json")
    assert (taken.outcome.preset, taken.outcome.accepted) == ("timemap", 3)
    clinic = taken.feature("Benghazi: strike")
    assert clinic.time == "2016-05-19T14:30:00"
    assert clinic.tags == ("clinic", "airstrike")
    titles = {source.title: source.url for source in taken.session.store.all(Source)}
    assert titles["Video from the street"] == "https://v.example/1"
    assert sum(feature.geometry is None for feature in taken.features) == 1


def test_importing_again_changes_nothing(take: Take) -> None:
    take("acled_new.csv")
    again = take("acled_new.csv")
    assert (again.outcome.accepted, again.outcome.unchanged, again.outcome.updated) == (3, 3, 0)
    assert again.outcome.revision == 2
    assert len(again.features) == 3


def test_a_later_edition_changes_only_what_changed(take: Take, tmp_path: Path) -> None:
    before = {each.dataset_id: each for each in take("acled_new.csv").features}
    later = tmp_path / "acled_later.csv"
    text = (DATA / "acled_new.csv").read_text(encoding="utf-8")
    later.write_text(text.replace("two killed", "three killed").replace(",129.1268,", ",29.1268,"), encoding="utf-8")
    taken = take(later)
    assert (taken.outcome.rows, taken.outcome.accepted, taken.outcome.updated) == (4, 3, 1)
    after = {each.dataset_id: each for each in taken.features}
    assert len(after) == 4
    assert after["LBY1001"].id == before["LBY1001"].id
    assert "three killed" in after["LBY1001"].description
    assert after["LBY1002"] == before["LBY1002"]
    taken.session.undo()
    assert {each.dataset_id: each for each in taken.features} == before


def test_one_import_is_one_step(take: Take) -> None:
    taken = take("ucdp_ged.csv")
    assert taken.outcome.revision == 2
    taken.session.undo()
    assert taken.features == []
    assert taken.session.store.all(Claim) == []
    assert taken.session.store.all(Source) == []
    taken.session.redo()


def test_presets_have_the_published_numbers_of_columns() -> None:
    lengths = {preset.name: len(preset.header) for preset in shipped_presets() if preset.header}
    assert lengths == {"gdelt-2": 61, "gdelt-1": 58, "gdelt-1-early": 57}


def test_a_gdelt_event_without_a_place_is_no_bad_code(take: Take, tmp_path: Path) -> None:
    lines = (DATA / "gdelt_2.export.csv").read_text("utf-8").splitlines()
    cells = lines[0].split("\t")
    cells[51:59] = ["0", "", "", "", "", "", "", ""]  # ActionGeo
    path = tmp_path / "nowhere.export.csv"
    path.write_text("\t".join(cells), encoding="utf-8")
    taken = take(path)
    assert (taken.outcome.preset, taken.outcome.accepted) == ("gdelt-2", 1)
    assert [(each.geometry, each.where_prec) for each in taken.features] == [(None, None)]


def test_older_ucdp_has_its_sources_in_one_column(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "ged50.csv"
    path.write_text(
        "id,type_of_violence,side_a,side_b,source_article,where_prec,latitude,longitude,date_start\n"
        '1,1,A,B,"""Reuters, 20 May"";""AFP, 21 May""",1,31.4,15.2,2016-05-19\n',
        encoding="utf-8",
    )
    taken = take(path)
    assert taken.outcome.preset == "ucdp-ged"
    assert [source.title for source in taken.session.store.all(Source)] == ["Reuters, 20 May", "AFP, 21 May"]


def test_geoconfirmed_json_names_its_sources_in_the_row(take: Take, tmp_path: Path) -> None:
    (tmp_path / "sources.json").write_text("{}", encoding="utf-8")
    path = tmp_path / "places.json"
    path.write_text(
        '[{"id": "q1", "date": "2023-06-01", "description": "Seen", "lat": 48.1, "lon": 37.5, "sources": '
        '["https://x.example/1"], "geolocations": ["https://x.example/2"], "faction": {"name": "North"}}]',
        encoding="utf-8",
    )
    taken = take(path)
    (found,) = taken.features
    assert taken.actors_of(found) == [("North", "actor")]
    assert found.attributes == {}
    assert {source.url for source in taken.session.store.all(Source)} == {"https://x.example/1", "https://x.example/2"}
