"""Who took part and what about, and how that belongs together."""

import pytest
from django import forms

from meetings.search.filters.base import Chosen, Named
from meetings.search.filters.participants import (
    GOVERNED,
    CountryFilter,
    MatchFilter,
    OrganisationFilter,
    TopicFilter,
)
from tests.search.filters.chosen import chosen, entry, named

CHINA, INDIA, RUSSIA = (
    entry(code, name, pk, kind="state")
    for pk, (code, name) in enumerate((("CHN", "China"), ("IND", "India"), ("RUS", "Russia")), 1)
)
UNION = entry("EU", "European Union", 4, kind="organisation")
WANG, GRAIN, WAR = entry("wang-yi", "Wang Yi", 5), entry("grain", pk=6), entry("war", pk=7)


def those(way: str, **entries: tuple[Named, ...]) -> Chosen:
    """Return a choice of entries that belong together in a way."""
    return {**chosen(match=(way,)), **entries}


def test_four_parameters_are_governed_in_the_order_of_the_address() -> None:
    assert [one.parameter for one in GOVERNED] == ["country", "organisation", "person", "topic"]
    assert {one.part for one in GOVERNED} == {MatchFilter.part} == {"together"}
    assert all(one.governed for one in GOVERNED)
    # Match asks for them; by themselves they would ask twice.
    assert str(CountryFilter().condition(those("all", country=named(CHINA)))) == "(AND: )"


def test_countries_and_organisations_take_each_its_own_actors() -> None:
    assert (CountryFilter().takes(CHINA), CountryFilter().takes(UNION)) == (True, False)
    assert (OrganisationFilter().takes(CHINA), OrganisationFilter().takes(UNION)) == (False, True)


def test_a_topic_stands_for_everything_below_it() -> None:
    tree = {7: None, 8: 7, 6: 8, 9: None}
    war, grain = TopicFilter().named([WAR, GRAIN], tree)[::-1]
    assert (str(war), war.ids) == ("War", (7, 8, 6))
    assert (str(grain), grain.ids) == ("Grain", (6,))


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (those("all"), ""),
        (those("all", country=named(RUSSIA)), "at which Russia took part"),
        (
            those("all", country=named(CHINA, RUSSIA)),
            "at which China and Russia both took part",
        ),
        (
            those("only", country=named(CHINA, INDIA), organisation=named(UNION)),
            "at which China, India and European Union all took part and nobody else",
        ),
        (
            those("all", person=named(WANG), topic=named(GRAIN, WAR)),
            "with Wang Yi about both Grain and War",
        ),
        (
            those("any", country=named(CHINA), person=named(WANG), topic=named(GRAIN, WAR)),
            "at which China or Wang Yi took part or about Grain or War",
        ),
        (those("any", topic=named(WAR)), "about War"),
    ],
)
def test_match_says_all_four(choice: Chosen, words: str) -> None:
    assert MatchFilter().words(choice) == words


def test_only_these_is_refused_where_it_names_nobody() -> None:
    with pytest.raises(forms.ValidationError, match="“Only these” needs a country"):
        MatchFilter().check(those("only", person=named(WANG)))
    MatchFilter().check(those("only", organisation=named(UNION)))
    MatchFilter().check(those("all"))


def test_match_joins_the_conditions() -> None:
    def joined(way: str) -> tuple[str, int]:
        together = MatchFilter().condition(those(way, country=named(CHINA), topic=named(WAR)))
        return together.connector, len(together.children)

    assert [joined(way) for way in ("all", "any", "only")] == [("AND", 2), ("OR", 2), ("AND", 3)]
