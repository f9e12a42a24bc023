"""Instants as every output writes them."""

import datetime


def instant(when: datetime.datetime) -> str:
    """Return an instant to the second, as ISO 8601 in UTC."""
    return f"{when.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
