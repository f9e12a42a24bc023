"""The parts of a sentence: names, offices, actors, places, summits, dates."""
