"""Plain Python, SQL and the facet index agree on random registers, in every question."""

from random import Random
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models.record import Entry, RecordLink
from meetings.search import parameters
from meetings.search.by_index import count
from meetings.search.by_index.build import build
from meetings.search.by_index.catch_up import follow
from meetings.search.by_index.engine import IndexEngine
from meetings.search.by_sql.engine import SqlEngine
from meetings.search.engine import MOST_SHOWN, Counts, Engine
from meetings.search.filters.base import Chosen
from meetings.search.one_state import state_now
from meetings.search.parameters import ENTRY_FACETS, PRESENTATION, VOCABULARY_FACETS
from meetings.search.selection import Selection, UnreadableSelection, everything, read_selection
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
    "account": list(random_register.ACTORS),
    "channel": ["in_person", "call", "video"],
    "setting": ["talks", "meal"],
    "sides": ["2", "3", "4+"],
    "level": ["leaders", "ministers"],
    "occurrence": ["held", "announced", "any", "denied", "disputed"],
    "accounts": ["all_sides", "disputed"],
    "source_language": ["en", "zh", "ti"],
    "checked": ["yes", "no"],
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
        every = [pair for pair in ranked if pair[1]]
        chosen = {register.entries[key]: 0 for key in asked.get(name, ())}
        shown = {pk: found[pk] for pk in chosen} | dict(every[:MOST_SHOWN])
        counts.entries[name] = list(shown.items())
        if {*dict(every)} - {*shown}:
            counts.cut |= {name}
    for name in VOCABULARY_FACETS:
        kinds = random_register.vocabularies()[name]
        numbers = {
            value: random_register.number_of(register, asked, name, value) for value in kinds
        }
        kept = random_register.chosen_of(asked, name)
        counts.kinds[name] = {one: n for one, n in numbers.items() if n or one in kept}
    for year in range(2015, 2030):
        if number := random_register.number_of(register, asked, "year", str(year)):
            counts.years[year] = number
    return counts


def same(counts: Counts) -> tuple[object, ...]:
    """Return counts in a form that does not depend on the order of what was chosen."""
    return (
        {name: dict(pairs) for name, pairs in counts.entries.items()},
        counts.cut,
        counts.kinds,
        counts.years,
    )


def page_of(selection: Selection, number: int, size: int) -> Selection:
    """Turn a selection to a page, of a size that no address can ask for, and return it."""
    selection.filterset.form.cleaned_data |= {"page": (str(number),), "per_page": (str(size),)}
    return selection


def assert_agree(
    register: random_register.Register,
    sql: Engine,
    index: Engine,
    asked: random_register.Asked,
) -> None:
    selection = read(asked)
    if selection is None:
        return
    expected = random_register.selected(register, asked)
    whole = sql.listing(page_of(selection, 1, 1000))
    assert [record.pk for record in whole.records] == expected
    assert whole.counts.number == len(expected)
    assert same(whole.counts) == same(plain_counts(register, asked))
    assert index.listing(selection).counts == whole.counts
    for number, size in ((1, 1000), (1, 3), (2, 1), (2, 5), (4, 10)):
        page = index.listing(page_of(selection, number, size))
        assert [record.pk for record in page.records] == expected[(number - 1) * size :][:size]


def assert_the_rest_agrees(sql: Engine, index: Engine, asked: random_register.Asked) -> None:
    selection = read(asked)
    if selection is None:
        return
    part = page_of(selection, 2, 5)
    assert sql.listing(part) == index.listing(part)
    assert overviews(sql, asked) == overviews(index, asked)
    assert sql.relaxed(relaxed(selection)) == index.relaxed(relaxed(selection))
    numbers = index.listing(part).counts
    for name in ENTRY_FACETS:
        whole = index.values(part, name)
        assert sql.values(part, name) == whole
        shown = [pair for pair in numbers.entries[name] if pair[1]]
        assert whole[: min(len(shown), MOST_SHOWN)] == shown[:MOST_SHOWN]
        assert (name in numbers.cut) is (len(whole) > len(shown))


def overviews(engine: Engine, asked: random_register.Asked) -> list[object]:
    """Return overviews as pages of entries show them, the newest meetings first."""
    selection = read({name: values for name, values in asked.items() if name != "sort"})
    assert selection is not None
    actor = next((one.entry.pk for one in selection.chosen["country"]), 0)
    return [
        engine.overview(selection, latest, role, without)
        for latest, role, without in (
            (3, RecordLink.Role.ACTOR, actor),
            (1, RecordLink.Role.PERSON, 0),
        )
    ]


def relaxed(selection: Selection) -> list[Chosen]:
    """Return what is chosen with one parameter after the other back at its default."""
    nothing = everything()
    return [
        {**selection.chosen, name: nothing.chosen[name]}
        for name in selection.chosen
        if name not in PRESENTATION | {"match"}
        and selection.chosen[name] != nothing.chosen[name]
        and _fits_together(selection, name)
    ]


def _fits_together(selection: Selection, without: str) -> bool:
    # “Only these” asks for actors.
    actors = [name for name in ("country", "organisation") if name != without]
    return selection.chosen["match"] != ("only",) or any(selection.chosen[name] for name in actors)


@pytest.fixture
def entries() -> dict[str, int]:
    return random_register.make_entries()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    size=st.integers(0, 40),
    asked=st.lists(questions(), min_size=16, max_size=16),
)
def test_lists_and_counts_agree(
    entries: dict[str, int], seed: int, size: int, asked: list[random_register.Asked]
) -> None:
    assert_register_agrees(entries, seed, size, asked)


# Two thousand selections.
@pytest.mark.thorough
@settings(max_examples=125, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    size=st.integers(0, 40),
    asked=st.lists(questions(), min_size=16, max_size=16),
)
def test_lists_and_counts_of_many_registers_agree(
    entries: dict[str, int], seed: int, size: int, asked: list[random_register.Asked]
) -> None:
    assert_register_agrees(entries, seed, size, asked)


def assert_register_agrees(
    entries: dict[str, int], seed: int, size: int, asked: list[random_register.Asked]
) -> None:
    with transaction.atomic():
        register = random_register.make_register(entries, seed, size)
        sql, index = SqlEngine(), IndexEngine(build(state_now()))
        assert index.offered() == sql.offered()
        assert index.figures() == sql.figures()
        every = {
            name: list(Entry.objects.filter(kind=filter_.kind).values_list("pk", flat=True))
            for name, filter_ in parameters.ENTRIES.items()
        }
        assert index.meetings_with(every) == sql.meetings_with(every)
        for question in asked:
            assert_agree(register, sql, index, question)
        for question in asked[:4]:
            assert_the_rest_agrees(sql, index, question)
        transaction.set_rollback(True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), size=st.integers(1, 30), changes=st.integers(1, 20))
def test_catching_up_equals_building_anew(
    entries: dict[str, int], seed: int, size: int, changes: int
) -> None:
    with transaction.atomic():
        register = random_register.make_register(entries, seed, size)
        index = build(state_now())
        before = contents(index)
        random = Random(seed + 1)
        random_register.change_some(register, random, changes)
        after = follow(index, state_now())
        assert after is not None
        assert contents(after) == contents(build(state_now()))
        # Nothing has changed under those who still read the state before.
        assert contents(index) == before
        transaction.set_rollback(True)


@pytest.mark.parametrize(("few", "each"), [(0, 0), (0, 10**6), (10**6, 0)])
def test_every_way_of_counting_people_gives_the_same(
    entries: dict[str, int], monkeypatch: pytest.MonkeyPatch, few: int, each: int
) -> None:
    monkeypatch.setattr(count, "FEW_RECORDS", few)
    monkeypatch.setattr(count, "RECORDS_A_PERSON", each)
    register = random_register.make_register(entries, seed=7, size=60)
    index = IndexEngine(build(state_now()))
    asked: list[random_register.Asked] = [{}, {"country": ("CHN",)}, {"person": ("person-3",)}]
    for one in asked:
        assert_agree(register, SqlEngine(), index, one)
