"""The list of all parameters, and what follows from it."""

import pytest

from meetings.search.filters.base import Area, SelectionFilter
from meetings.search.parameters import (
    DEFAULTS,
    ENTRIES,
    FILTERS,
    GOVERNED,
    ORDER,
    PRESENTATION,
    SINGLE,
    VOCABULARIES,
)


def test_the_order_of_the_address_is_a_promise() -> None:
    assert ORDER == (
        "q",
        "country",
        "organisation",
        "person",
        "topic",
        "match",
        "summit",
        "series",
        "host",
        "channel",
        "setting",
        "sides",
        "level",
        "occurrence",
        "accounts",
        "account",
        "publisher",
        "source_language",
        "checked",
        "from",
        "to",
        "dates",
        "sort",
        "per_page",
        "page",
    )


def test_defaults_are_left_out_of_addresses_so_they_are_promises_too() -> None:
    assert DEFAULTS == {
        "match": ("all",),
        "occurrence": ("held",),
        "dates": ("possible",),
        "sort": ("newest",),
        "per_page": ("25",),
        "page": ("1",),
    }


def test_sorts_of_parameters() -> None:
    assert {"q", "match", "from", "to", "dates", "sort", "per_page", "page"} == SINGLE
    assert {"sort", "per_page", "page"} == PRESENTATION
    assert GOVERNED == ("country", "organisation", "person", "topic")
    assert list(ENTRIES) == [*GOVERNED, "summit", "series", "host", "account", "publisher"]
    assert list(VOCABULARIES) == [
        "match",
        "channel",
        "setting",
        "sides",
        "level",
        "occurrence",
        "accounts",
        "source_language",
        "checked",
        "dates",
        "sort",
        "per_page",
    ]


def test_parts_with_several_parameters() -> None:
    parts = {name: one.part for name, one in FILTERS.items() if one.part != name}
    assert parts == {
        **dict.fromkeys((*GOVERNED, "match"), "together"),
        **dict.fromkeys(("from", "to"), "days"),
    }


@pytest.mark.parametrize("one", FILTERS.values(), ids=list(FILTERS))
def test_every_class_says_all_of_itself(one: SelectionFilter) -> None:
    for trait in one.required:
        assert trait not in vars(SelectionFilter)
        assert getattr(one, trait) is not None or trait in ("source", "facet", "controls")
    assert "__doc__" in vars(type(one))
    assert one.doc
    # What is counted has a place where it is kept.
    assert one.facet is None or one.source is not None


def test_no_two_facets_have_the_same_place() -> None:
    places = [one.facet.place for one in FILTERS.values() if one.facet]
    assert len(places) == len(set(places)) == 17


def test_the_search_box_is_one_parameter() -> None:
    in_box = [
        name for name, one in FILTERS.items() if one.controls and one.controls.area is Area.BOX
    ]
    assert in_box == ["q"]


def test_no_word_after_is_means_two_things() -> None:
    words = [word for one in VOCABULARIES.values() for word in one.states]
    assert len(words) == len(set(words))
