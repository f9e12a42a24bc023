"""What a page shows of a selection: a list with facets, an entry, a form, ways out of nothing."""
