"""Full-text search over the published meetings, with the same results on every database.

``query`` parses the typed text, ``matching`` queries the database, ``highlight`` marks the words
in a text. The tokens of queries and of texts come from ``meetings.tokens``.
"""
