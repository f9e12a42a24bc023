"""Summit series and their editions: well-formed, in rhythm, at known places."""

from __future__ import annotations

import calendar
import csv
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "meetings" / "reference" / "data"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EDTF_UNIT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
DAYS_PER_MONTH = 365.25 / 12
# Editions after a longer pause than is usual in their series, because none was held.
AFTER_A_PAUSE = {
    *("asean-1977-kuala-lumpur", "asean-1987-manila", "asean-1992-singapore"),
    *("asean-1995-bangkok", "asean-2009-hua-hin-february", "eas-2009-hua-hin"),
    *("eu-western-balkans-2003-thessaloniki", "eu-western-balkans-2018-sofia"),
    *("nato-1974-brussels", "nato-1982-bonn", "nato-1985-brussels", "nato-1997-paris"),
    *("oau-1983-addis-ababa", "oic-1981-taif", "sco-heads-of-government-2003-beijing"),
    "weimar-triangle-2022-berlin",
}
# Editions before which others were held that are not in the table.
AFTER_A_GAP = {
    *("arab-league-2001-amman", "franco-german-2010-paris", "india-russia-2008-new-delhi"),
    *("unga-2005", "unga-2008", "visegrad-1998-budapest", "visegrad-2022-kosice"),
    *("weimar-triangle-2011-warsaw", "xiangshan-2023"),
}

Row = dict[str, str]


def read(table: str) -> list[Row]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


SERIES = {row["slug"]: row for row in read("series")}
SUMMITS = read("summits")


def unit_bounds(text: str) -> tuple[date, date]:
    """First and last day of an EDTF day, month or year; ValueError for anything else."""
    match = EDTF_UNIT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def bounds(text: str) -> tuple[date, date]:
    """First and last possible day of an EDTF date or of a closed interval of two days."""
    first, _, last = text.partition("/")
    return unit_bounds(first)[0], unit_bounds(last or first)[1]


def opening(edition: Row) -> tuple[date, date]:
    """The earliest and latest day on which an edition can have begun."""
    return unit_bounds(edition["date"].partition("/")[0])


def editions_by_series() -> dict[str, list[Row]]:
    editions: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(SUMMITS, key=lambda row: row["date"]):
        editions[row["series"]].append(row)
    return editions


EDITIONS = editions_by_series()


def months_between(earlier: date, later: date) -> float:
    return (later - earlier).days / DAYS_PER_MONTH


def test_headers() -> None:
    assert list(next(iter(SERIES.values()))) == [
        "slug",
        "name",
        "short_name",
        "organisation",
        "every_months_min",
        "every_months_max",
        "start",
        "wikidata",
    ]
    assert list(SUMMITS[0]) == ["slug", "series", "name", "date", "place", "host", "format"]


def test_counts() -> None:
    assert len(SERIES) >= 25
    assert len(SUMMITS) >= 900


@pytest.mark.parametrize("table", ["series", "summits"])
def test_rows_are_sorted_by_unique_plain_slug(table: str) -> None:
    slugs = [row["slug"] for row in read(table)]
    assert slugs == sorted(set(slugs))
    assert [slug for slug in slugs if not SLUG.fullmatch(slug) or len(slug) > 50] == []


@pytest.mark.parametrize("table", ["series", "summits"])
def test_names_are_unique_and_trimmed(table: str) -> None:
    names = [row["name"] for row in read(table)]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [name for name in names if not name or name != " ".join(name.split())] == []


def test_slug_is_series_then_year() -> None:
    wrong = [
        row["slug"]
        for row in SUMMITS
        if row["series"] and not row["slug"].startswith(f"{row['series']}-{row['date'][:4]}")
    ]
    assert wrong == []


def test_dates_are_edtf_in_order_and_short() -> None:
    for row in SUMMITS:
        earliest, latest = bounds(row["date"])
        assert earliest <= latest, row["slug"]
        # The San Francisco conference and the peace conference of 1946 took months, the
        # conference on Laos, with an adjournment, more than a year.
        limit = 440 if row["slug"] == "geneva-1961" else 120 if earliest.year < 1980 else 31
        assert (latest - earliest).days < limit, row["slug"]


def test_every_edition_has_a_known_series_and_every_series_an_edition() -> None:
    assert set(EDITIONS) - {""} == set(SERIES)


def test_no_edition_before_the_series_began() -> None:
    for series in SERIES.values():
        if series["start"]:
            first = EDITIONS[series["slug"]][0]
            assert first["date"][:4] >= series["start"], first["slug"]


@pytest.mark.parametrize("slug", sorted(SERIES))
def test_editions_keep_the_rhythm_of_their_series(slug: str) -> None:
    least = int(SERIES[slug]["every_months_min"])
    most = int(SERIES[slug]["every_months_max"])
    assert 0 <= least < most
    editions = EDITIONS[slug]
    for earlier, later in pairwise(editions):
        shortest = months_between(opening(earlier)[1], opening(later)[0])
        longest = months_between(opening(earlier)[0], opening(later)[1])
        assert longest >= least, (earlier["slug"], later["slug"])
        is_late = later["slug"] in AFTER_A_PAUSE | AFTER_A_GAP
        assert (shortest > most) == is_late, (earlier["slug"], later["slug"])


def test_format_follows_from_the_place() -> None:
    assert {row["format"] for row in SUMMITS} == {"in_person", "video"}
    assert [r["slug"] for r in SUMMITS if (r["format"] == "video") == bool(r["place"])] == []


def test_places_resolve() -> None:
    places = {row["slug"] for row in read("places")}
    assert {row["place"] for row in SUMMITS if row["place"]} - places == set()


def test_hosts_and_organisations_resolve() -> None:
    organisations = {row["code"] for row in read("organisations")}
    hosts = organisations | {row["code"] for row in read("countries")}
    holders = {row["organisation"] for row in SERIES.values() if row["organisation"]}
    assert {row["host"] for row in SUMMITS if row["host"]} - hosts == set()
    assert holders - organisations == set()


def test_hosts_existed_at_the_time() -> None:
    actors = {row["code"]: row for table in ("countries", "organisations") for row in read(table)}
    wrong = []
    for row in SUMMITS:
        earliest, latest = bounds(row["date"])
        host = actors.get(row["host"], {"start": "", "end": ""})
        too_early = bool(host["start"]) and latest < unit_bounds(host["start"])[0]
        too_late = bool(host["end"]) and earliest > unit_bounds(host["end"])[1]
        if too_early or too_late:
            wrong.append(row["slug"])
    assert wrong == []


def test_a_state_hosts_at_home() -> None:
    """A host from elsewhere is right only where it presided over a meeting abroad."""
    states = {row["code"]: row for row in read("countries")}
    located = {row["slug"]: row["country"] for row in read("places")}
    abroad = [
        row["slug"]
        for row in SUMMITS
        if row["host"] in states
        and not states[row["host"]]["end"]
        and located.get(row["place"])
        and row["series"] != "ukraine-defence"  # its chair invites to bases and headquarters
        and row["host"]
        not in {
            located[row["place"]],
            states.get(located[row["place"]], {}).get("sovereign"),
        }
    ]
    assert abroad == [
        "cbd-cop-2022-montreal",
        "cbd-cop-2025-rome",
        "cop-2017-bonn",
        "cop-2019-madrid",
        "g20-foreign-ministers-2024-new-york",
        "osce-ministerial-2025-vienna",
        "quad-2023-hiroshima",
    ]


@pytest.mark.parametrize(
    ("slug", "day", "place", "host"),
    [
        ("g20-2024-rio-de-janeiro", "2024-11-18/2024-11-19", "rio-de-janeiro", "BRA"),
        ("g20-2008-washington", "2008-11-14/2008-11-15", "washington", "USA"),
        ("nato-2023-vilnius", "2023-07-11/2023-07-12", "vilnius", "LTU"),
        ("sco-2022-samarkand", "2022-09-15/2022-09-16", "samarkand", "UZB"),
        ("brics-2020", "2020-11-17", "", "RUS"),
        ("allied-conferences-1945-yalta", "1945-02-04/1945-02-11", "yalta", "SUN"),
        ("allied-conferences-1945-potsdam", "1945-07-17/1945-08-02", "potsdam", "SUN"),
        ("bandung-1955", "1955-04-18/1955-04-24", "bandung", "IDN"),
        ("us-soviet-1986-reykjavik", "1986-10-11/1986-10-12", "reykjavik", "ISL"),
    ],
)
def test_known_editions(slug: str, day: str, place: str, host: str) -> None:
    (row,) = (row for row in SUMMITS if row["slug"] == slug)
    assert (row["date"], row["place"], row["host"]) == (day, place, host)


@pytest.mark.parametrize(
    ("slug", "count"),
    [("g20", 20), ("brics", 17), ("unga", 20), ("cop", 30), ("osce", 7), ("two-plus-four", 4)],
)
def test_series_are_complete(slug: str, count: int) -> None:
    assert len(EDITIONS[slug]) == count
