"""People and terms of the reference data, held to the life of states and offices."""

import unicodedata
from collections import defaultdict
from datetime import date

from meetings.reference.terms import PROBABLE, SURE
from tests.reference_tables import Row, earliest, latest, read

PEOPLE, TERMS = read("people"), read("terms")
OFFICES = {row["slug"]: row for row in read("offices")}
ACTORS = {row["code"]: row for row in (*read("countries"), *read("organisations"))}


def ended(term: Row) -> date:
    """Return the first day on which a term may have ended."""
    return earliest(term["end"]) if term["end"] else date.max


def test_there_are_as_many_as_the_documents_say() -> None:
    assert len(PEOPLE) > 5_300
    assert sum(row["confidence"] == SURE for row in TERMS) > 2_400
    assert {row["confidence"] for row in TERMS} == {SURE, PROBABLE}
    assert len({OFFICES[row["office"]]["actor"] for row in TERMS}) > 230


def test_people_have_one_row_and_one_script_each() -> None:
    slugs = [row["slug"] for row in PEOPLE]
    assert len(slugs) == len(set(slugs))
    assert slugs == sorted(slugs)
    items = [row["wikidata"] for row in PEOPLE if row["wikidata"]]
    assert len(items) == len(set(items))
    for row in PEOPLE:
        letters = [unicodedata.name(letter) for letter in row["name"] if letter.isalpha()]
        assert all(name.startswith(("LATIN ", "MODIFIER ")) for name in letters), row["name"]
        assert row["family_name"] in row["name"], row["slug"]


def test_terms_lie_in_the_life_of_office_and_actor() -> None:
    people = {row["slug"] for row in PEOPLE}
    for row in TERMS:
        office = OFFICES[row["office"]]
        actor = ACTORS[office["actor"]]
        assert row["person"] in people, row
        for life in (office, actor):
            assert latest(row["start"]) >= earliest(life["start"]), (row, life)
            # Archives end some terms on the day after the state's last.
            assert earliest(row["start"]) <= latest(life["end"]), (row, life)


def test_one_person_holds_an_office_at_a_time() -> None:
    by_office = defaultdict(list)
    for row in TERMS:
        if row["confidence"] == SURE and row["acting"] == "false" and not row["note"]:
            by_office[row["office"]].append(row)
    together = [
        (office, term["person"], other["person"])
        for office, terms in by_office.items()
        for number, term in enumerate(terms)
        for other in terms[number + 1 :]
        if term["person"] != other["person"]
        and latest(other["start"]) < ended(term)
        and latest(term["start"]) < ended(other)
    ]
    assert together == []


def test_open_terms_say_how_long_they_are_known() -> None:
    """A term without an end runs on; the day says up to when that was checked."""
    unknown = [row for row in TERMS if not row["end"] and not row["known_until"]]
    assert all(row["sources"] == "register" for row in unknown)
