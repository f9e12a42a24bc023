"""Rows that are fetched one chunk ahead."""

import threading
from collections.abc import Generator

import pytest
from django.db import connection
from django.http import QueryDict

from meetings.exports.rows import ahead, rows_of
from meetings.models.record import Record
from meetings.search.selection import read_selection
from tests.register import published_rio


class Rows:
    """Numbers, which thread asked for each, and whether six were asked for."""

    def __init__(self, number: int, *, fail_at: int = -1) -> None:
        self.asked: list[str] = []
        self.six = threading.Event()
        self.number, self.fail_at = number, fail_at

    def read(self) -> Generator[int, None, None]:
        for one in range(self.number):
            if one == self.fail_at:
                raise ConnectionError("The server is gone.")
            self.asked.append(threading.current_thread().name)
            if len(self.asked) == 6:
                self.six.set()
            yield one


@pytest.mark.parametrize("number", [0, 1, 3, 4, 10])
def test_nothing_is_lost_or_repeated(number: int) -> None:
    assert list(ahead(Rows(number).read(), 3)) == list(range(number))


def test_the_next_chunk_is_asked_for_before_the_last_is_used() -> None:
    rows = Rows(10)
    reading = ahead(rows.read(), 3)
    here = threading.current_thread().name
    assert next(reading) == 0
    assert rows.six.wait(20)
    assert list(reading) == list(range(1, 10))
    assert rows.asked[:3] == [here] * 3
    assert here not in rows.asked[3:]


def test_what_goes_wrong_is_raised_where_the_rows_are_used() -> None:
    reading = ahead(Rows(10, fail_at=4).read(), 3)
    assert [next(reading) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ConnectionError):
        next(reading)


def test_a_reader_that_leaves_ends_the_fetching() -> None:
    reading = ahead(Rows(10).read(), 3)
    next(reading)
    reading.close()
    assert [one.name for one in threading.enumerate() if one.name.startswith("rows")] == []


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_leaves_leaves_the_connection_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    published_rio()
    monkeypatch.setattr("meetings.exports.rows._AT_ONCE", 1)
    rows = rows_of(read_selection(QueryDict()).records(), "http://testserver/")
    assert next(rows).sides == 2
    rows.close()
    assert Record.objects.count() == 2
    assert connection.is_usable()
