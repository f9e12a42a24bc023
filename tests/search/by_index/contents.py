"""What a index of the facet index holds, in a form that can be compared."""

from meetings.search.by_index.facet_index import FacetIndex


def contents(index: FacetIndex) -> dict[str, object]:
    """Return everything a index knows, as plain sorted values."""
    return {
        "state": index.state,
        "published": sorted(index.published),
        "columns": {
            name: {value: sorted(sets.get(value)) for value in sets.values()}
            for name, sets in index.columns.items()
        },
        "people": {record: sorted(index.people.of(record)) for record in index.published},
        "parents": dict(index.entries.parents),
        "countries": sorted(index.entries.countries),
    }
