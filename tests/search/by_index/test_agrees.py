"""Plain Python, SQL and the facet index agree on lists and counts of random registers."""

from array import array
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from meetings.search import by_sql
from meetings.search.answers.form_choices import offer
from meetings.search.by_index import count
from meetings.search.by_index.among import Among
from meetings.search.by_index.build import build
from meetings.search.by_index.catch_up import follow
from meetings.search.by_index.count import counts_of
from meetings.search.by_index.evaluate import Evaluation
from meetings.search.by_index.facet_index import Snapshot
from meetings.search.by_index.pages import page_ids
from meetings.search.by_index.people import ForwardBuilder
from meetings.search.by_index.rows import state_now
from meetings.search.by_index.sets import ValueSets
from meetings.search.counts import ENTRY_FACETS, MOST_SHOWN, VOCABULARY_FACETS, Counts
from meetings.search.problems import UnreadableSelection
from meetings.search.selection import Selection, read_selection
from tests.search import random_register

from .contents import contents

pytestmark = pytest.mark.django_db

DAYS = ["2019", "2019-12", "2020", "2020-01-01", "2020-01-31", "2021-04", "2023", "2019-11-30"]
VALUES: dict[str, list[str]] = {
    "country": list(random_register.COUNTRIES),
    "organisation": ["EU", "HAMAS"],
    "person": list(random_register.PEOPLE),
    "topic": list(random_register.TOPICS),
    "summit": list(random_register.SUMMITS),
    "series": ["g20", "apec"],
    "host": list(random_register.COUNTRIES),
    "publisher": list(random_register.PUBLISHERS),
    "channel": ["in_person", "call", "video"],
    "setting": ["talks", "meal"],
    "sides": ["2", "3", "4+"],
    "level": ["head_of_state", "party_leader"],
    "occurrence": ["held", "announced", "any", "denied"],
    "accounts": ["all_sides", "disputed"],
}
SINGLE: dict[str, list[str]] = {
    "match": ["all", "any", "only"],
    "from": DAYS,
    "to": DAYS,
    "dates": ["possible", "certain"],
    "sort": ["newest", "oldest"],
}


@st.composite
def questions(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Draw the parameters of a selection: few, so that something is left."""
    asked: dict[str, tuple[str, ...]] = {}
    for name in draw(st.lists(st.sampled_from([*VALUES]), max_size=3, unique=True)):
        values = draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=2, unique=True))
        asked[name] = tuple(values)
    for name in draw(st.lists(st.sampled_from([*SINGLE]), max_size=3, unique=True)):
        asked[name] = (draw(st.sampled_from(SINGLE[name])),)
    return asked


def read(asked: random_register.Asked) -> Selection | None:
    """Return the selection, or None where the parameters do not fit together."""
    try:
        return read_selection(QueryDict(urlencode(dict(asked), doseq=True)))
    except UnreadableSelection:
        return None


def plain_counts(register: random_register.Register, asked: random_register.Asked) -> Counts:
    """Return the counts as the design defines them, one selection for each value."""
    counts = Counts()
    for name in ENTRY_FACETS:
        found = {
            register.entries[key]: random_register.number_of(register, asked, name, key)
            for key in VALUES[name]
        }
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        top = dict([pair for pair in ranked if pair[1]][:MOST_SHOWN])
        chosen = {register.entries[key]: 0 for key in asked.get(name, ())}
        counts.entries[name] = list(({pk: found[pk] for pk in chosen} | top).items())
    for name in VOCABULARY_FACETS:
        kinds = {"sides": ["2", "3", "4+"], **random_register.vocabularies()}[name]
        numbers = {
            value: random_register.number_of(register, asked, name, value) for value in kinds
        }
        asked_for = asked.get(name, ("held",) if name == "occurrence" else ())
        kept = () if "any" in asked_for else asked_for
        counts.kinds[name] = {one: n for one, n in numbers.items() if n or one in kept}
    for year in range(2015, 2030):
        if number := random_register.number_of(register, asked, "year", str(year)):
            counts.years[year] = number
    return counts


def same(counts: Counts) -> tuple[object, ...]:
    """Return counts in a form that does not depend on the order of what was chosen."""
    return (
        {name: dict(pairs) for name, pairs in counts.entries.items()},
        counts.kinds,
        counts.years,
    )


def assert_agree(
    register: random_register.Register, snapshot: Snapshot, asked: random_register.Asked
) -> None:
    selection = read(asked)
    if selection is None:
        return
    expected = random_register.selected(register, asked)
    assert [record.pk for record in selection.records()] == expected
    evaluation = Evaluation(snapshot, selection.chosen)
    assert sorted(evaluation.selected) == sorted(expected)
    newest = asked.get("sort") != ("oldest",)
    for offset, size in ((0, 1000), (0, 3), (1, 1), (4, 5), (30, 10)):
        page = page_ids(snapshot, evaluation.selected, offset, size, newest=newest)
        assert page == expected[offset : offset + size]
    offered = offer()
    from_sql = by_sql.counts_of(selection, offered.countries, offered.parents)
    assert from_sql.number == len(expected)
    assert counts_of(evaluation) == from_sql
    assert same(from_sql) == same(plain_counts(register, asked))


@pytest.fixture
def entries() -> dict[str, int]:
    return random_register.make_entries()


# Two thousand selections.
@settings(max_examples=125, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    size=st.integers(0, 40),
    asked=st.lists(questions(), min_size=16, max_size=16),
)
def test_lists_and_counts_agree(
    entries: dict[str, int], seed: int, size: int, asked: list[dict[str, tuple[str, ...]]]
) -> None:
    with transaction.atomic():
        register = random_register.make_register(entries, seed, size)
        snapshot = build(state_now())
        for one in asked:
            assert_agree(register, snapshot, one)
        transaction.set_rollback(True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), size=st.integers(1, 30), changes=st.integers(1, 20))
def test_catching_up_equals_building_anew(
    entries: dict[str, int], seed: int, size: int, changes: int
) -> None:
    with transaction.atomic():
        register = random_register.make_register(entries, seed, size)
        snapshot = build(state_now())
        before = contents(snapshot)
        random = Random(seed + 1)
        random_register.change_some(register, random, changes)
        after = follow(snapshot, state_now())
        assert after is not None
        assert contents(after) == contents(build(state_now()))
        # Nothing has changed under those who still read the state before.
        assert contents(snapshot) == before
        transaction.set_rollback(True)


@pytest.mark.parametrize(("few", "each"), [(0, 0), (0, 10**6), (10**6, 0)])
def test_every_way_of_counting_people_gives_the_same(
    entries: dict[str, int], monkeypatch: pytest.MonkeyPatch, few: int, each: int
) -> None:
    monkeypatch.setattr(count, "FEW_RECORDS", few)
    monkeypatch.setattr(count, "RECORDS_A_PERSON", each)
    register = random_register.make_register(entries, seed=7, size=60)
    snapshot = build(state_now())
    asked: list[random_register.Asked] = [{}, {"country": ("CHN",)}, {"person": ("person-3",)}]
    for one in asked:
        assert_agree(register, snapshot, one)


def test_counting_outside_and_inside_of_few_records_gives_the_same() -> None:
    published = BitMap(range(1, 3000))
    sets = ValueSets({"rare": BitMap([5, 2000]), "common": BitMap(range(1, 3000, 2))})
    few, most = Among(BitMap([5, 6, 7]), published), Among(BitMap(range(1, 2500)), published)
    counted = [
        among.count(sets, value, total)
        for among in (few, most)
        for value, total in (("rare", 2), ("common", 1500))
    ]
    assert counted == [1, 2, 2, 1250]


@pytest.mark.parametrize("few", [0, 3])
def test_sets_change_by_copy(few: int) -> None:
    before = ValueSets({1: BitMap([10, 20]), 2: BitMap([20, 30, 40, 50])}, few=few)
    after = before.changed(BitMap([20, 30, 40, 50]), {1: [40], 3: [20]})
    assert {value: list(after.get(value)) for value in after.values()} == {1: [10, 40], 3: [20]}
    assert {value: list(before.get(value)) for value in before.values()} == {
        1: [10, 20],
        2: [20, 30, 40, 50],
    }
    assert [value for _, value in before.ranked()] == [2, 1]


def test_an_only_value_is_looked_for_where_it_changed_alone() -> None:
    before = ValueSets({1: BitMap([10, 20]), 2: BitMap([30]), 3: BitMap([40])})
    after = before.moved(BitMap([10, 20, 40, 50]), {1: [10], 2: [20], 4: [50, 60]})
    assert {value: list(after.get(value)) for value in after.values()} == {
        1: [10],
        2: [20, 30],
        4: [50, 60],
    }
    # 50 had no value, and has none now.
    assert before.moved(BitMap([10, 30, 50]), {1: [10], 2: [30]}) is before


def test_people_of_a_record_beyond_the_first_chunk() -> None:
    builder = ForwardBuilder()
    builder.add(7, array("I", [1, 255, 256, 70_000]))
    builder.add(9, array("I", [256]))
    forward = builder.finish()
    assert [list(forward.of(one)) for one in (1, 2, 256, 70_000, 99_999)] == [
        [7],
        [],
        [7, 9],
        [7],
        [],
    ]
    assert forward.counts(BitMap([1, 2, 256, 99_999])) == {7: 2, 9: 1}
    after = forward.changed([256, 300], {300: [8]})
    assert [list(after.of(one)) for one in (255, 256, 300)] == [[7], [], [8]]
    assert list(forward.of(256)) == [7, 9]


def test_more_people_than_two_bytes_can_number() -> None:
    builder = ForwardBuilder()
    for value in range(1 << 16):
        builder.add(1_000_000 + value, array("I", [value % 300]))
    before = builder.finish()
    last = 1_000_000 + (1 << 16) - 1
    # One more than two bytes can tell apart.
    after = before.changed([299], {299: [5, last]})
    assert list(after.of(299)) == [5, last]
    assert last in before.of(135)
    assert last in after.of(135)
    assert 5 not in before.of(299)
    assert after.counts(BitMap([299, 135]))[last] == 2
    assert before.counts(BitMap([0]))[1_000_000] == 1
    assert after.changed([299], {299: [last]}).of(299) == [last]
