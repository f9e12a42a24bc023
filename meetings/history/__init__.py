"""The historic register: meetings from the lists of the US Office of the Historian, unchecked.

``data/`` holds what ``tools/make_history.py`` made of the lists; the rules by which a row of a list
is a meeting, and what the lists do not say, stand in ``docs/historic-register.md``.
"""
