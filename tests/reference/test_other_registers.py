"""The reference data against lists of other registers, kept in ``tests/reference/data/``.

``united_nations_m49``: codes, regions and subregions of the UN Statistics Division.
``correlates_of_war`` and ``gleditsch_ward``: numbers with their periods (system membership 2016,
and independent states with microstates to 2020), for actors of this register; a number that runs
on through a change of actors is given to each. ``bounding_boxes``: whole degrees around the
populated places of a country in GeoNames, from east to west where they cross the date line.
"""

from __future__ import annotations

import pytest

from tests.reference_tables import FACTS, Row, earliest, latest, read

COUNTRIES = {row["code"]: row for row in read("countries")}
BOXES = {row["code"]: row for row in read("bounding_boxes", FACTS)}
REGISTERS = [("correlates_of_war", "cow"), ("gleditsch_ward", "gw")]
# West Germany, of which docs/naming.md says why its number is not here.
OTHER_NUMBERS = {("correlates_of_war", "DEU", "260")}


def share_a_day(first: Row, second: Row) -> bool:
    start = max(earliest(first["start"]), earliest(second["start"]))
    return start <= min(latest(first["end"]), latest(second["end"]))


def test_codes_and_regions_are_those_of_m49() -> None:
    theirs = {tuple(row.values()) for row in read("united_nations_m49", FACTS)}
    columns = ("code", "numeric", "region", "subregion")
    ours = {tuple(r[c] for c in columns) for r in COUNTRIES.values() if r["numeric"]}
    # The UN does not list Taiwan, and gives Antarctica no region.
    assert {row for row in ours ^ theirs if row[0] != "TWN"} == set()
    assert COUNTRIES["TWN"]["subregion"] == COUNTRIES["CHN"]["subregion"]


@pytest.mark.parametrize(("table", "column"), REGISTERS)
def test_numbers_of_states(table: str, column: str) -> None:
    facts = read(table, FACTS)
    wrong = {
        (table, fact["code"], fact["number"])
        for fact in facts
        if COUNTRIES[fact["code"]][column] != fact["number"]
    }
    assert wrong == {row for row in OTHER_NUMBERS if row[0] == table}
    numbered = {code for code, row in COUNTRIES.items() if row[column]}
    assert numbered == {fact["code"] for fact in facts}


@pytest.mark.parametrize(("table", "column"), REGISTERS)
def test_a_state_lives_while_its_number_is_in_use(table: str, column: str) -> None:
    never = [
        fact
        for fact in read(table, FACTS)
        if not share_a_day(fact, COUNTRIES[fact["code"]]) and fact["end"] >= "1945"
    ]
    assert never == []


@pytest.mark.parametrize(("table", "column"), REGISTERS)
def test_no_number_of_other_registers_on_two_states_of_a_day(table: str, column: str) -> None:
    facts = read(table, FACTS)
    for fact in facts:
        for other in facts:
            if fact["number"] == other["number"] and fact is not other:
                assert not share_a_day(fact, other), (fact, other)


def lies_in(row: Row, box: Row) -> bool:
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    south, north, west, east = (int(box[side]) for side in ("south", "north", "west", "east"))
    if west <= east:
        is_between = west <= longitude <= east
    else:
        is_between = longitude >= west or longitude <= east
    return south <= latitude <= north and is_between


def test_places_lie_in_their_country() -> None:
    places = [row for row in read("places") if row["country"]]
    assert {row["country"] for row in places} <= set(BOXES)
    assert [p["slug"] for p in places if not lies_in(p, BOXES[p["country"]])] == []


def test_a_place_with_its_signs_or_degrees_exchanged_is_outside() -> None:
    paris = {"latitude": "48.86", "longitude": "2.35"}
    assert lies_in(paris, BOXES["FRA"])
    assert not lies_in({"latitude": "2.35", "longitude": "48.86"}, BOXES["FRA"])
    assert not lies_in({"latitude": "-18.14", "longitude": "-178.44"}, BOXES["FIN"])
    assert lies_in({"latitude": "-18.14", "longitude": "178.44"}, BOXES["FJI"])


@pytest.mark.parametrize(
    ("slug", "latitude", "longitude"),
    [("los-cabos", "23.05", "-109.70"), ("okinawa", "26.59", "127.98")],
)
def test_a_region_is_placed_where_its_summits_met(slug: str, latitude: str, longitude: str) -> None:
    (place,) = (row for row in read("places") if row["slug"] == slug)
    assert (place["latitude"], place["longitude"]) == (latitude, longitude)


def test_no_two_places_at_one_spot() -> None:
    places = read("places")
    near = {
        frozenset((one["slug"], other["slug"]))
        for one in places
        for other in places
        if one["slug"] < other["slug"] and is_near(one, other)
    }
    assert near == {frozenset(("berlin", "east-berlin"))}


def is_near(one: Row, other: Row) -> bool:
    return all(
        abs(float(one[side]) - float(other[side])) < 0.02 for side in ("latitude", "longitude")
    )
