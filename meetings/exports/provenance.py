"""What every output says of itself: which selection, from where, of which state, on what terms.

Also how outputs write instants.
"""

import datetime
from dataclasses import dataclass
from typing import Annotated, TypedDict

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
REGISTER = "Sidelines"

# What a type alone does not say stands beside it, for the OpenAPI schema.
Address = Annotated[str, "uri"]


class AboutDocument(TypedDict):
    """What JSON documents of a selection begin with."""

    selection: str
    selection_address: Address
    register_clock: int
    licence: str
    licence_address: Address


@dataclass(frozen=True)
class About:
    """Where an output comes from.

    ``selection`` says it in words, ``selection_address`` is the list page with the same
    meetings (absolute), ``register_clock`` the state of the register: every public change up to
    that number is included. ``base`` is scheme and host, ending in a slash.
    """

    selection: str
    selection_address: str
    register_clock: int
    base: str

    def document(self) -> AboutDocument:
        """Return what JSON documents begin with."""
        return {
            "selection": self.selection,
            "selection_address": self.selection_address,
            "register_clock": self.register_clock,
            "licence": LICENCE,
            "licence_address": LICENCE_ADDRESS,
        }


def instant(when: datetime.datetime | str) -> str:
    """Return an instant to the second, as ISO 8601 in UTC.

    A text is one that the database wrote, in UTC as Django asks it to: 2024-11-19 12:00:00…
    """
    if isinstance(when, str):
        return f"{when[:10]}T{when[11:19]}Z"
    # Documents have two each: this takes a quarter of the time of a format.
    return f"{when.astimezone(datetime.UTC).isoformat()[:19]}Z"
