"""Instants as every output writes them."""

import datetime


def instant(when: datetime.datetime | str) -> str:
    """Return an instant to the second, as ISO 8601 in UTC.

    A text is one that the database wrote, in UTC as Django asks it to: 2024-11-19 12:00:00…
    """
    if isinstance(when, str):
        return f"{when[:10]}T{when[11:19]}Z"
    # Documents have two each: this takes a quarter of the time of a format.
    return f"{when.astimezone(datetime.UTC).isoformat()[:19]}Z"
