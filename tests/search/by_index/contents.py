"""What a snapshot of the facet index holds, in a form that can be compared."""

from meetings.search.by_index.facet_index import Snapshot


def contents(snapshot: Snapshot) -> dict[str, object]:
    """Return everything a snapshot knows, as plain sorted values."""
    return {
        "state": snapshot.state,
        "published": sorted(snapshot.published),
        "columns": {
            name: {value: sorted(sets.get(value)) for value in sets.values()}
            for name, sets in snapshot.columns.items()
        },
        "people": {record: sorted(snapshot.people.of(record)) for record in snapshot.published},
        "parents": dict(snapshot.entries.parents),
        "countries": sorted(snapshot.entries.countries),
    }
