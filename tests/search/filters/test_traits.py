"""Where records have the values of a filter."""

import pytest

from meetings.models import Record
from meetings.models.record import RecordLink
from meetings.search.filters.traits import Column, Links, Pointer
from meetings.search.filters.vocabularies import number_of_sides
from tests.register import published_rio


def test_a_column_is_asked_for_one_value_or_several() -> None:
    # SQLite uses its index for the first form alone.
    assert str(Column("channel").keeping(["call"])) == "(AND: ('channel', 'call'))"
    assert str(Column("channel").keeping(["call", "video"])) == (
        "(AND: ('channel__in', ['call', 'video']))"
    )


def test_a_column_says_what_it_stores_as_a_word() -> None:
    assert Column("channel").word("call") == "call"
    assert Column("channel").word("") == ""
    assert Column("channel").word(None) == ""
    sides = Column("sides", number_of_sides)
    assert [sides.word(number) for number in (0, 1, 2, 3, 4, 9)] == ["", "", "2", "3", "4+", "4+"]


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
