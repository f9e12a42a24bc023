"""The file of publishers: every official one has its actor, every site stands once."""

import re
from collections import Counter, defaultdict

import pytest

from meetings.archives import archived_copy
from meetings.dates import edtf
from meetings.models import choices
from meetings.models.base import validate_language
from meetings.models.sources import validate_host
from meetings.reference.plans import COLUMNS
from meetings.reference.tables import DATA, Row, read_table
from meetings.text import fold

PUBLISHERS = read_table(DATA, "publishers", COLUMNS["publishers"])
ACTORS = {
    row["code"]: row["kind"]
    for table in ("countries", "organisations")
    for row in read_table(DATA, table, COLUMNS[table])
}
_SITE = re.compile(r"(?:(?P<language>[\w-]+):)?(?P<host>[^:@|]+)(?:@(?P<end>.+))?")


def sites(row: Row, *columns: str) -> list[re.Match[str]]:
    """Return the sites of a publisher, taken apart."""
    matches = [_SITE.fullmatch(text) for column in columns for text in row.listed(column)]
    assert all(matches), row["slug"]
    return [match for match in matches if match]


def test_keys_and_names_are_unique_and_in_order() -> None:
    slugs = [row["slug"] for row in PUBLISHERS]
    assert slugs == sorted(set(slugs))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
    folded = Counter(fold(row["name"]) for row in PUBLISHERS)
    assert [name for name, count in folded.items() if count > 1] == []


def test_official_publishers_and_no_others_speak_for_an_actor() -> None:
    for row in PUBLISHERS:
        assert row["kind"] in choices.PublisherKind.values, row["slug"]
        official = row["kind"] in choices.OFFICIAL_PUBLISHERS
        assert bool(row["actor"]) == official, row["slug"]
        if official:
            is_organisation = ACTORS[row["actor"]] not in choices.COUNTRY_KINDS
            assert is_organisation == (row["kind"] == choices.PublisherKind.ORGANISATION)


def test_at_least_eighty_states_have_both_offices_with_a_site() -> None:
    kinds = defaultdict(set)
    for row in PUBLISHERS:
        if row["sites"]:
            kinds[row["actor"]].add(row["kind"])
    states = [code for code, offices in kinds.items() if {"presidency", "ministry"} <= offices]
    assert len(states) >= 80


def test_other_names_have_a_language_and_do_not_repeat_the_name() -> None:
    for row in PUBLISHERS:
        names = [text.partition(":") for text in row.listed("names")]
        assert len(names) == len(set(names)), row["slug"]
        for language, colon, name in names:
            assert colon, row["slug"]
            assert name not in ("", row["name"])
            validate_language(language)


def test_each_site_is_well_formed_and_of_one_publisher() -> None:
    owners = defaultdict(list)
    for row in PUBLISHERS:
        for site in sites(row, "sites", "former_sites"):
            validate_host(site["host"])
            assert site["host"] == site["host"].lower().rstrip("/")
            if site["language"]:
                validate_language(site["language"])
            owners[site["host"]].append(row["slug"])
            assert archived_copy(f"https://{site['host']}/") is None
    assert [host for host, slugs in owners.items() if len(slugs) > 1] == []


def test_former_sites_and_no_others_have_an_end() -> None:
    for row in PUBLISHERS:
        assert [site["host"] for site in sites(row, "sites") if site["end"]] == []
        for site in sites(row, "former_sites"):
            assert edtf.parse(site["end"] or "").edtf == site["end"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("en:Kremlin", "kremlin"),
        ("en:MEA", "ministry-of-external-affairs-of-india"),
        ("en:FCDO", "foreign-office-of-the-united-kingdom"),
        ("fr:Quai d’Orsay", "ministry-of-foreign-affairs-of-france"),
        ("en:State Department", "us-department-of-state"),
        ("ja:外務省", "ministry-of-foreign-affairs-of-japan"),
    ],
)
def test_publishers_have_the_names_in_use(name: str, slug: str) -> None:
    assert [row["slug"] for row in PUBLISHERS if name in row.listed("names")] == [slug]
