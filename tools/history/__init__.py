"""The rules by which rows of the lists of the Office of the Historian become meetings.

``vocabulary`` has the words of the lists, ``register`` matches names with terms of office,
``trips`` and ``visits`` read the two kinds of lists. ``tools/make_history.py`` runs them.
"""
