"""Answers in plain SQL: the reference that the index is held against, and its stand-in."""
