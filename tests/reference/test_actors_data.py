"""The tables of states, organisations, places and offices, held to docs/naming.md."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pycountry
import pytest

from tests.reference_tables import Row, earliest, latest, read

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

HEADERS = {
    "countries": "code,kind,name,sort_name,demonym,alpha2,numeric,region,subregion,capital,start,"
    "end,predecessors,sovereign,cow,gw,wikidata,flag,article",
    "actor_names": "code,name,lang,start,end,kind,article",
    "organisations": "code,kind,name,short_name,parent,start,end,seat,wikidata,article",
    "memberships": "organisation,member,start,end,status",
    "places": "slug,name,country,latitude,longitude,region,contested,other_names",
    "offices": "slug,actor,name,rank,start,end",
}
RANKS = {
    *("head_of_state", "head_of_government", "party_leader", "deputy_head_of_state"),
    *("crown_prince", "foreign_minister", "minister", "head_of_organisation", "speaker"),
    *("security_adviser", "deputy_minister", "envoy", "senior_official", "ambassador"),
}
REGIONS = {"Africa", "Americas", "Antarctica", "Asia", "Europe", "Oceania"}


TABLES = {table: read(table) for table in HEADERS}
COUNTRIES = {row["code"]: row for row in TABLES["countries"]}
ORGANISATIONS = {row["code"]: row for row in TABLES["organisations"]}
ACTORS = COUNTRIES | ORGANISATIONS
PLACES = {row["slug"]: row for row in TABLES["places"]}
MEMBERSHIPS = TABLES["memberships"]
OFFICES = TABLES["offices"]
NAMED_LISTS = [("countries", "kind"), ("organisations", "kind"), ("offices", "actor")]


def outlives(inner: Row, outer: Row) -> bool:
    """Whether a period cannot lie within another, however the vague dates are read."""
    too_early = bool(inner["start"]) and latest(inner["start"]) < earliest(outer["start"])
    too_late = bool(inner["start"]) and earliest(inner["start"]) > latest(outer["end"])
    too_long = bool(outer["end"]) and (
        not inner["end"] or earliest(inner["end"]) > latest(outer["end"])
    )
    return too_early or too_late or too_long


def key_of(table: str) -> list[tuple[str, ...]]:
    width = {"memberships": 3, "actor_names": 4}.get(table, 1)
    return [tuple(row.values())[:width] for row in TABLES[table]]


def members_on(organisation: str, day: str) -> set[str]:
    moment = date.fromisoformat(day)
    return {
        row["member"]
        for row in MEMBERSHIPS
        if row["organisation"] == organisation
        and row["status"] == "member"
        and earliest(row["start"]) <= moment
        and (not row["end"] or moment < earliest(row["end"]))
    }


@pytest.mark.parametrize("table", HEADERS)
def test_header(table: str) -> None:
    assert ",".join(TABLES[table][0]) == HEADERS[table]


@pytest.mark.parametrize("table", HEADERS)
def test_rows_are_sorted_by_a_unique_key(table: str) -> None:
    keys = key_of(table)
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("table", HEADERS)
def test_cells_are_tidy(table: str) -> None:
    cells = [cell for row in TABLES[table] for cell in row.values()]
    assert [c for c in cells if c != unicodedata.normalize("NFC", c.strip()) or "  " in c] == []


@pytest.mark.parametrize("table", [t for t, header in HEADERS.items() if ",start," in header])
def test_dates_are_edtf_and_in_order(table: str) -> None:
    late = [r for r in TABLES[table] if r["end"] and earliest(r["start"]) > latest(r["end"])]
    assert late == []


@pytest.mark.parametrize(("table", "group"), NAMED_LISTS)
def test_no_name_twice_within_a_group(table: str, group: str) -> None:
    names = Counter((row[group], row["name"].casefold()) for row in TABLES[table])
    assert [name for name, times in names.items() if times > 1] == []


def test_all_of_iso_3166_1_is_there() -> None:
    ours = {(r["code"], r["alpha2"], r["numeric"]) for r in TABLES["countries"] if r["numeric"]}
    assert ours == {(c.alpha_3, c.alpha_2, c.numeric) for c in pycountry.countries}
    assert len(ours) == 249


def test_other_country_codes_are_former_or_local() -> None:
    former = {country.alpha_3 for country in pycountry.historic_countries}
    others = {code for code, row in COUNTRIES.items() if not row["numeric"]}
    assert others & former == {"ANT", "CSK", "DDR", "SCG", "SUN", "VDR", "YMD", "YUG"}
    assert [code for code in others - former if not re.fullmatch("X[A-Z]{2}", code)] == []


def test_local_codes_are_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "naming.md").read_text(encoding="utf-8")
    local = {code for code, row in COUNTRIES.items() if code[0] == "X" and not row["numeric"]}
    assert local == set(re.findall(r"`(X[A-Z]{2})` \|", text))


def test_kinds_and_flags_of_countries() -> None:
    kinds = Counter(row["kind"] for row in TABLES["countries"] if not row["end"])
    assert kinds == {"state": 197, "territory": 51, "de_facto_authority": 8}
    flagless = {c for c, r in COUNTRIES.items() if r["flag"] == "false"}
    authorities = {c for c, r in COUNTRIES.items() if r["kind"] == "de_facto_authority"}
    assert flagless == authorities | {"AFG", "MMR", "ESH"}
    assert {row["flag"] for row in TABLES["countries"]} == {"true", "false"}


def test_references_of_countries_resolve() -> None:
    for code, row in COUNTRIES.items():
        related = [*row["predecessors"].split("|"), row["sovereign"]]
        assert {c for c in related if c} <= set(COUNTRIES), code
        assert code not in related
        assert not row["sovereign"] or COUNTRIES[row["sovereign"]]["kind"] == "state"
        assert row["kind"] == "territory" or not row["sovereign"]


def test_predecessors_end_when_or_before_the_successor_has_begun() -> None:
    split = {"SGP", "BGD", "ERI", "SSD", "XUA", "ABW"}  # the other state went on
    for code, row in COUNTRIES.items():
        for former in filter(None, row["predecessors"].split("|")):
            assert code in split or COUNTRIES[former]["end"], code


def test_regions_and_numbers_of_countries() -> None:
    assert {row["region"] for row in TABLES["countries"]} == REGIONS
    assert [c for c, r in COUNTRIES.items() if not r["subregion"]] == ["ATA"]
    numbers = [r[n] for r in TABLES["countries"] for n in ("cow", "gw") if r[n]]
    assert [n for n in numbers if not re.fullmatch(r"[1-9]\d{0,2}", n)] == []


@pytest.mark.parametrize(
    ("code", "cow", "gw"),
    [
        ("USA", "2", "2"), ("CAN", "20", "20"), ("GBR", "200", "200"), ("FRA", "220", "220"),
        ("DEU", "255", "260"), ("RUS", "365", "365"), ("CHN", "710", "710"),
        ("TWN", "713", "713"), ("IND", "750", "750"), ("YEM", "679", "678"),
        ("SRB", "345", "340"), ("XKX", "347", "347"), ("PSE", "", ""),
    ],
)  # fmt: skip
def test_numbers_of_other_registers(code: str, cow: str, gw: str) -> None:
    assert (COUNTRIES[code]["cow"], COUNTRIES[code]["gw"]) == (cow, gw)


def test_wikidata_ids_are_well_formed_and_unique() -> None:
    ids = Counter(row["wikidata"] for row in ACTORS.values() if row["wikidata"])
    assert [i for i, times in ids.items() if times > 1 or not re.fullmatch(r"Q\d+", i)] == []
    assert (COUNTRIES["CHN"]["wikidata"], COUNTRIES["USA"]["wikidata"]) == ("Q148", "Q30")


def test_capitals_lie_in_their_country() -> None:
    for code, row in COUNTRIES.items():
        if not row["capital"]:
            continue
        place = PLACES[row["capital"]]
        ended = bool(row["end"])
        unlisted = row["kind"] == "de_facto_authority" and not place["country"]
        assert ended or unlisted or place["country"] == code, code
        assert place["region"] == row["region"] or code == "XUA", code


def test_states_without_a_capital() -> None:
    states = {c for c, r in COUNTRIES.items() if r["kind"] == "state" and not r["capital"]}
    assert states == {"CHE", "DDR", "ISR", "NRU", "PSE"}


def test_places() -> None:
    assert len(PLACES) >= 300
    for slug, row in PLACES.items():
        assert SLUG.fullmatch(slug)
        assert row["country"] in COUNTRIES or row["country"] == ""
        assert -90 <= float(row["latitude"]) <= 90
        assert -180 <= float(row["longitude"]) <= 180
        assert re.fullmatch(r"-?\d+\.\d{2,4}", row["latitude"])
        assert re.fullmatch(r"-?\d+\.\d{2,4}", row["longitude"])
        assert row["region"] in REGIONS
        if row["country"]:
            assert row["region"] == COUNTRIES[row["country"]]["region"]
            assert not COUNTRIES[row["country"]]["end"]


def test_contested_places() -> None:
    empty = {slug for slug, row in PLACES.items() if not row["country"]}
    contested = {slug for slug, row in PLACES.items() if row["contested"] == "true"}
    assert {row["contested"] for row in TABLES["places"]} == {"true", "false"}
    assert empty - contested == {"panmunjom"}
    assert contested - empty == {
        *("taipei", "kinmen", "pristina", "laayoune", "stanley", "gaza-city", "kherson"),
    }
    assert {"jerusalem", "yalta", "sevastopol", "donetsk", "srinagar"} <= empty


def test_other_names_carry_a_language() -> None:
    names = [n for row in TABLES["places"] for n in row["other_names"].split("|") if n]
    assert [n for n in names if not re.fullmatch(r"[a-z]{2}(-[A-Z][a-z]{3})?:\S.*", n)] == []
    languages = {row["lang"] for row in TABLES["actor_names"]}
    assert [x for x in languages if not re.fullmatch(r"[a-z]{2}(-[A-Z][a-z]{3})?", x)] == []


def test_organisations() -> None:
    assert len(ORGANISATIONS) >= 60
    iso = {c.alpha_3 for c in [*pycountry.countries, *pycountry.historic_countries]}
    assert set(ORGANISATIONS) & (iso | set(COUNTRIES)) == set()
    for code, row in ORGANISATIONS.items():
        assert re.fullmatch(r"[A-Z0-9]{2,12}", code)
        assert (row["kind"] == "organ") == bool(row["parent"])
        assert row["parent"] in ORGANISATIONS or row["parent"] == ""
        assert row["seat"] in PLACES or row["seat"] == ""
    kinds = Counter(row["kind"] for row in TABLES["organisations"])
    assert set(kinds) == {"international_organisation", "organ", "non_state_group", "company"}
    assert kinds["international_organisation"] + kinds["organ"] >= 60


def test_other_names_of_actors() -> None:
    assert {row["code"] for row in TABLES["actor_names"]} <= set(ACTORS)
    assert {row["kind"] for row in TABLES["actor_names"]} == {"former", "formal", "other"}
    former = [r for r in TABLES["actor_names"] if r["kind"] == "former"]
    assert [row for row in former if not row["end"]] == []
    repeated = [r for r in TABLES["actor_names"] if r["name"] == ACTORS[r["code"]]["name"]]
    assert repeated == []


def test_memberships_lie_within_the_lives_of_both() -> None:
    assert {row["status"] for row in MEMBERSHIPS} == {"member", "observer", "associate"}
    for row in MEMBERSHIPS:
        assert row["organisation"] != row["member"]
        assert not outlives(row, ORGANISATIONS[row["organisation"]]), row
        assert not outlives(row, ACTORS[row["member"]]), row


def test_no_membership_overlaps_another_of_the_same_member() -> None:
    before: Row = {}
    for row in MEMBERSHIPS:
        if before and all(before[k] == row[k] for k in ("organisation", "member")):
            assert before["end"], row
            assert earliest(before["end"]) <= latest(row["start"]), row
        before = row


@pytest.mark.parametrize(
    ("organisation", "day", "count"),
    [
        ("UN", "1945-12-31", 51), ("UN", "1960-12-31", 99), ("UN", "1973-12-31", 135),
        ("UN", "1990-12-31", 159), ("UN", "2000-12-31", 189), ("UN", "2024-01-01", 193),
        ("EU", "1958-01-01", 6), ("EU", "1995-06-01", 15), ("EU", "2004-05-01", 25),
        ("EU", "2015-01-01", 28), ("EU", "2024-01-01", 27),
        ("NATO", "1950-01-01", 12), ("NATO", "1999-06-01", 19), ("NATO", "2024-06-01", 32),
        ("G7", "2000-01-01", 8), ("G7", "2015-01-01", 7), ("G20", "2022-01-01", 20),
        ("G20", "2024-01-01", 21), ("BRICS", "2010-01-01", 4), ("BRICS", "2025-06-01", 10),
        ("ASEAN", "1999-12-31", 10), ("ASEAN", "2025-12-31", 11), ("AU", "2024-01-01", 55),
        ("SCO", "2002-01-01", 6), ("SCO", "2024-12-31", 10), ("COE", "2024-01-01", 46),
        ("OECD", "2024-01-01", 38), ("LAS", "2024-01-01", 22), ("APEC", "2024-01-01", 21),
        ("OIC", "2024-01-01", 57), ("WARSAWPACT", "1970-01-01", 7), ("GCC", "2024-01-01", 6),
        ("OSCE", "2024-01-01", 57), ("COMMONWEALTH", "2024-01-01", 56), ("OAS", "2024-01-01", 34),
    ],
)  # fmt: skip
def test_number_of_members(organisation: str, day: str, count: int) -> None:
    assert len(members_on(organisation, day)) == count


@pytest.mark.parametrize(
    ("day", "member", "not_member"),
    [
        ("1980-01-01", "SUN", "RUS"), ("1992-06-01", "RUS", "SUN"),
        ("1980-01-01", "DDR", "VDR"), ("1991-01-01", "YEM", "YMD"),
        ("1960-01-01", "XUA", "SYR"), ("1962-01-01", "SYR", "XUA"),
        ("1995-01-01", "BIH", "YUG"), ("2003-01-01", "SCG", "SRB"),
        ("2010-01-01", "SRB", "XKX"), ("1980-01-01", "UKR", "TWN"),
    ],
)  # fmt: skip
def test_succession_in_the_united_nations(day: str, member: str, not_member: str) -> None:
    members = members_on("UN", day)
    assert member in members
    assert not_member not in members


def test_every_state_but_four_is_in_the_united_nations() -> None:
    states = {c for c, r in COUNTRIES.items() if r["kind"] == "state" and not r["end"]}
    assert states - members_on("UN", "2025-01-01") == {"COK", "NIU", "PSE", "VAT"}


def test_offices_are_well_formed_and_within_the_life_of_their_actor() -> None:
    for row in OFFICES:
        assert SLUG.fullmatch(row["slug"])
        assert row["slug"].startswith(f"{row['actor'].lower()}-")
        assert row["rank"] in RANKS
        assert not outlives(row, ACTORS[row["actor"]]), row


@pytest.mark.parametrize("rank", ["head_of_state", "foreign_minister"])
def test_every_state_has_its_principal_offices(rank: str) -> None:
    holders = {row["actor"] for row in OFFICES if row["rank"] == rank and not row["end"]}
    states = {c for c, r in COUNTRIES.items() if r["kind"] == "state" and not r["end"]}
    assert states - holders == ({"NIU"} if rank == "head_of_state" else set())


@pytest.mark.parametrize(
    ("slug", "name", "rank"),
    [
        ("chn-minister-of-foreign-affairs", "Minister of Foreign Affairs", "foreign_minister"),
        ("ind-minister-of-external-affairs", "Minister of External Affairs", "foreign_minister"),
        ("rus-minister-of-foreign-affairs", "Minister of Foreign Affairs", "foreign_minister"),
        ("usa-secretary-of-state", "Secretary of State", "foreign_minister"),
        ("usa-president", "President", "head_of_state"),
        ("un-secretary-general", "Secretary-General", "head_of_organisation"),
        ("nato-secretary-general", "Secretary General", "head_of_organisation"),
        ("jpn-emperor", "Emperor", "head_of_state"),
        ("aus-governor-general", "Governor-General", "head_of_state"),
    ],
)
def test_well_known_offices(slug: str, name: str, rank: str) -> None:
    office = next(row for row in OFFICES if row["slug"] == slug)
    assert (office["name"], office["rank"]) == (name, rank)
