"""What the register covers, in numbers."""

from dataclasses import dataclass

from .facet_index import Snapshot


@dataclass(frozen=True)
class Covered:
    """How many meetings were held, and how many countries, people and publishers they show."""

    held: int
    countries: int
    people: int
    publishers: int


def covered(snapshot: Snapshot) -> Covered:
    """Return the numbers from the index. No query."""
    columns = snapshot.columns
    return Covered(
        held=len(columns["occurrence"].get("held")),
        countries=len(snapshot.entries.countries.intersection(columns["actor"].values())),
        people=len(columns["person"].values()),
        publishers=len(columns["publisher"].values()),
    )
