"""What sort of meeting it was."""

import pytest

from meetings.search.filters.vocabularies import (
    AccountsFilter,
    ChannelFilter,
    LevelFilter,
    OccurrenceFilter,
    SettingFilter,
    SidesFilter,
    VocabularyFilter,
)


@pytest.mark.parametrize(
    ("one", "values", "words"),
    [
        (ChannelFilter(), (), ""),
        (ChannelFilter(), ("call", "video"), "by telephone or by video"),
        (SettingFilter(), ("brief_encounter",), "in a brief encounter"),
        (SidesFilter(), ("2", "4+"), "with two or four or more sides"),
        (LevelFilter(), ("foreign_ministers",), "at the level of foreign ministers"),
        (AccountsFilter(), ("third_party",), "with accounts of third parties only"),
        (AccountsFilter(), ("one_side",), "with one side’s own account only"),
        (AccountsFilter(), ("joint_text",), "with a joint text only"),
        (OccurrenceFilter(), ("announced",), ""),
    ],
)
def test_each_says_itself(one: VocabularyFilter, values: tuple[str, ...], words: str) -> None:
    assert one.words({one.parameter: values}) == words


def test_a_plus_sign_may_be_lost_on_the_way() -> None:
    assert [SidesFilter().read(text) for text in ("4", "4+", "2")] == ["4+", "4+", "2"]


def test_four_sides_are_four_or_more() -> None:
    kept = SidesFilter().condition({"sides": ("2", "4+")})
    assert str(kept) == "(OR: ('sides', 2), ('sides__gte', 4))"


def test_held_or_not_leaves_nothing_else_standing() -> None:
    occurrence = OccurrenceFilter()
    assert occurrence.choose(("any", "held")) == ("any",)
    assert occurrence.choose(("denied", "held")) == ("denied", "held")
    assert str(occurrence.condition({"occurrence": ("any",)})) == "(AND: )"
    assert str(occurrence.condition({"occurrence": ("held",)})) == "(AND: ('occurrence', 'held'))"


@pytest.mark.parametrize(
    ("values", "number", "noun"),
    [
        (("held",), 1, "meeting"),
        (("held",), 0, "meetings"),
        (("any",), 2, "meetings, held or not,"),
        (("announced", "postponed"), 2, "announced or postponed meetings"),
        (("denied",), 1, "denied meeting"),
    ],
)
def test_the_noun_of_a_selection(values: tuple[str, ...], number: int, noun: str) -> None:
    assert OccurrenceFilter.noun(values, number) == noun
