"""Metadata in every export: selection, address, register clock and licence; and timestamps."""

import datetime
from dataclasses import dataclass
from typing import Annotated, TypedDict

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
REGISTER = "Sidelines"

# Annotated with the format for the OpenAPI schema.
Address = Annotated[str, "uri"]


class AboutDocument(TypedDict):
    """The first members of JSON documents of a selection."""

    selection: str
    selection_address: Address
    register_clock: int
    licence: str
    licence_address: Address


@dataclass(frozen=True)
class About:
    """The provenance of an output.

    ``selection``: the selection in words. ``selection_address``: the absolute address of the list
    page with the same meetings. ``register_clock``: the state of the register; every public change
    up to that number is included. ``base``: scheme and host, ending in a slash.
    ``licence``: the licence, with what is excepted from it.
    """

    selection: str
    selection_address: str
    register_clock: int
    base: str
    licence: str = LICENCE

    def document(self) -> AboutDocument:
        """Return the first members of JSON documents."""
        return {
            "selection": self.selection,
            "selection_address": self.selection_address,
            "register_clock": self.register_clock,
            "licence": self.licence,
            "licence_address": LICENCE_ADDRESS,
        }


def instant(when: datetime.datetime | str) -> str:
    """Return an instant to the second, as ISO 8601 in UTC.

    A text must come from the database, in UTC as Django stores it: 2024-11-19 12:00:00…
    """
    if isinstance(when, str):
        return f"{when[:10]}T{when[11:19]}Z"
    # Slicing takes a quarter of the time of strftime, and each document has two instants.
    return f"{when.astimezone(datetime.UTC).isoformat()[:19]}Z"
