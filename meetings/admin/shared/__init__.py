"""Pages of what many meetings share: people, offices, actors, places, summits, sources."""
