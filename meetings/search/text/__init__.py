"""Full-text search over the published meetings, with the same results on every database.

``parse`` reads what somebody typed, ``matching`` asks the database, ``highlight`` shows where
the words are. What a word is, both sides have from ``meetings.tokens``.
"""
