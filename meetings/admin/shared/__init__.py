"""Admin pages of shared things: people, offices, actors, places, summits, sources."""
