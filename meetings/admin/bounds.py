"""Limits to what a request may ask of the desk: no input is an error of ours or takes minutes."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest

# Digits of a number that fits into a column of every database.
_MOST_DIGITS = 9
# Rows of one group in a form; the largest session of the demonstration has 27 participants.
MOST_ROWS = 300
# Things in one field.
MOST_THINGS = 50


def number_in(text: str) -> int:
    """Return the number that a request sent, -1 for a text that is none or that no row can have."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else -1


def check_address(request: HttpRequest) -> None:
    """Raise BadRequest for a NUL among the parameters; PostgreSQL takes no text with one."""
    if any("\0" in text for values in request.GET.lists() for text in (values[0], *values[1])):
        raise BadRequest("NUL in a parameter")


def check_rows(request: HttpRequest) -> None:
    """Raise BadRequest for more rows than a form can have, before any of them is built."""
    for name, text in request.POST.items():
        is_total = name.endswith("-TOTAL_FORMS") and isinstance(text, str)
        if is_total and number_in(str(text)) > MOST_ROWS:
            raise BadRequest("too many rows")
