"""Filters by public things: keys, labels and words."""

import pytest

from meetings.search.filters.entries import (
    EntryFilter,
    HostFilter,
    PublisherFilter,
    SeriesFilter,
    SummitFilter,
)
from tests.search.filters.chosen import chosen, entry, named


def test_keys_are_read_in_lower_case_and_codes_in_capitals() -> None:
    assert SummitFilter().read("G20-2024") == "g20-2024"
    assert HostFilter().read("bra") == "BRA"
    # A name is left as it was typed: it will be looked up.
    assert HostFilter().read("South Korea") == "South Korea"


def test_what_could_be_a_key_is_told_from_a_name() -> None:
    assert SummitFilter().is_key("g20-2024-rio")
    assert not SummitFilter().is_key("g20 in rio")
    assert HostFilter().is_key("BRA")
    assert not HostFilter().is_key("Brazil")


def test_entries_stand_in_the_order_of_the_alphabet() -> None:
    zurich, accra, berne = entry("zurich", pk=1), entry("accra", pk=2), entry("berne", "berne", 3)
    summits = SummitFilter().named([zurich, berne, accra], {})
    assert [(str(one), one.ids) for one in summits] == [
        ("Accra", (2,)),
        ("berne", (3,)),
        ("Zurich", (1,)),
    ]
    assert [SummitFilter().key_of_value(one) for one in summits] == ["accra", "berne", "zurich"]


@pytest.mark.parametrize(
    ("one", "labels", "words"),
    [
        (SummitFilter(), [], ""),
        (SummitFilter(), ["G20 Rio"], "at G20 Rio"),
        (SummitFilter(), ["G20 Rio", "COP29"], "at G20 Rio or COP29"),
        (SeriesFilter(), ["G20"], "at G20 summits"),
        (SeriesFilter(), ["G20", "NATO summit"], "in the series “G20” or “NATO summit”"),
        (HostFilter(), ["Brazil", "Chile"], "in Brazil or Chile"),
        (PublisherFilter(), ["Reuters"], "with a source published by Reuters"),
        (PublisherFilter(), [], ""),
    ],
)
def test_each_says_itself(one: EntryFilter, labels: list[str], words: str) -> None:
    entries = [entry(f"e{number}", label, number) for number, label in enumerate(labels)]
    assert one.words({one.parameter: named(*entries)}) == words


def test_a_series_goes_by_its_short_name() -> None:
    [g20] = named(entry("g20", "Group of Twenty", short="G20"))
    assert SeriesFilter().label_of_value(g20) == "G20"
    [other] = named(entry("x", "Long name"))
    assert SeriesFilter().label_of_value(other) == "Long name"


def test_records_are_kept_by_row_number() -> None:
    brazil = chosen() | {"host": named(entry("BRA", pk=7))}
    assert str(HostFilter().condition(brazil)) == "(AND: ('host_id__in', [7]))"
    assert str(HostFilter().condition(chosen())) == "(AND: )"
