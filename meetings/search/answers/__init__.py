"""What a page shows of a selection: list, facets, suggestions for an empty result, the form."""
