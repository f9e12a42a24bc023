"""Pages and indexes of entries: countries, people, summits and all other public things."""
