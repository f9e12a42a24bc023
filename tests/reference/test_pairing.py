"""Which term of the register a row of a file is about."""

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from meetings.models import Tenure
from meetings.reference import terms, upsert
from meetings.reference.load import load
from meetings.reference.merging import Terms
from meetings.reference.pairing import overlap, pairs
from meetings.reference.tables import MalformedRow
from tests.reference_tables import read

from .small import replace
from .test_load import folder
from .test_terms import OFFICE, terms_of

__all__ = ["folder"]

YANG = f"yang-jiechi,{OFFICE},2007-04-27,2013-03-16,false,sure,own,,"


def term(start: str, end: str, as_loaded: str = "") -> Tenure:
    return Tenure(start=start, end=end, as_loaded={"start": as_loaded} if as_loaded else {})


@pytest.mark.parametrize(
    ("stored", "named", "expected"),
    [
        # Years that touch are two terms, in whichever order they are named.
        ([("2001", "2005")], [("2001", "2005"), ("2005", "2009")], [0, None]),
        ([("2001", "2005")], [("2005", "2009"), ("2001", "2005")], [None, 0]),
        (
            [("2001", "2005"), ("2005", "2009")],
            [("2005-03-01", "2009-03-01"), ("2001-03-01", "2005-03-01")],
            [1, 0],
        ),
        # A start that is named takes its term before another row may overlap it.
        (
            [("2001-01-01", "2009-01-01")],
            [("2002-01-01", ""), ("2001-01-01", "2001-06-01")],
            [None, 0],
        ),
        # Each term of the register is taken once.
        ([("2001-01-01", "")], [("2001-02-01", "2003"), ("2004-01-01", "")], [0, None]),
        # A moved start, a more and a less precise one, also of a short term.
        ([("2001-01-01", "2005-01-01")], [("2001-02-01", "2005-01-01")], [0]),
        ([("2005", "2005")], [("2005-03-01", "2005-05-01")], [0]),
        ([("2005-03-01", "2005-03-09")], [("2005-03", "2005-03")], [0]),
        # The day on which a term ends is the first of the next one.
        ([("2001-01-01", "2005-01-01")], [("2005-01-01", "2009-01-01")], [None]),
        ([("", "2005")], [("2005", "2009")], [None]),
        ([("", "")], [("2005", "2009")], [0]),
    ],
)
def test_pairs(
    stored: list[tuple[str, str]], named: list[tuple[str, str]], expected: list[int | None]
) -> None:
    tenures = [term(*dates) for dates in stored]
    result = pairs([term(*dates) for dates in named], tenures)
    numbers = {id(tenure): number for number, tenure in enumerate(tenures)}
    assert [numbers[id(tenure)] if tenure else None for tenure in result] == expected


def test_a_start_that_an_editor_moved_is_known_by_what_was_loaded() -> None:
    moved, other = term("2005", "2009", "2001"), term("2003", "2004", "2005")
    assert pairs([term("2005", ""), term("2001", "")], [moved, other]) == [other, moved]


@pytest.mark.django_db
def test_adjacent_terms_of_years_are_made_and_refined(folder: Path) -> None:
    years = f"yang-jiechi,{OFFICE},2001,2005,false,sure,own,,\n" + YANG.replace(
        "2007-04-27,2013-03-16", "2005,2009"
    )
    replace(folder, "terms", YANG, years)
    load(folder)
    assert terms_of("yang-jiechi") == [("2001", "2005", True), ("2005", "2009", True)]
    assert load(folder).written == 0
    replace(folder, "terms", "2001,2005", "2001-04-01,2005-04-01")
    replace(folder, "terms", "2005,2009", "2005-04-01,2009-04-01")
    tally = load(folder)
    assert (len(tally.terms.created), len(tally.terms.changed)) == (0, 2)
    assert terms_of("yang-jiechi") == [
        ("2001-04-01", "2005-04-01", True),
        ("2005-04-01", "2009-04-01", True),
    ]


@pytest.mark.django_db
def test_a_term_that_the_file_repeats_is_named(folder: Path) -> None:
    replace(folder, "terms", YANG, f"{YANG}\n{YANG.replace('2013-03-16', '2013')}")
    with pytest.raises(MalformedRow, match=r"terms.csv, line 5: this person has a term in this"):
        load(folder)
    assert not Tenure.objects.exists()


@pytest.mark.django_db
def test_terms_of_people_that_a_load_does_not_know_are_left_alone(folder: Path) -> None:
    load(folder)
    assert terms.sync([], upsert.Loaded({}), upsert.Loaded({})) == Terms()
    assert Tenure.objects.count() == 3


def test_no_two_terms_of_one_person_in_an_office_overlap_for_certain() -> None:
    held = defaultdict(list)
    for row in read("terms"):
        held[row["person"], row["office"]].append(term(row["start"], row["end"]))
    overlapping = [
        (*of, first.start, second.start)
        for of, tenures in held.items()
        for first, second in combinations(tenures, 2)
        if overlap(first, second)
    ]
    assert overlapping == []
