"""The topics table: a shallow tree whose names and aliases each mean one topic."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[2] / "meetings" / "reference" / "data" / "topics.csv"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAXIMUM_DEPTH = 4


def read_topics() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


TOPICS = read_topics()
PARENTS = {row["slug"]: row["parent"] for row in TOPICS}


def ancestors(slug: str) -> list[str]:
    """The slugs above a topic, nearest first; stops one step past the allowed depth."""
    above: list[str] = []
    while (parent := PARENTS[slug if not above else above[-1]]) and len(above) <= MAXIMUM_DEPTH:
        above.append(parent)
    return above


def fold(text: str) -> str:
    """The form in which an editor's typing is compared: no case, accents or long dashes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("–", "-"))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def terms(row: dict[str, str]) -> list[str]:
    return [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]


def test_header() -> None:
    assert list(TOPICS[0]) == ["slug", "name", "parent", "aliases", "definition", "article"]


def test_there_are_enough_topics() -> None:
    assert len(TOPICS) >= 150


def test_rows_are_sorted_by_unique_slug() -> None:
    slugs = [row["slug"] for row in TOPICS]
    assert slugs == sorted(set(slugs))


def test_slugs_are_plain_and_short() -> None:
    assert [s for s in PARENTS if not SLUG.fullmatch(s) or len(s) > 40] == []


def test_every_parent_is_a_topic() -> None:
    assert {parent for parent in PARENTS.values() if parent} - set(PARENTS) == set()


def test_tree_has_no_cycle_and_at_most_four_levels() -> None:
    # A cycle never reaches a root, so it shows up here as too deep.
    assert [s for s in PARENTS if len(ancestors(s)) >= MAXIMUM_DEPTH] == []


def test_roots() -> None:
    assert sorted(slug for slug, parent in PARENTS.items() if not parent) == [
        "cold-war",
        "economy",
        "institutions",
        "law",
        "regions",
        "security",
        "society",
    ]


def test_no_name_or_alias_names_two_topics() -> None:
    counts = Counter(fold(term) for row in TOPICS for term in terms(row))
    assert [term for term, count in counts.items() if count > 1] == []


def test_text_is_trimmed_and_definitions_are_sentences() -> None:
    for row in TOPICS:
        for text in [*terms(row), row["definition"]]:
            assert text == text.strip(), row["slug"]
            assert "  " not in text, row["slug"]
        assert row["definition"] == "" or row["definition"].endswith("."), row["slug"]


@pytest.mark.parametrize(
    ("term", "slug"),
    [
        ("special military operation", "ukraine-war"),
        ("Ukraine", "ukraine"),
        ("Korean Peninsula", "korean-peninsula"),
        ("direct flights", "direct-flights"),
        ("journalist exchanges", "journalists"),
        ("visas", "visas"),
        ("mutual trust", "bilateral-relations"),
        ("Line of Actual Control", "india-china-border"),
        ("West Philippine Sea", "south-china-sea"),
        ("台湾问题", "taiwan-strait"),
        ("fentanyl", "drug-control"),
        ("Malvinas", "falkland-islands"),
    ],
)
def test_terms_that_the_sides_use_find_one_topic(term: str, slug: str) -> None:
    found = [row["slug"] for row in TOPICS if fold(term) in map(fold, terms(row))]
    assert found == [slug]


def test_a_topic_is_found_under_the_wider_one() -> None:
    assert ancestors("ukraine-peace-talks") == ["ukraine-war", "ukraine", "regions"]
    assert ancestors("two-state-solution") == ["israel-palestine", "middle-east", "regions"]
    assert ancestors("belt-and-road") == ["infrastructure", "economy"]
