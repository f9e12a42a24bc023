"""What a page shows of a selection: a list with facets, ways out of nothing, the form."""
