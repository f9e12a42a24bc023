"""Dated rows of the reference data: one name and one state a day, within the life of the actor."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from tests.reference_tables import Row, bounds, earliest, latest, read

COUNTRIES = {row["code"]: row for row in read("countries")}
ORGANISATIONS = {row["code"]: row for row in read("organisations")}
ACTORS = COUNTRIES | ORGANISATIONS
PLACES = {row["slug"]: row for row in read("places")}
DAY = timedelta(1)
# South Vietnam ended fourteen months before Vietnam began.
WITHOUT_A_STATE = {"da-nang", "ho-chi-minh-city"}
# Independence was declared by these before they were dated states of the register.
SUCCESSORS_WITHOUT_START = {"UKR": date(1991, 8, 24), "BLR": date(1991, 8, 25)}


def grouped(table: str, column: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in read(table):
        rows[row[column]].append(row)
    return rows


def test_an_actor_has_one_former_name_a_day() -> None:
    """Read as the public pages do: from the first possible day to the last possible one."""
    for names in grouped("actor_names", "code").values():
        former = sorted(
            (row for row in names if row["kind"] == "former"), key=lambda row: latest(row["end"])
        )
        for one, other in pairwise(former):
            assert latest(one["end"]) < earliest(other["start"]), (one, other)


def test_former_names_end_before_the_present_one_is_needed() -> None:
    named = {row["code"]: row for row in read("actor_names") if row["kind"] == "former"}
    assert named["DEU"]["end"] == "1990-10-02"
    assert named["TUR"]["end"] == "2022-05-31"
    assert [
        r["name"] for r in read("actor_names") if r["code"] == "EU" and r["kind"] == "former"
    ] == ["European Communities"]


def test_no_form_of_government_in_a_former_name() -> None:
    """Such a name is formal; these tell one state or one time apart from another."""
    words = ("Republic", "Kingdom", "Union", "Federati", "State of", "Jamahiriya")
    names = {
        row["name"]
        for row in read("actor_names")
        if row["code"] in COUNTRIES
        and row["kind"] == "former"
        and any(word in row["name"] for word in words)
    }
    assert names == {
        "Federal Republic of Yugoslavia",
        "Khmer Republic",
        "Malagasy Republic",
        "State of Vietnam",
        "United Arab Republic",
    }


def test_a_name_lies_within_the_life_of_an_ended_actor() -> None:
    late = [
        (row["code"], row["name"])
        for row in read("actor_names")
        if ACTORS[row["code"]]["end"]
        and row["end"]
        and earliest(row["end"]) > latest(ACTORS[row["code"]]["end"])
    ]
    assert late == []


def test_former_states_of_places_lie_within_the_life_of_the_state() -> None:
    wrong = [
        row
        for row in read("place_former_states")
        if latest(row["start"]) < earliest(COUNTRIES[row["state"]]["start"])
        or earliest(row["end"]) > latest(COUNTRIES[row["state"]]["end"])
    ]
    assert wrong == []


def test_former_states_of_places_do_not_overlap() -> None:
    for rows in grouped("place_former_states", "place").values():
        in_time = sorted(rows, key=lambda row: earliest(row["start"]))
        for one, other in pairwise(in_time):
            assert latest(one["end"]) < earliest(other["start"]), (one, other)


def test_former_states_of_places_have_an_end_and_name_another_state() -> None:
    for row in read("place_former_states"):
        assert row["end"], row
        assert row["state"] != PLACES[row["place"]]["country"], row


def test_the_state_of_today_begins_the_day_after_the_last_former_one() -> None:
    for place, rows in grouped("place_former_states", "place").items():
        country = PLACES[place]["country"]
        if not country or place in WITHOUT_A_STATE:
            continue
        last = max(rows, key=lambda row: latest(row["end"]))
        first, final = (day + DAY for day in bounds(last["end"]))
        start = COUNTRIES[country]["start"]
        if country in SUCCESSORS_WITHOUT_START:
            assert first == SUCCESSORS_WITHOUT_START[country], place
        elif start and latest(start) >= first:
            assert earliest(start) <= final, place
        else:  # the place joined a state that was there, when the former one ended
            end = COUNTRIES[last["state"]]["end"]
            assert first <= latest(end), place
            assert earliest(end) <= final, place


def test_places_of_states_that_came_out_of_another_have_a_former_state() -> None:
    """Kaliningrad to Osh: a meeting of 1975 is placed in the state of 1975."""
    out_of = {"SUN", "YUG", "SCG", "CSK", "XYN", "YMD", "XTA", "XZB", "VDR", "XVS", "ANT"}
    dated = set(grouped("place_former_states", "place"))
    missing = {
        slug
        for slug, row in PLACES.items()
        if row["country"]
        and out_of & set(COUNTRIES[row["country"]]["predecessors"].split("|"))
        and slug not in dated
    }
    assert missing == set()


def test_offices_begin_and_end_within_the_life_of_their_actor() -> None:
    for row in read("offices"):
        actor = ACTORS[row["actor"]]
        if row["start"]:
            assert latest(row["start"]) >= earliest(actor["start"]), row["slug"]
            assert earliest(row["start"]) <= latest(actor["end"]), row["slug"]
        if row["end"]:
            assert latest(row["end"]) >= earliest(actor["start"]), row["slug"]
            assert earliest(row["end"]) <= latest(actor["end"]), row["slug"]


def test_summits_lie_within_the_life_of_their_series_and_its_organisation() -> None:
    series = {row["slug"]: row for row in read("series")}
    for row in read("summits"):
        if not row["series"]:
            continue
        first, _, last = row["date"].partition("/")
        begins, ends = earliest(first), latest(last or first)
        assert begins >= earliest(series[row["series"]]["start"]), row["slug"]
        organisation = ORGANISATIONS.get(series[row["series"]]["organisation"])
        if organisation:
            assert begins <= latest(organisation["end"]), row["slug"]
            assert ends >= earliest(organisation["start"]), row["slug"]


def test_hosts_exist_on_the_first_day_of_the_summit() -> None:
    for row in read("summits"):
        if row["host"]:
            host = ACTORS[row["host"]]
            first = row["date"].partition("/")[0]
            assert latest(first) >= earliest(host["start"]), row["slug"]
            assert earliest(first) <= latest(host["end"]), row["slug"]


def test_a_summit_is_hosted_by_the_state_of_its_place_on_the_day() -> None:
    """Where a state hosted at home, the host and the dated state of the place agree."""
    former = grouped("place_former_states", "place")
    for row in read("summits"):
        day = earliest(row["date"].partition("/")[0])
        states = {
            period["state"]
            for period in former.get(row["place"], [])
            if earliest(period["start"]) <= day <= latest(period["end"])
        }
        if states and row["host"] in COUNTRIES:
            assert row["host"] in states | {PLACES[row["place"]]["country"]} - ended(day), row[
                "slug"
            ]


def ended(day: date) -> set[str]:
    """Codes of states that do not exist on ``day``."""
    return {
        code
        for code, row in COUNTRIES.items()
        if not earliest(row["start"]) <= day <= latest(row["end"])
    }
