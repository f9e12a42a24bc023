"""The days that a date of publication leaves possible."""

from datetime import date

import pytest

from meetings.dates.edtf import DateError
from meetings.dates.publication import from_publication


@pytest.mark.parametrize(
    ("summit_first_day", "edtf"),
    [
        (None, "[2024-11-17..2024-11-19]"),
        (date(2024, 11, 18), "[2024-11-18..2024-11-19]"),
        (date(2024, 11, 5), "[2024-11-05..2024-11-19]"),
        (date(2024, 10, 19), "[2024-10-19..2024-11-19]"),
        (date(2024, 10, 18), "[2024-11-17..2024-11-19]"),
        (date(2024, 11, 19), "[2024-11-17..2024-11-19]"),
        (date(2024, 11, 25), "[2024-11-17..2024-11-19]"),
    ],
)
def test_never_a_bare_day(summit_first_day: date | None, edtf: str) -> None:
    when = from_publication(date(2024, 11, 19), summit_first_day)
    assert when.edtf == edtf
    assert when.latest == date(2024, 11, 19)


def test_a_year_outside_the_register_is_refused() -> None:
    with pytest.raises(DateError, match="between 1000 and 2200, not 2201"):
        from_publication(date(2201, 1, 5), None)
