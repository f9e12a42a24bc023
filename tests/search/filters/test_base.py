"""What every filter has in common: how values are read, what a class has to
say, and where records have the values."""

from typing import ClassVar

import pytest
from django import forms

from meetings.models import Record
from meetings.models.record import RecordLink, spaced
from meetings.search.filters.base import (
    Column,
    Controls,
    Facet,
    Links,
    Option,
    Pointer,
    SelectionFilter,
    UnreadableValue,
    ValuesField,
    shown,
)
from meetings.search.filters.entries import EntryFilter
from meetings.search.filters.vocabularies import VocabularyFilter, number_of_sides
from tests.register import published_rio


class WeatherFilter(VocabularyFilter):
    """What the weather was like."""

    parameter, caption, doc = "weather", "Weather", "{values}"
    source, facet, controls = Column("weather"), Facet(1), Controls()
    choices: ClassVar[list[tuple[str, str]]] = [("fair", "Fair"), ("foul", "Foul")]
    phrases: ClassVar[dict[str, str]] = {"fair": "in fair weather", "foul": "in foul weather"}


class HourFilter(SelectionFilter):
    """When it began."""

    parameter, caption, doc, single, synonyms = "hour", "Hour", "The hour", True, ("o_clock",)
    source, facet, controls = None, None, Controls()

    def read(self, text: str) -> str:
        """Return the text."""
        return text


WEATHER = ValuesField(reader=WeatherFilter(), required=False)
HOUR = ValuesField(reader=HourFilter(), required=False)


def refused(field: ValuesField, values: list[str]) -> list[tuple[str, str]]:
    """Return the values that a field refuses, each with the message."""
    with pytest.raises(forms.ValidationError) as error:
        field.clean(values)
    return [
        (one.value, one.messages[0])
        for one in error.value.error_list
        if isinstance(one, UnreadableValue)
    ]


def test_a_filter_that_forgets_a_trait_cannot_be_defined() -> None:
    said = {"parameter": "tide", "caption": "Tide", "doc": "", "source": None}
    with pytest.raises(TypeError, match=r"^TideFilter says nothing of its facet and controls\.$"):
        type("TideFilter", (SelectionFilter,), said)
    said |= {"facet": None, "controls": None}
    assert type("TideFilter", (SelectionFilter,), said)
    with pytest.raises(TypeError, match=r"^TideFilter says nothing of its choices\.$"):
        type("TideFilter", (VocabularyFilter,), said)
    with pytest.raises(TypeError, match=r"^TideFilter says nothing of its things and offered\.$"):
        type("TideFilter", (EntryFilter,), said)


def test_values_come_once_each_and_empty_ones_never() -> None:
    assert WEATHER.clean(["FOUL", " fair\u00a0", "", "  ", "foul"]) == ("foul", "fair")
    assert WEATHER.clean([]) == ()
    assert WEATHER.clean(None) == ()


def test_every_value_that_cannot_be_read_is_said() -> None:
    assert refused(WEATHER, ["fair", "mild", "100%"]) == [
        ("mild", "Weather is one of fair or foul."),
        ("100%", "Weather is one of fair or foul."),
    ]
    assert WEATHER.sort_out(["fair", "mild"])[0] == ("fair",)
    assert refused(HOUR, ["a\x00b"]) == [("a\x00b", "Hour has characters that no value has.")]
    assert refused(HOUR, ["x" * 121]) == [("x" * 121, "Hour is longer than any value there is.")]


def test_only_so_many_values_are_taken() -> None:
    assert refused(HOUR, ["9", "10"]) == [("10", "Hour can be given only once.")]
    many = [f"w{number}" for number in range(21)]
    assert refused(WEATHER, many) == [("w20", "Weather can be given 20 times at most.")]
    assert HOUR.sort_out(["9", "10"])[0] == ()


def test_keys_of_the_search_box_are_the_parameter_and_its_synonyms() -> None:
    assert HourFilter().keys == ("hour", "o_clock")


def test_a_vocabulary_keeps_says_and_offers_its_values() -> None:
    weather = WeatherFilter()
    assert str(weather.condition({"weather": ()})) == "(AND: )"
    assert str(weather.condition({"weather": ("fair",)})) == "(AND: ('weather', 'fair'))"
    assert weather.words({"weather": ("fair", "foul")}) == "in fair weather or in foul weather"
    assert weather.label_of_value("foul") == "Foul"
    assert weather.options("foul") == [
        Option("", "Any"),
        Option("fair", "Fair"),
        Option("foul", "Foul", selected=True),
    ]


def test_what_is_wrong_is_shown_printable_and_short() -> None:
    assert shown("a\x00b") == "a\ufffdb"
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 60 + "…"


def test_a_column_is_asked_for_one_value_or_several() -> None:
    # SQLite uses its index for the first form alone.
    assert str(Column("channel").keeping(["call"])) == "(AND: ('channel', 'call'))"
    assert str(Column("channel").keeping(["call", "video"])) == (
        "(AND: ('channel__in', ['call', 'video']))"
    )


def test_a_column_says_what_it_stores_as_words() -> None:
    assert Column("channel").words("call") == ("call",)
    assert Column("channel").words("") == ()
    assert Column("channel").words(None) == ()
    sides = Column("sides", number_of_sides)
    words = [sides.words(number) for number in (0, 1, 2, 3, 4, 9)]
    assert words == [(), (), ("2",), ("3",), ("4+",), ("4+",)]


def test_a_pointer_is_asked_by_row_number() -> None:
    assert Pointer("host").column == "host_id"
    assert str(Pointer("host").keeping([3, 4])) == "(AND: ('host_id__in', [3, 4]))"


def test_links_have_the_name_of_their_role_in_the_index() -> None:
    assert [Links(role).name for role in (RecordLink.Role.ACTOR, RecordLink.Role.PUBLISHER)] == [
        "actor",
        "publisher",
    ]


@pytest.mark.django_db
def test_links_keep_records_with_a_link_in_their_role() -> None:
    published_rio()
    person = RecordLink.objects.filter(entry__key="sergey-lavrov").values_list("entry_id").get()
    kept = Record.objects.filter(Links(RecordLink.Role.PERSON).keeping(person))
    assert [record.title for record in kept] == [
        "Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of G20 Rio de Janeiro"
    ]
    assert not Record.objects.filter(Links(RecordLink.Role.ACTOR).keeping(person)).exists()


@pytest.mark.django_db
def test_a_column_may_hold_several_words() -> None:
    published_rio()
    # Any text column will do.
    column = Column("title", several=True)
    assert spaced(()) == ""
    assert spaced(["zh", "en", "zh"]) == " en zh "
    assert column.words(" en zh ") == ("en", "zh")
    assert column.words("") == ()
    first, second = Record.objects.order_by("pk")
    Record.objects.filter(pk=first.pk).update(title=spaced(["en", "zh"]))
    Record.objects.filter(pk=second.pk).update(title=spaced(["eng"]))
    for values, kept in (
        (["zh"], [first.pk]),
        (["en"], [first.pk]),
        (["eng", "zh"], [first.pk, second.pk]),
        (["e"], []),
        # Neither of them is a wild card.
        (["%"], []),
        (["__"], []),
    ):
        found = Record.objects.filter(column.keeping(values)).order_by("pk")
        assert list(found.values_list("pk", flat=True)) == kept
