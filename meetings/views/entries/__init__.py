"""Pages and indexes of countries, people, summits and every other public thing."""
